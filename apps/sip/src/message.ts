import { connect } from 'node:net'

/** A SIP request of our own, for what no phone would say. */
export type Request = { start: string; from: string; to: string; sequence: string; headers?: string[] }

const PATIENCE_MILLISECONDS = 5000

/** The head of the answer to one request over TCP. */
export const exchange = (port: number, { start, from, to, sequence, headers = [] }: Request): Promise<string> => {
  const socket = connect(port, '127.0.0.1')
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let heard = ''
  socket.setTimeout(PATIENCE_MILLISECONDS, () => reject(new Error(`no answer to ${start}`)))
  socket.on('error', reject)
  socket.on('connect', () => {
    const lines = [
      start,
      `Via: SIP/2.0/TCP 127.0.0.1:${socket.localPort};branch=z9hG4bK${crypto.randomUUID()}`,
      'Max-Forwards: 70',
      `From: ${from}`,
      `To: ${to}`,
      `Call-ID: ${crypto.randomUUID()}`,
      `CSeq: ${sequence}`,
      `Contact: <sip:127.0.0.1:${socket.localPort};transport=tcp>`,
      ...headers,
      'Content-Length: 0',
    ]
    // Byte for byte: not all that phones say is UTF-8.
    socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
  })
  socket.on('data', chunk => {
    heard += chunk.toString()
    if (heard.includes('\r\n\r\n')) resolve(heard)
  })
  return promise.finally(() => socket.destroy())
}
