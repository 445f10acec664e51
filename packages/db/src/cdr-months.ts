import type { Database } from './database'
import { Unavailable } from './faults'
import type { Pool } from './pool'

const seen = new WeakMap<Pool, Set<string>>()

/** Makes the partitions of the months in which these calls began (ISO 8601), where they are missing; to be called before they are stored. */
export const openCdrMonths = async ({ pool }: Pick<Database, 'pool'>, instants: string[]): Promise<void> => {
  const known = seen.get(pool) ?? new Set()
  seen.set(pool, known)
  const months = new Set(instants.map(monthOf).filter(month => !known.has(month)))
  if (months.size === 0) return
  for (const month of months) known.add(month)
  await tried(() => made(pool, [...months]))
}

/** Makes the months of what lies astray in the default partition, and moves it there. */
export const settleCdrMonths = async (pool: Pool): Promise<void> => {
  const months = await pool.query(
    sql => sql<{ month: string }[]>`select month::text from cdr_months_astray() month order by month`,
  )
  for (const { month } of months) await tried(() => made(pool, [month]))
}

const made = (pool: Pool, months: string[]): PromiseLike<unknown> =>
  pool.query(
    sql => sql`
      select make_cdr_months(month, month)
      from unnest(string_to_array(${months.sort().join(',')}, ',')::date[]) month
      where is_month_of_calls(month)`,
  )

// What cannot be made now takes nothing from the calls: the default partition has them until housekeeping comes by again.
const tried = async (work: () => PromiseLike<unknown>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
  }
}

const monthOf = (instant: string): string => `${new Date(instant).toISOString().slice(0, 7)}-01`
