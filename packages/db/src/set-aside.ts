import type { Database } from './database'
import type { Pool, Sql } from './pool'

/** An index or a reference to another table that does not exist for now, as the statement that makes it again. */
export type SetAside = { table: string; name: string; isIndex: boolean; statement: string }

/**
 * Drops the indexes of these tables and partitions that no constraint stands on, and their references to other tables: made again
 * after many rows they cost a third of what they cost with each row. To be called in the transaction that loads, on empty tables, by
 * a database that its owner opened: the tables stay locked until that transaction ends, and have everything back when it fails.
 */
export const setAside = ({ pool }: Database, tables: readonly string[]): Promise<SetAside[]> =>
  asOwner(pool, async () => {
    const found: SetAside[] = []
    for (const table of tables) found.push(...(await pool.query(sql => list(sql, table))))
    for (const each of found) await pool.query(sql => drop(sql, each))
    return found
  })

/** Makes them again, the references checked against every row; `said` is called before and after each. */
export const putBack = (
  { pool }: Database,
  parts: SetAside[],
  said: (part: SetAside, isDone: boolean) => void,
): Promise<void> =>
  asOwner(pool, async () => {
    await pool.query(sql => sql`select set_config('maintenance_work_mem', ${MEMORY}, true)`)
    for (const part of parts) {
      said(part, false)
      await execute(pool, part.statement)
      said(part, true)
    }
  })

const MEMORY = '256MB'

/** The API's role may not change tables; whoever logged in may. A transaction that fails puts the role back by itself. */
const asOwner = async <T>(pool: Pool, work: () => Promise<T>): Promise<T> => {
  const [{ role }] = await pool.query(sql => sql<[{ role: string }]>`select current_setting('role') as role`)
  await pool.query(sql => become(sql, 'none'))
  const result = await work()
  await pool.query(sql => become(sql, role))
  return result
}

const become = (sql: Sql, role: string) => sql`select set_config('role', ${role}, true)`

const list = (sql: Sql, table: string) => sql<SetAside[]>`
  select ${table} as table, c.relname as name, true as "isIndex",
    replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as statement
  from pg_index i
  join pg_class c on c.oid = i.indexrelid
  where i.indrelid = ${table}::text::regclass and not i.indisunique
  union all
  select ${table}, conname, false, format('alter table %I add constraint %I %s', ${table}::text, conname, pg_get_constraintdef(oid))
  from pg_constraint
  where conrelid = ${table}::text::regclass and contype = 'f'
  order by "isIndex" desc, name`

const drop = (sql: Sql, { table, name, isIndex }: SetAside) =>
  isIndex ? sql`drop index ${sql(name)}` : sql`alter table ${sql(table)} drop constraint ${sql(name)}`

/** PostgreSQL wrote the statement; a `do` takes no parameters. */
const execute = async (pool: Pool, statement: string): Promise<void> => {
  await pool.query(sql => sql`select set_config('ringfence.statement', ${statement}, true)`)
  await pool.query(sql => sql`do $$ begin execute current_setting('ringfence.statement'); end $$`)
}
