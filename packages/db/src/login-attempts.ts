import { createHash } from 'node:crypto'
import { canonicalEmail } from './admins'
import { entry } from './audit'
import type { Pool, Sql } from './pool'
import type { Fragment, Scope } from './scope'

/** `refused`: do not even look at the password; come back in so many seconds. `slow`: many addresses try this name. */
export type Attempt = { refused: boolean; retryAfterSeconds: number; slow: boolean }

const FREE_PER_PAIR = 5
const FREE_PER_ADDRESS = 100
const FREE_CODES = 5
const FAST_PER_NAME = 50
const FORGOTTEN = '15 minutes'
/** With the longest lock at most 58 guesses of a code a day: docs/decisions/0021. */
const CODES_FORGOTTEN = '1 day'

/**
 * Attempts at signing in, counted before the password is hashed, so that parallel guesses cannot outrun the count. A pair of name
 * and address is locked for 30 s, 60 s … 30 min from its fifth failure within 15 minutes on, an address from its hundredth, until
 * 15 minutes after a lock pass without a failure; a name alone is only slowed down, for otherwise a stranger could lock an admin out.
 * Codes of one name are locked as pairs are, but counted until one is right or a day passes without any: to try one takes the password.
 */
export const loginAttempts = (pool: Pool) => ({
  async reserve(email: string, address: string): Promise<Attempt> {
    const { pair, name, byAddress } = keysOf(email, address)
    const rows = await pool.query(
      sql => sql<{ key: string; failures: number; refused: boolean; wait: number }[]>`
        with shut as (
          select key, failures, refusals + 1 as refusals, locked_until
          from login_attempts t
          where key = ${byAddress} and ${isLocked(sql)}
        ), pair as (
          insert into login_attempts as t (key, free)
          select ${pair}, ${FREE_PER_PAIR}
          where not exists (select from shut) ${counted(sql)}
        ), wider as (
          insert into login_attempts as t (key, free)
          select wide.key, wide.free
          from pair, (values (${name}, null::integer), (${byAddress}, ${FREE_PER_ADDRESS})) wide (key, free)
          where pair.refusals = 0 ${counted(sql)}
        )
        select key, failures, refusals > 0 as refused, ${secondsLeft(sql)} as wait
        from (
          select key, failures, refusals, locked_until from shut
          union all select key, failures, refusals, locked_until from pair
          union all select key, failures, refusals, locked_until from wider
        ) counted`,
    )
    const refusing = rows.filter(row => row.refused)
    return {
      refused: refusing.length > 0,
      retryAfterSeconds: Math.max(1, ...refusing.map(row => row.wait)),
      slow: rows.some(row => row.key === name && row.failures > FAST_PER_NAME),
    }
  },

  /** The same for a code, once the password was right: whatever the address, for there are not many codes. */
  async reserveCode(email: string): Promise<Pick<Attempt, 'refused' | 'retryAfterSeconds'>> {
    const [attempt] = await pool.query(
      sql => sql<[{ refused: boolean; wait: number }]>`
        with counted as (
          insert into login_attempts as t (key, free)
          values (${codeKey(email)}, ${FREE_CODES}) ${counted(sql, CODES_FORGOTTEN)}
        )
        select refusals > 0 as refused, ${secondsLeft(sql)} as wait
        from counted`,
    )
    return { refused: attempt.refused, retryAfterSeconds: Math.max(1, attempt.wait) }
  },

  /** Forgets all of those, as the code was right. */
  async codeWasRight(email: string): Promise<void> {
    await pool.query(sql => sql`delete from login_attempts where key = ${codeKey(email)}`)
  },

  /** Lifts every lock of this name, and what was counted towards one, wherever it came from. */
  async forget(email: string): Promise<void> {
    const { pairs, name } = keysOf(email, '')
    await pool.query(
      sql => sql`
        delete from login_attempts
        where key in (${name}, ${codeKey(email)}) or starts_with(key, ${pairs})`,
    )
  },

  /** Takes back one reservation, as nobody looked at its password; what else was counted stays. */
  async unused(email: string, address: string): Promise<void> {
    const { pair, name, byAddress } = keysOf(email, address)
    await pool.query(sql => uncounted(sql, sql`key in (${pair}, ${name}, ${byAddress})`))
  },

  /** The same for a code. */
  async codeUnused(email: string): Promise<void> {
    await pool.query(sql => uncounted(sql, sql`key = ${codeKey(email)}`))
  },

  /** Takes the reservation back and records the sign-in. */
  async succeeded(scope: Scope, email: string, address: string): Promise<void> {
    await pool.query(sql => sql`${cleared(sql, email, address)} ${signInTrail(sql, scope, 'admin.signed_in')}`)
  },

  /** Takes the reservation back of what is recorded elsewhere. */
  async excused(email: string, address: string): Promise<void> {
    await pool.query(sql => sql`${cleared(sql, email, address)} select`)
  },

  /** Records a right password without the code that it takes. It stays counted for the name and the pair, but not for the address. */
  async codeMissing(scope: Scope, address: string): Promise<void> {
    await pool.query(
      sql => sql`
        with returned as (${returned(sql, address)}) ${signInTrail(sql, scope, 'admin.second_factor_missing')}`,
    )
  },

  async failed(scope: Scope, action: Refusal): Promise<void> {
    await pool.query(sql => signInTrail(sql, scope, action))
  },

  async removeOld(): Promise<void> {
    await pool.query(
      sql =>
        sql`
          delete from login_attempts
          where window_start < now() - interval '1 day' and coalesce(locked_until < now() - interval '1 day', true)`,
    )
  },
})

