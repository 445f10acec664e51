import { Invalid } from '@ringfence/domain/admit'
import type { QueueInput } from '@ringfence/domain/queue'
import { trail } from './audit'
import { explained } from './constraints'
import type { Database } from './database'
import type { Written } from './outcome'
import type { Sql } from './pool'
import { jsonObject, queueColumns } from './records'
import { type Fragment, type Scope, visible } from './scope'

/** The queues that a scope sees; nothing here reaches another tenant's. */
export const queues = (db: Database, scope: Scope) => ({
  /** Throws Invalid when the number is taken or the scope sees no such tenant. */
  async create(input: QueueInput): Promise<Written> {
    const [created] = await explained(db.pool.query(sql => insert(sql, scope, input)))
    if (!created) throw new Invalid({ tenant_id: ['The selected tenant id is invalid.'] })
    return created
  },
})

const record = (sql: Sql): Fragment => jsonObject(sql, sql`select ${queueColumns(sql)}`)

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
    returning id, tenant_id, name, queue_number, strategy, timeout, status, version, created_at, updated_at
  ), created as (
    select q.id, q.tenant_id, q.version, ${record(sql)} as json from q
  ), trail as (${trail(sql, scope, { ...deed(sql, 'queue.created'), before: sql`null`, after: sql`q.json`, from: sql`created q` })})
  select json::text as json, version from created`
