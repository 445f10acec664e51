import { openLedger } from '../abuse/ledger'
import { statusesOf, unforeseen, whileWorking } from '../abuse/others'
import { type Line, needFiles, openLines } from '../abuse/sockets'
import { complaintsOf, summaryOf, whileWatched } from '../abuse/watch'
import type { Case } from '../case'

const SIZES = {
  full: { connections: 2000, headers: 500, bodies: 300, seconds: 16 },
  short: { connections: 500, headers: 100, bodies: 100, seconds: 3 },
}
/** Of 2,800 connections; a tenth of a megabyte for each would be more. */
const MEGABYTES = 200
/** Until a body that does not arrive is given up, and some more. */
const BODY_SECONDS = 10

export const crowd: Case = {
  name: 'crowd',
  claim:
    'Thousands of connections, headers and bodies that never end take no health, little memory, and nothing from others.',
  short: true,
  seconds: 120,
  async run({ api, short, say }) {
    const { connections, headers, bodies, seconds } = short ? SIZES.short : SIZES.full
    needFiles(2 * (connections + headers + bodies))
    const program = await api()
    const { ask, note, tally } = openLedger(program.url)
    const cookie = await program.signIn()
    const quick: Line[] = []
    const slow: Line[] = []
    const stuck: Line[] = []
    let drip: Timer | undefined
    let worked: Awaited<ReturnType<typeof whileWorking>> | undefined
    const watched = await whileWatched(program, async () => {
      const trouble = async () => {
        quick.push(...(await openLines(program.url, connections, () => requestOf(cookie))))
        slow.push(...(await openLines(program.url, headers, () => 'GET /livez HTTP/1.1\r\nHost: x\r\n')))
        stuck.push(...(await openLines(program.url, bodies, () => bodyOf(cookie))))
        drip = setInterval(() => {
          for (const { socket } of slow) if (socket.writable) socket.write('X-Slow: 1\r\n')
          for (const { socket } of stuck) if (socket.writable) socket.write(' ')
        }, 1000)
        await Bun.sleep(seconds * 1000)
      }
      worked = await whileWorking(2, () => ask('GET', '/api/extensions?limit=5', { cookie }), trouble)
    })
    clearInterval(drip)
    for (const complaint of complaintsOf(watched, MEGABYTES)) note(complaint)
    for (const sentence of unforeseen('the requests of others', worked?.statuses ?? new Map(), [200, 503]))
      note(sentence)
    const answers = { quick: count(quick), slow: count(slow), stuck: count(stuck) }
    for (const sentence of unforeseen('the crowd', answers.quick, [200, 503])) note(sentence)
    if (seconds > BODY_SECONDS)
      for (const sentence of unforeseen('the bodies that never end', answers.stuck, [408, 503])) note(sentence)
    for (const { socket } of [...quick, ...slow, ...stuck]) socket.destroy()
    say(`${statusesOf(answers.quick)} to the crowd; ${statusesOf(answers.stuck)} to slow bodies; ${summaryOf(watched)}`)
    tally.tried += quick.length + slow.length + stuck.length
    return tally
  },
}

const requestOf = (cookie: string): string =>
  `GET /api/extensions?limit=5 HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\n\r\n`

const bodyOf = (cookie: string): string =>
  `POST /api/extensions HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`

const count = (lines: Line[]): Map<number, number> => {
  const statuses = new Map<number, number>()
  for (const line of lines) statuses.set(line.status() ?? 0, (statuses.get(line.status() ?? 0) ?? 0) + 1)
  return statuses
}
