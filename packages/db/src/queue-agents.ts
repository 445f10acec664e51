import type { QueueAgentListQuery } from '@ringfence/domain/list'
import type { QueueAgentInput } from '@ringfence/domain/queue-agent'
import type { Database } from './database'
import { extensionRecord, queueAgentRecord, queueRecord, withRelations } from './records'
import { resource, type Table } from './resource'
import { type Scope, visible } from './scope'

export type QueueAgentFilter = Pick<QueueAgentListQuery, 'tenant_id' | 'queue_id' | 'extension_id'>

/** The queue memberships that a scope sees; both sides of each are of one tenant. */
export const queueAgents = (db: Database, scope: Scope) => resource(db, scope, table)

const table: Table<QueueAgentInput, QueueAgentFilter> = {
  singular: 'Queue agent',
  target: 'queue_agent',
  name: 'queue_agents',
  as: 'a',
  tenant: 'tenant_id',
  at: 'created_at',
  record: queueAgentRecord,
  recordColumns: ['record'],
  source: sql => sql`queue_agents a join queues q on q.id = a.queue_id join extensions e on e.id = a.extension_id`,
  row: sql => withRelations(sql, queueAgentRecord(sql), { queue: queueRecord(sql), extension: extensionRecord(sql) }),
  filters: (sql, { tenant_id, queue_id, extension_id }) => ({
    tenantId: tenant_id,
    within: sql`true
      ${queue_id === undefined ? sql`` : sql`and a.queue_id = ${queue_id}`}
      ${extension_id === undefined ? sql`` : sql`and a.extension_id = ${extension_id}`}`,
    beside: null,
  }),
  columns: (sql, scope, input) => ({
    ...input,
    ...(input.queue_id !== undefined && {
      tenant_id: sql`(select q.tenant_id from queues q where q.id = ${input.queue_id} and ${visible(sql, scope, 'q.tenant_id')})`,
    }),
  }),
}
