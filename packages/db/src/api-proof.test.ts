import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { API_ROLE, apiUrl, LoginError } from './api-login'
import { proveApi } from './api-proof'
import { openPool, type PoolOptions } from './pool'
import { parseKeyRing } from './secrets'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { failureOf } from './testing/failures'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const proven = async (url: string, options: PoolOptions): Promise<void> => {
  const pool = openPool(url, { size: 1, ...options })
  await proveApi(it.url, pool).finally(() => pool.end())
}
const ownLogin = () => apiUrl(it.url, parseKeyRing(it.keyRing))

describe('the connections of the API are proven', () => {
  test.each([
    ['under its role', { role: API_ROLE }],
    ['as a login that can become nobody else', {}],
  ])('%s', async (_, options) => {
    await proven(ownLogin(), options)
  })

  test('to lead to the database of its owner, and to no other of the cluster', async () => {
    const sibling = await testDatabase()
    const failure = await failureOf(proveApi(it.url, sibling.db.pool))
    await sibling.close()
    expect(failure).toBeInstanceOf(LoginError)
    expect(failure).toHaveProperty('message', expect.stringContaining('API_DATABASE_URL leads to another database'))
  })

  test.each<[string, PoolOptions]>([
    ['statement_timeout', { role: API_ROLE, statementTimeoutMilliseconds: 0 }],
    ['statement_timeout', { role: API_ROLE, statementTimeoutMilliseconds: 4001 }],
    ['lock_timeout', { role: API_ROLE, lockTimeoutMilliseconds: 0 }],
    ['role', {}],
  ])('to have got their %s', async (name, options) => {
    const failure = await failureOf(proven(it.url, options))
    expect(failure).toBeInstanceOf(LoginError)
    expect(failure).toHaveProperty('message', expect.stringContaining(` in ${name}: `))
  })

  test('to look for tables in public alone', async () => {
    await asOwner(it.url, sql => sql`create schema elsewhere`)
    await asOwner(it.url, sql => sql`grant usage on schema elsewhere to ringfence_api`)
    const failure = await failureOf(
      it.db.pool.transaction(async sql => {
        await sql`select set_config('search_path', 'elsewhere, public', true)`
        await proveApi(it.url, { ...it.db.pool, query: async work => work(sql) })
      }),
    )
    expect(failure).toBeInstanceOf(LoginError)
    expect(failure).toHaveProperty('message', expect.stringContaining(' in search_path: '))
  })
})
