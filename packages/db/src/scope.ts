import type { Role } from '@ringfence/domain/admin'
import type { PendingQuery, Row, Sql } from './pool'

/** Who acts, on whose behalf and in which request: every repository takes it, so no query can forget the tenant. */
export type Scope = {
  actorId: string | null
  actor: string
  role: Role
  /** The one tenant that is visible, or null for all of them. */
  tenantId: string | null
  requestId: string | null
  address: string | null
}

/** The scope of work that no admin asked for: migrations, fixtures, housekeeping. */
export const systemScope = (actor: string): Scope => ({
  actorId: null,
  actor,
  role: 'owner',
  tenantId: null,
  requestId: null,
  address: null,
})

export type Fragment = PendingQuery<Row[]>

/** True for the rows of the scope's tenant; `column` is the tenant's id in the query at hand. */
export const visible = (sql: Sql, scope: Scope, column: string): Fragment =>
  scope.tenantId === null ? sql`true` : sql`${sql(column)} = ${scope.tenantId}`
