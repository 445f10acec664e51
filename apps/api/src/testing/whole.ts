import { asOwner } from '@ringfence/db/testing/database'

/** What must be the same of two databases: of each table how many rows and a checksum of them, sequences, and who may do what. */
export type Whole = { tables: Record<string, string>; sequences: Record<string, string | null>; rights: string[] }

export const wholeOf = async (url: string): Promise<Whole> => {
  const names = await asOwner(
    url,
    sql => sql<{ schema: string; name: string }[]>`
      select n.nspname as schema, c.relname as name
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      order by 1, 2`,
  )
  const tables: Record<string, string> = {}
  for (const { schema, name } of names) tables[`${schema}.${name}`] = await sumOf(url, schema, name)
  const sequences = await asOwner(
    url,
    sql => sql<{ name: string; value: string | null }[]>`
      select schemaname || '.' || sequencename as name, last_value as value from pg_sequences`,
  )
  return {
    tables,
    sequences: Object.fromEntries(sequences.map(({ name, value }) => [name, value])),
    rights: await rightsOf(url),
  }
}

const sumOf = async (url: string, schema: string, name: string): Promise<string> => {
  const [{ sum }] = await asOwner(
    url,
    sql => sql<[{ sum: string }]>`
      select count(*) || ' rows, ' || coalesce(md5(string_agg(t::text, ',' order by t::text collate "C")), '') as sum
      from ${sql(`${schema}.${name}`)} t`,
  )
  return sum
}

/** Those of roles that own nothing. */
const rightsOf = async (url: string): Promise<string[]> => {
  const rows = await asOwner(
    url,
    sql => sql<{ granted: string }[]>`
      select distinct o.what || ': ' || case a.grantee when 0 then 'public' else a.grantee::regrole::text end || ' ' || a.privilege_type as granted
      from (
        select n.nspname || '.' || c.relname as what, c.relacl as acl, c.relnamespace as place
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        union all
        select c.oid::regclass || '.' || t.attname, t.attacl, c.relnamespace
        from pg_attribute t join pg_class c on c.oid = t.attrelid
        union all
        select p.oid::regprocedure::text, coalesce(p.proacl, acldefault('f', p.proowner)), p.pronamespace from pg_proc p
        union all
        select n.nspname, n.nspacl, n.oid from pg_namespace n
      ) o
      join pg_namespace n on n.oid = o.place
      cross join lateral aclexplode(o.acl) a
      where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and a.grantee <> (select datdba from pg_database where datname = current_database())
        and a.grantee::regrole::text <> 'pg_database_owner'
      order by 1`,
  )
  return rows.map(({ granted }) => granted)
}
