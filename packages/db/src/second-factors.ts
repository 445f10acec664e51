import { canonicalEmail } from './admins'
import { trail } from './audit'
import type { Database } from './database'
import { InUse, NotFound } from './errors'
import { openFactor, recoveryHash, sealFactor, type TotpCode } from './factor-codes'
import type { Written } from './outcome'
import type { Sql } from './pool'
import { type Fragment, type Scope, visibleToAll } from './scope'
import { type Ended, ended, ending } from './sessions'

/** The second factor of the one who acts. Every change of it ends his sessions, by a trigger. */
export const secondFactors = ({ pool, keys }: Pick<Database, 'pool' | 'keys'>, scope: Scope) => ({
  /** Throws NotFound when the session is not live. */
  async find(): Promise<Pick<Written, 'json'>> {
    const [found] = await pool.query(
      sql => sql<{ json: string }[]>`
        select json_build_object('active', a.second_factor, 'recovery_codes_left', coalesce(cardinality(f.recovery_hashes), 0))::text as json
        from admins a
        left join second_factors f on f.admin_id = a.id
        where a.id = ${scope.actorId} and ${visibleToAll(sql, scope)}`,
    )
    if (!found) throw new NotFound('Second factor')
    return found
  },

  /** Keeps what is to make the codes, in place of what was kept but not confirmed. Throws InUse when one is active, NotFound. */
  async begin(secret: string): Promise<Written> {
    const sealed = sealFactor(keys, scope.actorId ?? '', secret)
    const [outcome] = await pool.query(sql => begin(sql, scope, sealed))
    if (outcome.active) throw secondFactorInUse()
    if (!outcome.begun) throw new NotFound('Admin')
    return { json: 'null', version: 1 }
  },

  /**
   * From now on signing in takes a code; ends the session `current` with all others. Undefined when this one does not belong to what is kept,
   * or it was confirmed already.
   */
  async confirm(current: string, code: TotpCode, recoveryCodes: string[]): Promise<Ended | undefined> {
    const [confirmed] = await pool.query(sql => confirm(sql, scope, current, code, literal(recoveryCodes)))
    return confirmed
  },

  /** In place of those before. Throws NotFound without an active one. */
  async renewRecoveryCodes(recoveryCodes: string[]): Promise<Written> {
    const renewed = await pool.query(sql => renew(sql, scope, literal(recoveryCodes)))
    if (renewed.length === 0) throw new NotFound('Second factor')
    return { json: 'null', version: 1 }
  },

  /** Ends the session `current` with all others. Throws NotFound when there is none. */
  async removeOwn(current: string): Promise<Ended> {
    const [removed] = await pool.query(sql => removeOwn(sql, scope, current))
    if (!removed) throw new NotFound('Second factor')
    return removed
  },

  /** Of an admin, whoever it is. Throws NotFound when he has none. */
  async remove(id: string): Promise<void> {
    const removed = await pool.query(sql => remove(sql, scope, sql`a.id = ${id} and ${visibleToAll(sql, scope)}`))
    if (removed.length === 0) throw new NotFound('Second factor')
  },

  /** Of who has this e-mail address. False when there is none. */
  async removeOf(email: string): Promise<boolean> {
    const removed = await pool.query(sql => remove(sql, scope, sql`a.email = ${canonicalEmail(email)}`))
    return removed.length === 1
  },
})

/** What an admin with a second factor is told when he begins or confirms another. */
export const secondFactorInUse = (): InUse => new InUse('There is a second factor already: remove it first.')

/** What makes the codes of an admin, sealed and open, and the milliseconds since 1970 by the database's clock. */
export const factorOf = async ({ pool, keys }: Pick<Database, 'pool' | 'keys'>, adminId: string) => {
  const [row] = await pool.query(
    sql => sql<{ sealed: Uint8Array; at: number }[]>`
      select f.secret_sealed as sealed, (extract(epoch from now()) * 1000)::float8 as at
      from second_factors f
      where f.admin_id = ${adminId}`,
  )
  return row && { ...row, secret: openFactor(keys, adminId, row.sealed) }
}

