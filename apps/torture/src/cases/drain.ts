import type { Case } from '../case'
import { openTrial } from '../trial'
import { moreWritten } from '../waits'

const ROUNDS = 4

export const drain: Case = {
  name: 'drain',
  claim:
    'The program that is asked to end under writes finishes what it took, ends with 0, and loses and breaks nothing.',
  short: false,
  seconds: 120,
  async run(ground) {
    let program = await ground.api()
    const databaseUrl = program.env.DATABASE_URL ?? ''
    const trial = await openTrial(ground, program, databaseUrl)
    const ends: unknown[] = []
    const written = await trial.write(async written => {
      for (let round = 0; round < ROUNDS; round++) {
        await moreWritten(written, 1 + Math.floor(ground.random() * 100))
        program.process.kill('SIGTERM')
        ends.push(await program.process.exited)
        program = await ground.api(program.env)
        await trial.moveTo(program)
      }
      await moreWritten(written)
    })
    const tally = await trial.reckon(written, { statuses: [0] })
    if (ends.some(end => end !== 0)) tally.unexpected.push(`It ended with ${ends.join(', ')}.`)
    if (written.unsaid > 0) tally.unexpected.push(`${written.unsaid} writes were done and not answered.`)
    ground.say(`${written.broken} requests came when their connection was being closed`)
    return tally
  },
}
