import type { TokenRole } from '@ringfence/domain/token'
import type { Claim } from './idempotency'
import type { PendingQuery, Row, Sql } from './pool'

/** A session or a token, by the SHA-256 of what the caller sent; the session's admin must have proved who he is within so many minutes, if said. */
export type Credential = { kind: 'session' | 'token'; hash: Uint8Array; withinMinutes?: number }

/** Who acts, on whose behalf and in which request: every repository takes it, so no query can forget the tenant. */
export type Scope = {
  actorId: string | null
  actor: string
  role: TokenRole
  /** The one tenant that is visible, or null for all of them. */
  tenantId: string | null
  requestId: string | null
  address: string | null
  /** The token that acts, if it is one. */
  token?: { readOnly: boolean }
  /** What is yet to be proved: then nothing is visible unless it is live and the actor's. */
  credential?: Credential
  /** What is done is done once for this, and so is its answer. */
  claim?: Claim
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

/** The same scope once its credential was proved. */
export const proved = ({ credential: _, ...scope }: Scope): Scope => scope

export type Fragment = PendingQuery<Row[]>

/**
 * True for the rows that the scope sees; `column` is the tenant's id in the query at hand. A credential that is yet to be proved is
 * looked up here, in the very statement that does the work, so that neither costs the other a round trip. What was found or done
 * proves it; finding nothing proves nothing.
 */
export const visible = (sql: Sql, scope: Scope, column: string): Fragment => sql`
  ${scope.tenantId === null ? sql`true` : sql`${sql(column)} = ${scope.tenantId}`}
  ${scope.credential ? sql`and exists (${proofs[scope.credential.kind](sql, scope, scope.credential)})` : sql``}`

/** The same for rows of no tenant: what belongs to admins, and what is not there yet. */
export const visibleToAll = (sql: Sql, scope: Scope): Fragment => visible(sql, { ...scope, tenantId: null }, '')

/** True for the sessions `s` whose admin proved who he is within so many minutes. */
export const isRecent = (sql: Sql, minutes: number): Fragment =>
  sql`s.authenticated_at > now() - ${minutes} * interval '1 minute'`

/** True for every row but the one with this id; for all of them without one. */
export const isOther = (sql: Sql, as: string, id: string | null): Fragment =>
  id === null ? sql`true` : sql`${sql(`${as}.id`)} <> ${id}`

/** The id of a tenant that the scope sees, or null: where a row must have a tenant, the database then refuses it. */
export const tenantInScope = (sql: Sql, scope: Scope, tenantId: number): Fragment => sql`
  (select t.id from tenants t where t.id = ${tenantId} and ${visible(sql, scope, 't.id')})`

type Proof = (sql: Sql, scope: Scope, credential: Credential) => Fragment

const proofs: Record<Credential['kind'], Proof> = {
  session: (sql, scope, { hash, withinMinutes }) => sql`
    select from sessions s
    where s.id_hash = ${hash} and s.admin_id = ${scope.actorId} and s.expires_at > now()
      ${withinMinutes === undefined ? sql`` : sql`and ${isRecent(sql, withinMinutes)}`}`,
  token: (sql, scope, { hash }) => sql`
    select from api_tokens k
    join admins m on m.id = k.admin_id
    where k.token_hash = ${hash} and k.admin_id = ${scope.actorId} and coalesce(k.expires_at > now(), true) and m.status = 'active'`,
}
