import { openPool } from '@ringfence/db/pool'
import { asOwner } from '@ringfence/db/testing/database'

export type Tally = {
  /** Numbers whose creation was answered 201. */
  acknowledged: Set<string>
  /** How many answers of each status; 0 stands for a connection that broke. */
  statuses: Map<number, number>
  slowestMilliseconds: number
  /** Answers of 503 that lacked Retry-After. */
  withoutRetryAfter: number
}

const LONGEST_SECONDS = 30

/** No number is used twice, whichever test runs. */
let next = 1_000_000

/** `workers` clients create extensions at the server while `trouble` happens; resolves when every request has settled. */
export const whileWriting = async (
  target: () => { url: string; cookie: string },
  tenantId: number,
  workers: number,
  trouble: (tally: Tally) => Promise<void>,
): Promise<Tally> => {
  const tally: Tally = { acknowledged: new Set(), statuses: new Map(), slowestMilliseconds: 0, withoutRetryAfter: 0 }
  const end = performance.now() + LONGEST_SECONDS * 1000
  let over = false
  const work = async () => {
    while (!over && performance.now() < end) await create(target(), tenantId, String(next++), tally)
  }
  const working = Promise.all(Array.from({ length: workers }, work))
  try {
    await trouble(tally)
  } finally {
    over = true
    await working
  }
  return tally
}

const create = async (
  { url, cookie }: { url: string; cookie: string },
  tenantId: number,
  number: string,
  tally: Tally,
) => {
  const began = performance.now()
  const status = await fetch(`${url}/api/extensions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({
      tenant_id: tenantId,
      extension_number: number,
      display_name: number,
      secret: `x${number}y`,
      status: 'active',
    }),
  }).then(
    async answer => {
      await answer.arrayBuffer()
      if (answer.status === 503 && !answer.headers.has('retry-after')) tally.withoutRetryAfter++
      return answer.status
    },
    () => 0,
  )
  tally.slowestMilliseconds = Math.max(tally.slowestMilliseconds, performance.now() - began)
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1)
  if (status === 201) tally.acknowledged.add(number)
  if (status !== 201) await Bun.sleep(5)
}

/** What the database holds against what was promised: acknowledged but missing, and stored without its audit row or with a wrong count. */
export const damage = async (ownerUrl: string, { acknowledged }: Tally): Promise<{ lost: string[]; torn: number }> => {
  const stored = await asOwner(
    ownerUrl,
    sql => sql<{ extension_number: string }[]>`select extension_number from extensions`,
  )
  const numbers = new Set(stored.map(row => row.extension_number))
  const [{ torn }] = await asOwner(
    ownerUrl,
    sql => sql<[{ torn: number }]>`
      select (
        (select count(*) from extensions e where not exists (
          select from audit where target = 'extension' and target_id = e.id and action = 'extension.created'))
        + (select count(*) from tenants t where t.extensions_count <> (select count(*) from extensions e where e.tenant_id = t.id))
      )::integer as torn`,
  )
  return { lost: [...acknowledged].filter(number => !numbers.has(number)), torn }
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
