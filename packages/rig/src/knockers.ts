import { connect } from 'node:net'
import type { Tally } from './writers'

const HESITATION_MILLISECONDS = 300

/** Requests on new connections, some by clients that take their time, while `trouble` happens: how many answers had each status. */
export const whileKnocking = async (url: string, trouble: () => Promise<void>): Promise<Tally['statuses']> => {
  const statuses: Tally['statuses'] = new Map()
  let over = false
  const promptly = () =>
    fetch(`${url}/readyz`, { keepalive: false }).then(
      ({ status }) => status,
      () => 0,
    )
  const knock = async (ask: () => Promise<number>) => {
    while (!over) {
      const status = await ask()
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  const knocking = Promise.all([
    ...Array.from({ length: 4 }, () => knock(promptly)),
    ...Array.from({ length: 16 }, () => knock(() => hesitantly(url))),
  ])
  try {
    await trouble()
  } finally {
    over = true
    await knocking
  }
  return statuses
}

/** A request on a connection of its own, by a client that connects and then takes its time; 0 when the connection broke. */
const hesitantly = (url: string): Promise<number> =>
  new Promise(resolve => {
    let received = ''
    const socket = connect(Number(new URL(url).port), '127.0.0.1', async () => {
      await Bun.sleep(HESITATION_MILLISECONDS)
      socket.write('GET /readyz HTTP/1.1\r\nHost: ringfence.example\r\nConnection: close\r\n\r\n')
    })
    socket.on('data', data => {
      received += data.toString()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(received)?.[1] ?? 0)))
  })
