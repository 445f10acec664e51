import { createHash } from 'node:crypto'
import { exchange, type Listener } from './message'
import type { Account } from './sipp'

export type Hash = 'md5' | 'sha256'

/** `realm` is the one that the secret is hashed with, where that is not the one that the phone says. */
type Proof = {
  /** How many requests the phone made with this nonce. */
  count?: number
  nonce: string
  hash?: Hash
  realm?: string
  headers?: string[]
  method?: Method
  uri?: string
  callId?: string
}

type Method = 'REGISTER' | 'INVITE' | 'MESSAGE'

const NAMES: Record<Hash, string> = { md5: 'MD5', sha256: 'SHA-256' }

/** What a phone is told that says nothing of a secret yet. */
export const challenged = async (to: Listener, account: Account, method: Method = 'REGISTER'): Promise<Challenge> => {
  const challenge = await send(to, account, method, [])
  return { challenge, nonce: /nonce="([^"]+)"/.exec(challenge)?.[1] ?? '' }
}

type Challenge = { challenge: string; nonce: string }

/** The head of the answer to a phone that registers, or calls itself, and proves its secret with that nonce. */
export const prove = (to: Listener, account: Account, { headers = [], ...given }: Proof): Promise<string> => {
  const { method = 'REGISTER' } = given
  const name = method === 'REGISTER' ? 'Authorization' : 'Proxy-Authorization'
  return send(
    to,
    account,
    method,
    [`${name}: Digest ${proof(account, { ...given, method })}`, ...headers],
    given.callId,
  )
}

/** What a phone says for the challenge in this answer. */
export const answerTo = (challenge: string, account: Account, method: Method, uri: string, count = 1): string => {
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? ''
  const name = challenge.includes('\nWWW-Authenticate') ? 'Authorization' : 'Proxy-Authorization'
  return `${name}: Digest ${proof(account, { nonce, method, uri, count })}`
}

/** The same of a phone that knows nothing of qop (RFC 2069). */
export const uncountedAnswerTo = (challenge: string, account: Account, method: Method, uri: string): string => {
  const { number, domain, secret } = account
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? ''
  const digest = (text: string) => createHash('md5').update(text).digest('hex')
  const response = digest([digest(`${number}:${domain}:${secret}`), nonce, digest(`${method}:${uri}`)].join(':'))
  const said = Object.entries({ username: number, realm: domain, nonce, uri, response })
  return `Authorization: Digest ${said.map(([name, value]) => `${name}="${value}"`).join(', ')}`
}

const send = (
  to: Listener,
  { number, domain }: Account,
  method: Method,
  headers: string[],
  callId?: string,
): Promise<string> =>
  exchange(to, {
    start: `${method} sip:${method === 'REGISTER' ? domain : `${number}@${domain}`} SIP/2.0`,
    from: `<sip:${number}@${domain}>;tag=1`,
    to: `<sip:${number}@${domain}>`,
    sequence: `1 ${method}`,
    callId,
    headers: [...headers, 'Expires: 60'],
  })

/** RFC 7616, 3.4: what a phone answers to a challenge with qop "auth". */
const proof = ({ number, domain, secret, user = number }: Account, given: Proof): string => {
  const { nonce, hash = 'md5', realm = domain, method, uri = `sip:${domain}`, count = 1 } = given
  const countText = count.toString(16).padStart(8, '0')
  const digest = (text: string) => createHash(hash).update(text).digest('hex')
  const response = digest(
    [digest(`${user}:${realm}:${secret}`), nonce, countText, 'c', 'auth', digest(`${method}:${uri}`)].join(':'),
  )
  return [
    ...[`username="${user}"`, `realm="${domain}"`, `nonce="${nonce}"`, `uri="${uri}"`, `response="${response}"`],
    ...[`algorithm=${NAMES[hash]}`, 'qop=auth', `nc=${countText}`, 'cnonce="c"'],
  ].join(', ')
}
