import { API_ROLE } from './api-login'
import { openPool, type Pool, type PoolOptions, type TransactionSql } from './pool'
import { type Realms, realms } from './realms'
import type { KeyRing } from './secrets'

export type Database = { pool: Pool; keys: KeyRing; realms: Realms }

/** What servers call themselves in the database, so that one that seals with another key than the rest is seen. */
export const serverName = (activeKey: number): string => `ringfence key ${activeKey}`

/** The database as the API sees it: under the role that owns nothing, with the keys that open SIP secrets. */
export const openDatabase = (url: string, keys: KeyRing, options: PoolOptions = {}): Database => {
  const pool = openPool(url, { role: API_ROLE, applicationName: serverName(keys.active), ...options })
  return { pool, keys, realms: realms(pool) }
}

/**
 * Runs `work` with a database whose every statement belongs to one transaction: when `work` throws, none of it is stored.
 * Its statements go one after another and are not repeated. Throws as `Pool.transaction`.
 */
export const withinTransaction = <T>(
  { pool, keys }: Database,
  work: (db: Database) => Promise<T>,
  options: { deadlineMilliseconds?: number } = {},
): Promise<T> =>
  pool.transaction(sql => {
    const leased = poolOf(sql, pool)
    return work({ pool: leased, keys, realms: realms(leased) })
  }, options)

const poolOf = (sql: TransactionSql, { stats, totals }: Pool): Pool => ({
  query: async work => work(sql),
  async transaction(work) {
    await sql`savepoint part`
    try {
      const result = await work(sql)
      await sql`release savepoint part`
      return result
    } catch (error) {
      await sql`rollback to savepoint part`
      throw error
    }
  },
  stats,
  totals,
  async end() {},
})
