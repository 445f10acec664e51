import { elsewhere } from '../abuse/elsewhere'
import { type Ask, openLedger } from '../abuse/ledger'
import { p99, statusesOf, unforeseen, whileWorking } from '../abuse/others'
import { complaintsOf, summaryOf, whileWatched } from '../abuse/watch'
import type { Case } from '../case'

const ATTACKERS = 100
const WORKERS = 4
const SECONDS = { full: 10, short: 4 }
const MEGABYTES = 250
const ROUNDS = 3
/** How much slower others may become. */
const SLOWER = 10
/** Below it, a time says more of the machine than of the program. */
const LEAST_MILLISECONDS = 10

export const signInFlood: Case = {
  name: 'sign-in-flood',
  claim:
    'A flood of sign-ins from many addresses is refused, and 99 of 100 requests of others take less than ten times what they took before.',
  short: true,
  seconds: 90,
  async run({ api, short, say }) {
    const program = await api({ TRUSTED_PROXIES: '127.0.0.1' })
    const { ask, note, tally } = openLedger(program.url)
    const cookie = await program.signIn()
    const seconds = short ? SECONDS.short : SECONDS.full
    const work = () => ask('GET', '/api/extensions?limit=5', { cookie })
    const others = (meanwhile: () => Promise<unknown>) => whileWorking(WORKERS, work, meanwhile)
    // Nobody is judged by the first requests of a program.
    await others(() => Bun.sleep(1000))
    let flood = { statuses: new Map<number, number>() }
    let before = await others(() => Bun.sleep(seconds * 1000))
    let during = before
    const ratio = () => p99(during) / Math.max(LEAST_MILLISECONDS, p99(before))
    const watched = await whileWatched(program, async () => {
      // What else the machine does can only make others slower, so one round that is fast enough shows that they are.
      for (let round = 0; round < ROUNDS && (round === 0 || ratio() > SLOWER); round++) {
        if (round > 0) before = await others(() => Bun.sleep(seconds * 1000))
        during = await others(async () => {
          flood = await whileWorking(
            ATTACKERS,
            worker => attempt(ask, worker),
            () => Bun.sleep(seconds * 1000),
          )
        })
        for (const sentence of unforeseen('sign-ins', flood.statuses, [422, 429, 503])) note(sentence)
        for (const sentence of unforeseen('the requests of others', during.statuses, [200])) note(sentence)
      }
    })
    if (ratio() > SLOWER) note(`Others took ${ratio().toFixed(1)} times as long.`)
    for (const complaint of complaintsOf(watched, MEGABYTES)) note(complaint)
    say(
      `${statusesOf(flood.statuses)} to sign-ins; others ${p99(before).toFixed(1)} ms before, ${p99(during).toFixed(1)} ms meanwhile; ${summaryOf(watched)}`,
    )
    return tally
  },
}

/** Of one who was refused. */
const PAUSE_MILLISECONDS = 50

let made = 0

/** Somebody unknown, each time from elsewhere, so that nothing but the work itself holds him up. */
const attempt = async (ask: Ask, worker: number): ReturnType<Ask> => {
  const email = `nobody-${++made}@ringfence.example`
  await Bun.sleep(PAUSE_MILLISECONDS)
  const json = { email, password: `guess ${worker} and more` }
  return ask('POST', '/api/admin/login', { json, headers: elsewhere() })
}
