import { SMALL, type Task } from './arguments'
import { type Facts, findFacts } from './facts'
import { type Rig, startRig } from './rig'
import { createdRows, fullPlan, rowsToChange } from './rows'
import { median } from './statistics'
import { row } from './table'

type Side = { rig: Rig; facts: Facts }

/** A call as a request of one side, and what it needs of rows made for it. */
type Single = {
  what: string
  method?: string
  prepare?(side: Side): Promise<Made>
  path(side: Side, made: Made): string
  body?(side: Side, made: Made): object
}
type Made = { first: number; from: string; to: string; cleanUp(): Promise<void> }

const TYPES: Record<string, string> = { POST: 'application/json', PATCH: 'application/merge-patch+json' }
const TIMES = 30
const HOT = 10
const PLAN = 100_000

const tenantOf = ({ facts }: Side): number => facts.tenants[0] ?? 1
const NONE: Made = { first: 0, from: '', to: '', cleanUp: async () => {} }

const page = (search: string): Single => ({
  what: `search \`${search}\``,
  path: () => `/api/extensions?${new URLSearchParams({ limit: '50', search })}`,
})

const FIELDS = { display_name: 'Grown', secret: 'T7vqPz3mXw8KdRy4HnJc2bFs', status: 'active' }
/** Those that make rows come last, as their rows are the newest of every list. */
const singles: Single[] = [
  { what: 'show', path: ({ facts }) => `/api/extensions/${1 + Math.floor(Math.random() * facts.extensions)}` },
  { what: 'page of 50', path: () => '/api/extensions?limit=50' },
  { what: 'deep page of 50', path: ({ facts }) => `/api/extensions?limit=50&cursor=${facts.deepCursor}` },
  ...['example', 'ann', 'garcía', 'xyzzy', 'an', 'zq', '-7', '佐', '#'].map(page),
  { what: 'page of 50 call records', path: () => '/api/cdrs?limit=50' },
  { what: 'deep page of 50 call records', path: ({ facts }) => `/api/cdrs?limit=50&cursor=${facts.deepCallCursor}` },
  {
    what: 'create',
    method: 'POST',
    prepare: async ({ rig }) => ({ ...NONE, ...(await createdRows(rig.owner)) }),
    path: () => '/api/extensions',
    body: (side, made) => ({ tenant_id: tenantOf(side), extension_number: String(made.first++), ...FIELDS }),
  },
  {
    what: 'update',
    method: 'PATCH',
    prepare: async side => ({ ...NONE, ...(await rowsToChange(side.rig.owner, tenantOf(side))) }),
    path: (_, { first }) => `/api/extensions/${first}`,
    body: () => ({ display_name: crypto.randomUUID() }),
  },
  {
    what: `last free number of ${PLAN.toLocaleString('en')}`,
    prepare: async side => ({ ...NONE, ...(await fullPlan(side.rig.owner, tenantOf(side), PLAN)) }),
    path: (side, { from, to }) => `/api/tenants/${tenantOf(side)}/free-numbers?from=${from}&to=${to}`,
  },
]

/** Single calls over one connection on both sets in turn. Resolves to a table of median and slowest milliseconds. */
export const growth = async (
  { amounts, data }: Task,
  say: (text: string) => void,
  stopAt: AbortSignal,
): Promise<string> => {
  const rigs: Rig[] = []
  try {
    rigs.push(await startRig(SMALL, null, say), await startRig(amounts, data, say))
    const sides: Side[] = []
    for (const rig of rigs) sides.push({ rig, facts: await findFacts(rig) })
    const rows: string[] = []
    for (const [index, single] of singles.entries()) {
      stopAt.throwIfAborted()
      say(`${index + 1} of ${singles.length}: ${single.what}`)
      rows.push(row([single.what, ...(await timesOf(sides, single))]))
    }
    const sizes = sides.map(({ facts }) => `${facts.extensions.toLocaleString('en')} extensions`)
    return [row(['call', ...sizes, 'ratio']), '|---|--:|--:|--:|', ...rows].join('\n')
  } finally {
    for (const rig of rigs) await rig.stop()
  }
}

const timesOf = async (sides: Side[], single: Single): Promise<string[]> => {
  const made: Made[] = []
  try {
    for (const side of sides) made.push((await single.prepare?.(side)) ?? NONE)
    return await inTurns(sides, made, single)
  } finally {
    for (const { cleanUp } of made) await cleanUp()
  }
}

const inTurns = async (sides: Side[], made: Made[], single: Single): Promise<string[]> => {
  const taken = sides.map((): number[] => [])
  for (let turn = -HOT; turn < TIMES; turn++)
    for (const [index, side] of sides.entries()) {
      const milliseconds = await timeOf(side, made[index] ?? NONE, single)
      if (turn >= 0) taken[index]?.push(milliseconds)
    }
  const [small = 0, large = 0] = taken.map(median)
  return [
    ...taken.map(times => `${median(times).toFixed(1)} (${Math.max(...times).toFixed(0)})`),
    (large / small).toFixed(1),
  ]
}

const timeOf = async (side: Side, made: Made, { what, path, method = 'GET', body }: Single): Promise<number> => {
  const { rig, facts } = side
  const json = body?.(side, made)
  const began = performance.now()
  const answer = await fetch(rig.ringfence.url + path(side, made), {
    method,
    headers: { cookie: facts.cookie, ...(json && { 'content-type': TYPES[method] }) },
    ...(json && { body: JSON.stringify(json) }),
  })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${what}: ${answer.status}`)
  return performance.now() - began
}
