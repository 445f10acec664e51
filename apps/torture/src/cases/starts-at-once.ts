import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asOwner } from '@ringfence/db/testing/database'
import { embeddedIn } from '@ringfence/db/testing/embedded'
import type { Api, Case, Ground, Tally } from '../case'
import { checked, summed } from '../tallied'
import { openTrial } from '../trial'
import { moreWritten } from '../waits'

export const startsAtOnce: Case = {
  name: 'starts-at-once',
  claim:
    'Programs that start at once on one new data directory or database all serve, migrations ran once, and when one is killed the others go on.',
  short: true,
  seconds: 120,
  async run(ground) {
    const directory = join(ground.place.directory, 'data')
    const embedded = await allServe(ground, { DATA_DIR: directory, SECRETS_KEYS: '' })
    const ring = readFileSync(join(directory, 'secrets.keys'), 'utf8').trim()
    const onDirectory = await outlived(ground, embedded, embeddedIn(directory).url, ring)
    if (ground.short) return onDirectory
    const { env } = await ground.launch()
    const onDatabase = await outlived(
      ground,
      await allServe(ground, env),
      env.DATABASE_URL ?? '',
      env.SECRETS_KEYS ?? '',
    )
    return summed([onDirectory, onDatabase])
  },
}

const allServe = ({ api, short }: Ground, env: Record<string, string>): Promise<Api[]> =>
  Promise.all(Array.from({ length: short ? 2 : 3 }, () => api(env)))

/** Writers move on from each program, which is killed, to the next. */
const outlived = async (ground: Ground, programs: Api[], databaseUrl: string, ring: string): Promise<Tally> => {
  const checks = { ...(await checksOf(databaseUrl)), 'each program signs the admin in': await allSignIn(programs) }
  const [first] = programs
  if (!first) return checked(checks)
  const env = { ...first.env, SECRETS_KEYS: ring }
  const trial = await openTrial(ground, { ...first, env }, databaseUrl)
  const written = await trial.write(async written => {
    for (const [place, program] of programs.entries()) {
      await trial.moveTo(program)
      await moreWritten(written)
      if (place < programs.length - 1) program.process.kill('SIGKILL')
    }
  })
  return summed([checked(checks), await trial.reckon(written, { statuses: [0] })])
}

const allSignIn = async (programs: Api[]): Promise<boolean> =>
  (await Promise.all(programs.map(program => program.signIn()))).every(cookie => cookie.startsWith('ringfence='))

const checksOf = async (databaseUrl: string): Promise<Record<string, boolean>> => {
  const [counts] = await asOwner(
    databaseUrl,
    sql => sql<[{ admins: number; twice: number; rings: number }]>`
      select (select count(*)::integer from admins) as admins,
        (select count(*) - count(distinct version) from schema_migrations)::integer as twice,
        (select count(*)::integer from key_canaries) as rings`,
  )
  return {
    'there is one admin': counts.admins === 1,
    'each migration ran once': counts.twice === 0,
    'there is one key ring': counts.rings === 1,
  }
}
