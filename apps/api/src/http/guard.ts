import { engineProof } from '@ringfence/db/engines'
import { Unavailable } from '@ringfence/db/faults'
import type { Scope } from '@ringfence/db/scope'
import { type Account, hashed } from '@ringfence/db/sessions'
import { sessionIdIn } from '../auth/lucia'
import { type Presented, presentedBy, presentedByEngine } from '../auth/presented'
import { scopeOf } from '../auth/sign-in'
import { type Deps, takesWork } from '../deps'
import { errorFields, type Log } from '../log'
import { clientAddress, networkOf } from './address'
import {
  CrossSite,
  Forbidden,
  NeedsReauthentication,
  NeedsSession,
  NotServing,
  ReadOnly,
  SecondFactorMissing,
  Throttled,
  Unauthorized,
} from './failures'

/** What is known of a request before any route is looked for. */
export type Visit = {
  requestId: string
  address: string
  userAgent: string | null
  startedAt: number
  account: Account | undefined
  /** What counts of what it came with, and the session of its cookie, which a token outranks. */
  presented: Presented | undefined
  sessionId: string | undefined
  /** Within how many minutes the admin must have proved who he is; null when that does not matter. */
  withinMinutes: number | null
  /** False while the account is only remembered; then the statement that does the work proves what was presented. */
  isProved: boolean
}

/** The only addresses that answer to strangers; every other one, known or not, is 401 without a session or token. */
const OPEN = /^\/(?:|livez|readyz|swagger(?:\/.*)?|api\/admin\/log(?:in|out)|provision\/[^/]+\/[^/]+)$/
const HEALTH = /^\/(?:livez|readyz)$/
/** What is for SIP servers, and for nobody else. */
const ENGINE = /^\/engine(?:\/.*)?$/
/** Where the routes judge who may write: viewers too what is their own, and no token anything; SIP servers ask by POST. */
const JUDGED_LATER =
  /^\/(?:engine|api\/(?:admins|tokens|admin\/(?:password|sessions|second-factor|reauthenticate)))(?:\/.*)?$/
/** All that is left to who must have a second factor and has none. */
const ENROLMENT = /^\/api\/admin\/(?:me|reauthenticate|second-factor(?:\/.*)?)$/
const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

const visits = new WeakMap<Request, Visit>()

/** The visit that `receive` made of this request. */
export const visitOf = (request: Request): Visit => {
  const visit = visits.get(request)
  if (!visit) throw new Error('The request did not come in through the guard.')
  return visit
}

/** The account that this request is of. Throws Unauthorized. */
export const accountOf = (request: Request): Account => {
  const { account } = visitOf(request)
  if (!account) throw new Unauthorized()
  return account
}

/** The scope of that account. Throws Unauthorized. */
export const scopeOfRequest = (request: Request): Scope => {
  const { address, requestId, presented, isProved } = visitOf(request)
  const scope = scopeOf(accountOf(request), address, requestId)
  if (!presented || isProved) return scope
  return { ...scope, credential: { kind: presented.kind, hash: hashed(presented.secret) } }
}

/** The same scope, for what no token may do. Throws NeedsSession. */
export const signedIn = (scope: Scope): Scope => {
  if (scope.token) throw new NeedsSession()
  return scope
}

/** The scope of who is signed in, with the id of the session. Throws NeedsSession. */
export const sessionOfRequest = (request: Request): { scope: Scope; sessionId: string } => {
  const scope = signedIn(scopeOfRequest(request))
  const { presented } = visitOf(request)
  if (presented?.kind !== 'session') throw new NeedsSession()
  return { scope, sessionId: presented.secret }
}

/** The scope of a SIP server, with what proves its token in the database. Throws Unauthorized. */
export const engineOfRequest = (request: Request): { scope: Scope; proof: Buffer } => {
  const scope = scopeOfRequest(request)
  const { presented } = visitOf(request)
  if (!presented) throw new Unauthorized()
  return { scope, proof: engineProof(presented.secret) }
}

/**
 * Asks the database for a session or token that is only remembered; to be called before any answer that no row proves: an error, an
 * empty list. Throws Unauthorized when it is not live, NeedsReauthentication when it is too long ago for what was asked.
 */
