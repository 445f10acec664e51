import type { ExtensionInput } from '@ringfence/domain/extension'
import type { Cursor, ExtensionListQuery } from '@ringfence/domain/list'
import { trail } from './audit'
import { explained } from './constraints'
import type { Database } from './database'
import { NotFound, Stale } from './errors'
import { type Keying, keyChange, keyNew } from './extension-keys'
import { Unavailable } from './faults'
import { integers, type Outcome, settled, type Versions, type Written } from './outcome'
import { isAfter, type Page, readAll, readPage } from './pages'
import type { Sql } from './pool'
import {
  cdrColumns,
  containing,
  deviceColumns,
  extensionColumns,
  jsonArray,
  jsonObject,
  queueAgentColumns,
  queueColumns,
  tenantColumns,
} from './records'
import { type Fragment, proved, type Scope, visible } from './scope'
import { boundTo, open } from './secrets'

export type ExtensionFilter = Pick<ExtensionListQuery, 'search' | 'tenant_id' | 'status'>

const ATTEMPTS = 8

/** The extensions that a scope sees; nothing here reaches another tenant's. */
export const extensions = (db: Database, scope: Scope) => ({
  /** One page, newest first. */
  list: (filter: ExtensionFilter, limit: number, after: Cursor | null): Promise<Page> =>
    db.pool.query(sql => page(sql, scope, filter, limit, after)),

  /** Every row, newest first, page after page. */
  listAll: (filter: ExtensionFilter): AsyncGenerator<Page> =>
    readAll(db.pool, (sql, limit, after) => page(sql, after ? proved(scope) : scope, filter, limit, after)),

  /** With tenant, devices, queue memberships and the newest `cdrsLimit` call records. Throws NotFound. */
  async find(id: string, cdrsLimit: number): Promise<Written> {
    const [found] = await db.pool.query(sql => detail(sql, scope, id, cdrsLimit))
    if (!found) throw new NotFound('Extension')
    return found
  },

  /** Throws Invalid when a constraint refuses it: the number taken, the quota reached, no such tenant. */
  async create(input: ExtensionInput): Promise<Written> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const keying = await keyNew(db, scope, input)
      const [created] = await explained(db.pool.query(sql => insert(sql, scope, input, keying)))
      if (created) return created
      db.realms.forget(keying.tenantId)
    }
    throw new Unavailable('conflict')
  },

  /** Changes the fields that `change` names. Throws NotFound, Stale, or Invalid when a constraint refuses it. */
  async update(
    id: string,
    change: Partial<ExtensionInput>,
    versions: Versions = null,
    action = 'extension.updated',
  ): Promise<Written> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const keying = await keyChange(db, scope, id, change)
      const [outcome] = await explained(db.pool.query(sql => alter(sql, scope, id, change, keying, versions, action)))
      const written = settled('Extension', outcome, versions)
      if (written) return written
      if (keying) db.realms.forget(keying.tenantId)
      await backOff(attempt)
    }
    throw new Unavailable('conflict')
  },

  /** Devices and queue memberships go with it, its call records stay. Throws NotFound, Stale. */
  async remove(id: string, versions: Versions = null): Promise<void> {
    const [outcome] = await db.pool.query(sql => erase(sql, scope, id, versions))
    if (outcome.removed) return
    if (outcome.found && versions) throw new Stale()
    throw new NotFound('Extension')
  },

  /** The SIP secret in clear, with the reading of it in the audit trail. Throws NotFound. */
  async reveal(id: string): Promise<string> {
    const [row] = await db.pool.query(sql => unveil(sql, scope, id))
    if (!row) throw new NotFound('Extension')
    return open(db.keys, row.secret_sealed, boundTo(row.tenant_id, row.extension_number))
  },

  /** Replaces the SIP secret: the old one stops to register at once. Throws NotFound, Stale. */
  rotate(id: string, secret: string, versions: Versions = null): Promise<Written> {
    return this.update(id, { secret }, versions, 'extension.secret_rotated')
  },
})

