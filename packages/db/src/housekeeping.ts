import { makeCdrMonthsAhead, settleCdrMonths, unlessBusy } from './cdr-months'
import { removeOldCdrs } from './cdr-retention'
import { removeOldDeletions } from './deleted-extensions'
import { removeOldClaims } from './idempotency'
import { loginAttempts } from './login-attempts'
import type { Pool } from './pool'
import { removeExpiredLinks } from './provisioning'
import { type KeyRing, KeyRingError, open, seal } from './secrets'
import { removeExpiredSessions } from './sessions'
import { removeOldDeliveries } from './webhook-deliveries'

const MONTHS_AHEAD = 2
const CANARY = 'ringfence'
const LOCK = 7_464_334_625

/**
 * What a server does at start and from time to time: months for call records ahead of need, and what has expired goes. Call records
 * of all but the current month and `cdrRetentionMonths` before it go, too; with 0 they stay.
 */
export const keepHouse = async (pool: Pool, { cdrRetentionMonths = 0 } = {}): Promise<void> => {
  const chores: (() => PromiseLike<unknown>)[] = [
    () => unlessBusy(() => makeCdrMonthsAhead(pool, MONTHS_AHEAD)),
    () => unlessBusy(() => settleCdrMonths(pool)),
    () => unlessBusy(async () => cdrRetentionMonths > 0 && (await removeOldCdrs(pool, cdrRetentionMonths))),
    () => removeExpiredSessions(pool),
    () => pool.query(sql => sql`select tidy_engines()`),
    () => removeOldClaims({ pool }),
    () => removeOldDeletions({ pool }),
    () => removeExpiredLinks({ pool }),
    () => loginAttempts(pool).removeOld(),
    () => removeOldDeliveries({ pool }),
  ]
  const failures: unknown[] = []
  // One that fails keeps none of the others from being done.
  for (const chore of chores) await Promise.resolve(chore()).catch(error => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

/**
 * Throws KeyRingError when secrets of this database were sealed with a key that the ring lacks. Of several servers that start at
 * once with different rings one is right.
 */
export const proveKeys = (pool: Pool, keys: KeyRing): Promise<void> =>
  pool.transaction(async sql => {
    await sql`select pg_advisory_xact_lock(${LOCK})`
    const canaries = await sql<{ sealed: Uint8Array }[]>`select sealed from key_canaries`
    for (const { sealed } of canaries) proveCanary(keys, sealed)
    await sql`
      insert into key_canaries (key_id, sealed)
      values (${keys.active}, ${seal(keys, CANARY, CANARY)})
      on conflict (key_id) do nothing`
  })

/** Throws KeyRingError when the ring does not open this canary. */
export const proveCanary = (keys: KeyRing, sealed: Uint8Array): void => {
  try {
    open(keys, sealed, CANARY)
  } catch (cause) {
    throw new KeyRingError('the SIP secrets of this database were sealed with another key', { cause })
  }
}
