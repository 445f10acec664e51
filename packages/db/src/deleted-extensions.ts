import type { ExtensionListQuery } from '@ringfence/domain/list'
import { trail } from './audit'
import { explained } from './constraints'
import type { Database } from './database'
import { NotFound } from './errors'
import { type Keying, keyNew } from './extension-keys'
import { Unavailable } from './faults'
import type { Written } from './outcome'
import type { Sql } from './pool'
import { openedOnce, tenantRecord, withRelations } from './records'
import { type Listed, listing } from './resource'
import { type Fragment, type Scope, visible } from './scope'
import { boundTo, open } from './secrets'

type Filter = Pick<ExtensionListQuery, 'search' | 'tenant_id' | 'status'>

/** How long what was deleted can be brought back. */
const DAYS = 30
const ATTEMPTS = 5
const AT_ONCE = 10_000

/** The extensions that were deleted and can be brought back, of the tenants that a scope sees. A trigger keeps them. */
export const deletedExtensions = (db: Database, scope: Scope) => ({
  ...listing(db, scope, table),

  /**
   * Brings one back as it was, with its devices, its places in those queues that are still there, and the secret that it had.
   * Throws NotFound, or Invalid when its number was given away or the quota is reached.
   */
  async restore(id: string): Promise<Written> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const keying = await keysOf(db, scope, id)
      const [restored] = await explained(db.pool.query(sql => revive(sql, scope, id, keying)))
      if (restored) return restored
      db.realms.forget(keying.tenantId)
    }
    throw new Unavailable('conflict')
  },
})

/** Forgets those that can no longer be brought back, not all in one statement, as there may be many. */
export const removeOldDeletions = async ({ pool }: Pick<Database, 'pool'>): Promise<void> => {
  for (let removed = AT_ONCE; removed === AT_ONCE; )
    removed = (
      await pool.query(
        sql => sql`
          delete from deleted_extensions
          where id in (
            select x.id
            from deleted_extensions x
            where not (${isRecent(sql)})
            order by x.deleted_at
            limit ${AT_ONCE}
          )`,
      )
    ).count
}

const isRecent = (sql: Sql): Fragment => sql`x.deleted_at > now() - ${DAYS} * interval '1 day'`

const keysOf = async (db: Database, scope: Scope, id: string): Promise<Keying> => {
  const [gone] = await db.pool.query(
    sql => sql<{ tenant_id: string; extension_number: string; secret_sealed: Uint8Array }[]>`
      select x.tenant_id, x.extension_number, x.secret_sealed
      from deleted_extensions x
      where x.id = ${id} and ${isRecent(sql)} and ${visible(sql, scope, 'x.tenant_id')}`,
  )
  if (!gone) throw new NotFound('Extension')
  const { tenant_id, extension_number, secret_sealed } = gone
  const secret = open(db.keys, secret_sealed, boundTo(tenant_id, extension_number))
  return keyNew(db, scope, { tenant_id: Number(tenant_id), extension_number, secret })
}

const revive = (sql: Sql, scope: Scope, id: string, { tenantId, domain, columns }: Keying) => sql<Written[]>`
  with home as (
    select t.id
    from tenants t
    where t.id = ${tenantId} and t.domain = ${domain} and ${visible(sql, scope, 't.id')}
    for key share
  ), x as (
    delete from deleted_extensions x
    using home
    where x.id = ${id} and x.tenant_id = home.id and ${isRecent(sql)}
    returning x.id, x.tenant_id, x.extension_number, x.display_name, x.email, x.status, x.voicemail_enabled, x.version, x.created_at,
      x.devices, x.queue_agents
  ), e as (
    insert into extensions (id, tenant_id, extension_number, display_name, email, status, voicemail_enabled, version, created_at,
      secret_sealed, sip_address, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
    overriding system value
    select x.id, x.tenant_id, x.extension_number, x.display_name, x.email, x.status, x.voicemail_enabled, x.version + 1, x.created_at,
      ${columns.secret_sealed}::bytea, ${columns.sip_address}, ${columns.ha1_md5}, ${columns.ha1_sha256}, ${columns.ha1b_md5},
      ${columns.ha1b_sha256}
    from x
    returning id, tenant_id, version, record
  ), returned_devices as (
    insert into devices (id, tenant_id, extension_id, label, mac_address, vendor, model, created_at)
    overriding system value
    select d.id, x.tenant_id, x.id, d.label, d.mac_address, d.vendor, d.model, d.created_at
    from x, json_to_recordset(x.devices)
      d (id bigint, label text, mac_address text, vendor text, model text, created_at timestamptz)
  ), returned_agents as (
    insert into queue_agents (id, tenant_id, queue_id, extension_id, penalty, status, created_at)
    overriding system value
    select a.id, x.tenant_id, q.id, x.id, a.penalty, a.status, a.created_at
    from x, json_to_recordset(x.queue_agents) a (id bigint, queue_id bigint, penalty integer, status text, created_at timestamptz)
    join queues q on q.id = a.queue_id
    where q.tenant_id = x.tenant_id
    for key share of q
  ), ${trail(sql, scope, {
    action: 'extension.restored',
    target: 'extension',
    targetId: sql`e.id`,
    tenantId: sql`e.tenant_id`,
    before: sql`null`,
    after: sql`e.record::json`,
    from: sql`e`,
    version: sql`e.version`,
  })}
  select record as json, version from e`

const record = (sql: Sql): Fragment => sql`
  extension_record(x.id, x.tenant_id, x.extension_number, x.display_name, x.email, x.status, x.voicemail_enabled, x.created_at, x.updated_at)`

const table: Listed<Filter> = {
  name: 'deleted_extensions',
  as: 'x',
  tenant: 'tenant_id',
  at: 'deleted_at',
  source: sql => sql`deleted_extensions x join tenants t on t.id = x.tenant_id`,
  row: sql =>
    withRelations(sql, openedOnce(sql, record(sql)), {
      tenant: tenantRecord(sql),
      devices: sql`x.devices::text`,
      deleted_at: sql`'"' || iso(x.deleted_at) || '"'`,
    }),
  // They are few, and not worth an index of their words.
  filters: (sql, { search, tenant_id, status }) => ({
    tenantId: tenant_id,
    within: isRecent(sql),
    beside:
      status === undefined && search === undefined
        ? null
        : {
            columns: [],
            condition: sql`true
              ${status === undefined ? sql`` : sql`and x.status = ${status}`}
              ${search === undefined ? sql`` : sql`and strpos(${searchText(sql)}, lower(${search})) > 0`}`,
          },
  }),
}

/** As the extensions have it. */
const searchText = (sql: Sql): Fragment => sql`
  lower(x.extension_number || E'\\x1f' || x.display_name || E'\\x1f' || coalesce(x.email, ''))`
