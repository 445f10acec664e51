import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiUrl, letApiIn } from '../api-login'
import { type Database, openDatabase } from '../database'
import { type EmbeddedPostgres, startEmbedded } from '../embedded'
import { keepHouse } from '../housekeeping'
import { migrate } from '../migrate'
import { openPool, type PoolOptions, type Sql } from '../pool'
import { generateKeyRing, parseKeyRing } from '../secrets'

export type TestDatabase = {
  /** As the owner of the tables. */
  url: string
  keyRing: string
  /** As the API has it. */
  db: Database
  close(): Promise<void>
}

let cluster: Promise<EmbeddedPostgres> | undefined
let made = 0

/** A database of its own, at the newest schema, on the one embedded cluster of this test process. */
export const testDatabase = async (options: PoolOptions = {}): Promise<TestDatabase> => {
  cluster ??= startCluster()
  const { url: server } = await cluster
  const name = `test_${++made}`
  await asOwner(server, sql => sql`create database ${sql(name)} template ringfence_template strategy file_copy`)
  const url = sibling(server, name)
  const keyRing = generateKeyRing()
  const keys = parseKeyRing(keyRing)
  await letApiIn(url, keys)
  const db = openDatabase(apiUrl(url, keys), keys, options)
  return {
    url,
    keyRing,
    db,
    async close() {
      await db.pool.end()
      await asOwner(server, sql => sql`drop database ${sql(name)} with (force)`)
    },
  }
}

/** One statement as the owner, for what a test must do that the API may not. */
export const asOwner = async <T>(
  url: string,
  work: (sql: Sql) => PromiseLike<T>,
  options: PoolOptions = {},
): Promise<T> => {
  const pool = openPool(url, { size: 1, ...options })
  try {
    return await pool.query(work)
  } finally {
    await pool.end()
  }
}

const sibling = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href

const startCluster = async (): Promise<EmbeddedPostgres> => {
  const directory = mkdtempSync(join(tmpdir(), 'ringfence-test-'))
  const postgres = await startEmbedded(directory, { durable: false })
  removeAfterwards(directory, postgres.pid)
  await asOwner(postgres.url, sql => sql`create database ringfence_template`)
  const template = sibling(postgres.url, 'ringfence_template')
  await migrate(template)
  const pool = openPool(template, { size: 1 })
  await keepHouse(pool)
  await pool.end()
  return postgres
}

/** `bun test` tells nobody that it ends, so a child waits for the end of its input and of the server, and then tidies up. */
const removeAfterwards = (directory: string, pid: number): void => {
  const tidy = 'cat; while kill -0 "$1" 2>/dev/null; do sleep 0.1; done; rm -rf "$2"'
  const child = spawn('/bin/sh', ['-c', tidy, 'sh', String(pid), directory], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.unref()
}
