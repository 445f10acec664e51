import type { Scope } from '@ringfence/db/scope'
import type { PasswordChange } from '@ringfence/domain/admin'
import { Invalid } from '@ringfence/domain/admit'
import type { Deps } from '../deps'
import { networkOf } from '../http/address'
import { InvalidCredentials } from '../http/failures'
import { verified, type Whereabouts } from './sign-in'

/**
 * Another password for the one who acts. All of his sessions end, and a new one begins, whose id is returned: whoever knows the old id
 * is out. Guesses at the current password count as those at sign-in do. Throws Throttled, Invalid, InvalidCredentials when changed once more.
 */
export const changePassword = async (
  deps: Deps,
  scope: Scope,
  email: string,
  { current_password, password }: PasswordChange,
  from: Whereabouts,
): Promise<string> => {
  const { admins, loginAttempts, passwords, authentication } = deps
  const { found, isRight } = await verified(deps, { email, password: current_password }, from.address)
  if (!found || !isRight) {
    await loginAttempts.failed(scope, 'admin.password_change_refused')
    throw incorrect()
  }
  const passwordHash = await passwords.hash(password)
  if (!(await admins.changeOwnPassword(scope, found.passwordHash, passwordHash))) throw incorrect()
  await loginAttempts.excused(email, networkOf(from.address))
  const sessionId = await authentication.signIn(found.id, { ...found, passwordHash, code: null }, from)
  if (!sessionId) throw new InvalidCredentials()
  return sessionId
}

const incorrect = () => new Invalid({ current_password: ['The current password is incorrect.'] })
