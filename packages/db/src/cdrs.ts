import { Invalid } from '@ringfence/domain/admit'
import type { CdrInput } from '@ringfence/domain/cdr'
import { trail } from './audit'
import { explained } from './constraints'
import type { Database } from './database'
import type { Written } from './outcome'
import type { Sql } from './pool'
import { cdrRecord } from './records'
import { type Fragment, type Scope, visible } from './scope'

/** The call records that a scope sees; nothing here reaches another tenant's. */
export const cdrs = (db: Database, scope: Scope) => ({
  /** Throws Invalid when the call id is taken, the scope sees no such tenant, or the extension is not of that tenant. */
  async create(input: CdrInput): Promise<Written> {
    const [created] = await explained(db.pool.query(sql => insert(sql, scope, input)))
    if (!created) throw new Invalid({ tenant_id: ['The selected tenant id is invalid.'] })
    return created
  },
})

const deed = (sql: Sql, action: string) => ({ action, target: 'cdr', targetId: sql`c.id`, tenantId: sql`c.tenant_id` })

// By way of text: the driver would cut the microseconds off a parameter of type timestamptz.
const instant = (sql: Sql, text: string | null): Fragment => sql`${text}::text::timestamptz`

const insert = (sql: Sql, scope: Scope, input: CdrInput) => sql<Written[]>`
  with home as (
    select t.id
    from tenants t
    where t.id = ${input.tenant_id} and ${visible(sql, scope, 't.id')}
    for key share
  ), c as (
    insert into cdrs (tenant_id, extension_id, caller_number, destination_number, direction, disposition,
      duration_seconds, bill_seconds, cost, started_at, ended_at, call_id)
    select home.id, ${input.extension_id}::bigint, ${input.caller_number}, ${input.destination_number}, ${input.direction}, ${input.disposition},
      ${input.duration_seconds}::integer, ${input.bill_seconds}::integer, ${input.cost}::numeric,
      ${instant(sql, input.started_at)}, ${instant(sql, input.ended_at)}, ${input.call_id}
    from home
    returning id, tenant_id, extension_id, caller_number, destination_number, direction, disposition,
      duration_seconds, bill_seconds, cost, started_at, ended_at, call_id, version, created_at, updated_at
  ), created as (
    select c.id, c.tenant_id, c.version, ${cdrRecord(sql)} as json from c
  ), ${trail(sql, scope, { ...deed(sql, 'cdr.created'), before: sql`null`, after: sql`c.json::json`, from: sql`created c` })}
  select json, version from created`