/** Those who change the keys of one extension at once read and write in turns, or they would outrun each other for ever. */
const backOff = (attempt: number): Promise<void> => Bun.sleep(Math.random() * 5 * 2 ** attempt)

const page = (sql: Sql, scope: Scope, filter: ExtensionFilter, limit: number, after: Cursor | null): Promise<Page> =>
  readPage(
    sql,
    limit,
    sql`
      select e.created_at as at, e.id, ${jsonObject(
        sql,
        sql`select ${extensionColumns(sql)},
          ${jsonObject(sql, sql`select ${tenantColumns(sql)}`)} as tenant,
          ${jsonArray(sql, devicesOf(sql))} as devices`,
      )}::text as json
      from extensions e
      join tenants t on t.id = e.tenant_id
      where ${visible(sql, scope, 'e.tenant_id')}
        ${filter.tenant_id ? sql`and e.tenant_id = ${filter.tenant_id}` : sql``}
        ${filter.status ? sql`and e.status = ${filter.status}` : sql``}
        ${filter.search ? sql`and e.search_text like lower(${containing(filter.search)})` : sql``}
        and ${isAfter(sql, after, 'e.created_at', 'e.id')}
      order by e.created_at desc, e.id desc
      limit ${limit + 1}`,
  )

const devicesOf = (sql: Sql): Fragment => sql`
  select ${deviceColumns(sql)} from devices d where d.extension_id = e.id order by d.id`

const detail = (sql: Sql, scope: Scope, id: string, cdrsLimit: number) => sql<Written[]>`
  select e.version, ${jsonObject(
    sql,
    sql`select ${extensionColumns(sql)},
      ${jsonObject(sql, sql`select ${tenantColumns(sql)}`)} as tenant,
      ${jsonArray(sql, devicesOf(sql))} as devices,
      ${jsonArray(
        sql,
        sql`select ${queueAgentColumns(sql)}, ${jsonObject(sql, sql`select ${queueColumns(sql)}`)} as queue
          from queue_agents a
          join queues q on q.id = a.queue_id
          where a.extension_id = e.id
          order by a.id`,
      )} as "queueAgents",
      ${jsonArray(
        sql,
        sql`select ${cdrColumns(sql)}
          from cdrs c
          where c.extension_id = e.id
          order by c.started_at desc, c.id desc
          limit ${cdrsLimit}`,
      )} as cdrs,
      (select count(*) from cdrs c where c.extension_id = e.id) as cdrs_count`,
  )}::text as json
  from extensions e
  join tenants t on t.id = e.tenant_id
  where e.id = ${id} and ${visible(sql, scope, 'e.tenant_id')}`

const record = (sql: Sql): Fragment => jsonObject(sql, sql`select ${extensionColumns(sql)}`)

const deed = (sql: Sql, action: string) => ({
  action,
  target: 'extension',
  targetId: sql`e.id`,
  tenantId: sql`e.tenant_id`,
})

const insert = (sql: Sql, scope: Scope, input: ExtensionInput, { tenantId, domain, columns }: Keying) => sql<Written[]>`
  with home as (
    select t.id
    from tenants t
    where t.id = ${tenantId} and t.domain = ${domain} and ${visible(sql, scope, 't.id')}
    for key share
  ), e as (
    insert into extensions (tenant_id, extension_number, display_name, email, status, voicemail_enabled,
      secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
    select home.id, ${input.extension_number}, ${input.display_name}, ${input.email}, ${input.status}, ${input.voicemail_enabled}::boolean,
      ${columns.secret_sealed}::bytea, ${columns.ha1_md5}, ${columns.ha1_sha256}, ${columns.ha1b_md5}, ${columns.ha1b_sha256}
    from home
    returning id, tenant_id, extension_number, display_name, email, status, voicemail_enabled, version, created_at, updated_at
  ), created as (
    select e.id, e.tenant_id, e.version, ${record(sql)} as json from e
  ), trail as (${trail(sql, scope, { ...deed(sql, 'extension.created'), before: sql`null`, after: sql`e.json`, from: sql`created e` })})
  select json::text as json, version from created`

