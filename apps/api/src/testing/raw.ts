import { connect, type Socket } from 'node:net'

export type RawAnswer = { status: number; head: string; body: string }

/** What the server answers to these bytes, for what `fetch` would never send. Ask for `Connection: close`. */
export const exchange = (
  { app }: { app: { server: { port?: number | undefined } | null } },
  sent: string | Buffer,
  more: AsyncIterable<string> = nothing(),
): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(app.server?.port ?? 0, '127.0.0.1', async () => {
      socket.write(sent)
      for await (const part of more) {
        if (!socket.writable) break
        if (!socket.write(part)) await nextOf(socket)
      }
    })
    socket.setTimeout(10_000, () => socket.destroy(new Error(`No end of the answer: ${received}`)))
    socket.on('data', data => {
      received += data.toString('latin1')
    })
    socket.on('error', error => (received === '' ? reject(error) : undefined))
    socket.on('close', () => resolve(parsed(received)))
  })

/** Resolves when the socket takes more, or is gone. */
const nextOf = (socket: Socket): Promise<void> =>
  new Promise(resolve => {
    for (const event of ['drain', 'close', 'error']) socket.once(event, () => resolve())
  })

async function* nothing(): AsyncGenerator<string> {}

const parsed = (received: string): RawAnswer => {
  const [head = '', ...body] = received.split('\r\n\r\n')
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: body.join('\r\n\r\n') }
}
