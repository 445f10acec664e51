import { trail } from './audit'
import { commaed } from './lists'
import type { Sql } from './pool'
import { opened } from './records'
import { type Fragment, type Scope, visible } from './scope'

/*
 * What an import does, a thousand rows in each statement, and with each row its own in the audit trail. Rows go as JSON.
 */

export type Home = { id: string; slug: string; domain: string; free: number }

/** The tenants that the scope sees of these, locked until the transaction ends: their domain and quota stay as they are. */
export const lockHomes = (sql: Sql, scope: Scope, ids: number[], slugs: string[]) => sql<Home[]>`
  select t.id, t.slug, t.domain, t.max_extensions - t.extensions_count as free
  from tenants t
  where ${visible(sql, scope, 't.id')}
    and (t.id = any (array(select value::bigint from json_array_elements_text(${JSON.stringify(ids)}::text::json)))
      or t.slug = any (array(select value from json_array_elements_text(${JSON.stringify(slugs)}::text::json))))
  order by t.id
  for no key update`

export type Place = { tenant_id: string; extension_number: string }
export type Present = Place & { id: string; secret_sealed: Uint8Array; record: string }

/** Those of these places that are taken, locked. The tenants are the scope's, as `lockHomes` found them. */
export const lockPresent = (sql: Sql, places: Place[]) => sql<Present[]>`
  select e.id, e.tenant_id, e.extension_number, e.secret_sealed, e.record
  from extensions e
  join json_to_recordset(${JSON.stringify(places)}::text::json) as place (tenant_id bigint, extension_number text)
    on place.tenant_id = e.tenant_id and place.extension_number = e.extension_number
  order by e.id
  for no key update of e`

const deed = (sql: Sql, action: string, from: Fragment) => ({
  action: `extension.${action}`,
  target: 'extension',
  targetId: sql`e.id`,
  tenantId: sql`e.tenant_id`,
  from,
})

const rows = (sql: Sql, all: object[]): Fragment =>
  sql`json_populate_recordset(null::extensions, ${JSON.stringify(all)}::text::json)`

const PLAIN = ['display_name', 'email', 'status', 'voicemail_enabled']
const KEYS = ['secret_sealed', 'sip_address', 'ha1_md5', 'ha1_sha256', 'ha1b_md5', 'ha1b_sha256']

const names = (sql: Sql, columns: string[]): Fragment =>
  commaed(
    sql,
    columns.map(name => sql`${sql(name)}`),
  )

/** The new records, in the order of the rows. */
export const insertAll = (sql: Sql, scope: Scope, all: object[]) => {
  const columns = names(sql, ['tenant_id', 'extension_number', ...PLAIN, ...KEYS])
  return sql<{ record: string }[]>`
    with e as (
      insert into extensions (${columns})
      select ${columns}
      from ${rows(sql, all)}
      returning id, tenant_id, record
    ), ${trail(sql, scope, { ...deed(sql, 'created', sql`e`), before: sql`null`, after: sql`e.record::json` })}
    select record from e order by id`
}

/** Changes rows that are locked. With `keyed` each gets a new secret too. */
export const updateAll = (sql: Sql, scope: Scope, all: object[], keyed: boolean) => {
  const set = [...PLAIN, ...(keyed ? KEYS : [])].map(name => sql`${sql(name)} = changed.${sql(name)}`)
  return sql`
    with changed as (
      select ${names(sql, ['id', ...PLAIN, ...KEYS])}
      from ${rows(sql, all)}
    ), old as (
      select e.id, e.record
      from extensions e
      join changed on changed.id = e.id
    ), e as (
      update extensions e
      set version = e.version + 1, updated_at = now(), ${commaed(sql, set)}
      from changed
      where e.id = changed.id
      returning e.id, e.tenant_id, e.record
    ), ${trail(sql, scope, {
      ...deed(sql, 'updated', sql`e join old on old.id = e.id`),
      before: sql`old.record::json`,
      after: keyed ? sql`(${opened(sql, sql`e.record`)} || ',"secret":"changed"}')::json` : sql`e.record::json`,
    })}
    select count(*) from e`
}

export const deleteAll = (sql: Sql, scope: Scope, ids: string[]) => sql`
  with e as (
    delete from extensions e
    where e.id = any (array(select value::bigint from json_array_elements_text(${JSON.stringify(ids)}::text::json)))
    returning e.id, e.tenant_id, e.record
  ), ${trail(sql, scope, { ...deed(sql, 'deleted', sql`e`), before: sql`e.record::json`, after: sql`null` })}
  select count(*) from e`
