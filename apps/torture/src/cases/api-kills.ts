import type { Case } from '../case'
import { openTrial } from '../trial'
import { moreWritten } from '../waits'

const ROUNDS = 4

export const apiKills: Case = {
  name: 'api-kills',
  claim:
    'The program that is killed under writes, again and again, has stored what it acknowledged, and nothing by halves; the next start serves.',
  short: false,
  seconds: 120,
  async run(ground) {
    let program = await ground.api()
    const databaseUrl = program.env.DATABASE_URL ?? ''
    const trial = await openTrial(ground, program, databaseUrl)
    const written = await trial.write(async written => {
      for (let round = 0; round < ROUNDS; round++) {
        await moreWritten(written, 1 + Math.floor(ground.random() * 100))
        program.process.kill('SIGKILL')
        await program.process.exited
        program = await ground.api(program.env)
        await trial.moveTo(program)
      }
      await moreWritten(written)
    })
    return trial.reckon(written, { statuses: [0] })
  },
}
