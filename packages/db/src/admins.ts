import { type Deed, trail } from './audit'
import type { Pool, Sql } from './pool'
import type { Scope } from './scope'
import { type Account, type Ended, ended, ending } from './sessions'

/** The one spelling of an e-mail address that is looked up, throttled and stored. */
export const canonicalEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase()

export const admins = (pool: Pool) => ({
  /** The account behind an e-mail address, with its password's hash; undefined when there is none that may sign in. */
  async findForSignIn(email: string): Promise<(Account & { passwordHash: string }) | undefined> {
    const [row] = await pool.query(
      sql => sql<(Account & { passwordHash: string })[]>`
        select a.id, a.name, a.email, a.role, a.tenant_id as "tenantId", a.second_factor as "secondFactor",
          a.password_hash as "passwordHash"
        from admins a
        where a.email = ${canonicalEmail(email)} and a.status = 'active'`,
    )
    return row
  },

  async exist(): Promise<boolean> {
    const [row] = await pool.query(sql => sql<[{ some: boolean }]>`select exists (select from admins) as some`)
    return row.some
  },

  /** Makes the first owner, unless there is an admin by now: of several servers that start at once, one does. */
  async createFirst(scope: Scope, admin: { name: string; email: string; passwordHash: string }): Promise<boolean> {
    return pool.transaction(async sql => {
      await sql`lock table admins in share row exclusive mode`
      const created = await sql`
        with new as (
          insert into admins (name, email, password_hash, role)
          select ${admin.name}, ${canonicalEmail(admin.email)}, ${admin.passwordHash}, 'owner'
          where not exists (select from admins)
          returning id
        ), ${trail(sql, scope, {
          action: 'admin.created',
          target: 'admin',
          targetId: sql`new.id`,
          tenantId: sql`null::bigint`,
          before: sql`null::json`,
          after: sql`null::json`,
          from: sql`new`,
        })}
        select id from new`
      return created.length === 1
    })
  },

  /** False when there is no such admin. A trigger ends the admin's sessions in the same statement. */
  async setPassword(scope: Scope, email: string, passwordHash: string): Promise<boolean> {
    const changed = await pool.query(
      sql => sql`
        with a as (
          update admins a
          set password_hash = ${passwordHash}, version = version + 1, updated_at = now()
          where a.email = ${canonicalEmail(email)}
          returning a.id, a.tenant_id
        ), ${trail(sql, scope, renewal(sql))}
        select id from a`,
    )
    return changed.length === 1
  },

  /**
   * The same for the one who acts with the session `current`. Undefined when the password was changed since `old` was checked, or the session
   * is not live.
   */
  async changeOwnPassword(
    scope: Scope,
    current: string,
    old: string,
    passwordHash: string,
  ): Promise<Ended | undefined> {
    const [changed] = await pool.query(
      sql => sql<Ended[]>`
        with ${ending(sql, scope, current)}, a as (
          update admins a
          set password_hash = ${passwordHash}, version = version + 1, updated_at = now()
          from ending
          where a.id = ending.admin_id and a.password_hash = ${old}
          returning a.id, a.tenant_id, a.password_hash, a.second_factor
        ), ${trail(sql, scope, renewal(sql))}
        select ${ended(sql)} from a, ending`,
    )
    return changed
  },

  /** Stores a hash of the same password made with newer parameters; as with every new hash, older sessions end. */
  async rehash(id: string, old: string, renewed: string): Promise<void> {
    await pool.query(
      sql => sql`update admins set password_hash = ${renewed} where id = ${id} and password_hash = ${old}`,
    )
  },
})

const renewal = (sql: Sql): Deed => ({
  action: 'admin.password_changed',
  target: 'admin',
  targetId: sql`a.id`,
  tenantId: sql`a.tenant_id`,
  before: sql`null::json`,
  after: sql`null::json`,
  from: sql`a`,
})

export type Admins = ReturnType<typeof admins>
