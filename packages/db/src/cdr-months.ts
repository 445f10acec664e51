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
  if (await unlessBusy(() => made(pool, [...months]))) for (const month of months) known.add(month)
}

/** Makes the months of what lies astray in the default partition, and moves it there. */
export const settleCdrMonths = async (pool: Pool): Promise<void> => {
  const months = await pool.query(
    sql => sql<{ month: string }[]>`select month::text from cdr_months_astray() month order by month`,
  )
  for (const { month } of months) await unlessBusy(() => made(pool, [month]))
}

/** Makes the partitions of this month and of so many after it. */
export const makeCdrMonthsAhead = (pool: Pool, months: number): PromiseLike<unknown> =>
  pool.query(sql => sql`select make_cdr_months(current_date, (current_date + ${months} * interval '1 month')::date)`)

const made = (pool: Pool, months: string[]): PromiseLike<unknown> =>
  pool.query(
    sql => sql`
      select make_cdr_months(month, month)
      from unnest(string_to_array(${months.sort().join(',')}, ',')::date[]) month
      where is_month_of_calls(month)`,
  )

/**
 * False when it was not done, as somebody reads call records for long. Nobody needs to wait for that: the default partition has what has
 * no month, until housekeeping comes by again.
 */
export const unlessBusy = async (work: () => PromiseLike<unknown>): Promise<boolean> => {
  try {
    await work()
    return true
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    return false
  }
}

const monthOf = (instant: string): string => `${new Date(instant).toISOString().slice(0, 7)}-01`
