import { openLedger } from '../abuse/ledger'
import { statusesOf, unforeseen, whileWorking } from '../abuse/others'
import { openLine } from '../abuse/sockets'
import { complaintsOf, summaryOf, whileWatched } from '../abuse/watch'
import type { Case } from '../case'

const MEGABYTE = 1024 * 1024
const SENDERS = 24
const SECONDS = { full: 8, short: 3 }
/** Ten megabytes of each sender in memory would be more. */
const MEGABYTES = 200
/** Of a body without end; a server that takes in more than it says it does is wrong. */
const MOST_SENT = 64 * MEGABYTE

export const bodyFlood: Case = {
  name: 'body-flood',
  claim: 'Bodies of 10 MB and bodies without end are refused with 413, 401 or 503 without being taken in.',
  short: true,
  seconds: 90,
  async run({ api, short, say }) {
    const program = await api()
    const { ask, note, tally } = openLedger(program.url)
    const cookie = await program.signIn()
    const huge = 'x'.repeat(10 * MEGABYTE)
    const headers = { 'content-type': 'application/json' }
    const seconds = short ? SECONDS.short : SECONDS.full
    const endless = new Map<number, number>()
    let large = { statuses: new Map<number, number>() }
    let others = large
    const watched = await whileWatched(program, async () => {
      const flood = async () => {
        large = await whileWorking(
          SENDERS,
          sender => ask('POST', '/api/extensions', { body: huge, headers, ...(sender % 2 === 0 && { cookie }) }),
          () => Bun.sleep(seconds * 1000),
        )
        const statuses = await Promise.all(Array.from({ length: SENDERS }, () => withoutEnd(program.url, cookie)))
        for (const status of statuses) endless.set(status, (endless.get(status) ?? 0) + 1)
      }
      others = await whileWorking(2, () => ask('GET', '/api/extensions?limit=5', { cookie }), flood)
    })
    for (const sentence of unforeseen('bodies of 10 MB', large.statuses, [401, 413, 503])) note(sentence)
    for (const sentence of unforeseen('bodies without end', endless, [413])) note(sentence)
    for (const sentence of unforeseen('the requests of others', others.statuses, [200, 503])) note(sentence)
    for (const complaint of complaintsOf(watched, MEGABYTES)) note(complaint)
    say(`${statusesOf(large.statuses)} to 10 MB; ${statusesOf(endless)} to bodies without end; ${summaryOf(watched)}`)
    tally.tried += SENDERS
    return tally
  },
}

/** Sends chunks until it is answered or cut off, and resolves to the status. */
const withoutEnd = async (url: string, cookie: string): Promise<number> => {
  const head = `POST /api/extensions HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`
  const line = await openLine(url, head)
  const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`
  for (let sent = 0; sent < MOST_SENT && line.status() === undefined && line.socket.writable; sent += 0x10000)
    if (!line.socket.write(chunk)) await Promise.race([drained(line.socket), line.answered])
  const status = await Promise.race([line.answered, Bun.sleep(5000).then(() => 0)])
  line.socket.destroy()
  return status
}

const drained = (socket: { once(event: string, told: () => void): unknown }): Promise<void> =>
  new Promise(resolve => {
    socket.once('drain', () => resolve())
  })
