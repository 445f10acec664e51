import type { QueueAgentListQuery } from '@ringfence/domain/list'
import type { QueueAgentInput } from '@ringfence/domain/queue-agent'
import type { Database } from './database'
import { extensionRecord, opened, queueAgentRecord, queueRecord, withRelations } from './records'
import { resource, type Table } from './resource'
import { isOther, type Scope, visible } from './scope'

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
  row: sql =>
    withRelations(sql, opened(sql, queueAgentRecord(sql)), {
      queue: queueRecord(sql),
      extension: extensionRecord(sql),
    }),
  filters: (sql, { tenant_id, queue_id, extension_id }) => ({
    tenantId: tenant_id,
    within: sql`true
      ${queue_id === undefined ? sql`` : sql`and a.queue_id = ${queue_id}`}
      ${extension_id === undefined ? sql`` : sql`and a.extension_id = ${extension_id}`}`,
    beside: null,
  }),
  refusals: (sql, scope, { queue_id, extension_id }: Partial<QueueAgentInput>, id) => ({
    ...(queue_id !== undefined && {
      queue_agents_queue_exists: sql`not exists (
        select from queues q where q.id = ${queue_id} and ${visible(sql, scope, 'q.tenant_id')}
      )`,
    }),
    ...(extension_id !== undefined && {
      queue_agents_extension_exists: sql`not exists (
        select from extensions e where e.id = ${extension_id} and ${visible(sql, scope, 'e.tenant_id')}
      )`,
    }),
    ...(queue_id !== undefined &&
      extension_id !== undefined && {
        queue_agents_pair_once: sql`exists (
          select from queue_agents a
          where a.queue_id = ${queue_id} and a.extension_id = ${extension_id} and ${visible(sql, scope, 'a.tenant_id')} and ${isOther(sql, 'a', id)}
        )`,
      }),
  }),
  columns: (sql, scope, input) => ({
    ...input,
    ...(input.queue_id !== undefined && {
      tenant_id: sql`(select q.tenant_id from queues q where q.id = ${input.queue_id} and ${visible(sql, scope, 'q.tenant_id')})`,
    }),
  }),
}
