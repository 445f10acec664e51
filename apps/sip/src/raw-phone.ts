import { createSocket } from 'node:dgram'
import { answerTo } from './register'
import type { Account } from './sipp'
import { until } from './until'

type Method = 'REGISTER' | 'INVITE' | 'MESSAGE'

/** What a request has otherwise than a phone would write it. */
export type Odd = {
  target?: string
  from?: string
  to?: string
  tag?: string
  callId?: string
  routes?: string[]
  headers?: string[]
  sequence?: number
  display?: string
  contact?: string
  /** Another account of the same phone. */
  as?: Account
  /** The last word on its text. */
  edit?: (request: string) => string
}

/** A call as the phone knows it that made it. */
export type Call = { callId: string; tag: string; to: string; theirTag: string; target: string; routes: string[] }

/** A phone over UDP that says what no phone says, byte for byte, and remembers all that it heard. */
export type RawPhone = {
  port: number
  address: string
  /** The next message that begins so, which is heard once. */
  hear(start: string, seconds?: number): Promise<string>
  heard(): string[]
  say(text: string): void
  /** Sends it, proves the secret when asked, and gives what was sent last; answers are heard. */
  ask(method: Method, callee: string, odd?: Odd): Promise<string>
  /** Sends it and proves nothing. */
  first(method: Method, callee: string, odd?: Odd): void
  /** Answers a request as the phone that was called; without a tag of its own where that is empty. */
  answer(request: string, status: string, headers?: string[], tag?: string): void
  /** The call that was answered so. */
  confirm(answer: string): Call
  /** A request within a call; `theirs` where the other one made it. */
  within(call: Call, method: string, odd?: Odd): void
  stop(): void
}

/** `at` is where it believes to be. */
export const openRawPhone = async (sipPort: number, account: Account, at?: string): Promise<RawPhone> => {
  const socket = createSocket('udp4')
  const inbox: string[] = []
  const all: string[] = []
  socket.on('message', chunk => {
    inbox.push(chunk.toString('latin1'))
    all.push(chunk.toString('latin1'))
  })
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
  const { port } = socket.address()
  const place = at ?? `127.0.0.1:${port}`
  const say = (text: string) => socket.send(Buffer.from(text, 'latin1'), sipPort, '127.0.0.1')

  const hear = async (start: string, seconds?: number): Promise<string> => {
    let found = -1
    const heardIt = () => {
      found = inbox.findIndex(message => message.startsWith(start))
      return found >= 0
    }
    await until(`${account.number} hears ${start}`, heardIt, seconds)
    return inbox.splice(found, 1)[0] ?? ''
  }

  const write = (method: string, sequence: number, target: string, odd: Odd & { theirTag?: string }): string => {
    const who = odd.as ?? account
    const text = [
      `${method} ${odd.target ?? target} SIP/2.0`,
      `Via: SIP/2.0/UDP ${place};branch=z9hG4bK${crypto.randomUUID()};rport`,
      'Max-Forwards: 70',
      ...(odd.routes ?? []).map(route => `Route: ${route}`),
      `From: ${odd.display ?? ''}<${odd.from ?? addressOf(who)}>;tag=${odd.tag}`,
      `To: <${odd.to ?? target}>${odd.theirTag ? `;tag=${odd.theirTag}` : ''}`,
      `Call-ID: ${odd.callId}`,
      `CSeq: ${sequence} ${method}`,
      `Contact: <sip:${who.number}@${place}>${odd.contact ?? ''}`,
      ...(odd.headers ?? []),
      'Content-Length: 0',
      '\r\n',
    ].join('\r\n')
    return odd.edit?.(text) ?? text
  }

  const begun = (method: Method, odd: Odd): Odd => ({
    ...{ callId: crypto.randomUUID(), tag: crypto.randomUUID().slice(0, 8) },
    ...(method === 'REGISTER' ? { to: addressOf(odd.as ?? account) } : {}),
    ...odd,
  })

  const ask = async (method: Method, target: string, given: Odd = {}): Promise<string> => {
    const odd = begun(method, given)
    say(write(method, 1, target, odd))
    const challenge = await hear('SIP/2.0 40')
    const proof = answerTo(challenge, odd.as ?? account, method, odd.target ?? target)
    const request = write(method, 2, target, { ...odd, headers: [...(odd.headers ?? []), proof] })
    say(request)
    return request
  }

  const answer = (request: string, status: string, headers: string[] = [], tag = `called${port}`) => {
    const copied = request
      .split('\r\n')
      .filter(line => /^(Via|Record-Route|From|To|Call-ID|CSeq):/.test(line))
      .map(line => (/^To:(?!.*;tag=)/.test(line) ? `${line}${tag && `;tag=${tag}`}` : line))
    const contact = `Contact: <sip:${account.number}@${place}>`
    say([`SIP/2.0 ${status}`, ...copied, contact, ...headers, 'Content-Length: 0', '\r\n'].join('\r\n'))
  }

  const within = (call: Call, method: string, odd: Odd = {}) =>
    say(write(method, odd.sequence ?? 3, call.target, { ...call, ...odd, theirTag: call.theirTag }))

  const confirm = (message: string): Call => {
    const call = {
      callId: partOf(message, /^Call-ID: (.*)$/m),
      tag: partOf(message, /^From:.*;tag=(.*)$/m),
      to: partOf(message, /^To: *<([^>]+)>/m),
      theirTag: partOf(message, /^To:.*;tag=(.*)$/m),
      target: partOf(message, /^Contact: <([^>]+)>/m),
      routes: [...message.matchAll(/^Record-Route: (.*)\r$/gm)].map(([, route]) => route ?? '').toReversed(),
    }
    within(call, 'ACK', { sequence: 2 })
    return call
  }

  const first = (method: Method, target: string, odd: Odd = {}) => say(write(method, 1, target, begun(method, odd)))

  return {
    port,
    address: addressOf(account),
    hear,
    heard: () => all,
    say,
    ask,
    first,
    answer,
    confirm,
    within,
    stop: () => socket.close(),
  }
}

const addressOf = ({ number, domain }: Account): string => `sip:${number}@${domain}`

const partOf = (message: string, pattern: RegExp): string => pattern.exec(message.replaceAll('\r\n', '\n'))?.[1] ?? ''
