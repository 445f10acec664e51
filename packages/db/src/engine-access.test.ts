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

type Standing = { user: string; schema: string; lock: string; statement: string }

/** Who one is after signing in with it, where names without a schema are looked for, and how long anything may take. */
const signIn = async (username: string, password: string): Promise<Standing | undefined> => {
  const sql = postgres(it.url, { max: 1, username, password, fetch_types: false, onnotice() {} })
  try {
    const [row] = await sql<Standing[]>`
      select current_user as user, current_schema() as schema, current_setting('lock_timeout') as lock,
        current_setting('statement_timeout') as statement`
    return row
  } finally {
    await sql.end({ timeout: 1 })
  }
}

describe('a SIP server', () => {
  for (const engine of ENGINES)
    test(`${engine} logs in with the password that it was given, into its own schema`, async () => {
      expect(await signIn(engine, await letIn(owner, engine))).toMatchObject({ user: engine, schema: engine })
    })

  test('waits for nobody longer than a second', async () => {
    const password = await letIn(owner, 'kamailio')
    expect(await signIn('kamailio', password)).toMatchObject({ lock: '1s', statement: '10s' })
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
