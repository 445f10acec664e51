import type { Pool } from '../pool'

export type Scans = {
  /** The tables that were looked through from end to end. */
  sequential: string[]
  /** The indexes that were used. */
  indexes: string[]
  /** How many entries of indexes were read. */
  entries: number
}

/** What the statements of `work` did in PostgreSQL, by its own counters. The pool has one connection and nobody else works there. */
export const scansOf = async (pool: Pool, work: () => Promise<unknown>): Promise<Scans> => {
  const before = await counters(pool)
  await work()
  const after = await counters(pool)
  const grown = after.filter(row => row.scans > (before.find(({ name }) => name === row.name)?.scans ?? 0))
  const entries = (rows: Counter[]) => rows.reduce((sum, row) => sum + row.entries, 0)
  return {
    sequential: grown.filter(row => row.isTable).map(({ name }) => name),
    indexes: grown.filter(row => !row.isTable).map(({ name }) => name),
    entries: entries(after) - entries(before),
  }
}

type Counter = { name: string; isTable: boolean; scans: number; entries: number }

/** Flushed first, and read in a statement of its own: within one statement the counters stand still. */
const counters = async (pool: Pool): Promise<Counter[]> => {
  await pool.query(sql => sql`select pg_stat_force_next_flush()`)
  return pool.query(
    sql => sql<Counter[]>`
      select relname::text as name, true as "isTable", coalesce(seq_scan, 0)::float8 as scans, 0::float8 as entries
      from pg_stat_user_tables
      union all
      select indexrelname::text, false, idx_scan::float8, idx_tup_read::float8
      from pg_stat_user_indexes`,
  )
}