const deed = (sql: Sql, action: string) => ({
  action,
  target: 'admin',
  targetId: sql`a.id`,
  tenantId: sql`a.tenant_id`,
  before: sql`null::json`,
  after: sql`null::json`,
  from: sql`a`,
})

const begin = (sql: Sql, scope: Scope, sealed: Buffer) => sql<[{ active: boolean | null; begun: boolean }]>`
  with own as (
    select a.id, a.tenant_id, a.second_factor
    from admins a
    where a.id = ${scope.actorId} and ${visibleToAll(sql, scope)}
    for no key update
  ), kept as (
    insert into second_factors as f (admin_id, secret_sealed)
    select own.id, ${sealed}::bytea
    from own
    where not own.second_factor
    on conflict (admin_id) do update set secret_sealed = excluded.secret_sealed, last_step = 0
    returning f.admin_id
  ), a as (
    select own.id, own.tenant_id
    from own
    join kept on kept.admin_id = own.id
  ), ${trail(sql, scope, deed(sql, 'admin.second_factor_begun'))}
  select (select second_factor from own) as active, exists (select from a) as begun`

const confirm = (sql: Sql, scope: Scope, current: string, { sealed, step }: TotpCode, hashes: string) => sql<Ended[]>`
  with ${ending(sql, scope, current)}, kept as materialized (
    select f.admin_id
    from ending
    join second_factors f on f.admin_id = ending.admin_id
    where f.secret_sealed = ${sealed}::bytea
    for update of f
  ), a as (
    update admins a
    set second_factor = true, version = a.version + 1, updated_at = now()
    from kept
    where a.id = kept.admin_id and not a.second_factor
    returning a.id, a.tenant_id, a.password_hash, a.second_factor
  ), f as (
    update second_factors f
    set last_step = ${step}, recovery_hashes = ${hashes}::text::bytea[]
    from a
    where f.admin_id = a.id
  ), ${trail(sql, scope, deed(sql, 'admin.second_factor_added'))}
  select ${ended(sql)} from a, ending`

const renew = (sql: Sql, scope: Scope, hashes: string) => sql`
  with a as (
    update second_factors f
    set recovery_hashes = ${hashes}::text::bytea[]
    from admins a
    where a.id = ${scope.actorId} and a.second_factor and f.admin_id = a.id and ${visibleToAll(sql, scope)}
    returning a.id, a.tenant_id
  ), ${trail(sql, scope, deed(sql, 'admin.recovery_codes_renewed'))}
  select id from a`

const removeOwn = (sql: Sql, scope: Scope, current: string) => sql<Ended[]>`
  with ${ending(sql, scope, current)}, a as (
    update admins a
    set second_factor = false, version = a.version + 1, updated_at = now()
    from ending
    where a.id = ending.admin_id and a.second_factor
    returning a.id, a.tenant_id, a.password_hash, a.second_factor
  ), f as (
    delete from second_factors f
    using a
    where f.admin_id = a.id
  ), ${trail(sql, scope, deed(sql, 'admin.second_factor_removed'))}
  select ${ended(sql)} from a, ending`

const remove = (sql: Sql, scope: Scope, which: Fragment) => sql`
  with a as (
    update admins a
    set second_factor = false, version = a.version + 1, updated_at = now()
    where a.second_factor and ${which}
    returning a.id, a.tenant_id
  ), f as (
    delete from second_factors f
    using a
    where f.admin_id = a.id
  ), ${trail(sql, scope, deed(sql, 'admin.second_factor_removed'))}
  select id from a`

/** The hashes as an array of PostgreSQL. */
const literal = (codes: string[]): string =>
  `{${codes.map(code => `"\\\\x${recoveryHash(code).toString('hex')}"`).join(',')}}`
