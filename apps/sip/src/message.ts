import { connect } from 'node:net'
import { connect as connectSecurely } from 'node:tls'

/** A SIP request of our own, for what no phone would say. */
export type Request = {
  start: string
  from: string
  to: string
  sequence: string
  callId?: string | undefined
  headers?: string[]
}

const PATIENCE_MILLISECONDS = 5000

/** A port of 127.0.0.1 for TCP, or one for TLS whose certificate is one of those in `authority`. */
export type Listener = number | { port: number; authority: string }

/** The head of the first answer to these requests, which go over one connection. */
export const exchange = (to: Listener, ...requests: Request[]): Promise<string> => {
  const isPlain = typeof to === 'number'
  const transport = isPlain ? 'TCP' : 'TLS'
  const socket = isPlain ? connect(to, '127.0.0.1') : connectSecurely({ ...to, host: '127.0.0.1', ca: to.authority })
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let heard = ''
  socket.setTimeout(PATIENCE_MILLISECONDS, () => reject(new Error(`no answer to ${requests[0]?.start}`)))
  socket.on('error', reject)
  socket.on(isPlain ? 'connect' : 'secureConnect', () => {
    const at = `127.0.0.1:${socket.localPort}`
    // Byte for byte: not all that phones say is UTF-8.
    for (const request of requests) socket.write(written(request, transport, at), 'latin1')
  })
  socket.on('data', chunk => {
    heard += chunk.toString()
    if (heard.includes('\r\n\r\n')) resolve(heard)
  })
  return promise.finally(() => socket.destroy())
}

/** The text of a request over that transport, from that address. */
export const written = (
  { start, from, to, sequence, callId = crypto.randomUUID(), headers = [] }: Request,
  transport: string,
  at: string,
): string =>
  [
    start,
    `Via: SIP/2.0/${transport} ${at};branch=z9hG4bK${crypto.randomUUID()}`,
    'Max-Forwards: 70',
    `From: ${from}`,
    `To: ${to}`,
    `Call-ID: ${callId}`,
    `CSeq: ${sequence}`,
    `Contact: <sip:${at};transport=${transport.toLowerCase()}>`,
    ...headers,
    'Content-Length: 0',
    '\r\n',
  ].join('\r\n')
