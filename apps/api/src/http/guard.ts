import type { Scope } from '@ringfence/db/scope'
import type { Account } from '@ringfence/db/sessions'
import { sessionIdIn } from '../auth/lucia'
import { scopeOf } from '../auth/sign-in'
import type { Deps } from '../deps'
import { errorFields, type Log } from '../log'
import { clientAddress } from './address'
import { CrossSite, Forbidden, NotServing, Throttled, Unauthorized } from './failures'

/** What is known of a request before any route is looked for. */
export type Visit = {
  requestId: string
  address: string
  startedAt: number
  account: Account | undefined
  sessionId: string | undefined
}

/** The only addresses that answer without a session; every other one, known or not, is 401 without it. */
const OPEN = /^\/(?:|livez|readyz|swagger(?:\/.*)?|api\/admin\/log(?:in|out))$/
const HEALTH = /^\/(?:livez|readyz)$/
const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

const visits = new WeakMap<Request, Visit>()

/** The visit that `receive` made of this request. */
export const visitOf = (request: Request): Visit => {
  const visit = visits.get(request)
  if (!visit) throw new Error('The request did not come in through the guard.')
  return visit
}

/** The account whose session came with this request. Throws Unauthorized. */
export const accountOf = (request: Request): Account => {
  const { account } = visitOf(request)
  if (!account) throw new Unauthorized()
  return account
}

/** The scope of that account. Throws Unauthorized. */
export const scopeOfRequest = (request: Request): Scope => {
  const { address, requestId } = visitOf(request)
  return scopeOf(accountOf(request), address, requestId)
}

/** The same scope, for what a viewer may not do even though it is a read. Throws Forbidden. */
export const beyondReading = (scope: Scope): Scope => {
  if (scope.role === 'viewer') throw new Forbidden()
  return scope
}

/** Logs a fault for which the answer has no room any more, under the id of its request. */
export const reporter =
  (log: Log, request: Request) =>
  (cause: unknown): void =>
    log.error('failed', { request: visitOf(request).requestId, ...errorFields(cause) })

/** Notes who is there; nothing is judged yet, so that even a refusal is logged with its request id. */
export const receive = (deps: Deps, request: Request, peer: string): Visit => {
  const given = request.headers.get('x-request-id') ?? ''
  const visit: Visit = {
    requestId: /^[\w.-]{1,64}$/.test(given) ? given : crypto.randomUUID(),
    address: clientAddress(peer, request.headers.get('x-forwarded-for'), deps.trustedProxies),
    startedAt: performance.now(),
    account: undefined,
    sessionId: sessionIdIn(request.headers.get('cookie'), deps.authentication.cookie.name),
  }
  visits.set(request, visit)
  return visit
}

/** Throws what speaks against the request before its route, body or path is looked at: not serving, rate, no session, another site, a viewer's write. */
export const admitRequest = async (deps: Deps, request: Request, path: string): Promise<void> => {
  const visit = visitOf(request)
  const open = OPEN.test(path)
  if (HEALTH.test(path)) return
  if (deps.phase() !== 'serving') throw new NotServing()
  if (open || !visit.sessionId) limit(deps, visit.address)
  if (!open) {
    visit.account = visit.sessionId ? await deps.authentication.account(visit.sessionId) : undefined
    // A stranger with a made-up session is counted by address, or every new one would have a bucket of its own.
    if (visit.sessionId) limit(deps, visit.account ? visit.sessionId : visit.address)
    if (!visit.account) throw new Unauthorized()
  }
  if (READS.has(request.method)) return
  sameSite(deps, request)
  if (visit.account?.role === 'viewer') throw new Forbidden()
}

const limit = ({ rateLimit }: Deps, key: string): void => {
  const wait = rateLimit(key)
  if (wait > 0) throw new Throttled(wait)
}

/** A browser says where a write comes from; programs send neither header and go on. Host is never asked, it is the caller's to choose. */
const sameSite = ({ origins }: Deps, request: Request): void => {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) {
    if (site !== 'same-origin' && site !== 'none') throw new CrossSite()
    return
  }
  const origin = request.headers.get('origin')
  if (origin !== null && !origins.has(origin)) throw new CrossSite()
}
