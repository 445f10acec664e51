import { connect, createServer, type Socket } from 'node:net'

/** Stands between a client and a PostgreSQL server and does what networks do. */
export type FaultProxy = {
  url: string
  /** `pass` forwards; `swallow` drops every byte and does not answer even an end; `close` accepts and ends at once. */
  mode: 'pass' | 'swallow' | 'close'
  /** How long every byte is on its way. */
  delayMilliseconds: number
  /** Where it says so of some bytes, they are lost and the connection is cut. */
  isCut(bytes: Buffer | string, from: 'client' | 'server'): boolean
  /** Connections accepted so far, and those that neither side has ended. */
  accepted(): number
  open(): number
  /** How many times a client sent something so far: round trips, as each waits for its answer. */
  trips(): number
  /** Ends every connection in good order, on both sides. */
  closeAll(): void
  /** Breaks every connection, on both sides. */
  resetAll(): void
  stop(): void
}

/** Has answers of the server lost that contain this. */
export const answersWith =
  (text: string): FaultProxy['isCut'] =>
  (bytes, from) =>
    from === 'server' && bytes.includes(text)

type Pair = [Socket, Socket]

/** A proxy in front of the server of `url`. */
export const openFaultProxy = async (url: string): Promise<FaultProxy> => {
  const { hostname, port } = new URL(url)
  const pairs = new Set<Pair>()
  let accepted = 0
  let trips = 0
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, client => {
    accepted++
    if (proxy.mode === 'close') return void client.on('error', () => {}).end()
    const upstream = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
    const pair: Pair = [client, upstream]
    pairs.add(pair)
    const drop = () => {
      pairs.delete(pair)
      for (const socket of pair) {
        sockets.delete(socket)
        socket.destroy()
      }
    }
    const forward = (from: Socket, to: Socket) => {
      let sent = Promise.resolve()
      sockets.add(from)
      from.on('error', drop).on('close', drop)
      from.on('end', () => (proxy.mode === 'swallow' ? pairs.delete(pair) : drop()))
      from.on('data', bytes => {
        if (from === client) trips++
        if (proxy.isCut(bytes, from === upstream ? 'server' : 'client')) return drop()
        if (proxy.mode === 'pass') sent = delivered(sent, performance.now() + proxy.delayMilliseconds, to, bytes)
      })
    }
    forward(client, upstream)
    forward(upstream, client)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const own = new URL(url)
  own.port = String(typeof address === 'object' ? address?.port : address)
  const proxy: FaultProxy = {
    url: own.href,
    mode: 'pass',
    delayMilliseconds: 0,
    isCut: () => false,
    accepted: () => accepted,
    open: () => pairs.size,
    trips: () => trips,
    closeAll() {
      for (const pair of pairs) for (const socket of pair) socket.end()
    },
    resetAll() {
      for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy()
    },
    stop() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
  return proxy
}

/** In the order of arrival, however the delay changes meanwhile. */
const delivered = async (earlier: Promise<void>, due: number, to: Socket, bytes: Buffer | string): Promise<void> => {
  await earlier
  const wait = due - performance.now()
  if (wait > 0) await Bun.sleep(wait)
  to.write(bytes)
}
