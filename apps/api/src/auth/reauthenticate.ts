import { ownSessions } from '@ringfence/db/own-sessions'
import type { Scope } from '@ringfence/db/scope'
import type { Ended, Proof } from '@ringfence/db/sessions'
import { Invalid } from '@ringfence/domain/admit'
import type { Reauthentication } from '@ringfence/domain/second-factor'
import type { Deps } from '../deps'
import { networkOf } from '../http/address'
import { Unauthorized } from '../http/failures'
import { anyCode, withCode } from './second-factor'
import { verified, type Whereabouts } from './sign-in'

/**
 * The one who acts proves again who he is. His session goes on under another id, which is returned: whoever knows the old one is out. Guesses
 * count as those at sign-in do. Throws Throttled, Invalid, Unauthorized.
 */
export const reauthenticate = async (
  deps: Deps,
  { scope, sessionId }: { scope: Scope; sessionId: string },
  email: string,
  { password, code }: Reauthentication,
  { address }: Whereabouts,
): Promise<string> => {
  const { db, loginAttempts, authentication } = deps
  const { found, isRight } = await verified(deps, { email, password }, address)
  if (!found || !isRight) {
    await loginAttempts.failed(scope, 'admin.reauthentication_refused')
    throw new Invalid({ password: ['The password is incorrect.'] })
  }
  const { passwordHash, secondFactor } = found
  const session = ownSessions(db, scope, sessionId)
  const freshId = authentication.freshId()
  const authenticated = async (code: Proof['code']) => {
    const outcome = await session.authenticate({ passwordHash, secondFactor, code }, freshId)
    if (outcome === 'code spent before') return undefined
    await loginAttempts.excused(email, networkOf(address))
    if (outcome === 'ended') throw new Unauthorized()
    return freshId
  }
  if (secondFactor) await withCode(deps, { scope, email, code: codeIn(code), read: anyCode }, authenticated)
  else await authenticated(null)
  return freshId
}

const codeIn = (code: string | undefined): string => {
  if (code === undefined) throw new Invalid({ code: ['The code field is required.'] })
  return code
}

/** A new session for who ended all of his own by what he did. Throws Unauthorized when he may have none any more. */
export const signedInAgain = async (
  { authentication }: Pick<Deps, 'authentication'>,
  ended: Ended,
  from: Whereabouts,
): Promise<string> => {
  const sessionId = await authentication.signInAgain(ended, from)
  if (!sessionId) throw new Unauthorized()
  return sessionId
}
