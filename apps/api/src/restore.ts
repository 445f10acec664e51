import { type Restored, restore } from '@ringfence/db/backup/restore'
import { KeyRingError } from '@ringfence/db/secrets'
import { openStore, type Store } from '@ringfence/db/store'
import { countingOn } from './counting'
import { readEnv } from './env'
import { explain, StartError } from './explain'
import { stopSignal } from './stop-signal'

const load = async (file: string): Promise<string> => {
  const store = await openStore(readEnv(process.env))
  try {
    return done(store, await fill(store, file))
  } catch (error) {
    if (error instanceof KeyRingError)
      throw new StartError(
        `Its secrets were sealed with other keys than those of ${store.keysPlace}: put those of the time of the dump there.`,
      )
    throw error
  } finally {
    await store.close()
  }
}

const fill = async ({ url, keys }: Store, file: string): Promise<Restored> => {
  const counting = countingOn(process.stderr)
  try {
    return await restore(url, keys, file, {
      environment: process.env,
      signal: stopSignal(),
      onProgress: tables => counting.say(`Table ${tables}`),
    })
  } finally {
    counting.end()
  }
}

const done = ({ place, keysPlace }: Store, { tenants, extensions, admins }: Restored): string =>
  `Restored ${tenants} tenants, ${extensions} extensions and ${admins} admins into ${place}. The keys of ${keysPlace} open its secrets.
Nobody is signed in. Admins, passwords and API tokens are as they were at the time of the dump: take back what was taken back since.
SIP servers that log in to the database need new passwords: bun run engine kamailio, asterisk or opensips, for each that you run.`

/** `bun run restore <file>` */
const [file] = process.argv.slice(2)
if (!file) {
  console.error('Say which dump: bun run restore ringfence.dump')
  process.exit(2)
}
try {
  console.log(await load(file))
  process.exit(0)
} catch (error) {
  console.error(`The restoration did not finish. ${explain(error)}`)
  process.exit(1)
}
