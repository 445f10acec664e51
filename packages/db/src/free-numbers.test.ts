import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { FreeNumbers } from '@ringfence/domain/free-numbers'
import fc from 'fast-check'
import { refreshStatistics } from './bulk'
import { NotFound } from './errors'
import { extensions } from './extensions'
import { freeNumbers } from './free-numbers'
import { queues } from './queues'
import { type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor } from './testing/extension'
import { failureOf } from './testing/failures'
import { queueInput } from './testing/members'
import { insertNumbers } from './testing/numbers'
import { scansOf } from './testing/scans'
import { mintTenant, scopeOf, type TestTenant } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase({ size: 1 })
}, 30_000)
afterAll(() => it.close())

const find = async (tenant: TestTenant, from: string, to: string, limit = 10): Promise<FreeNumbers> =>
  JSON.parse(await freeNumbers(it.db, tenant.scope, String(tenant.id), { from, to, limit }))

describe('free numbers', () => {
  test('of a tenant without any are all of them', async () => {
    const tenant = await mintTenant(it.url)
    expect(await find(tenant, '1000', '1999', 2)).toEqual({
      numbers: ['1000', '1001'],
      ranges: [{ from: '1000', to: '1999', count: 1000 }],
    })
  })

  test('are those between taken ones, as many as asked for', async () => {
    const tenant = await mintTenant(it.url)
    await insertNumbers(it.url, tenant.id, ['1000', '1001', '1004', '1006', '1009'])
    expect(await find(tenant, '1000', '1009', 3)).toEqual({
      numbers: ['1002', '1003', '1005'],
      ranges: [
        { from: '1002', to: '1003', count: 2 },
        { from: '1005', to: '1005', count: 1 },
        { from: '1007', to: '1008', count: 2 },
      ],
    })
  })

  test('keep their leading zeros, and numbers of another length take none of them', async () => {
    const tenant = await mintTenant(it.url)
    await insertNumbers(it.url, tenant.id, ['0100', '100', '102', '00101', '*101', '1#2', '0099', '0103', '0104'])
    expect(await find(tenant, '0100', '0103')).toEqual({
      numbers: ['0101', '0102'],
      ranges: [{ from: '0101', to: '0102', count: 2 }],
    })
  })

  test('are none that a queue has, nor one that both have', async () => {
    const tenant = await mintTenant(it.url)
    const own = queues(it.db, tenant.scope)
    for (const queue_number of ['8000', '8002', 'help']) await own.create(queueInput(tenant.id, { queue_number }))
    await insertNumbers(it.url, tenant.id, ['8002', '8003'])
    expect((await find(tenant, '8000', '8004')).numbers).toEqual(['8001', '8004'])
  })

  test('are those of another tenant, and that of a deleted extension again', async () => {
    const [tenant, other] = [await mintTenant(it.url), await mintTenant(it.url)]
    await insertNumbers(it.url, other.id, ['1000'])
    const own = extensions(it.db, tenant.scope)
    const id = idOf(await own.create(inputFor(tenant, { extension_number: '1001' })))
    expect((await find(tenant, '1000', '1002')).numbers).toEqual(['1000', '1002'])
    await own.remove(id)
    expect((await find(tenant, '1000', '1002')).numbers).toEqual(['1000', '1001', '1002'])
  })

  test('reach to the greatest number that can be asked for', async () => {
    const tenant = await mintTenant(it.url)
    await insertNumbers(it.url, tenant.id, ['999999999999999999'])
    const last = '999999999999999998'
    expect(await find(tenant, last, '999999999999999999')).toEqual({
      numbers: [last],
      ranges: [{ from: last, to: last, count: 1 }],
    })
  })

  test('of a tenant that the scope does not see are not found, as those of none', async () => {
    const [tenant, other] = [await mintTenant(it.url), await mintTenant(it.url)]
    for (const id of [other.id, 999_999]) {
      const query = { from: '1', to: '9', limit: 1 }
      const failure = await failureOf(freeNumbers(it.db, tenant.scope, String(id), query))
      expect(failure).toBeInstanceOf(NotFound)
    }
  })
})

test('whatever is taken, they are what a look at every number finds', async () => {
  const runs = fc.array(fc.tuple(fc.integer({ min: 0, max: 4200 }), fc.integer({ min: 1, max: 1500 })), {
    maxLength: 6,
  })
  const end = fc.integer({ min: 0, max: 4999 })
  await fc.assert(
    fc.asyncProperty(runs, end, end, fc.integer({ min: 1, max: 20 }), async (taken, one, other, limit) => {
      const tenant = await mintTenant(it.url)
      const used = new Set(taken.flatMap(([first, count]) => Array.from({ length: count }, (_, n) => text(first + n))))
      await insertNumbers(it.url, tenant.id, [...used])
      const [from, to] = [Math.min(one, other), Math.max(one, other)]
      const found = await find(tenant, text(from), text(to), limit)
      expect(found).toEqual(byLooking(used, from, to, limit))
    }),
    { numRuns: 30 },
  )
}, 60_000)

const text = (number: number): string => String(number).padStart(4, '0')

const byLooking = (used: Set<string>, from: number, to: number, limit: number): FreeNumbers => {
  const numbers: string[] = []
  const ranges: FreeNumbers['ranges'] = []
  for (let number = from; number <= to; number++) {
    const name = text(number)
    if (used.has(name)) continue
    numbers.push(name)
    const last = ranges.at(-1)
    if (last && Number(last.to) === number - 1) Object.assign(last, { to: name, count: last.count + 1 })
    else ranges.push({ from: name, to: name, count: 1 })
  }
  return { numbers: numbers.slice(0, limit), ranges: ranges.slice(0, limit) }
}

test('the last free number of a plan that is nearly full is found by one walk of an index', async () => {
  const tenant = await mintTenant(it.url, { maxExtensions: 30_000 })
  await insertNumbers(
    it.url,
    tenant.id,
    Array.from({ length: 29_999 }, (_, n) => String(100_000 + n)),
  )
  await refreshStatistics(it.url)
  for (const mode of ['force_custom_plan', 'force_generic_plan']) {
    await it.db.pool.query(sql => sql`select set_config('plan_cache_mode', ${mode}, false)`)
    const scans = await scansOf(it.db.pool, async () => {
      const found = await freeNumbers(it.db, scopeOf(null), String(tenant.id), {
        from: '100000',
        to: '129999',
        limit: 10,
      })
      expect(JSON.parse(found).numbers).toEqual(['129999'])
    })
    expect(scans.sequential).not.toContain('extensions')
    expect(scans.indexes).toContain('extensions_plan')
    expect(scans.entries).toBeLessThan(31_500)
  }
}, 60_000)
