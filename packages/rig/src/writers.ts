import { openPool } from '@ringfence/db/pool'
import { asOwner } from '@ringfence/db/testing/database'

export type Tally = {
  /** Whether the trouble is: then nothing that broke is begun again. */
  isOver: boolean
  /** Numbers whose creation was answered 201. */
  acknowledged: Set<string>
  /** How many answers of each status; 0 stands for a connection that broke. */
  statuses: Map<number, number>
  /** How many of the connections that broke had been accepted. */
  broken: number
  /** How many creations were done, though the connection broke before that was said. */
  unsaid: number
  slowestMilliseconds: number
  /** Answers of 503 that lacked Retry-After. */
  withoutRetryAfter: number
  /** By number what it may be called, where it was renamed: as was acknowledged last, or as was asked for since, with an unknown outcome. */
  names: Map<string, string[]>
  /** Numbers whose deletion was asked for, and whether that was acknowledged. */
  removals: Map<string, boolean>
}

export type Target = { url: string; cookie: string }

/** What a writer does, over and over, each time with a number of its own. */
export type Deed = (target: () => Target, tenantId: number, number: string, tally: Tally) => Promise<void>

const LONGEST_SECONDS = 90

/** No number is used twice, whichever test runs. */
let next = 1_000_000

/** `workers` clients write at the server while `trouble` happens; resolves when every request has settled. */
export const whileWriting = async (
  target: () => Target,
  tenantId: number,
  workers: number,
  trouble: (tally: Tally) => Promise<void>,
  deed: Deed = create,
): Promise<Tally> => {
  const tally = emptyTally()
  const end = performance.now() + LONGEST_SECONDS * 1000
  const work = async () => {
    while (!tally.isOver && performance.now() < end) await deed(target, tenantId, String(next++), tally)
  }
  const working = Promise.all(Array.from({ length: workers }, work))
  try {
    await trouble(tally)
  } finally {
    tally.isOver = true
    await working
  }
  return tally
}

export const emptyTally = (): Tally => ({
  isOver: false,
  acknowledged: new Set(),
  statuses: new Map(),
  broken: 0,
  unsaid: 0,
  slowestMilliseconds: 0,
  withoutRetryAfter: 0,
  names: new Map(),
  removals: new Map(),
})

/** Creates one extension. */
const create: Deed = async (target, tenantId, number, tally) => {
  const { status } = await send(target(), tally, '/api/extensions', {
    method: 'POST',
    body: JSON.stringify(extensionBody(tenantId, number)),
  })
  if (status === 201) tally.acknowledged.add(number)
  else await Bun.sleep(5)
}

export const extensionBody = (tenantId: number, number: string) => ({
  tenant_id: tenantId,
  extension_number: number,
  display_name: number,
  secret: `x${number}y`,
  status: 'active',
})

/** One request of a writer, counted; its status is 0 when the connection broke. */
export const send = async (
  { url, cookie }: Target,
  tally: Tally,
  path: string,
  { headers, ...init }: RequestInit & { headers?: Record<string, string> },
): Promise<{ status: number; text: string; isReplayed: boolean }> => {
  const began = performance.now()
  const answer = await fetch(`${url}${path}`, {
    ...init,
    headers: { 'content-type': 'application/json', cookie, ...headers },
  }).then(
    async answer => {
      if (answer.status === 503 && !answer.headers.has('retry-after')) tally.withoutRetryAfter++
      const isReplayed = answer.headers.has('idempotency-replayed')
      return { status: answer.status, text: await answer.text(), isReplayed }
    },
    error => {
      if (error.code !== 'ECONNREFUSED') tally.broken++
      return { status: 0, text: '', isReplayed: false }
    },
  )
  tally.slowestMilliseconds = Math.max(tally.slowestMilliseconds, performance.now() - began)
  tally.statuses.set(answer.status, (tally.statuses.get(answer.status) ?? 0) + 1)
  return answer
}

/** A tenant with room for everything. */
export const makeTenant = async (ownerUrl: string): Promise<number> => {
  const [tenant] = await asOwner(
    ownerUrl,
    sql => sql<[{ id: string }]>`
      insert into tenants (name, slug, domain, status, timezone, max_extensions)
      values ('Faults', 'faults', 'faults.example', 'active', 'UTC', 1000000)
      returning id`,
  )
  return Number(tenant.id)
}

/** Holds a tenant's row, so that writes to it wait; resolves to what lets go of it. */
export const holdTenant = async (ownerUrl: string, tenantId: number): Promise<() => Promise<void>> => {
  const held = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const blocker = openPool(ownerUrl, { size: 1 })
  const blocking = blocker.transaction(async sql => {
    await sql`select id from tenants where id = ${tenantId} for update`
    locked.resolve()
    await held.promise
  })
  await locked.promise
  return async () => {
    held.resolve()
    await blocking
    await blocker.end()
  }
}

/** How many statements wait for a lock. */
export const waitingWrites = async (ownerUrl: string): Promise<number> => {
  const [row] = await asOwner(
    ownerUrl,
    sql => sql<[{ waiting: number }]>`select count(*)::integer as waiting from pg_locks where not granted`,
  )
  return row.waiting
}
