import type { Sent } from './ledger'
import { address, type Body, examplesIn, type Operation, written } from './operations'
import { segmentOf, type World } from './world'

/** A place in a request that names a record, and the request that names there what another world has. */
export type Reference = {
  what: string
  /** Whether the request is for the record itself. */
  isRecord?: true
  request(of: World): { path: string; sent: Sent }
}

/** Every place in this operation that names a record; all else in the request is of `ours`. */
export const referencesIn = (operation: Operation, ours: World): Reference[] => [
  ...inPath(operation, ours),
  ...inQuery(operation, ours),
  ...inBodies(operation, ours),
  ...byDomain(operation, ours),
]

/** The values of a path's parameters in a world. */
export const valuesOf = (operation: Operation, { ids }: World): Record<string, string> => ({
  ...examplesIn(operation, 'path'),
  ...(operation.path.includes('{id}') && { id: String(ids[segmentOf(operation.path)] ?? 1) }),
  ...(operation.path.includes('{delivery}') && { delivery: String(ids.delivery) }),
})

/** What of the query says from where to where: what is asked twice must not go by the clock. */
export const spanOf = (operation: Operation): Record<string, string> => {
  const { from, to } = examplesIn(operation, 'query')
  if (!from || !to) return {}
  // The example of an end may be that of its beginning, which is no time at all.
  return { from, to: from === to ? new Date(Date.parse(from) + DAYS_60).toISOString() : to }
}

const DAYS_60 = 60 * 86_400_000

/** The body of the example with all that it names taken from `world`. */
export const bodyIn = ({ type, example }: Body, world: World): string => {
  if (type === 'text/csv') return String(example).replaceAll(/^((?:[a-z]+,)?)\d+(?=,)/gm, `$1${world.ids.tenants}`)
  const lines = type.includes('ndjson') ? String(example).trim().split('\n') : []
  if (lines.length > 0) return lines.map(line => JSON.stringify(renamed(JSON.parse(line), world))).join('\n')
  return written(type, renamed(example, world))
}

const inPath = (operation: Operation, ours: World): Reference[] => {
  const names = Object.keys(examplesIn(operation, 'path')).filter(name => name === 'id' || name === 'delivery')
  const bodies = operation.bodies.length > 0 ? operation.bodies : [undefined]
  return names.flatMap(name =>
    bodies.flatMap(body =>
      [{}, CONDITIONAL].map(
        (headers): Reference => ({
          what: `${name} in the path`,
          request: of => ({
            path: address(
              operation.path,
              { ...valuesOf(operation, ours), ...pick(valuesOf(operation, of), name) },
              spanOf(operation),
            ),
            sent: { ...sentOf(body, ours), headers: { ...sentOf(body, ours).headers, ...headers } },
          }),
        }),
      ),
    ),
  )
}

const CONDITIONAL = { 'if-match': '"9"' }

const pick = (values: Record<string, string>, name: string) => ({ [name]: values[name] ?? '' })

const inQuery = (operation: Operation, ours: World): Reference[] =>
  operation.parameters
    .filter(({ name, in: place }) => place === 'query' && name in KIND_OF)
    .map(({ name }) => ({
      what: `${name} in the query`,
      request: of => ({
        path: address(operation.path, valuesOf(operation, ours), {
          ...spanOf(operation),
          [name]: String(idOf(name, of)),
        }),
        sent: {},
      }),
    }))

const inBodies = (operation: Operation, ours: World): Reference[] =>
  operation.bodies.flatMap(body =>
    Object.keys(KIND_OF)
      .filter(name => bodyIn(body, ours).includes(`${name}`))
      .map(name => ({
        what: `${name} in the body`,
        request: of => ({
          path: address(operation.path, valuesOf(operation, ours)),
          sent: sentOf(body, { ...ours, ids: { ...ours.ids, [KIND_OF[name] ?? '']: idOf(name, of) } }),
        }),
      })),
  )

/** A SIP server names a tenant by its domain. */
const byDomain = (operation: Operation, ours: World): Reference[] => {
  if (operation.caller !== 'engine') return []
  const query = examplesIn(operation, 'query')
  return (operation.bodies.length > 0 ? operation.bodies : [undefined]).map(body => ({
    what: 'its domain',
    request: ({ domain }) => {
      const sent = sentOf(body, ours)
      return {
        path: address(operation.path, valuesOf(operation, ours), query).replaceAll(EXAMPLE_DOMAIN, domain),
        sent: { ...sent, ...(typeof sent.body === 'string' && { body: sent.body.replaceAll(EXAMPLE_DOMAIN, domain) }) },
      }
    },
  }))
}

const EXAMPLE_DOMAIN = 'acme.sip.example'

const sentOf = (body: Body | undefined, world: World): Sent =>
  body ? { headers: { 'content-type': body.type }, body: bodyIn(body, world) } : {}

const KIND_OF: Record<string, string> = { tenant_id: 'tenants', extension_id: 'extensions', queue_id: 'queues' }

const idOf = (name: string, { ids }: World): number => ids[KIND_OF[name] ?? ''] ?? 0

const renamed = (value: unknown, world: World): unknown => {
  if (Array.isArray(value)) return value.map(each => renamed(each, world))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, name in KIND_OF ? idOf(name, world) : each]),
  )
}
