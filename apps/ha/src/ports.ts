import { createServer } from 'node:net'

// Below those that systems give to outgoing connections: a port is still free when its server comes back after a while.
const FIRST = 20_000
const LAST = 32_000

const given = new Set<number>()

/** A port of 127.0.0.1 that is free, and that nobody here was given before. */
export const newPort = async (): Promise<number> => {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST))
    if (given.has(port) || !(await isFree(port))) continue
    given.add(port)
    return port
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
