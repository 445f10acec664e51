import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { cdrs } from './cdrs'
import { keepHouse } from './housekeeping'
import type { Written } from './outcome'
import { openPool } from './pool'
import { atOnce } from './testing/at-once'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { cdrInput } from './testing/members'
import { monthAgo } from './testing/months'
import { mintTenant } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

describe('a month by itself', () => {
  const placeOf = async ({ json }: Pick<Written, 'json'>) => {
    const [row] = await it.db.pool.query(
      sql =>
        sql<[{ place: string }]>`select tableoid::regclass::text as place from cdrs where id = ${JSON.parse(json).id}`,
    )
    return row.place
  }

  test('is made by a call that is created, and by one that is moved there', async () => {
    const tenant = await mintTenant(it.url)
    const repository = cdrs(it.db, tenant.scope)
    const created = await repository.create(cdrInput(tenant.id, { started_at: monthAgo(14).moment }))
    expect(await placeOf(created)).toBe(monthAgo(14).table)
    const moved = await repository.update(JSON.parse(created.json).id, { started_at: monthAgo(15).moment })
    expect(await placeOf(moved)).toBe(monthAgo(15).table)
  })

  test('is made by the first of many that come at once, and has them all', async () => {
    const tenant = await mintTenant(it.url)
    const { done, failures } = await atOnce(20, index =>
      cdrs(it.db, tenant.scope).create(cdrInput(tenant.id, { started_at: monthAgo(20 + (index % 3)).moment })),
    )
    expect(failures).toEqual([])
    // One that was on its way while the month was being made came into the default partition, and housekeeping moves it.
    await keepHouse(it.db.pool)
    for (const [index, created] of done.entries()) expect(await placeOf(created)).toBe(monthAgo(20 + (index % 3)).table)
  })

  test('is none where no calls are to be expected', async () => {
    const tenant = await mintTenant(it.url)
    for (const started_at of [
      '1000-01-01T00:00:00Z',
      monthAgo(122).moment,
      monthAgo(-3).moment,
      '9998-12-31T23:59:59.999999999Z',
    ])
      expect(await placeOf(await cdrs(it.db, tenant.scope).create(cdrInput(tenant.id, { started_at })))).toBe(
        'cdrs_other_months',
      )
    await keepHouse(it.db.pool)
    const [row] = await asOwner(
      it.url,
      sql => sql`select count(*)::int as count from cdrs_other_months where tenant_id = ${tenant.id}`,
    )
    expect(row?.count).toBe(4)
  })

  test('that could not be made at once takes its calls along later, and nobody is refused meanwhile', async () => {
    const tenant = await mintTenant(it.url)
    const { moment, table } = monthAgo(30)
    const reader = openPool(it.url, { size: 1 })
    const created = await reader.transaction(async sql => {
      await sql`select count(*) from cdrs`
      return cdrs(it.db, tenant.scope).create(cdrInput(tenant.id, { started_at: moment, call_id: 'a' }))
    })
    await reader.end()
    expect(await placeOf(created)).toBe('cdrs_other_months')
    await keepHouse(it.db.pool)
    expect(await placeOf(created)).toBe(table)
    expect(await cdrs(it.db, tenant.scope).create(cdrInput(tenant.id, { call_id: 'a' }))).toMatchObject({
      existed: true,
    })
  })
})
