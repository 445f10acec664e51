import { hostileValues, withHostile } from '@ringfence/domain/testing/hostile'
import type { Answered } from '@ringfence/rig/documented'
import { type Fields, type Ids, type Kind, kinds } from '@ringfence/rig/kinds'
import { type Ledger, openLedger } from '../abuse/ledger'
import { address, operations, textOf } from '../abuse/operations'
import { spanOf, valuesOf } from '../abuse/references'
import { makeWorld, segmentOf, type World } from '../abuse/world'
import type { Case } from '../case'

/** What is stored in another spelling that means the same. */
const RESPELLED = /^(?:domain|mac_address|cost|\w+_at|settings|events)$/

export const hostile: Case = {
  name: 'hostile',
  claim:
    'A value that has broken servers is stored exactly as sent or refused by the name of its field, in every field of every resource and every query.',
  short: false,
  seconds: 180,
  async run({ api, say }) {
    const program = await api({ WEBHOOK_PRIVATE_TARGETS: '1' })
    const ledger = openLedger(program.url)
    const cookie = await program.signIn()
    const world = await makeWorld(ledger.ask, cookie, 'okapi')
    const ids = idsOf(world)
    for (const [name, kind] of Object.entries(kinds)) {
      // The values of the tenant itself may have left room for none.
      const room = { max_extensions: 1_000_000 }
      await ledger.ask('PATCH', `/api/tenants/${ids.tenant.id}`, { cookie, json: room, headers: MERGE })
      const fields = new Set([
        ...Object.keys(kind.body(ids)),
        ...Object.keys(kind.change),
        ...Object.keys(kind.defaults),
      ])
      for (const field of fields)
        for (const [what, value] of Object.entries(hostileValues)) {
          const problem = await tried(ledger, kind, ids, cookie, field, value, world.ids[segmentOf(kind.path)] ?? 0)
          if (problem) ledger.note(`${what} as ${field} of a ${name} ${problem}`)
        }
    }
    await askQueries(ledger, world, cookie)
    say(`${Object.keys(hostileValues).length} values`)
    return ledger.tally
  },
}

const MERGE = { 'content-type': 'application/merge-patch+json' }

/** Every parameter of every query. */
const askQueries = async ({ ask }: Ledger, world: World, cookie: string): Promise<void> => {
  for (const operation of operations.filter(({ method, caller }) => method === 'GET' && caller !== 'engine'))
    for (const parameter of operation.parameters.filter(each => each.in === 'query'))
      for (const value of Object.values(hostileValues)) {
        const query = { ...spanOf(operation), [parameter.name]: textOf(value).toWellFormed().slice(0, 2000) }
        await ask('GET', address(operation.path, valuesOf(operation, world), query), { cookie })
      }
}

/** Creates with it and changes to it; what is wrong about the answers, if anything. */
const tried = async (
  { ask }: Ledger,
  kind: Kind,
  ids: Ids,
  cookie: string,
  field: string,
  value: unknown,
  id: number,
): Promise<string | undefined> => {
  const body = withHostile(kind.body(ids), field, value)
  const created = await ask('POST', kind.path, { cookie, body, headers: { 'content-type': 'application/json' } })
  const problem = judged(created, field, value, kind.taken?.field)
  if (problem) return `${problem} when it is created.`
  const { data } = JSON.parse(created?.text ?? '{}')
  if (data?.id && data.id !== id) {
    const shown = await ask('GET', `${kind.path}/${data.id}`, { cookie })
    const stored: Fields = JSON.parse(shown?.text ?? '{}').data ?? {}
    if (field in data && !Bun.deepEquals(stored[field], data[field])) return 'is not what is shown afterwards.'
    // Else the next one is refused as one too many, or as there already.
    await ask('DELETE', `${kind.path}/${data.id}`, { cookie })
  }
  if (Object.hasOwn(kind.references, field)) return undefined
  const change = withHostile({}, field, value)
  const changed = judged(
    await ask('PATCH', `${kind.path}/${id}`, { cookie, body: change, headers: MERGE }),
    field,
    value,
  )
  return changed && `${changed} when it is changed.`
}

const judged = (answer: Answered | undefined, field: string, value: unknown, taken = field): string | undefined => {
  const { data, errors } = JSON.parse(answer?.text ?? '{}')
  const named = Object.keys(errors ?? {})
  // The only pair of a queue and an extension there is may be an agent already.
  if (answer?.status === 422)
    return named.includes(field) || named.includes(taken) ? undefined : `is refused as ${named}`
  if (answer?.status !== 200 && answer?.status !== 201) return `is answered ${answer?.status}`
  if (!Object.hasOwn(data, field) || RESPELLED.test(field)) return undefined
  return Bun.deepEquals(data[field], meant(data[field], value))
    ? undefined
    : `is stored as ${textOf(data[field]).slice(0, 40)}`
}

/** Numbers and booleans may be sent as text, and zero is stored without a sign. */
const meant = (stored: unknown, value: unknown): unknown => {
  if (typeof stored === 'number') return Number(value) + 0
  return typeof stored === 'boolean' ? ['1', 'true'].includes(String(value)) : value
}

const idsOf = ({ ids }: World): Ids => ({
  tenant: { id: ids.tenants ?? 0 },
  extension: { id: ids.extensions ?? 0 },
  queue: { id: ids.queues ?? 0 },
})
