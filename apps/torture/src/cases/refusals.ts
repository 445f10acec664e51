import { generateKeyRing } from '@ringfence/db/secrets'
import { asOwner } from '@ringfence/db/testing/database'
import type { Case, Ground } from '../case'
import { checked } from '../tallied'

export const refusals: Case = {
  name: 'refusals',
  claim:
    'With a wrong key ring, a newer schema, a bad environment or a port in use, the program ends with 1 and a sentence that says the fix, and no secret.',
  short: false,
  seconds: 90,
  async run(ground) {
    const { env, url } = await ground.api()
    const port = new URL(url).port
    const wrongRing = generateKeyRing()
    const ring = await refused(ground, { ...env, SECRETS_KEYS: wrongRing })
    const taken = await refused(ground, { ...env, PORT: port })
    const takenByWorkers = await refused(ground, { ...env, PORT: port, WORKERS: '2' })
    const bad = await refused(ground, { ...env, PORT: 'http', POOL_SIZE: '0', PUBLIC_URL: 'nowhere' })
    const ringless = await refused(ground, { ...env, SECRETS_KEYS: '' })
    const badUrl = await refused(ground, { ...env, DATABASE_URL: 'mysql://user:hunter2@host/db' })
    await asOwner(
      env.DATABASE_URL ?? '',
      sql => sql`insert into schema_migrations (version, name, checksum) values (9999, 'future', '')`,
    )
    const newer = await refused(ground, env)
    return checked({
      'a wrong key ring is told': ring.includes('put that key back into SECRETS_KEYS'),
      'the wrong key is not shown': !ring.includes(wrongRing.slice(2)),
      'a port in use is told': taken.includes('set PORT or HOST'),
      'a port in use is told of several workers': takenByWorkers.includes('set PORT or HOST'),
      'every bad variable is told': ['PORT', 'POOL_SIZE', 'PUBLIC_URL'].every(name => bad.includes(name)),
      'a missing key ring is told': ringless.includes('SECRETS_KEYS is required with DATABASE_URL'),
      'a bad database URL is told, without its password':
        badUrl.includes('DATABASE_URL must') && !badUrl.includes('hunter2'),
      'a newer schema is told': newer.includes('schema version 9999') && newer.includes('run the newer Ringfence'),
    })
  },
}

const END_MILLISECONDS = 20_000

/** What it printed; nothing when it did not end with 1, and soon. */
const refused = async ({ launch }: Ground, env: Record<string, string>): Promise<string> => {
  const program = await launch(env)
  const status = await Promise.race([program.process.exited, Bun.sleep(END_MILLISECONDS)])
  return status === 1 ? program.printed() : ''
}
