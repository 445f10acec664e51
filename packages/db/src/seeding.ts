import type { Database } from './database'

const LOCK = 7_464_334_624
const WAIT_MILLISECONDS = 5 * 60_000

/** Waits, up to 5 minutes, until no other load is under way; to be called first in the transaction that loads. */
export const loadAlone = async ({ pool }: Database): Promise<void> => {
  await pool.query(sql => sql`select set_config('lock_timeout', ${WAIT_MILLISECONDS.toString()}, true)`)
  await pool.query(sql => sql`select pg_advisory_xact_lock(${LOCK})`)
}

export const hasTenants = async ({ pool }: Database): Promise<boolean> => {
  const [{ found }] = await pool.query(sql => sql<[{ found: boolean }]>`select exists (select from tenants) as found`)
  return found
}

/** Also true when there were tenants once and all were deleted. */
export const hasHadTenants = async (db: Database): Promise<boolean> => {
  if (await hasTenants(db)) return true
  const [{ found }] = await db.pool.query(
    sql => sql<[{ found: boolean }]>`select exists (select from audit where target = 'tenant') as found`,
  )
  return found
}

/** Makes the partitions for call records that began in the months of these instants (ISO 8601). */
export const makeCdrMonths = async ({ pool }: Database, instants: string[]): Promise<void> => {
  const days = new Set(instants.map(instant => `${new Date(instant).toISOString().slice(0, 7)}-01`))
  if (days.size === 0) return
  await pool.query(
    sql => sql`
      select make_cdr_months(day, day)
      from unnest(string_to_array(${[...days].sort().join(',')}, ',')::date[]) day`,
  )
}
