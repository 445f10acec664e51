import { loginAttempts } from './login-attempts'
import type { Pool } from './pool'
import { type KeyRing, KeyRingError, open, seal } from './secrets'
import { removeExpiredSessions } from './sessions'

const MONTHS_AHEAD = 2
const CANARY = 'ringfence'

/** What a server does at start and from time to time: months for call records ahead of need, and what has expired goes. */
export const keepHouse = async (pool: Pool): Promise<void> => {
  await pool.query(
    sql => sql`select make_cdr_months(current_date, (current_date + ${MONTHS_AHEAD} * interval '1 month')::date)`,
  )
  await removeExpiredSessions(pool)
  await loginAttempts(pool).removeOld()
}

/** Throws KeyRingError when the secrets of this database were sealed with another key ring. */
export const proveKeys = async (pool: Pool, keys: KeyRing): Promise<void> => {
  const [canary] = await pool.query(
    sql => sql<[{ sealed: Uint8Array }]>`
      insert into key_canary as k (sealed) values (${seal(keys, CANARY, CANARY)})
      on conflict (only_row) do update set sealed = k.sealed
      returning sealed`,
  )
  try {
    open(keys, canary.sealed, CANARY)
  } catch (cause) {
    throw new KeyRingError('the SIP secrets of this database were sealed with another key', { cause })
  }
}
