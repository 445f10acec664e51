import { openPool } from '@ringfence/db/pool'
import { damage, makeTenant, whileWriting } from '@ringfence/rig/writers'
import type { Case } from '../case'
import { tallied } from '../tallied'

const WRITERS = 16

export const connectionKills: Case = {
  name: 'connection-kills',
  claim: 'Connections to PostgreSQL that are killed under load cost a 503 each, and nothing acknowledged.',
  short: true,
  seconds: 40,
  async run({ api, random, short, say }) {
    const program = await api()
    const databaseUrl = program.env.DATABASE_URL ?? ''
    const cookie = await program.signIn()
    const tenantId = await makeTenant(databaseUrl)
    const killer = openPool(databaseUrl, { size: 1, applicationName: 'killer' })
    let killed = 0
    const kills = short ? 100 : 500
    const tally = await whileWriting(
      () => ({ url: program.url, cookie }),
      tenantId,
      WRITERS,
      async () => {
        while (killed < kills) {
          const share = random()
          const rows = await killer.query(
            sql => sql`
              select pg_terminate_backend(pid)
              from pg_stat_activity
              where datname = current_database() and application_name = 'ringfence' and random() < ${share}::float8`,
          )
          killed += rows.length
          await Bun.sleep(random() * 50)
        }
      },
    )
    await killer.end()
    say(`${killed} connections killed`)
    return tallied(tally, await damage(databaseUrl, tally))
  },
}
