import { asOwner } from '@ringfence/db/testing/database'

/** The tables of a database, with partitions as the one table they are. */
export const tablesOf = async (databaseUrl: string): Promise<string[]> => {
  const rows = await asOwner(
    databaseUrl,
    sql => sql<{ name: string }[]>`
      select c.relname as name
      from pg_class c
      where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
      order by c.relname`,
  )
  return rows.map(({ name }) => name)
}

/** Every row of a table as text. */
export const rowsOf = async (databaseUrl: string, table: string): Promise<string[]> => {
  const rows = await asOwner(databaseUrl, sql => sql<{ row: string }[]>`select t::text as row from ${sql(table)} t`)
  return rows.map(({ row }) => row)
}

/** Every row of every table but `without`, to be compared with what is there later. */
export const contentsOf = async (databaseUrl: string, without: string[] = []): Promise<Map<string, string[]>> => {
  const contents = new Map<string, string[]>()
  for (const table of await tablesOf(databaseUrl))
    if (!without.includes(table)) contents.set(table, (await rowsOf(databaseUrl, table)).sort())
  return contents
}

/** The tables that differ. */
export const changed = (before: Map<string, string[]>, after: Map<string, string[]>): string[] =>
  [...before].filter(([table, rows]) => !Bun.deepEquals(rows, after.get(table))).map(([table]) => table)
