import type { QueueListQuery } from '@ringfence/domain/list'
import type { QueueInput } from '@ringfence/domain/queue'
import type { Database } from './database'
import { jsonArray, opened, queueAgentRecord, queueRecord, tenantRecord, withRelations } from './records'
import { resource, type Table } from './resource'
import { isOther, type Scope, tenantInScope } from './scope'

export type QueueFilter = Pick<QueueListQuery, 'search' | 'tenant_id' | 'status'>

/** The queues that a scope sees. */
export const queues = (db: Database, scope: Scope) => resource(db, scope, table)

const table: Table<QueueInput, QueueFilter> = {
  singular: 'Queue',
  target: 'queue',
  name: 'queues',
  as: 'q',
  tenant: 'tenant_id',
  at: 'created_at',
  record: queueRecord,
  recordColumns: ['record'],
  source: sql => sql`queues q join tenants t on t.id = q.tenant_id`,
  row: sql =>
    withRelations(sql, opened(sql, queueRecord(sql)), {
      tenant: tenantRecord(sql),
      agents: jsonArray(
        sql,
        sql`select ${queueAgentRecord(sql)} from queue_agents a where a.queue_id = q.id order by a.penalty, a.id`,
      ),
    }),
  filters: (sql, { search, tenant_id, status }) => ({
    search,
    tenantId: tenant_id,
    within: sql`true`,
    beside: status === undefined ? null : { columns: ['status'], condition: sql`q.status = ${status}` },
  }),
  columns: (sql, scope, { tenant_id, ...rest }) => ({
    ...rest,
    ...(tenant_id !== undefined && { tenant_id: tenantInScope(sql, scope, tenant_id) }),
  }),
  refusals: (sql, scope, { tenant_id, queue_number }: Partial<QueueInput>, id) => ({
    ...(tenant_id !== undefined && { queues_tenant_exists: sql`${tenantInScope(sql, scope, tenant_id)} is null` }),
    ...(tenant_id !== undefined &&
      queue_number !== undefined && {
        queues_number_taken: sql`exists (
          select from queues q
          where q.tenant_id = ${tenantInScope(sql, scope, tenant_id)} and q.queue_number = ${queue_number} and ${isOther(sql, 'q', id)}
        )`,
      }),
  }),
  // Members of the old tenant cannot be agents of the new one's queue.
  sentences: {
    queue_agents_queue_exists: {
      field: 'tenant_id',
      sentence: 'The tenant id cannot be changed while the queue has agents.',
    },
  },
}
