import { admins } from '@ringfence/db/admins'
import { apiUrl, letApiIn } from '@ringfence/db/api-login'
import { proveApi } from '@ringfence/db/api-proof'
import type { Database } from '@ringfence/db/database'
import { lastingReason, Unavailable } from '@ringfence/db/faults'
import { keepHouse, proveKeys } from '@ringfence/db/housekeeping'
import { migrate } from '@ringfence/db/migrate'
import { openPool } from '@ringfence/db/pool'
import type { Store } from '@ringfence/db/store'
import { loadDemoFixtures } from '@ringfence/seed/demo'
import type { Passwords } from './auth/passwords'
import type { Env } from './env'
import { type FirstAdmin, makeFirstAdmin } from './first-admin'
import { errorFields, type Log } from './log'

const HOUSEKEEPING_MILLISECONDS = 60 * 60_000
const WAITING_MILLISECONDS = 1000

/** What requests are answered with: a login that may do what the API does and nothing else, once the database is prepared. */
export const addressOf = ({ API_DATABASE_URL }: Pick<Env, 'API_DATABASE_URL'>, { url, keys }: Store): string =>
  API_DATABASE_URL ?? apiUrl(url, keys)

/** Waits for the database, then brings it to this program's schema, proves the keys, lets the API in and proves what it got, makes the first admin, loads the demo. */
export const prepare = async (
  env: Env,
  { store, db, passwords, log }: { store: Store; db: Database; passwords: Passwords; log: Log },
): Promise<FirstAdmin> => {
  let firstAdmin: FirstAdmin
  await whenAvailable(log, async () => {
    await migrate(store.url)
    await proveAsOwner(store)
    if (!env.API_DATABASE_URL) await letApiIn(store.url, store.keys)
    await proveApi(store.url, db.pool)
    await keepHouse(db.pool)
    // Kept when what follows must be repeated: the password that was made is known here alone.
    firstAdmin ??= await makeFirstAdmin({ admins: admins(db.pool), passwords }, env)
    if (store.embedded && env.DEMO) await loadDemoFixtures(db)
  })
  return firstAdmin
}

/** Before the API is let in, which takes the logins of other keys away. */
const proveAsOwner = async ({ url, keys }: Store): Promise<void> => {
  const owner = openPool(url, { size: 1 })
  await proveKeys(owner, keys).finally(() => owner.end())
}

/** Returns what ends it. Old call records go from the start on, but nobody waits for that: they may be many. */
export const keepHouseHourly = (
  { CDR_RETENTION_MONTHS: cdrRetentionMonths }: Pick<Env, 'CDR_RETENTION_MONTHS'>,
  { pool }: Database,
  log: Log,
): (() => void) => {
  const keep = () =>
    keepHouse(pool, { cdrRetentionMonths }).catch(error => log.warn('housekeeping', errorFields(error)))
  if (cdrRetentionMonths > 0) void keep()
  const house = setInterval(keep, HOUSEKEEPING_MILLISECONDS)
  return () => clearInterval(house)
}

/** A database that is still starting is waited for; every other fault is the caller's, also one that no waiting mends. */
const whenAvailable = async (log: Log, work: () => Promise<void>): Promise<void> => {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Unavailable) || lastingReason(error)) throw error
      log.warn('waiting for the database', errorFields(error))
      await Bun.sleep(WAITING_MILLISECONDS)
    }
  }
}