// Counting `home` locks the tenant before the extension, as a change of its domain does: the other way round they deadlock.
const alter = (
  sql: Sql,
  scope: Scope,
  id: string,
  change: Partial<ExtensionInput>,
  keying: Keying | null,
  versions: Versions,
  action: string,
) => {
  const { secret: _, ...plain } = change
  const columns = Object.entries({ ...plain, ...keying?.columns })
  const changes = columns.reduce(
    (list, [name, value]) => sql`${list}, ${sql(name)} = ${value}`,
    sql`version = e.version + 1, updated_at = now()`,
  )
  return sql<[Outcome]>`
    with home as (
      select t.id
      from tenants t
      where ${keying ? sql`t.id = ${keying.tenantId} and t.domain = ${keying.domain}` : sql`false`}
      for key share
    ), old as (
      select e.id, e.version, e.secret_sealed, ${record(sql)} as json
      from extensions e
      where e.id = ${id} and ${visible(sql, scope, 'e.tenant_id')} and (select count(*) from home) >= 0
      for no key update
    ), e as (
      update extensions e
      set ${changes}
      from old
      where e.id = old.id
        ${versions ? sql`and old.version = any(${integers(versions)}::integer[])` : sql``}
        ${keying ? sql`and exists (select from home)` : sql``}
        ${keying?.opened ? sql`and old.secret_sealed = ${keying.opened}::bytea` : sql``}
      returning e.id, e.tenant_id, e.extension_number, e.display_name, e.email, e.status, e.voicemail_enabled, e.version, e.created_at, e.updated_at
    ), altered as (
      select e.id, e.tenant_id, e.version, ${record(sql)} as json from e
    ), trail as (${trail(sql, scope, {
      ...deed(sql, action),
      before: sql`old.json`,
      after: change.secret === undefined ? sql`e.json` : sql`(e.json::jsonb || '{"secret": "changed"}')::json`,
      from: sql`altered e join old on old.id = e.id`,
    })})
    select exists (select from extensions e where e.id = ${id} and ${visible(sql, scope, 'e.tenant_id')}) as found,
      (select version from old) as locked,
      (select json::text from altered) as json,
      (select version from altered) as version`
}

const erase = (sql: Sql, scope: Scope, id: string, versions: Versions) => sql<[{ found: boolean; removed: boolean }]>`
  with e as (
    delete from extensions e
    where e.id = ${id} and ${visible(sql, scope, 'e.tenant_id')}
      ${versions ? sql`and e.version = any(${integers(versions)}::integer[])` : sql``}
    returning e.id, e.tenant_id, e.extension_number, e.display_name, e.email, e.status, e.voicemail_enabled, e.created_at, e.updated_at
  ), trail as (${trail(sql, scope, { ...deed(sql, 'extension.deleted'), before: record(sql), after: sql`null`, from: sql`e` })})
  select exists (select from extensions e where e.id = ${id} and ${visible(sql, scope, 'e.tenant_id')}) as found,
    exists (select from e) as removed`

const unveil = (sql: Sql, scope: Scope, id: string) => sql<
  { tenant_id: string; extension_number: string; secret_sealed: Uint8Array }[]
>`
  with e as (
    select e.id, e.tenant_id, e.extension_number, e.secret_sealed
    from extensions e
    where e.id = ${id} and ${visible(sql, scope, 'e.tenant_id')}
  ), trail as (${trail(sql, scope, { ...deed(sql, 'extension.secret_revealed'), before: sql`null`, after: sql`null`, from: sql`e` })})
  select tenant_id, extension_number, secret_sealed from e`
