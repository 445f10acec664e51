import { createHash } from 'node:crypto'
import type { TokenRole } from '@ringfence/domain/token'
import { type RightCode, spending } from './factor-codes'
import type { Pool, Sql } from './pool'
import { type Fragment, isRecent, type Scope, visibleToAll } from './scope'

/** An admin as a session knows them, or as a token of theirs does: then role and tenant are the token's. */
export type Account = {
  id: string
  name: string
  email: string
  role: TokenRole
  tenantId: string | null
  /** Whether signing in takes a code too. While a session lives this does not change. */
  secondFactor: boolean
  token?: { id: string; name: string; readOnly: boolean }
}

/** Where a session began. */
export type Origin = { address: string | null; userAgent: string | null }

/** What was found right of who signs in: all of it must still hold when a session begins, and the code not be spent. */
export type Proof = { passwordHash: string; secondFactor: boolean; code: RightCode | null }

/** Since when a session lasts, and when its admin last proved who he is, as PostgreSQL writes them. */
export type Since = { createdAt: string; authenticatedAt: string }

/** Whose session ended by what he did, and what the one that takes its place begins with: it is no fresher and lasts no longer. */
export type Ended = Since & { id: string; passwordHash: string; secondFactor: boolean }

/** Milliseconds are counted from now by the database's clock, so that ours need not agree with it. */
export type LiveSession = { account: Account; remainingMilliseconds: number }

export type SessionLimits = { idleMinutes: number; absoluteHours: number }

const USER_AGENT_LETTERS = 255

/** Sessions by the SHA-256 of their id; the id itself is never stored. */
export const sessions = (pool: Pool, { idleMinutes, absoluteHours }: SessionLimits) => ({
  /** One query for session and admin; undefined when expired, ended, or when the admin may no longer sign in. */
  async find(id: string): Promise<LiveSession | undefined> {
    const [row] = await pool.query(
      sql => sql<(Account & { remaining: number })[]>`
        select a.id, a.name, a.email, a.role, a.tenant_id as "tenantId", a.second_factor as "secondFactor",
          (extract(epoch from s.expires_at - now()) * 1000)::float8 as remaining
        from sessions s
        join admins a on a.id = s.admin_id
        where s.id_hash = ${hashed(id)} and s.expires_at > now() and a.status = 'active'`,
    )
    if (!row) return undefined
    const { remaining, ...account } = row
    return { account, remainingMilliseconds: remaining }
  },

  /** False when the proof holds no longer, or the admin was disabled meanwhile. Spends the code. `since`: in place of one that ended. */
  async create(id: string, adminId: string, proof: Proof, from: Origin, since?: Since): Promise<boolean> {
    const [createdAt, authenticatedAt] = [since?.createdAt ?? null, since?.authenticatedAt ?? null]
    const created = await pool.query(
      sql => sql`
        with ${proving(sql, adminId, proof)}, ${spending(sql, proof.code)}, began as (
          select coalesce(${createdAt}::text::timestamptz, now()) as at
        )
        insert into sessions (id_hash, admin_id, created_at, authenticated_at, expires_at, address, user_agent)
        select ${hashed(id)}::bytea, a.id, began.at, coalesce(${authenticatedAt}::text::timestamptz, now()),
          least(now() + ${idleMinutes} * interval '1 minute', began.at + ${absoluteHours} * interval '1 hour'),
          ${from.address}, left(${from.userAgent}, ${USER_AGENT_LETTERS})
        from a, spent, began
        returning admin_id`,
    )
    return created.length === 1
  },

  /** Notes that it is used, and moves the idle limit on, never past the absolute one. Without a standby reads go on: this waits for none. */
  async extend(id: string): Promise<void> {
    await pool.query(
      sql => sql`
        update sessions
        set expires_at = least(now() + ${idleMinutes} * interval '1 minute', created_at + ${absoluteHours} * interval '1 hour'),
          last_used_at = now()
        where id_hash = ${hashed(id)} and expires_at > now()
        returning set_config('synchronous_commit', 'local', true)`,
    )
  },

  async remove(id: string): Promise<void> {
    await pool.query(sql => sql`delete from sessions where id_hash = ${hashed(id)}`)
  },

  async removeAllOf(adminId: string): Promise<void> {
    await pool.query(sql => sql`delete from sessions where admin_id = ${adminId}`)
  },

  /** Whether its admin proved who he is within so many minutes; undefined when it is not live. */
  async isRecent(id: string, minutes: number): Promise<boolean | undefined> {
    const [row] = await pool.query(
      sql => sql<{ recent: boolean }[]>`
        select ${isRecent(sql, minutes)} as recent
        from sessions s
        where s.id_hash = ${hashed(id)} and s.expires_at > now()`,
    )
    return row?.recent
  },

  removeExpired: () => removeExpiredSessions(pool),
})

export type Sessions = ReturnType<typeof sessions>

/** The CTE `a`: the admin, locked against changes, if the proof holds. */
export const proving = (sql: Sql, adminId: string | null, { passwordHash, secondFactor }: Proof): Fragment => sql`
  a as materialized (
    select a.id, a.tenant_id
    from admins a
    where a.id = ${adminId} and a.password_hash = ${passwordHash} and a.second_factor = ${secondFactor} and a.status = 'active'
    for share
  )`

/**
 * The CTEs `own` and `ending`: the one who acts, locked against changes, and then his session `current`, whose place another takes when
 * what he does ends it.
 */
export const ending = (sql: Sql, scope: Scope, current: string): Fragment => sql`
  own as materialized (
    select a.id
    from admins a
    where a.id = ${scope.actorId} and ${visibleToAll(sql, scope)}
    for no key update
  ), ending as materialized (
    select s.admin_id, s.created_at, s.authenticated_at
    from own
    join sessions s on s.admin_id = own.id
    where s.id_hash = ${hashed(current)} and s.expires_at > now()
    for update of s
  )`

/** What `Ended` has of the admin `a` and of his session `ending`. */
export const ended = (sql: Sql): Fragment => sql`
  a.id, a.password_hash as "passwordHash", a.second_factor as "secondFactor", ending.created_at::text as "createdAt",
  ending.authenticated_at::text as "authenticatedAt"`

export const removeExpiredSessions = async (pool: Pool): Promise<void> => {
  await pool.query(sql => sql`delete from sessions where expires_at <= now()`)
}

/** All that is stored of a session's id, or of a token. */
export const hashed = (id: string): Buffer => createHash('sha256').update(id).digest()
