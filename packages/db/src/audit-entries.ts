import type { AuditListQuery, Cursor } from '@ringfence/domain/list'
import type { Database } from './database'
import { NotFound } from './errors'
import type { Page } from './pages'
import type { Sql } from './pool'
import { type Listed, listing } from './resource'
import { type Fragment, type Scope, visible } from './scope'

export type AuditFilter = Omit<AuditListQuery, 'limit' | 'cursor'>

/** What the audit trail says of the tenants that a scope sees; what belongs to none, only to who sees all. */
export const auditEntries = (db: Pick<Database, 'pool'>, scope: Scope) =>
  listing(db, scope, { ...entries, filters: (sql: Sql, filter: AuditFilter) => filters(sql, scope, filter) })

/**
 * What was done to an extension, also when it is gone. Of one that lived in another tenant before, what was done there stays there.
 * Throws NotFound when the scope sees neither it nor anything that was done to it.
 */
export const extensionHistory = (db: Pick<Database, 'pool'>, scope: Scope, id: string) => {
  const own = listing(db, scope, {
    ...entries,
    filters: (sql: Sql) => ({ within: ofExtension(sql, scope, id), beside: null }),
  })
  const known = async (page: Page): Promise<Page> => {
    if (!page.rows && !(await isThere(db, scope, id))) throw new NotFound('Extension')
    return page
  }
  return {
    list: async (_: object, limit: number, after: Cursor | null): Promise<Page> => {
      const page = await own.list({}, limit, after)
      return after ? page : known(page)
    },
    async *listAll(): AsyncGenerator<Page> {
      for await (const page of own.listAll({})) yield await known(page)
    },
  }
}

const ofExtension = (sql: Sql, scope: Scope, id: string): Fragment => sql`
  a.target = 'extension' and a.target_id = ${id}
  ${scope.tenantId === null ? sql`` : sql`and not exists (select from extensions e where e.id = ${id} and e.tenant_id <> ${scope.tenantId})`}`

const isThere = async ({ pool }: Pick<Database, 'pool'>, scope: Scope, id: string): Promise<boolean> => {
  const found = await pool.query(
    sql => sql`
      select e.id
      from extensions e
      where e.id = ${id} and ${visible(sql, scope, 'e.tenant_id')}`,
  )
  return found.length > 0
}

const entryRecord = (sql: Sql): Fragment => sql`
  (select row_to_json(r)::text from (
    select a.id, iso(a.at) as at, a.action, a.target, a.target_id, a.tenant_id, a.actor_id, a.actor, a.address, a.request_id,
      ${changes(sql)} as changes
  ) r)`

/** The fields of before and after that are not the same, in the order of the record. */
const changes = (sql: Sql): Fragment => sql`
  (
    select coalesce(
      json_object_agg(key, json_build_object('from', was.value, 'to', now.value) order by coalesce(now.place, was.place)),
      '{}'
    )
    from json_each(${object(sql, 'a.before')}) with ordinality was (key, value, place)
    full join json_each(${object(sql, 'a.after')}) with ordinality now (key, value, place) using (key)
    where coalesce(was.value::text, 'null') <> coalesce(now.value::text, 'null') and key <> 'updated_at'
  )`

const object = (sql: Sql, column: string): Fragment => sql`
  case when json_typeof(${sql(column)}) = 'object' then ${sql(column)} end`

const entries = {
  name: 'audit',
  as: 'a',
  tenant: 'tenant_id',
  at: 'at',
  source: (sql: Sql) => sql`audit a`,
  row: entryRecord,
}

const filters = (
  sql: Sql,
  scope: Scope,
  { actor, action, target, target_id, tenant_id, from, to }: AuditFilter,
): ReturnType<Listed<AuditFilter>['filters']> => {
  const isWhole = [scope.tenantId ?? undefined, actor, action, target, target_id, tenant_id].every(
    one => one === undefined,
  )
  return {
    tenantId: tenant_id,
    // What lets the index of the whole trail be read.
    within: sql`${isWhole ? sql`a.id > 0` : sql`true`}
      ${actor === undefined ? sql`` : sql`and a.actor = ${actor}`}
      ${action === undefined ? sql`` : sql`and a.action = ${action}`}
      ${target === undefined ? sql`` : sql`and a.target = ${target}`}
      ${target_id === undefined ? sql`` : sql`and a.target_id = ${target_id}`}
      ${from === undefined ? sql`` : sql`and a.at >= ${from}::text::timestamptz`}
      ${to === undefined ? sql`` : sql`and a.at < ${to}::text::timestamptz`}`,
    beside: null,
  }
}
