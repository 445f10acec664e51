import type { Database } from '@ringfence/db/database'
import type { Pool } from '@ringfence/db/pool'
import { realms } from '@ringfence/db/realms'
import type { KeyRing } from '@ringfence/db/secrets'
import { composing } from '@ringfence/db/statements'
import postgres from 'postgres'
import type { Statement } from './pgbench-script'

export type Recorder = {
  db: Database
  /** The statements since the last time, in order. */
  taken(): Statement[]
  end(): Promise<void>
}

/** The database as repositories know it, writing down what they send. */
export const openRecorder = (url: string, keys: KeyRing): Recorder => {
  let statements: Statement[] = []
  const sql = postgres(url, {
    max: 1,
    fetch_types: false,
    onnotice() {},
    connection: { role: 'ringfence_api', TimeZone: 'UTC', search_path: 'public' },
    debug: (_, text, parameters) => statements.push({ text, parameters }),
  })
  const pool: Pool = {
    query: async work => work(composing(sql)),
    transaction: () => Promise.reject(new Error('what is measured is one statement')),
    stats: () => ({ free: 1, waiting: 0 }),
    totals: () => ({ size: 1, leased: 0, waiting: 0, leases: 0, waits: 0, waitedMilliseconds: 0, refused: 0 }),
    end: () => sql.end(),
  }
  return {
    db: { pool, keys, realms: realms(pool) },
    taken() {
      const taken = statements
      statements = []
      return taken
    },
    end: () => sql.end(),
  }
}
