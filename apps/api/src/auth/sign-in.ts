import type { Scope } from '@ringfence/db/scope'
import type { Account } from '@ringfence/db/sessions'
import type { Credentials } from '@ringfence/domain/admin'
import type { Deps } from '../deps'
import { networkOf } from '../http/address'
import { InvalidCredentials, Throttled } from '../http/failures'

const SLOWED_MILLISECONDS = 1000

/** A new session for right credentials. Throws Throttled before the password is looked at, InvalidCredentials after. */
export const signIn = async (
  { admins, loginAttempts, passwords, authentication }: Deps,
  { email, password }: Credentials,
  address: string,
  requestId: string,
): Promise<{ sessionId: string; account: Account }> => {
  const network = networkOf(address)
  const attempt = await loginAttempts.reserve(email, network)
  if (attempt.refused) throw new Throttled(attempt.retryAfterSeconds)
  if (attempt.slow) await Bun.sleep(SLOWED_MILLISECONDS)

  const found = await admins.findForSignIn(email)
  const right = await passwords.verify(password, found?.passwordHash)
  if (!found || !right) {
    await loginAttempts.failed(scopeOf(found, address, requestId))
    throw new InvalidCredentials()
  }
  const { passwordHash, ...account } = found
  const current = passwords.outdated(passwordHash) ? await passwords.hash(password) : passwordHash
  if (current !== passwordHash) await admins.rehash(account.id, passwordHash, current)
  const sessionId = await authentication.signIn(account.id, current)
  await loginAttempts.succeeded(scopeOf(account, address, requestId), email, network)
  return { sessionId, account }
}

/** What an account may see, and who is written down for what it does; without an account only the latter. */
export const scopeOf = (account: Account | undefined, address: string, requestId: string): Scope => ({
  actorId: account?.id ?? null,
  actor: account?.email ?? 'unknown',
  role: account?.role ?? 'viewer',
  tenantId: account?.tenantId ?? null,
  requestId,
  address,
})
