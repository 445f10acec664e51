import { claim } from './idempotency'
import type { Sql } from './pool'
import type { Fragment, Scope } from './scope'

export type Deed = {
  action: string
  target: string
  /** SQL expressions over the changed rows that `from` yields; each may be null. */
  targetId: Fragment
  tenantId: Fragment
  before: Fragment
  after: Fragment
  from: Fragment
  /** What a POST answers (JSON) and its version, where that is not `after` and 1. */
  answer?: Fragment
  version?: Fragment
}

/** The CTE `trail`, which records a deed in the very statement that does it; and with it the claim of an idempotency key. */
export const trail = (sql: Sql, scope: Scope, deed: Deed): Fragment => sql`
  trail as (${entry(sql, scope, deed)})
  ${scope.claim ? claim(sql, scope.claim, { answer: deed.answer ?? deed.after, version: deed.version ?? sql`1`, from: deed.from }) : sql``}`

/** The insert that records a deed: for a statement that does nothing else with its result. */
export const entry = (sql: Sql, scope: Scope, deed: Deed): Fragment => sql`
  insert into audit (action, target, target_id, tenant_id, actor_id, actor, address, request_id, before, after)
  select ${deed.action}, ${deed.target}, ${deed.targetId}, ${deed.tenantId},
    ${scope.actorId}::bigint, ${scope.actor}, ${scope.address}, ${scope.requestId}, ${deed.before}, ${deed.after}
  from ${deed.from}`
