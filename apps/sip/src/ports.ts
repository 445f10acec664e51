import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { freePort } from '@ringfence/db/embedded/launch'

const given = new Set<number>()

/** A port of 127.0.0.1 that is free for UDP and TCP, as is the next one if `pair`, and that nobody here was given before. */
export const newPort = async ({ pair = false } = {}): Promise<number> => {
  for (;;) {
    const port = await freePort()
    const ports = pair ? [port, port + 1] : [port]
    const free = await Promise.all(ports.map(one => !given.has(one) && isFree(one)))
    if (!free.every(Boolean)) continue
    for (const one of ports) given.add(one)
    return port
  }
}

const isFree = async (port: number): Promise<boolean> => (await isFreeForTcp(port)) && (await isFreeForUdp(port))

const isFreeForTcp = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

const isFreeForUdp = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = createSocket('udp4')
    socket.once('error', () => {
      socket.close()
      resolve(false)
    })
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)))
  })
