import type { Pool } from './pool'

/** What is in the database, of what can be told without reading much of it. */
export type Standing = { tenants: number; extensions: number; pending: number; overdueSeconds: number }

const MOST_PENDING = 100_000

export const standing = async (pool: Pool): Promise<Standing> => {
  const [now] = await pool.query(
    sql => sql<[Standing]>`
      select (select count(*) from tenants)::integer as tenants,
        (select coalesce(sum(extensions_count), 0) from tenants)::integer as extensions,
        (select count(*) from (
          select from webhook_deliveries where next_attempt_at is not null limit ${MOST_PENDING}::integer
        ) d)::integer as pending,
        (select greatest(extract(epoch from now() - min(next_attempt_at)), 0) from webhook_deliveries
          where next_attempt_at is not null)::float8 as "overdueSeconds"`,
  )
  return { ...now, overdueSeconds: now.overdueSeconds ?? 0 }
}
