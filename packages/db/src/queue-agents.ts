import { Invalid } from '@ringfence/domain/admit'
import type { QueueAgentInput } from '@ringfence/domain/queue-agent'
import { trail } from './audit'
import { explained } from './constraints'
import type { Database } from './database'
import type { Written } from './outcome'
import type { Sql } from './pool'
import { type Scope, visible } from './scope'

/** The queue memberships that a scope sees; both sides of each are of one tenant. */
export const queueAgents = (db: Database, scope: Scope) => ({
  /** Throws Invalid when the pair is there already, the scope sees no such queue, or the extension is not of the queue's tenant. */
  async create(input: QueueAgentInput): Promise<Written> {
    const [{ found, json, version }] = await explained(db.pool.query(sql => insert(sql, scope, input)))
    if (json !== null && version !== null) return { json, version }
    throw new Invalid(
      found
        ? { extension_id: ['The selected extension id is invalid.'] }
        : { queue_id: ['The selected queue id is invalid.'] },
    )
  },
})

const deed = (sql: Sql, action: string) => ({
  action,
  target: 'queue_agent',
  targetId: sql`a.id`,
  tenantId: sql`a.tenant_id`,
})

/** Whether the queue was found, and what was made. */
type Insertion = { found: boolean; json: string | null; version: number | null }

const insert = (sql: Sql, scope: Scope, input: QueueAgentInput) => sql<[Insertion]>`
  with home as (
    select q.id, q.tenant_id
    from queues q
    where q.id = ${input.queue_id} and ${visible(sql, scope, 'q.tenant_id')}
    for key share
  ), member as (
    select e.id, e.tenant_id
    from extensions e
    join home on home.tenant_id = e.tenant_id
    where e.id = ${input.extension_id}
    for key share of e
  ), a as (
    insert into queue_agents (tenant_id, queue_id, extension_id, penalty, status)
    select home.tenant_id, home.id, member.id, ${input.penalty}::integer, ${input.status}
    from home
    join member on member.tenant_id = home.tenant_id
    returning id, tenant_id, version, record
  ), ${trail(sql, scope, { ...deed(sql, 'queue_agent.created'), before: sql`null`, after: sql`a.record::json`, from: sql`a` })}
  select exists (select from home) as found, (select record from a) as json, (select version from a) as version`
