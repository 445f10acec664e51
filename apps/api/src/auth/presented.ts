import type { Credential } from '@ringfence/db/scope'
import { isToken } from '@ringfence/domain/token'
import { sessionIdIn } from './lucia'

/** What a request says who it is with: the id of a session, or a token. */
export type Presented = { kind: Credential['kind']; secret: string }

/**
 * A Bearer header counts before any cookie, also when it holds no token of ours: then it is nobody's, and never reaches the database.
 * Other schemes are somebody else's, such as a proxy's in front of us.
 */
export const presentedBy = ({ headers }: Request, cookieName: string): Presented | undefined => {
  const [scheme, bearer = ''] = (headers.get('authorization') ?? '').split(/ +(.*)/s, 2)
  if (scheme?.toLowerCase() === 'bearer') return isToken(bearer) ? { kind: 'token', secret: bearer } : undefined
  const sessionId = sessionIdIn(headers.get('cookie'), cookieName)
  return sessionId === undefined ? undefined : { kind: 'session', secret: sessionId }
}

/** What a SIP server says that it is: a token, as Bearer or as the password of Basic, whatever the user's name; some can do no other. */
export const presentedByEngine = ({ headers }: Request): Presented | undefined => {
  const [scheme, sent = ''] = (headers.get('authorization') ?? '').split(/ +(.*)/s, 2)
  const secret = scheme?.toLowerCase() === 'basic' ? passwordIn(Buffer.from(sent, 'base64').toString()) : sent
  return /^(?:basic|bearer)$/i.test(scheme ?? '') && isToken(secret) ? { kind: 'token', secret } : undefined
}

const passwordIn = (pair: string): string => pair.slice(pair.indexOf(':') + 1)
