import { promises as dns, type LookupAddress } from 'node:dns'
import { type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { hostOf, isPlainlyPrivate, isPublic } from './addresses'

/** Where events may be sent to, and how long an answer may take. */
export type Reach = {
  privateTargets: boolean
  resolve: (host: string) => Promise<LookupAddress[]>
  timeoutMilliseconds: number
  /** Certificates to trust instead of the usual ones. */
  authorities?: string
}

export const reachOf = (privateTargets: boolean): Reach => ({
  privateTargets,
  resolve: host => dns.lookup(host, { all: true }),
  timeoutMilliseconds: 10_000,
})

/** No answer came; the message is for those who own the webhook, and says nothing of our network. */
export class Unreachable extends Error {}

const MOST_ANSWER_BYTES = 65_536

/** The status that the receiver answers; redirects are not followed. Throws Unreachable. */
export const post = async (target: string, headers: Record<string, string>, body: string, reach: Reach) => {
  const url = new URL(target)
  if (!reach.privateTargets && isPlainlyPrivate(hostOf(url))) throw new Unreachable(PRIVATE)
  const signal = AbortSignal.timeout(reach.timeoutMilliseconds)
  try {
    return await exchange(url, headers, body, reach, signal)
  } catch (error) {
    if (signal.aborted) throw new Unreachable(`No answer within ${reach.timeoutMilliseconds / 1000} seconds.`)
    throw error instanceof Unreachable ? error : new Unreachable(worded(error))
  }
}

const exchange = (url: URL, headers: Record<string, string>, body: string, reach: Reach, signal: AbortSignal) =>
  new Promise<number>((resolve, reject) => {
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false as const,
      lookup: checked(reach),
      signal,
      ...(reach.authorities && { ca: reach.authorities }),
    }
    const request = url.protocol === 'https:' ? overHttps(url, options) : overHttp(url, options)
    request.on('error', reject)
    request.on('response', answer =>
      heardOut(answer)
        .then(() => resolve(answer.statusCode ?? 0), reject)
        .finally(() => request.destroy()),
    )
    request.end(body)
  })

/** The connection goes to what was looked up here, and nothing else is ever asked: a name cannot lead elsewhere a moment later. */
const checked =
  ({ resolve, privateTargets }: Reach): LookupFunction =>
  (host, options, done) => {
    resolve(host).then(
      addresses => {
        const [first] = addresses
        if (!first) return done(new Unreachable(UNKNOWN), [])
        if (!privateTargets && !addresses.every(({ address }) => isPublic(address)))
          return done(new Unreachable(PRIVATE), [])
        if (options.all) done(null, addresses)
        else done(null, first.address, first.family)
      },
      () => done(new Unreachable(UNKNOWN), []),
    )
  }

/** A receiver that is cut off while it answers may take that for a failure; one that goes on and on is cut off. */
const heardOut = async (answer: IncomingMessage): Promise<void> => {
  let bytes = 0
  for await (const chunk of answer) {
    bytes += chunk.length
    if (bytes > MOST_ANSWER_BYTES) return
  }
}

const PRIVATE = 'The address is not public.'
const UNKNOWN = 'The host name is not known.'

const worded = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ECONNREFUSED') return 'The connection was refused.'
  if (/CERT|SSL|TLS|UNABLE_TO_VERIFY/.test(code)) return 'The secure connection could not be made.'
  return 'The connection broke.'
}
