import type { Database } from './database'
import type { Sql } from './pool'
import { type Fragment, type Scope, visible } from './scope'

/** The ids of rows by the names that people give them, among what the scope sees; undefined when there is no such row. */
export const naturalKeys = (db: Database, scope: Scope) => {
  const find = async (rows: (sql: Sql) => Fragment): Promise<number | undefined> => {
    const [row] = await db.pool.query(sql => sql<{ id: string }[]>`${rows(sql)} limit 1`)
    return row && Number(row.id)
  }
  return {
    tenant: (slug: string) =>
      find(sql => sql`select t.id from tenants t where t.slug = ${slug} and ${visible(sql, scope, 't.id')}`),

    extension: (tenantId: number, number: string) =>
      find(
        sql => sql`
        select e.id from extensions e
        where e.tenant_id = ${tenantId} and e.extension_number = ${number} and ${visible(sql, scope, 'e.tenant_id')}`,
      ),

    queue: (tenantId: number, number: string) =>
      find(
        sql => sql`
        select q.id from queues q
        where q.tenant_id = ${tenantId} and q.queue_number = ${number} and ${visible(sql, scope, 'q.tenant_id')}`,
      ),

    /** By its MAC address, or by its label when it has none. */
    device: (extensionId: number, { label, macAddress }: { label: string; macAddress: string | null }) =>
      find(
        sql => sql`
        select d.id from devices d
        where d.extension_id = ${extensionId} and ${visible(sql, scope, 'd.tenant_id')}
          and ${macAddress === null ? sql`d.label = ${label}` : sql`d.mac_address = ${macAddress}`}`,
      ),

    queueAgent: (queueId: number, extensionId: number) =>
      find(
        sql => sql`
        select a.id from queue_agents a
        where a.queue_id = ${queueId} and a.extension_id = ${extensionId} and ${visible(sql, scope, 'a.tenant_id')}`,
      ),

    cdr: (tenantId: number, callId: string) =>
      find(
        sql => sql`
        select c.cdr_id as id from cdr_call_ids c
        where c.tenant_id = ${tenantId} and c.call_id = ${callId} and ${visible(sql, scope, 'c.tenant_id')}`,
      ),
  }
}

export type NaturalKeys = ReturnType<typeof naturalKeys>
