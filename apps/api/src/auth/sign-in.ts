import type { Scope } from '@ringfence/db/scope'
import type { Account } from '@ringfence/db/sessions'
import type { Credentials } from '@ringfence/domain/admin'
import type { Deps } from '../deps'
import { networkOf } from '../http/address'
import { InvalidCredentials, Throttled } from '../http/failures'

const SLOWED_MILLISECONDS = 1000

/** Where a request came from. */
export type Whereabouts = { address: string; userAgent: string | null; requestId: string }

/** A new session for right credentials. Throws Throttled before the password is looked at, InvalidCredentials after. */
export const signIn = async (
  deps: Deps,
  credentials: Credentials,
  from: Whereabouts,
): Promise<{ sessionId: string; account: Account }> => {
  const { admins, loginAttempts, passwords, authentication } = deps
  const { address, requestId } = from
  const { found, isRight } = await verified(deps, credentials, address)
  if (!found || !isRight) {
    await loginAttempts.failed(scopeOf(found, address, requestId), 'admin.sign_in_refused')
    throw new InvalidCredentials()
  }
  const { passwordHash, ...account } = found
  const current = passwords.outdated(passwordHash) ? await passwords.hash(credentials.password) : passwordHash
  if (current !== passwordHash) await admins.rehash(account.id, passwordHash, current)
  const sessionId = await authentication.signIn(account.id, current, from)
  await loginAttempts.succeeded(scopeOf(account, address, requestId), credentials.email, networkOf(address))
  return { sessionId, account }
}

/** Who has this e-mail address, and whether the password is right. Throws Throttled before it is looked at. */
export const verified = async (
  { admins, loginAttempts, passwords }: Deps,
  { email, password }: Credentials,
  address: string,
) => {
  const attempt = await loginAttempts.reserve(email, networkOf(address))
  if (attempt.refused) throw new Throttled(attempt.retryAfterSeconds)
  if (attempt.slow) await Bun.sleep(SLOWED_MILLISECONDS)
  const found = await admins.findForSignIn(email)
  return { found, isRight: await passwords.verify(password, found?.passwordHash) }
}

/** What an account may see, and who is written down for what it does; without an account only the latter. */
export const scopeOf = (account: Account | undefined, address: string, requestId: string): Scope => ({
  actorId: account?.id ?? null,
  actor: account ? nameOf(account) : 'unknown',
  role: account?.role ?? 'viewer',
  tenantId: account?.tenantId ?? null,
  requestId,
  address,
  ...(account?.token && { token: { readOnly: account.token.readOnly } }),
})

const nameOf = ({ email, token }: Account): string => (token ? `${email} (token ${token.name})` : email)
