import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { removeOldCdrs } from './cdr-retention'
import { cdrs } from './cdrs'
import { keepHouse } from './housekeeping'
import { atOnce } from './testing/at-once'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { failureOf } from './testing/failures'
import { cdrInput } from './testing/members'
import { monthAgo } from './testing/months'
import { mintTenant, type TestTenant } from './testing/tenant'

let it: TestDatabase
let tenant: TestTenant
beforeEach(async () => {
  it = await testDatabase()
  tenant = await mintTenant(it.url)
}, 30_000)
afterEach(() => it.close())

const ANCIENT = ['1000-01-01T00:00:00Z', '1999-12-31T23:59:59Z']

/** Calls of these months and of ancient times, each with a call id; how many of them were new. */
const load = async (months: number[]): Promise<number> => {
  let created = 0
  for (const started_at of [...ANCIENT, ...months.map(ago => monthAgo(ago).moment)]) {
    const { existed } = await cdrs(it.db, tenant.scope).create(cdrInput(tenant.id, { started_at, call_id: started_at }))
    if (!existed) created++
  }
  return created
}

const left = async () => {
  const [row] = await asOwner(
    it.url,
    sql => sql<[{ calls: string[]; ids: string[]; partitions: string[] }]>`
      select array_to_json(array(select iso(started_at) from cdrs order by started_at)) as calls,
        array_to_json(array(select iso(started_at) from cdr_call_ids order by started_at)) as ids,
        array_to_json(array(select inhrelid::regclass::text from pg_inherits where inhparent = 'cdrs'::regclass order by 1)) as partitions`,
  )
  return row
}

const trail = async () => {
  const rows = await asOwner(
    it.url,
    sql => sql<{ actor: string; after: object }[]>`
      select actor, after from audit where action = 'cdr.retention' order by id`,
  )
  return rows.map(row => ({ ...row }))
}

const isoOf = (months: number[]) => months.map(ago => monthAgo(ago).moment.replace('Z', '.000000Z'))

describe('retention of two months', () => {
  test('leaves this month and the two before it, drops the partitions of the others, and frees the call ids', async () => {
    await load([5, 3, 2, 0])
    await removeOldCdrs(it.db.pool, 2)
    const { calls, ids, partitions } = await left()
    expect(calls).toEqual(isoOf([2, 0]))
    expect(ids).toEqual(isoOf([2, 0]))
    expect(partitions).toContain(monthAgo(2).table)
    expect(partitions).toContain('cdrs_other_months')
    for (const ago of [5, 3]) expect(partitions).not.toContain(monthAgo(ago).table)
    expect(await load([5, 3, 2, 0])).toBe(4)
  })

  test('is in the audit trail: each month that was dropped, and how much there was without one', async () => {
    await load([5, 3, 0])
    await removeOldCdrs(it.db.pool, 2)
    await removeOldCdrs(it.db.pool, 2)
    const actor = 'housekeeping'
    expect(await trail()).toEqual([
      { actor, after: { months: 2, dropped: monthAgo(5).month } },
      { actor, after: { months: 2, dropped: monthAgo(3).month } },
      { actor, after: { months: 2, removed: 2 } },
    ])
  })

  test('is kept by several servers at once', async () => {
    await load([6, 5, 4, 3, 2])
    const { failures } = await atOnce(4, () => removeOldCdrs(it.db.pool, 2))
    expect(failures).toEqual([])
    expect((await left()).calls).toEqual(isoOf([2]))
    expect((await trail()).length).toBe(5)
  })

  test('is kept by housekeeping, which without it removes nothing', async () => {
    await load([3, 0])
    await keepHouse(it.db.pool)
    expect((await left()).calls).toHaveLength(4)
    await keepHouse(it.db.pool, { cdrRetentionMonths: 2 })
    expect((await left()).calls).toEqual(isoOf([0]))
  })
})

test('the API cannot have the current month removed', async () => {
  await load([0])
  for (const months of [0, -1, -1200])
    for (const call of ['forget', 'drop'])
      expect(
        await failureOf(
          it.db.pool.query(sql =>
            call === 'forget'
              ? sql`select forget_call_ids(${months}, 10)`
              : sql`select drop_oldest_cdr_month(${months})`,
          ),
        ),
      ).toHaveProperty('code', 'P0001')
  expect((await left()).calls).toHaveLength(3)
  expect((await left()).ids).toHaveLength(3)
})
