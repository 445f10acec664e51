import { API } from '@ringfence/rig/program'
import { type Ask, openLedger } from '../abuse/ledger'
import { statusesOf, unforeseen, whileWorking } from '../abuse/others'
import { complaintsOf, summaryOf, whileWatched } from '../abuse/watch'
import type { Case } from '../case'

const SEARCHERS = 64
const SIZES = { full: { extensions: 1_000_000, seconds: 12 }, short: { extensions: 20_000, seconds: 3 } }
const MEGABYTES = 250

/** Rare words, common ones, and patterns too short for an index of three letters. */
const WORDS = ['an', 'e', '1', '100', 'ann', 'example', 'zzzzzz', '%', '99999', 'ü']

export const searchFlood: Case = {
  name: 'search-flood',
  claim:
    'A flood of searches on many extensions is answered or refused with 503, with little memory and in good health.',
  short: true,
  seconds: 420,
  async run({ api, database, random, short, say }) {
    const { extensions, seconds } = short ? SIZES.short : SIZES.full
    const program = await api({ DATABASE_URL: await database() })
    await generate(program.env, extensions)
    const { ask, note, tally } = openLedger(program.url)
    const cookie = await program.signIn()
    let flood = { statuses: new Map<number, number>() }
    let others = flood
    const search = (): ReturnType<Ask> => {
      const word = WORDS[Math.floor(random() * WORDS.length)] ?? ''
      return ask('GET', `/api/extensions?limit=50&search=${encodeURIComponent(word)}`, { cookie })
    }
    const watched = await whileWatched(program, async () => {
      others = await whileWorking(
        2,
        () => ask('GET', '/api/extensions?limit=5', { cookie }),
        async () => {
          flood = await whileWorking(SEARCHERS, search, () => Bun.sleep(seconds * 1000))
        },
      )
    })
    for (const sentence of unforeseen('searches', flood.statuses, [200, 503])) note(sentence)
    for (const sentence of unforeseen('the requests of others', others.statuses, [200, 503])) note(sentence)
    if (!flood.statuses.has(200)) note('No search was answered.')
    for (const complaint of complaintsOf(watched, MEGABYTES)) note(complaint)
    say(
      `${extensions} extensions: ${statusesOf(flood.statuses)} to searches, ${statusesOf(others.statuses)} to others; ${summaryOf(watched)}`,
    )
    return tally
  },
}

/** Fills the database with the generator of large data sets. */
const generate = async (env: Record<string, string>, extensions: number): Promise<void> => {
  const [bun = '', main = ''] = API
  const amounts = { tenants: 100, extensions, devices: 0, cdrs: 0 }
  const options = Object.entries(amounts).flatMap(([name, amount]) => [`--${name}`, String(amount)])
  const child = Bun.spawn([bun, main.replace('/api/', '/seed/'), ...options], { env, stdout: 'ignore', stderr: 'pipe' })
  const complaint = await child.stderr.text()
  if ((await child.exited) !== 0) throw new Error(`The data could not be made: ${complaint}`)
}
