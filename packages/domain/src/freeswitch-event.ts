import { type Errors, Invalid } from './admit'

/** A phone that registered at FreeSWITCH; `id` is the Call-ID, the one thing that it still has when it goes. */
export type FreeswitchRegistration = {
  number: string
  domain: string
  id: string
  userAgent: string | null
  contact: string | null
  transport: string | null
  address: string | null
  seconds: number
}

export type FreeswitchEvent =
  | { kind: 'registered'; registration: FreeswitchRegistration }
  | { kind: 'gone'; number: string; domain: string; id: string }

/** The headers of an event, by name. */
export type Headers = Record<string, string | undefined>

/** Longer than any configuration lets a phone register; it is made to register again within this time. */
const MOST_SECONDS = 24 * 3600

/** What an event of mod_sofia says of a registration; null for an event that says nothing of any. Throws Invalid for half of one. */
export const freeswitchEvent = (headers: Headers): FreeswitchEvent | null => {
  const subclass = headers['Event-Subclass'] ?? ''
  if (!/^sofia::(?:register|unregister|expire)$/.test(subclass)) return null
  const number = headers['from-user'] ?? headers.user ?? ''
  const domain = headers['from-host'] ?? headers.host ?? ''
  const id = headers['call-id'] ?? ''
  const seconds = secondsOf(headers.expires)
  const errors: Errors = {
    ...(!number && { 'from-user': ['The from-user field is required.'] }),
    ...(!domain && { 'from-host': ['The from-host field is required.'] }),
    ...(!(id && id.length <= MOST_LETTERS) && { 'call-id': ['The call-id field is required.'] }),
    ...(!isProven(headers, subclass, number, domain) && { realm: ['The selected realm is invalid.'] }),
    ...(subclass === 'sofia::register' && seconds === null && { expires: ['The expires must be an integer.'] }),
  }
  if (Object.keys(errors).length) throw new Invalid(errors)
  if (subclass !== 'sofia::register' || seconds === null) return { kind: 'gone', number, domain, id }
  return { kind: 'registered', registration: { number, domain, id, seconds, ...told(headers) } }
}

/** Whether the digest was that of whom the registration is of. Only what comes of no request of a phone has none. */
const isProven = ({ username, realm }: Headers, subclass: string, number: string, domain: string): boolean =>
  subclass !== 'sofia::register' && username === undefined && realm === undefined
    ? true
    : username === number && realm?.toLowerCase() === domain.toLowerCase()

/** A Call-ID is any text: what is longer than an index takes is none that a phone makes. */
const MOST_LETTERS = 1000

const secondsOf = (text = ''): number | null =>
  /^[0-9]{1,9}$/.test(text) ? Math.min(Number(text), MOST_SECONDS) : null

const told = (headers: Headers) => {
  const address = headers['network-ip'] ?? null
  const port = headers['network-port']
  return {
    userAgent: headers['user-agent'] ?? null,
    contact: headers.contact ?? null,
    transport:
      /(?:\(|;transport=)(udp|tcp|tls|wss?)\b/i
        .exec(`${headers.status ?? ''} ${headers.contact ?? ''}`)?.[1]
        ?.toLowerCase() ?? null,
    address: address && port ? `${address}:${port}` : address,
  }
}
