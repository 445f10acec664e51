import { until } from '@ringfence/db/testing/until'
import { whileKnocking } from '@ringfence/rig/knockers'
import type { Case } from '../case'
import { openTrial } from '../trial'
import { moreWritten } from '../waits'

const RESTARTS = 3

export const rollingRestart: Case = {
  name: 'rolling-restart',
  claim: 'Workers that are replaced under load, one after the other, fail no request, on old connections or new.',
  short: false,
  seconds: 120,
  async run(ground) {
    const program = await ground.api({ WORKERS: '2', POOL_SIZE: '8', LOG_LEVEL: 'info' })
    const trial = await openTrial(ground, program, program.env.DATABASE_URL ?? '')
    const restarts = async () => (await program.printed()).split('"workers restarted"').length - 1
    let knocked = new Map<number, number>()
    const written = await trial.write(async written => {
      knocked = await whileKnocking(program.url, async () => {
        for (let round = 1; round <= RESTARTS; round++) {
          await moreWritten(written)
          program.process.kill('SIGHUP')
          await until('the workers are replaced', async () => (await restarts()) === round, 30)
        }
      })
    })
    const tally = await trial.reckon(written)
    const refused = written.statuses.get(503) ?? 0
    if (refused > 0) tally.unexpected.push(`${refused} writes were answered 503.`)
    for (const [status, count] of knocked)
      if (status !== 200) tally.unexpected.push(`${count} new connections were answered ${status || 'nothing'}.`)
    return tally
  },
}
