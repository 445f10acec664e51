import { expect, test } from 'bun:test'
import type { Pool, Sql } from '../pool'
import { failureOf } from './failures'

export const FORBIDDEN = '42501'

type Work = (sql: Sql) => PromiseLike<unknown>

/** A test for each attempt: that PostgreSQL does not let the pool's role. */
export const expectForbidden = (pool: () => Pool, attempts: Record<string, Work>) => {
  for (const [name, work] of Object.entries(attempts))
    test(name, async () => {
      expect(await failureOf(pool().query(work))).toHaveProperty('code', FORBIDDEN)
    })
}
