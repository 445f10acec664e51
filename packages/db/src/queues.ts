import { Invalid } from '@ringfence/domain/admit'
import type { QueueInput } from '@ringfence/domain/queue'
import { trail } from './audit'
import { explained } from './constraints'
import type { Database } from './database'
import type { Written } from './outcome'
import type { Sql } from './pool'
import { type Scope, visible } from './scope'

/** The queues that a scope sees; nothing here reaches another tenant's. */
export const queues = (db: Database, scope: Scope) => ({
  /** Throws Invalid when the number is taken or the scope sees no such tenant. */
  async create(input: QueueInput): Promise<Written> {
    const [created] = await explained(db.pool.query(sql => insert(sql, scope, input)))
    if (!created) throw new Invalid({ tenant_id: ['The selected tenant id is invalid.'] })
    return created
  },
})

const deed = (sql: Sql, action: string) => ({
  action,
  target: 'queue',
  targetId: sql`q.id`,
  tenantId: sql`q.tenant_id`,
})

const insert = (sql: Sql, scope: Scope, input: QueueInput) => sql<Written[]>`
  with home as (
    select t.id
    from tenants t
    where t.id = ${input.tenant_id} and ${visible(sql, scope, 't.id')}
    for key share
  ), q as (
    insert into queues (tenant_id, name, queue_number, strategy, timeout, status)
    select home.id, ${input.name}, ${input.queue_number}, ${input.strategy}, ${input.timeout}::integer, ${input.status}
    from home
    returning id, tenant_id, version, record
  ), ${trail(sql, scope, { ...deed(sql, 'queue.created'), before: sql`null`, after: sql`q.record::json`, from: sql`q` })}
  select record as json, version from q`
