import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { withinTransaction } from './database'
import { extensions } from './extensions'
import { systemScope } from './scope'
import { tenants } from './tenants'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { inputFor, SECRET } from './testing/extension'
import { failureOf } from './testing/failures'
import { mintTenant } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
})
afterAll(() => it.close())

const numbersOf = async (tenant: { id: number }): Promise<string[]> => {
  const rows = await asOwner(
    it.url,
    sql => sql<{ extension_number: string }[]>`
      select extension_number from extensions where tenant_id = ${tenant.id} order by id`,
  )
  return rows.map(({ extension_number }) => extension_number)
}

describe('a database within a transaction', () => {
  test('stores nothing when its work throws, whatever went before', async () => {
    const tenant = await mintTenant(it.url)
    const work = withinTransaction(it.db, async tx => {
      await extensions(tx, tenant.scope).create(inputFor(tenant))
      throw new Error('changed my mind')
    })
    expect(String(await failureOf(work))).toContain('changed my mind')
    expect(await numbersOf(tenant)).toEqual([])
  })

  test('sees what it made, also the realm of a tenant that nobody else sees yet', async () => {
    const domain = 'within.sip.example'
    const tenant = { name: 'W', slug: 'within', domain, status: 'active', timezone: 'UTC', max_extensions: 1 } as const
    const id = await withinTransaction(it.db, async tx => {
      const made = await tenants(tx, systemScope('test')).create({ ...tenant, settings: null })
      const { json } = await extensions(tx, systemScope('test')).create(inputFor(JSON.parse(made.json)))
      return JSON.parse(json).id
    })
    expect(await extensions(it.db, systemScope('test')).reveal(String(id))).toBe(SECRET)
  })

  test('may give up a part of its work and keep the rest', async () => {
    const tenant = await mintTenant(it.url)
    await withinTransaction(it.db, async tx => {
      await extensions(tx, tenant.scope).create(inputFor(tenant))
      const part = tx.pool.transaction(async sql => {
        await sql`delete from extensions where tenant_id = ${tenant.id}`
        await sql`select 1 / 0`
      })
      expect(await failureOf(part)).not.toBeNull()
    })
    expect(await numbersOf(tenant)).toEqual(['1001'])
  })
})
