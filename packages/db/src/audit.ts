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
}

/** The body of a data-modifying CTE that records a deed in the very statement that does it. */
export const trail = (sql: Sql, scope: Scope, deed: Deed): Fragment => sql`
  insert into audit (action, target, target_id, tenant_id, actor_id, actor, address, request_id, before, after)
  select ${deed.action}, ${deed.target}, ${deed.targetId}, ${deed.tenantId},
    ${scope.actorId}::bigint, ${scope.actor}, ${scope.address}, ${scope.requestId}, ${deed.before}, ${deed.after}
  from ${deed.from}`
