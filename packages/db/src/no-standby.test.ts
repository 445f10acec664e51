import { afterAll, beforeAll, expect, test } from 'bun:test'
import { bearers } from './bearers'
import { openDatabase } from './database'
import { migrate } from './migrate'
import { generateKeyRing, parseKeyRing } from './secrets'
import { hashed, sessions } from './sessions'
import { mintAdmin, type TestAdmin } from './testing/admin'
import { type Cluster, makeCluster } from './testing/cluster'
import { reasonOf } from './testing/failures'
import { scopeOfAdmin, tokenInput } from './testing/token'
import { freshToken, tokens } from './tokens'

/*
 * A primary whose commits wait for a standby that is not there.
 */

const SESSION = 'session-id-abcdefghijklmnop'
const LIMITS = { idleMinutes: 120, absoluteHours: 12 }
const token = freshToken()

let cluster: Cluster
let admin: TestAdmin
let db: ReturnType<typeof openDatabase>

beforeAll(async () => {
  cluster = await makeCluster({ settings: '-c synchronous_standby_names=nobody' })
  const unhurried = `${cluster.url}?synchronous_commit=local`
  await migrate(unhurried)
  admin = await mintAdmin(unhurried)
  const keys = parseKeyRing(generateKeyRing())
  const maker = openDatabase(unhurried, keys)
  await maker.pool.query(
    sql => sql`
      insert into sessions (id_hash, admin_id, expires_at)
      values (${hashed(SESSION)}::bytea, ${admin.id}, now() + interval '1 hour')`,
  )
  await tokens(maker, scopeOfAdmin(admin)).create(tokenInput(), token)
  await maker.pool.end()
  db = openDatabase(cluster.url, keys, { size: 1, deadlineMilliseconds: 2000 })
}, 120_000)
afterAll(async () => {
  await db.pool.end()
  await cluster.remove()
})

test('a write is not acknowledged', async () => {
  const create = tokens(db, scopeOfAdmin(admin)).create(tokenInput(), freshToken())
  expect(await reasonOf(create)).toBe('deadline')
})

test('who reads is let in, and his use noted', async () => {
  const { pool } = db
  expect(await bearers(pool).find(token)).toMatchObject({ id: admin.id })
  await sessions(pool, LIMITS).extend(SESSION)
  const [used] = await pool.query(
    sql => sql<[{ by_token: boolean; by_session: boolean }]>`
      select (select bool_or(last_used_at is not null) from api_tokens where admin_id = ${admin.id}) as by_token,
        (select bool_or(last_used_at > created_at) from sessions where admin_id = ${admin.id}) as by_session`,
  )
  expect(used).toEqual({ by_token: true, by_session: true })
})
