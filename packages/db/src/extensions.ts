import type { ExtensionInput } from '@ringfence/domain/extension'
import type { Cursor, ExtensionListQuery } from '@ringfence/domain/list'
import { explained } from './constraints'
import type { Database } from './database'
import { NotFound, Stale } from './errors'
import { keyChange, keyNew } from './extension-keys'
import { matching, type Search } from './extension-search'
import { alter, erase, insert, unveil } from './extension-writes'
import { Unavailable } from './faults'
import { settled, type Versions, type Written } from './outcome'
import { isAfter, type Page, readAll, readPage } from './pages'
import type { Sql } from './pool'
import {
  cdrRecord,
  deviceRecord,
  extensionRecord,
  jsonArray,
  queueAgentRecord,
  queueRecord,
  tenantRecord,
  withRelations,
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
      select e.created_at as at, e.id,
        ${withRelations(sql, extensionRecord(sql), { tenant: tenantRecord(sql), devices: devicesOf(sql) })} as json
      from extensions e
      join tenants t on t.id = e.tenant_id
      where ${visible(sql, scope, 'e.tenant_id')}
        ${filter.tenant_id ? sql`and e.tenant_id = ${filter.tenant_id}` : sql``}
        ${filter.status ? sql`and e.status = ${filter.status}` : sql``}
        ${filter.search ? sql`and e.id = any (array(${matching(sql, searchOf(scope, filter, filter.search, after), limit + 1)}))` : sql``}
        and ${isAfter(sql, after, 'e.created_at', 'e.id')}
      order by e.created_at desc, e.id desc
      limit ${limit + 1}`,
  )

const searchOf = (scope: Scope, filter: ExtensionFilter, text: string, after: Cursor | null): Search => ({
  text,
  tenantId: filter.tenant_id ?? scope.tenantId,
  status: filter.status ?? null,
  after,
})

const detail = (sql: Sql, scope: Scope, id: string, cdrsLimit: number) => sql<Written[]>`
  select e.version, ${withRelations(sql, extensionRecord(sql), {
    tenant: tenantRecord(sql),
    devices: devicesOf(sql),
    queueAgents: membershipsOf(sql),
    cdrs: jsonArray(
      sql,
      sql`select ${cdrRecord(sql)} from cdrs c
        where c.extension_id = e.id
        order by c.started_at desc, c.id desc
        limit ${cdrsLimit}`,
    ),
    cdrs_count: sql`(select count(*) from cdrs c where c.extension_id = e.id)`,
  })} as json
  from extensions e
  join tenants t on t.id = e.tenant_id
  where e.id = ${id} and ${visible(sql, scope, 'e.tenant_id')}`

const devicesOf = (sql: Sql): Fragment =>
  jsonArray(sql, sql`select ${deviceRecord(sql)} from devices d where d.extension_id = e.id order by d.id`)

const membershipsOf = (sql: Sql): Fragment =>
  jsonArray(
    sql,
    sql`select ${withRelations(sql, queueAgentRecord(sql), { queue: queueRecord(sql) })}
      from queue_agents a
      join queues q on q.id = a.queue_id
      where a.extension_id = e.id
      order by a.id`,
  )
