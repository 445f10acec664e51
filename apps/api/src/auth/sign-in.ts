import { Unavailable } from '@ringfence/db/faults'
import type { Scope } from '@ringfence/db/scope'
import type { Account, Proof } from '@ringfence/db/sessions'
import type { Credentials } from '@ringfence/domain/admin'
import type { Deps } from '../deps'
import { networkOf } from '../http/address'
import { InvalidCredentials, SecondFactorRequired, Throttled } from '../http/failures'
import { anyCode, withCode } from './second-factor'

const SLOWED_MILLISECONDS = 1000

/** Where a request came from. */
export type Whereabouts = { address: string; userAgent: string | null; requestId: string }

/** A new session for right credentials. Throws Throttled before the password or code is looked at; InvalidCredentials, SecondFactorRequired, Invalid after. */
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
  const { email, secondFactor } = account
  const scope = scopeOf(account, address, requestId)
  const current = passwords.outdated(passwordHash)
    ? await whereThereIsRoom(deps, credentials.email, address, () => passwords.hash(credentials.password))
    : passwordHash
  if (current !== passwordHash) await admins.rehash(account.id, passwordHash, current)
  const begun = (code: Proof['code']) =>
    authentication.signIn(account.id, { passwordHash: current, secondFactor, code }, from)
  const sessionId = secondFactor
    ? await withCode(
        deps,
        { scope, email, code: await codeIn(deps, scope, credentials, address), read: anyCode },
        begun,
      )
    : await begun(null)
  if (!sessionId) throw new InvalidCredentials()
  await loginAttempts.succeeded(scope, credentials.email, networkOf(address))
  return { sessionId, account }
}

// Only who knows the password learns that there is a second factor.
const codeIn = async (
  { loginAttempts }: Deps,
  scope: Scope,
  { code }: Credentials,
  address: string,
): Promise<string> => {
  if (code !== undefined) return code
  await loginAttempts.codeMissing(scope, networkOf(address))
  throw new SecondFactorRequired()
}

/** Who has this e-mail address, and whether the password is right. Throws Throttled before it is looked at. */
export const verified = async (deps: Deps, { email, password }: Credentials, address: string) => {
  const { admins, loginAttempts, passwords } = deps
  passwords.expectRoom()
  const attempt = await loginAttempts.reserve(email, networkOf(address))
  if (attempt.refused) throw new Throttled(attempt.retryAfterSeconds)
  if (attempt.slow) await Bun.sleep(SLOWED_MILLISECONDS)
  return whereThereIsRoom(deps, email, address, async () => {
    const found = await admins.findForSignIn(email)
    return { found, isRight: await passwords.verify(password, found?.passwordHash) }
  })
}

/** What `work` comes to; when there is no room for it, the attempt counts for nothing. Not for what follows a wrong password. */
export const whereThereIsRoom = async <T>(
  { loginAttempts }: Pick<Deps, 'loginAttempts'>,
  email: string,
  address: string,
  work: () => Promise<T>,
): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Unavailable) await loginAttempts.unused(email, networkOf(address))
    throw error
  }
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
