import type postgres from 'postgres'
import { type Client, openClient } from './client'
import { classified, isConnectionFault, isRetryable, Unavailable } from './faults'
import { openLine, type PoolTotals } from './line'
import { openServers } from './servers'
import type { Sql } from './statements'

export type { PendingQuery, Sql } from './statements'
export type TransactionSql = Sql
export type Row = postgres.Row

export type Pool = {
  /**
   * Leases one connection and runs `work`, one statement, on it. After a serialization failure or a deadlock `work` runs again,
   * up to 3 times. Throws Unavailable; other errors of the database pass as they are. A statement whose connection was lost may
   * have taken effect, and is not sent again.
   */
  query<T>(work: (sql: Sql) => PromiseLike<T>): Promise<T>
  /** Runs `work` in one transaction on one lease. A longer deadline lengthens the statement timeout with it. Throws as `query`; does not repeat. */
  transaction<T>(work: (sql: TransactionSql) => PromiseLike<T>, options?: { deadlineMilliseconds?: number }): Promise<T>
  stats(): { free: number; waiting: number }
  /** How it stands, and what came to pass since it was opened. */
  totals(): PoolTotals
  /** Takes no new work, lets the leased and the waiting finish, then closes. */
  end(): Promise<void>
}

export type PoolOptions = {
  size?: number
  /** The role that every connection acts as, from its first statement. */
  role?: string
  waitMilliseconds?: number
  maxWaiting?: number
  deadlineMilliseconds?: number
  statementTimeoutMilliseconds?: number
  lockTimeoutMilliseconds?: number
  applicationName?: string
}

/** What a pool is without options. */
export const DEFAULTS = {
  size: 10,
  waitMilliseconds: 1000,
  // What ten connections get through in the second that one may wait, at 10 ms a statement: longer lines wait in vain.
  maxWaiting: 1000,
  deadlineMilliseconds: 5000,
  statementTimeoutMilliseconds: 4000,
  lockTimeoutMilliseconds: 2000,
  applicationName: 'ringfence owner',
}

/** A statement's timeout as a part of the deadline that it lies within. */
const STATEMENT_SHARE = 0.8
const REPEATS = 3

/**
 * A pool whose connections are leased by one caller at a time. The driver's own pool shares them: after a dropped connection one
 * transaction's statement ran inside another's, acknowledged writes were lost and callers hung. Of several servers that `url` names
 * it uses the primary.
 */
export const openPool = (url: string, options: PoolOptions = {}): Pool => {
  const settings = { ...DEFAULTS, role: null, ...options }
  const servers = openServers(url)
  const line = openLine(settings)
  const idle: Client[] = []
  let ended: Promise<void> | undefined

  const lease = async <T>(milliseconds: number, work: (sql: Sql) => Promise<T>): Promise<T> => {
    if (ended) throw new Unavailable('closed')
    await line.enter()
    try {
      const client = lastUsable(idle)
      return await (client ? use(client, milliseconds, work) : useNew(milliseconds, work))
    } finally {
      line.leave()
    }
  }
  /** On the first server that is a primary: `work` goes to another only while it is certain that nothing was done. */
  const useNew = async <T>(milliseconds: number, work: (sql: Sql) => Promise<T>): Promise<T> => {
    const end = performance.now() + milliseconds
    const urls = servers.inOrder()
    for (;;) {
      const url = urls.shift() ?? ''
      const client = openClient(url, settings)
      try {
        return await use(client, end - performance.now(), work)
      } catch (error) {
        if (client.hasReachedPrimary() || urls.length === 0 || performance.now() > end) throw error
      } finally {
        if (client.hasReachedPrimary()) servers.prefer(url)
      }
    }
  }
  const use = async <T>(client: Client, milliseconds: number, work: (sql: Sql) => Promise<T>): Promise<T> => {
    try {
      return await within(milliseconds, client, work(client.sql))
    } catch (error) {
      if (isConnectionFault(error)) client.discard()
      throw classified(error)
    } finally {
      if (client.isUsable()) idle.push(client)
    }
  }
  const close = async () => {
    await line.emptied()
    await Promise.all(idle.map(client => client.close()))
  }
  return {
    query: work => lease(settings.deadlineMilliseconds, sql => repeated(async () => work(sql))),
    transaction: (work, { deadlineMilliseconds = settings.deadlineMilliseconds } = {}) =>
      lease(deadlineMilliseconds, async sql => {
        const longer = deadlineMilliseconds * STATEMENT_SHARE
        return inTransaction(sql, work, longer > settings.statementTimeoutMilliseconds ? longer : null)
      }),
    stats: line.stats,
    totals: line.totals,
    end: () => (ended ??= close()),
  }
}

const lastUsable = (idle: Client[]): Client | undefined => {
  for (let client = idle.pop(); client; client = idle.pop()) if (client.isUsable()) return client
  return undefined
}

/** What `work` comes to, unless the deadline passes or the connection is lost first. */
const within = <T>(milliseconds: number, client: Client, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Unavailable('deadline')), milliseconds)
    client.onLost(() => reject(new Unavailable('connection')))
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })

const repeated = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let repeats = 0; ; repeats++) {
    try {
      return await work()
    } catch (error) {
      if (!isRetryable(error) || repeats === REPEATS) throw error
      await Bun.sleep(Math.random() * 20 * 2 ** repeats)
    }
  }
}

const inTransaction = async <T>(
  sql: Sql,
  work: (sql: Sql) => PromiseLike<T>,
  statementTimeoutMilliseconds: number | null,
): Promise<T> => {
  await sql`begin`
  try {
    if (statementTimeoutMilliseconds)
      await sql`select set_config('statement_timeout', ${Math.round(statementTimeoutMilliseconds).toString()}, true)`
    const result = await work(sql)
    // The server answers the commit of a failed transaction with success, and a rollback.
    const { command } = await sql`commit`
    if (command !== 'COMMIT')
      throw new Error('The transaction was rolled back: a statement in it failed and its error was ignored.')
    return result
  } catch (error) {
    if (!isConnectionFault(error)) await sql`rollback`
    throw error
  }
}
