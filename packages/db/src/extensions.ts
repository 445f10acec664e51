import type { ExtensionInput } from '@ringfence/domain/extension'
import type { Cursor, ExtensionListQuery } from '@ringfence/domain/list'
import { explained } from './constraints'
import type { Database } from './database'
import { deletedExtensions } from './deleted-extensions'
import { NotFound } from './errors'
import { keyChange, keyNew } from './extension-keys'
import { alter, insert, unveil } from './extension-writes'
import { Unavailable } from './faults'
import { settled, type Versions, type Written } from './outcome'
import type { Page } from './pages'
import type { Sql } from './pool'
import {
  cdrRecord,
  deviceRecord,
  extensionRecord,
  jsonArray,
  opened,
  queueAgentRecord,
  queueRecord,
  tenantRecord,
  withRelations,
} from './records'
import { type Readable, reading } from './resource'
import { type Fragment, isOther, type Scope, tenantInScope } from './scope'
import { boundTo, open } from './secrets'

export type ExtensionFilter = Pick<ExtensionListQuery, 'search' | 'tenant_id' | 'status' | 'deleted'>

/** How many of the newest call records to show. */
export type ExtensionShow = { cdrs_limit: number }

const ATTEMPTS = 8

/** The extensions that a scope sees; nothing here reaches another tenant's. */
export const extensions = (db: Database, scope: Scope) => ({
  ...reading(db, scope, table),
  ...listed(db, scope),

  /** Every record with the slug of its tenant, newest first, page after page. */
  exportAll: (filter: ExtensionFilter): AsyncGenerator<Page> => reading(db, scope, exported).listAll(filter),

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

/** Those that are there, or those that are not any more. */
const listed = (db: Database, scope: Scope) => {
  const live = reading(db, scope, table)
  const gone = deletedExtensions(db, scope)
  const asked = ({ deleted }: ExtensionFilter) => (deleted === 'only' ? gone : live)
  return {
    list: (filter: ExtensionFilter, limit: number, after: Cursor | null): Promise<Page> =>
      asked(filter).list(filter, limit, after),
    listAll: (filter: ExtensionFilter): AsyncGenerator<Page> => asked(filter).listAll(filter),
  }
}

const table: Readable<ExtensionFilter, ExtensionShow> = {
  singular: 'Extension',
  target: 'extension',
  name: 'extensions',
  as: 'e',
  tenant: 'tenant_id',
  at: 'created_at',
  record: extensionRecord,
  recordColumns: ['record'],
  source: sql => sql`extensions e join tenants t on t.id = e.tenant_id`,
  row: sql =>
    withRelations(sql, opened(sql, extensionRecord(sql)), { tenant: tenantRecord(sql), devices: devicesOf(sql) }),
  detail: (sql, { cdrs_limit }) =>
    withRelations(sql, opened(sql, extensionRecord(sql)), {
      tenant: tenantRecord(sql),
      devices: devicesOf(sql),
      queueAgents: membershipsOf(sql),
      cdrs: jsonArray(
        sql,
        sql`select ${cdrRecord(sql)} from cdrs c
        where c.extension_id = e.id
        order by c.started_at desc, c.id desc
        limit ${cdrs_limit}`,
      ),
      cdrs_count: sql`(select count(*) from cdrs c where c.extension_id = e.id)`,
    }),
  refusals: (sql, scope, { tenant_id, extension_number }: Partial<ExtensionInput>, id) => ({
    ...(tenant_id !== undefined && { extensions_tenant_exists: sql`${tenantInScope(sql, scope, tenant_id)} is null` }),
    ...(tenant_id !== undefined &&
      extension_number !== undefined && {
        extensions_number_taken: sql`exists (
          select from extensions e
          where e.tenant_id = ${tenantInScope(sql, scope, tenant_id)} and e.extension_number = ${extension_number}
            and ${isOther(sql, 'e', id)}
        )`,
      }),
  }),
  filters: (sql, { search, tenant_id, status }) => ({
    search,
    tenantId: tenant_id,
    within: sql`true`,
    beside: status === undefined ? null : { columns: ['status'], condition: sql`e.status = ${status}` },
  }),
}

const exported: typeof table = {
  ...table,
  row: sql => withRelations(sql, opened(sql, extensionRecord(sql)), { tenant: sql`to_json(t.slug)::text` }),
}

const devicesOf = (sql: Sql): Fragment =>
  jsonArray(sql, sql`select ${deviceRecord(sql)} from devices d where d.extension_id = e.id order by d.id`)

const membershipsOf = (sql: Sql): Fragment =>
  jsonArray(
    sql,
    sql`select ${withRelations(sql, opened(sql, queueAgentRecord(sql)), { queue: queueRecord(sql) })}
      from queue_agents a
      join queues q on q.id = a.queue_id
      where a.extension_id = e.id
      order by a.id`,
  )
