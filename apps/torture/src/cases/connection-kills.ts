import { openPool } from '@ringfence/db/pool'
import type { Case } from '../case'
import { openTrial } from '../trial'

export const connectionKills: Case = {
  name: 'connection-kills',
  claim: 'Connections to PostgreSQL that are killed under load cost an answer of 503 each, and nothing acknowledged.',
  short: true,
  seconds: 60,
  async run(ground) {
    const { random, short, say } = ground
    const program = await ground.api()
    const databaseUrl = program.env.DATABASE_URL ?? ''
    const trial = await openTrial(ground, program, databaseUrl)
    const killer = openPool(databaseUrl, { size: 1, applicationName: 'killer' })
    const goal = short ? 60 : 400
    let killed = 0
    const written = await trial.write(async () => {
      while (killed < goal) {
        killed += await kill(killer, random())
        await Bun.sleep(random() * 80)
      }
    })
    await killer.end()
    say(`${killed} connections killed`)
    return trial.reckon(written)
  },
}

/** Ends about that share of the program's connections; how many it were. */
const kill = async (killer: ReturnType<typeof openPool>, share: number): Promise<number> => {
  const rows = await killer.query(
    sql => sql`
      select pg_terminate_backend(pid)
      from pg_stat_activity
      where datname = current_database() and application_name like 'ringfence key %' and random() < ${share}::float8`,
  )
  return rows.length
}
