import type { Scope } from '@ringfence/db/scope'
import type { PasswordChange } from '@ringfence/domain/admin'
import { Invalid } from '@ringfence/domain/admit'
import type { Deps } from '../deps'
import { networkOf } from '../http/address'
import { signedInAgain } from './reauthenticate'
import { verified, type Whereabouts, whereThereIsRoom } from './sign-in'

/**
 * Another password for the one who acts. All of his sessions end, and a new one begins, whose id is returned: whoever knows the old id
 * is out. Guesses at the current password count as those at sign-in do. Throws Throttled, Invalid, Unauthorized when changed once more.
 */
export const changePassword = async (
  deps: Deps,
  { scope, sessionId }: { scope: Scope; sessionId: string },
  email: string,
  { current_password, password }: PasswordChange,
  from: Whereabouts,
): Promise<string> => {
  const { admins, loginAttempts, passwords } = deps
  const { found, isRight } = await verified(deps, { email, password: current_password }, from.address)
  if (!found || !isRight) {
    await loginAttempts.failed(scope, 'admin.password_change_refused')
    throw incorrect()
  }
  const passwordHash = await whereThereIsRoom(deps, email, from.address, () => passwords.hash(password))
  const ended = await admins.changeOwnPassword(scope, sessionId, found.passwordHash, passwordHash)
  if (!ended) throw incorrect()
  await loginAttempts.excused(email, networkOf(from.address))
  return signedInAgain(deps, ended, from)
}

const incorrect = () => new Invalid({ current_password: ['The current password is incorrect.'] })
