import { afterAll, beforeAll, expect, test } from 'bun:test'
import { admins } from '@ringfence/db/admins'
import { asOwner, type TestDatabase, testDatabase } from '@ringfence/db/testing/database'
import { failureOf } from '@ringfence/db/testing/failures'
import { passwords } from './auth/passwords'
import { explain, StartError } from './explain'
import { makeFirstAdmin } from './first-admin'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const ADMIN_EMAIL = 'heron@acme.example'

test('a password that nobody may have makes no first admin, and stops nobody once there is one', async () => {
  await asOwner(it.url, sql => sql`delete from admins`)
  const deps = { admins: admins(it.db.pool), passwords: await passwords() }
  for (const ADMIN_PASSWORD of ['password1234', 'short', 'heron@acme.example-1']) {
    const failure = await failureOf(makeFirstAdmin(deps, { ADMIN_EMAIL, ADMIN_PASSWORD }))
    expect(failure).toBeInstanceOf(StartError)
    expect(explain(failure)).toStartWith('ADMIN_PASSWORD must be 12 to 1024 characters long')
    expect(explain(failure)).not.toContain(ADMIN_PASSWORD)
  }
  const made = await makeFirstAdmin(deps, { ADMIN_EMAIL, ADMIN_PASSWORD: 'tall otter hums 42 times' })
  expect(made).toEqual({ email: ADMIN_EMAIL })
  expect(await makeFirstAdmin(deps, { ADMIN_EMAIL, ADMIN_PASSWORD: 'password1234' })).toBeUndefined()
})