/** What a wrong password or code was given for. */
type Refusal =
  | 'admin.sign_in_refused'
  | 'admin.password_change_refused'
  | 'admin.reauthentication_refused'
  | 'admin.second_factor_refused'

export type LoginAttempts = ReturnType<typeof loginAttempts>

/** No lock is longer than half an hour: one that seems to be was made before the clock went back, and is none. */
const isLocked = (sql: Sql): Fragment =>
  sql`(t.locked_until > now() and t.locked_until <= now() + interval '30 minutes')`

const counted = (sql: Sql, forgotten = FORGOTTEN): Fragment => sql`
  on conflict (key) do update set
    refusals = case when ${isLocked(sql)} then t.refusals + 1 else 0 end,
    failures = case
      when ${isLocked(sql)} then t.failures
      when greatest(t.window_start, t.locked_until) < now() - ${forgotten}::interval then 1
      else t.failures + 1
    end,
    window_start = case
      when greatest(t.window_start, t.locked_until) >= now() - ${forgotten}::interval then least(t.window_start, now())
      else now()
    end,
    locked_until = case
      when ${isLocked(sql)} then t.locked_until
      when greatest(t.window_start, t.locked_until) < now() - ${forgotten}::interval then null
      when t.failures + 1 >= excluded.free
        then now() + least(interval '30 minutes', interval '30 seconds' * 2 ^ least(t.failures + 1 - excluded.free, 6))
    end
  returning t.key, t.failures, t.refusals, t.locked_until`

/** One less; a lock stays while there are enough without it. */
const uncounted = (sql: Sql, which: Fragment): Fragment => sql`
  update login_attempts
  set failures = failures - 1, locked_until = case when failures > free then locked_until end
  where ${which} and failures > 0`

const secondsLeft = (sql: Sql): Fragment => sql`coalesce(ceil(extract(epoch from locked_until - now())), 0)::integer`

const cleared = (sql: Sql, email: string, address: string): Fragment => {
  const { pair, name } = keysOf(email, address)
  return sql`
    with cleared as (delete from login_attempts where key in (${pair}, ${name})),
      returned as (${returned(sql, address)})`
}

const returned = (sql: Sql, address: string): Fragment =>
  sql`update login_attempts set failures = failures - 1 where key = ${keysOf('', address).byAddress} and failures > 0`

const signInTrail = (sql: Sql, scope: Scope, action: string): Fragment =>
  entry(sql, scope, {
    action,
    target: 'admin',
    targetId: sql`${scope.actorId}::bigint`,
    tenantId: sql`${scope.tenantId}::bigint`,
    before: sql`null::json`,
    after: sql`null::json`,
    from: sql`(select) here`,
  })

const codeKey = (email: string): string => `code:${hashed(canonicalEmail(email))}`

const keysOf = (email: string, address: string) => {
  const name = canonicalEmail(email)
  const pairs = `pair:${hashed(name)}:`
  return {
    pairs,
    pair: `${pairs}${hashed(JSON.stringify([name, address]))}`,
    name: `name:${hashed(name)}`,
    byAddress: `address:${hashed(address)}`,
  }
}

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex')
