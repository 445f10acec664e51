import { openLedger } from '../abuse/ledger'
import { makeWorld } from '../abuse/world'
import { CannotRun, type Case } from '../case'

const SECONDS_EACH = 100

/** What takes text from a query, with one parameter to work on. */
const TARGETS = [
  '/api/extensions?limit=5&search=okapi*',
  '/api/cdrs?limit=5&direction=inbound*',
  '/api/extensions?limit=5&cursor=MQ*',
]

export const injection: Case = {
  name: 'injection',
  claim: 'Searches, filters and cursors are no way into the SQL, says sqlmap.',
  short: false,
  seconds: TARGETS.length * SECONDS_EACH + 60,
  async run({ api, place, say }) {
    const sqlmap = Bun.which('sqlmap')
    if (!sqlmap) throw new CannotRun('It needs sqlmap: apt-get install sqlmap.')
    const program = await api()
    const { ask, note, tally } = openLedger(program.url)
    const cookie = await program.signIn()
    await makeWorld(ask, cookie, 'okapi')
    for (const target of TARGETS) {
      const child = Bun.spawn(
        [sqlmap, '-u', `${program.url}${target}`, `--cookie=${cookie}`, ...OPTIONS, `--output-dir=${place.directory}`],
        {
          env: { PATH: process.env.PATH ?? '', HOME: place.directory },
          stdin: 'ignore',
          stdout: 'pipe',
          stderr: 'ignore',
          timeout: SECONDS_EACH * 1000,
        },
      )
      const said = await child.stdout.text()
      for (const [, times] of said.matchAll(/(\d+) times/g)) tally.tried += Number(times)
      if (/is vulnerable|injection point\(s\)|appears to be '.*' injectable/.test(said))
        note(`sqlmap gets into ${target}.`)
      say(`${target}: ${said.includes('do not appear to be injectable') ? 'nothing' : 'nothing until it was stopped'}`)
    }
    return tally
  },
}

const OPTIONS =
  '--batch --level=2 --risk=1 --technique=BEUST --dbms=postgresql --threads=1 --timeout=10 --retries=1 --flush-session --disable-coloring --ignore-code=422'.split(
    ' ',
  )
