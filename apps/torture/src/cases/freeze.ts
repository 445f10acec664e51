import { until } from '@ringfence/db/testing/until'
import type { Case } from '../case'
import { openTrial } from '../trial'
import { moreRefused, moreWritten } from '../waits'

export const freeze: Case = {
  name: 'freeze',
  claim:
    'While PostgreSQL stands still, writes are answered 503 at the deadline and liveness at once; afterwards all goes on by itself.',
  short: false,
  seconds: 60,
  async run(ground) {
    const cluster = await ground.cluster()
    const program = await ground.api({ DATABASE_URL: cluster.url })
    const trial = await openTrial(ground, program, cluster.url)
    let alive = 0
    const written = await trial.write(async written => {
      for (let round = 0; round < 2; round++) {
        await moreWritten(written)
        await cluster.freeze()
        await until('the deadline passes', () => written.slowestMilliseconds > 4500, 20)
        await moreRefused(written)
        alive += Number((await fetch(`${program.url}/livez`)).ok)
        cluster.thaw()
      }
      await moreWritten(written)
    })
    const tally = await trial.reckon(written)
    if (alive < 2) tally.unexpected.push('Liveness depended on the database.')
    return tally
  },
}
