import type { Case } from '../case'
import { openTrial } from '../trial'
import { moreRefused, moreWritten } from '../waits'

const SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const
const ROUNDS = 6

export const databaseEnds: Case = {
  name: 'database-ends',
  claim:
    'PostgreSQL that restarts, crashes or loses its first process under load costs 503 until it is back, and nothing acknowledged.',
  short: false,
  seconds: 120,
  async run(ground) {
    const cluster = await ground.cluster()
    const trial = await openTrial(ground, await ground.api({ DATABASE_URL: cluster.url }), cluster.url)
    const written = await trial.write(async written => {
      for (let round = 0; round < ROUNDS; round++) {
        await moreWritten(written)
        const signal = SIGNALS[Math.floor(ground.random() * SIGNALS.length)]
        await cluster.stop(signal)
        await moreRefused(written)
        await cluster.start()
        ground.say(`came back after ${signal}`)
      }
      await moreWritten(written)
    })
    return trial.reckon(written)
  },
}