export const prove = async ({ authentication }: Pick<Deps, 'authentication'>, request: Request): Promise<void> => {
  const visit = visitOf(request)
  if (!visit.account || !visit.presented) return
  if (!visit.isProved) {
    const { id, role, tenantId } = visit.account
    const account = await authentication.account(visit.presented)
    if (account?.id !== id || account.role !== role || account.tenantId !== tenantId) throw new Unauthorized()
    visit.account = account
    visit.isProved = true
  }
  if (visit.withinMinutes === null) return
  const isRecent = await authentication.isRecent(visit.presented.secret, visit.withinMinutes)
  if (isRecent === undefined) throw new Unauthorized()
  if (!isRecent) throw new NeedsReauthentication()
}

/** The same scope, for what who only reads may not do even though it is a read. Throws Forbidden, ReadOnly. */
export const beyondReading = (scope: Scope): Scope => {
  refuseReaders(scope)
  return scope
}

/** The same scope, for what only an owner may do. Throws Forbidden. */
export const acrossTenants = (scope: Scope): Scope => {
  if (scope.role !== 'owner') throw new Forbidden()
  return scope
}

/** Logs a fault for which the answer has no room any more, under the id of its request. */
export const reporter =
  (log: Log, request: Request) =>
  (cause: unknown): void =>
    log.error('failed', { request: visitOf(request).requestId, ...errorFields(cause) })

/** Notes who is there; nothing is judged yet, so that even a refusal is logged with its request id. */
export const receive = (deps: Deps, request: Request, path: string, peer: string): Visit => {
  const given = request.headers.get('x-request-id') ?? ''
  const cookieName = deps.authentication.cookie.name
  const visit: Visit = {
    requestId: /^[\w.-]{1,64}$/.test(given) ? given : crypto.randomUUID(),
    address: clientAddress(peer, request.headers.get('x-forwarded-for'), deps.trustedProxies),
    userAgent: request.headers.get('user-agent'),
    startedAt: performance.now(),
    account: undefined,
    isProved: false,
    withinMinutes: null,
    presented: ENGINE.test(path) ? presentedByEngine(request) : presentedBy(request, cookieName),
    sessionId: sessionIdIn(request.headers.get('cookie'), cookieName),
  }
  visits.set(request, visit)
  return visit
}

/** Throws what speaks against the request before its route, body or path is looked at: not serving, rate, nobody, another site, a write by who only reads. */
export const admitRequest = async (deps: Deps, request: Request, path: string): Promise<void> => {
  const visit = visitOf(request)
  const open = OPEN.test(path)
  if (HEALTH.test(path)) return
  if (!takesWork(deps.phase())) throw new NotServing()
  if (open || !visit.presented) limit(deps, networkOf(visit.address))
  if (!open) {
    await recognise(deps, visit)
    const isEngine = visit.account?.role === 'engine'
    // A stranger with a made-up secret is counted by address, or every new one would have a bucket of its own. A SIP server speaks for
    // all of its phones.
    if (visit.presented && !isEngine) limit(deps, visit.account ? visit.presented.secret : networkOf(visit.address))
    if (!visit.account || isEngine !== ENGINE.test(path)) throw new Unauthorized()
    if (lacksSecondFactor(deps, visit.account) && !ENROLMENT.test(path)) throw new SecondFactorMissing()
  }
  if (READS.has(request.method)) return
  // No page can make a browser add a token by itself, as it does a cookie.
  if (!visit.account?.token) sameSite(deps, request)
  if (visit.account && !JUDGED_LATER.test(path)) refuseReaders(visit.account)
}

/** The error to answer with: whatever it was, a session or token that is not live comes first. */
export const refusalOf = async (deps: Deps, request: Request, error: unknown): Promise<unknown> => {
  if (error instanceof Unavailable) return error
  try {
    await prove(deps, request)
    return error
  } catch (unproved) {
    return unproved
  }
}

const recognise = async ({ authentication }: Deps, visit: Visit): Promise<void> => {
  if (!visit.presented) return
  visit.account = authentication.remembered(visit.presented)
  if (visit.account) return
  visit.account = await authentication.account(visit.presented)
  visit.isProved = visit.account !== undefined
}

const lacksSecondFactor = ({ requiresSecondFactor }: Deps, { secondFactor, token }: Account): boolean =>
  requiresSecondFactor && !secondFactor && !token

const refuseReaders = ({ role, token }: Pick<Scope, 'role' | 'token'>): void => {
  if (role === 'viewer') throw new Forbidden()
  if (token?.readOnly) throw new ReadOnly()
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
