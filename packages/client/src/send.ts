import { setTimeout } from 'node:timers/promises'
import { RingfenceError, retryAfterSeconds, Unreachable } from './errors'

/** Who calls: an API token, or the cookie of a session as `signIn` gives it. */
export type Credential = { token: string } | { cookie: string }

export type Send = (request: Request) => Promise<Response>

export type SendOptions = {
  credential?: Credential | undefined
  /** Told the session's next cookie when a call gave it another id (a new password, a second factor, `reauthenticate`): the one before is dead. */
  onCookie?: ((cookie: string) => unknown) | undefined
  /** What carries requests, by default the global `fetch`. */
  fetch?: Send | undefined
}

const ATTEMPTS = 4
const LONGEST_WAIT_SECONDS = 10

/**
 * Sends requests under a credential. A busy server (429, 503) is asked again when it says so, for what may be repeated without harm.
 * The answer is a good one; others are thrown as RingfenceError, and Unreachable where none came. A session goes on under the cookie that it was given last.
 */
export const sender = ({ credential: first, onCookie, fetch: carry = fetch }: SendOptions): Send => {
  let credential = first
  const follow = async (answer: Response): Promise<Response> => {
    const cookie = cookieOf(answer)
    if (cookie === undefined || !credential || !('cookie' in credential)) return answer
    credential = { cookie }
    await onCookie?.(cookie)
    return answer
  }
  return async request => {
    identify(request, credential)
    const attempts = isRepeatable(request) ? ATTEMPTS : 1
    for (let attempt = 1; ; attempt++) {
      const answer = await carried(carry, attempt < attempts ? copyOf(request) : request)
      if (answer.ok && isOurs(answer)) return follow(answer)
      const wait = BUSY.has(answer.status) ? retryAfterSeconds(answer.headers) : undefined
      if (attempt >= attempts || wait === undefined || wait > LONGEST_WAIT_SECONDS)
        throw new RingfenceError(answer, await answer.text())
      await answer.body?.cancel()
      await setTimeout(wait * 1000, undefined, { signal: request.signal })
    }
  }
}

/** The cookie of the session that an answer begins or goes on with; undefined when it has none, or ends it. A proxy may set its own beside it. */
export const cookieOf = ({ headers }: Pick<Response, 'headers'>): string | undefined =>
  headers
    .getSetCookie()
    .map(cookie => cookie.split(';', 1)[0] ?? '')
    .find(pair => /^(?:__Host-)?ringfence=./.test(pair))

const BUSY = new Set([429, 503])

// What else answers at an address answers pages.
const isOurs = ({ headers }: Response): boolean => !headers.get('content-type')?.startsWith('text/html')

const identify = (request: Request, credential: Credential | undefined): void => {
  if (credential && 'token' in credential) request.headers.set('authorization', `Bearer ${credential.token}`)
  if (credential && 'cookie' in credential) request.headers.set('cookie', credential.cookie)
  if (request.method === 'POST' && !isSession(request) && !request.headers.has(KEY))
    request.headers.set(KEY, crypto.randomUUID())
}

const KEY = 'idempotency-key'

// A body of another type is a stream, which can be sent once.
const isRepeatable = (request: Request): boolean =>
  request.method === 'GET' ||
  (request.headers.has(KEY) && (request.body === null || request.headers.get('content-type') === 'application/json'))

// Signing in is counted by the server, and done again it is done twice.
const isSession = (request: Request): boolean => new URL(request.url).pathname.includes('/api/admin/')

// The types of Bun and of undici, which the compiler takes a copy for, differ in methods of headers alone.
const copyOf = (request: Request): Request => request.clone() as Request

const carried = async (carry: Send, request: Request): Promise<Response> => {
  try {
    return await carry(request)
  } catch (error) {
    if (isAborted(error)) throw error
    const { origin } = new URL(request.url)
    throw new Unreachable(`${origin} cannot be reached: is the server running, and is the address right?`, {
      cause: error,
    })
  }
}

/** Whether the caller ended it. */
export const isAborted = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'
