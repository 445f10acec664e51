import type { Pool } from '../pool'
import { until } from './until'

/** Resolves once somebody waits for a lock in the database of `observer`. */
export const untilBlocked = (observer: Pool): Promise<void> =>
  until('somebody waits for a lock', async () => {
    const waiting = await observer.query(
      sql => sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return waiting.length > 0
  })
