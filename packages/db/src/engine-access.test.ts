import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import postgres from 'postgres'
import { ENGINES, letIn } from './engine-access'
import { openPool, type Pool } from './pool'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { failureOf } from './testing/failures'

const WRONG_PASSWORD = '28P01'

let it: TestDatabase
let owner: Pool
beforeAll(async () => {
  it = await testDatabase()
  owner = openPool(it.url, { size: 1 })
}, 30_000)
afterAll(async () => {
  await owner.end()
  await it.close()
})

/** Who one is after signing in with it, and where names without a schema are looked for. */
const signIn = async (username: string, password: string) => {
  const sql = postgres(it.url, { max: 1, username, password, fetch_types: false, onnotice() {} })
  try {
    const [row] = await sql<{ user: string; schema: string }[]>`select current_user as user, current_schema() as schema`
    return row
  } finally {
    await sql.end({ timeout: 1 })
  }
}

describe('a SIP server', () => {
  for (const engine of ENGINES)
    test(`${engine} logs in with the password that it was given, into its own schema`, async () => {
      expect(await signIn(engine, await letIn(owner, engine))).toEqual({ user: engine, schema: engine })
    })

  test('does not get in with the password before', async () => {
    const before = await letIn(owner, 'kamailio')
    const after = await letIn(owner, 'kamailio')
    expect(await failureOf(signIn('kamailio', before))).toHaveProperty('code', WRONG_PASSWORD)
    expect(await signIn('kamailio', after)).toHaveProperty('user', 'kamailio')
  })

  test('is let in on record, without its password', async () => {
    const password = await letIn(owner, 'asterisk')
    const trail = await asOwner(
      it.url,
      sql => sql<{ engine: string; entry: string }[]>`
        select after ->> 'engine' as engine, to_json(a)::text as entry
        from audit a
        where action = 'engine.let_in'`,
    )
    expect(trail.map(({ engine }) => engine)).toContain('asterisk')
    expect(JSON.stringify(trail)).not.toContain(password)
  })
})
