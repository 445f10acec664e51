import { createHash, randomBytes } from 'node:crypto'
import { generateSecret } from '@ringfence/domain/secret'
import { entry } from './audit'
import type { Sql } from './pool'
import type { Fragment, Scope } from './scope'
import { type KeyRing, open, seal } from './secrets'

/** What a code is once it was found to be right: to be spent by the statement that does what it was given for. */
export type RightCode = TotpCode | RecoveryCode

/** Of the 30 seconds `step`, counted from 1970, by what makes the codes. */
export type TotpCode = { sealed: Uint8Array; step: number }

/** Whether it is right, only the database can tell; that it was used, and by whom, is recorded with that. */
export type RecoveryCode = { recoveryHash: Buffer; by: Scope }

const CODES = 10
/** More than 112 bits, for which a plain hash is enough (OWASP ASVS 5.0, 6.5.2). */
const LETTERS = 20

/** New codes for who loses the authenticator. */
export const freshRecoveryCodes = (): string[] =>
  Array.from({ length: CODES }, () => generateSecret(randomBytes, LETTERS))

export const recoveryHash = (code: string): Buffer => createHash('sha256').update(code).digest()

/** What makes an admin's codes, at rest. */
export const sealFactor = (keys: KeyRing, adminId: string, secret: string): Buffer =>
  seal(keys, secret, boundToAdmin(adminId))

/** Throws KeyRingError when it was altered or belongs to another admin. */
export const openFactor = (keys: KeyRing, adminId: string, sealed: Uint8Array): string =>
  open(keys, sealed, boundToAdmin(adminId))

/** What makes an admin's codes is bound to: copied to another admin's row it does not open. */
export const boundToAdmin = (adminId: string): string => `admin|${adminId}|second factor`

/** The CTE `spent`: a row when the CTE `who` has the admin and his code was not used before; from now on it was. Null: none is needed. */
export const spending = (sql: Sql, code: RightCode | null, who: Fragment = sql`a`): Fragment => {
  if (code === null) return sql`spent as (select from ${who})`
  if ('step' in code)
    return sql`
      spent as (
        update second_factors f
        set last_step = ${code.step}
        from ${who} a
        where f.admin_id = a.id and f.secret_sealed = ${code.sealed}::bytea and f.last_step < ${code.step}
        returning f.admin_id
      )`
  return sql`
    spent as (
      update second_factors f
      set recovery_hashes = array_remove(f.recovery_hashes, ${code.recoveryHash}::bytea)
      from ${who} a
      where f.admin_id = a.id and ${code.recoveryHash}::bytea = any (f.recovery_hashes)
      returning f.admin_id, cardinality(f.recovery_hashes) as recovery_codes_left
    ), noted as (${entry(sql, code.by, {
      action: 'admin.recovery_code_used',
      target: 'admin',
      targetId: sql`spent.admin_id`,
      tenantId: sql`${code.by.tenantId}::bigint`,
      before: sql`null::json`,
      after: sql`json_build_object('recovery_codes_left', spent.recovery_codes_left)`,
      from: sql`spent`,
    })})`
}
