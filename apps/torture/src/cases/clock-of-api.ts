import { holdTenant } from '@ringfence/rig/writers'
import type { Case } from '../case'
import { openClock } from '../clock'
import { openTrial } from '../trial'
import { moreRefused, moreWritten } from '../waits'

const HOUR = 3600
const JUMPS = [HOUR, -HOUR, 24 * HOUR, -24 * HOUR]

export const clockOfApi: Case = {
  name: 'clock-of-api',
  claim:
    "When the API's clock jumps by an hour or a day, forward or back, sessions, rate limits, deadlines and writes go on as before.",
  short: true,
  seconds: 60,
  async run(ground) {
    const clock = openClock(ground.place)
    // More than the writers use, unless the bucket is filled by the time of day.
    const program = await ground.api({ ...clock.env, RATE_LIMIT: '5000' })
    const databaseUrl = program.env.DATABASE_URL ?? ''
    const trial = await openTrial(ground, program, databaseUrl)
    const written = await trial.write(async written => {
      await moreWritten(written)
      for (const seconds of inOrderOfChance(JUMPS, ground.random)) {
        clock.jump(seconds)
        await moreWritten(written)
        await program.signIn()
      }
      const release = await holdTenant(databaseUrl, trial.tenantId)
      clock.jump(0)
      await moreRefused(written, 8)
      await release()
      await moreWritten(written)
    })
    return trial.reckon(written)
  },
}

const inOrderOfChance = <T>(items: T[], random: () => number): T[] =>
  items
    .map(item => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item)
