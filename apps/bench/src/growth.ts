import { SMALL, type Task } from './arguments'
import { type Facts, findFacts } from './facts'
import { type Rig, startRig } from './rig'
import { createdRows, rowsToChange } from './rows'
import { median } from './statistics'
import { row } from './table'

type Side = { rig: Rig; facts: Facts; created: number; changed: number; cleanUp(): Promise<void> }

/** A call as a request of one side. */
type Single = [what: string, path: (side: Side) => string, method?: string, body?: (side: Side) => object]

const TYPES: Record<string, string> = { POST: 'application/json', PATCH: 'application/merge-patch+json' }
const TIMES = 30
const HOT = 5

const page = (search: string): Single => [
  `search \`${search}\``,
  () => `/api/extensions?${new URLSearchParams({ limit: '50', search })}`,
]

const FIELDS = { display_name: 'Grown', secret: 'T7vqPz3mXw8KdRy4HnJc2bFs', status: 'active' }
const singles: Single[] = [
  ['show', ({ facts }) => `/api/extensions/${1 + Math.floor(Math.random() * facts.extensions)}`],
  ['page of 50', () => '/api/extensions?limit=50'],
  ['deep page of 50', ({ facts }) => `/api/extensions?limit=50&cursor=${facts.deepCursor}`],
  [
    'create',
    () => '/api/extensions',
    'POST',
    side => ({ tenant_id: side.facts.tenants[0], extension_number: String(side.created++), ...FIELDS }),
  ],
  ['update', ({ changed }) => `/api/extensions/${changed}`, 'PATCH', () => ({ display_name: crypto.randomUUID() })],
  ...['example', 'ann', 'garcía', 'xyzzy', 'an', 'zq', '-7', '佐', '#'].map(page),
  ['page of 50 call records', () => '/api/cdrs?limit=50'],
  ['deep page of 50 call records', ({ facts }) => `/api/cdrs?limit=50&cursor=${facts.deepCallCursor}`],
]

/** Single calls over one connection on both sets in turn. Resolves to a table of median and slowest milliseconds. */
export const growth = async ({ amounts, data }: Task, say: (text: string) => void): Promise<string> => {
  const rigs: Rig[] = []
  const sides: Side[] = []
  try {
    rigs.push(await startRig(SMALL, null, say), await startRig(amounts, data, say))
    for (const rig of rigs) sides.push(await sideOf(rig))
    const rows: string[] = []
    for (const single of singles) {
      say(single[0])
      rows.push(row([single[0], ...(await timesOf(sides, single))]))
    }
    const sizes = sides.map(({ facts }) => `${facts.extensions.toLocaleString('en')} extensions`)
    return [row(['call', ...sizes, 'ratio']), '|---|--:|--:|--:|', ...rows].join('\n')
  } finally {
    for (const { cleanUp } of sides) await cleanUp()
    for (const rig of rigs) await rig.stop()
  }
}

const sideOf = async (rig: Rig): Promise<Side> => {
  const facts = await findFacts(rig)
  const toChange = await rowsToChange(rig.owner, facts.tenants[0] ?? 1)
  const created = await createdRows(rig.owner)
  return { rig, facts, created: created.first, changed: toChange.first, cleanUp: toChange.cleanUp }
}

const timesOf = async (sides: Side[], single: Single): Promise<string[]> => {
  const taken = sides.map((): number[] => [])
  for (let turn = -HOT; turn < TIMES; turn++)
    for (const [index, side] of sides.entries()) {
      const milliseconds = await timeOf(side, single)
      if (turn >= 0) taken[index]?.push(milliseconds)
    }
  const [small = 0, large = 0] = taken.map(median)
  return [
    ...taken.map(times => `${median(times).toFixed(1)} (${Math.max(...times).toFixed(0)})`),
    (large / small).toFixed(1),
  ]
}

const timeOf = async (side: Side, [what, path, method = 'GET', body]: Single): Promise<number> => {
  const { rig, facts } = side
  const json = body?.(side)
  const began = performance.now()
  const answer = await fetch(rig.ringfence.url + path(side), {
    method,
    headers: { cookie: facts.cookie, ...(json && { 'content-type': TYPES[method] }) },
    ...(json && { body: JSON.stringify(json) }),
  })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${what}: ${answer.status}`)
  return performance.now() - began
}
