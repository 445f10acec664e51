import { connect, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'

/** A SIP request of our own, for what no phone would say. */
export type Request = { start: string; from: string; to: string; sequence: string; headers?: string[] }

const PATIENCE_MILLISECONDS = 5000

/** The head of the first answer to these requests over one connection of TCP. */
export const exchange = (port: number, ...requests: Request[]): Promise<string> =>
  exchangeOver(connect(port, '127.0.0.1'), 'TCP', requests)

/** The same over TLS, with whoever has a certificate of `authority`. */
export const exchangeSecurely = (port: number, authority: string, ...requests: Request[]): Promise<string> =>
  exchangeOver(connectSecurely({ host: '127.0.0.1', port, ca: authority }), 'TLS', requests)

const exchangeOver = (socket: Socket, transport: 'TCP' | 'TLS', requests: Request[]): Promise<string> => {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let heard = ''
  socket.setTimeout(PATIENCE_MILLISECONDS, () => reject(new Error(`no answer to ${requests[0]?.start}`)))
  socket.on('error', reject)
  socket.on(transport === 'TLS' ? 'secureConnect' : 'connect', () => {
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

const written = ({ start, from, to, sequence, headers = [] }: Request, transport: string, at: string): string =>
  [
    start,
    `Via: SIP/2.0/${transport} ${at};branch=z9hG4bK${crypto.randomUUID()}`,
    'Max-Forwards: 70',
    `From: ${from}`,
    `To: ${to}`,
    `Call-ID: ${crypto.randomUUID()}`,
    `CSeq: ${sequence}`,
    `Contact: <sip:${at};transport=${transport.toLowerCase()}>`,
    ...headers,
    'Content-Length: 0',
    '\r\n',
  ].join('\r\n')
