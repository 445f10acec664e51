import { createHash } from 'node:crypto'
import { exchange, type Listener } from './message'
import type { Account } from './sipp'

export type Hash = 'md5' | 'sha256'

/** `realm` is the one that the secret is hashed with, where that is not the one that the phone says. */
type Proof = {
  /** How many requests the phone made with this nonce; null for a phone that does not count (RFC 2069). */
  count?: number | null
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
export const answerTo = (
  challenge: string,
  account: Account,
  method: Method,
  uri: string,
  count: number | null = 1,
): string => {
  const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? ''
  const name = challenge.includes('\nWWW-Authenticate') ? 'Authorization' : 'Proxy-Authorization'
  return `${name}: Digest ${proof(account, { nonce, method, uri, count })}`
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

/** RFC 7616, 3.4: what a phone answers to a challenge with qop "auth", or as if it had none. */
const proof = ({ number, domain, secret, user = number }: Account, given: Proof): string => {
  const { nonce, hash = 'md5', realm = domain, method, uri = `sip:${domain}`, count = 1 } = given
  const counted = count === null ? null : count.toString(16).padStart(8, '0')
  const digest = (text: string) => createHash(hash).update(text).digest('hex')
  const between = counted === null ? [nonce] : [nonce, counted, 'c', 'auth']
  const response = digest([digest(`${user}:${realm}:${secret}`), ...between, digest(`${method}:${uri}`)].join(':'))
  return [
    ...[`username="${user}"`, `realm="${domain}"`, `nonce="${nonce}"`, `uri="${uri}"`, `response="${response}"`],
    ...(counted === null ? [] : [`algorithm=${NAMES[hash]}`, 'qop=auth', `nc=${counted}`, 'cnonce="c"']),
  ].join(', ')
}
