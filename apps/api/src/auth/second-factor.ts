import { type RightCode, recoveryHash, type TotpCode } from '@ringfence/db/factor-codes'
import type { Scope } from '@ringfence/db/scope'
import { factorOf } from '@ringfence/db/second-factors'
import { Invalid } from '@ringfence/domain/admit'
import { readCode } from '@ringfence/domain/second-factor'
import type { Deps } from '../deps'
import { Throttled } from '../http/failures'
import { stepOf } from './totp'

type Given<Code> = {
  scope: Scope
  email: string
  code: string
  read: (deps: Deps, scope: Scope, code: string) => Promise<Code | undefined>
}

/**
 * What `work` comes to with a code that is right; it must spend it, and is undefined when it was spent before. The attempt at a
 * code of the authenticator is counted before it is looked at. Throws Throttled, and Invalid for a wrong code, which is recorded; as `work`, and then the attempt counts for nothing.
 */
export const withCode = async <Code, T>(
  deps: Deps,
  { scope, email, code, read }: Given<Code>,
  work: (code: Code) => Promise<T | undefined>,
): Promise<T> => {
  const { loginAttempts } = deps
  const judged = async () => {
    const right = await read(deps, scope, code)
    return right === undefined ? undefined : work(right)
  }
  // Nobody guesses the 115 bits of a recovery code: it opens the account while somebody's guesses of the others lock it.
  const isGuessable = 'digits' in readCode(code)
  if (isGuessable) await reserve(loginAttempts, email)
  const done = await judged().catch(async error => {
    if (isGuessable) await loginAttempts.codeUnused(email)
    throw error
  })
  if (done === undefined) {
    await loginAttempts.failed(scope, 'admin.second_factor_refused')
    throw new Invalid({ code: ['The code is wrong, or was used before.'] })
  }
  await loginAttempts.codeWasRight(email)
  return done
}

const reserve = async (loginAttempts: Deps['loginAttempts'], email: string): Promise<void> => {
  const { refused, retryAfterSeconds } = await loginAttempts.reserveCode(email)
  if (refused) throw new Throttled(retryAfterSeconds)
}

/** A code of the authenticator, or a recovery code. */
export const anyCode = async (deps: Deps, scope: Scope, typed: string): Promise<RightCode | undefined> => {
  const code = readCode(typed)
  return 'digits' in code
    ? totpCode(deps, scope, code.digits)
    : { recoveryHash: recoveryHash(code.recoveryCode), by: scope }
}

/** A code of the authenticator alone. */
export const authenticatorCode = async (deps: Deps, scope: Scope, typed: string): Promise<TotpCode | undefined> => {
  const code = readCode(typed)
  return 'digits' in code ? totpCode(deps, scope, code.digits) : undefined
}

const totpCode = async ({ db }: Deps, { actorId }: Scope, digits: string): Promise<TotpCode | undefined> => {
  const factor = actorId === null ? undefined : await factorOf(db, actorId)
  const step = factor && stepOf(factor.secret, digits, factor.at)
  return factor && step !== undefined ? { sealed: factor.sealed, step } : undefined
}
