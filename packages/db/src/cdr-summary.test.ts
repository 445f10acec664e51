import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { CdrInput } from '@ringfence/domain/cdr'
import type { CdrSummary, CdrSummaryAsked } from '@ringfence/domain/cdr-summary'
import { cdrBatches } from './cdr-batches'
import { cdrSummary } from './cdr-summary'
import { extensions } from './extensions'
import type { Scope } from './scope'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor } from './testing/extension'
import { cdrInput } from './testing/members'
import { mintTenant, scopeOf, type TestTenant } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const store = async (tenant: TestTenant, calls: Partial<CdrInput>[]) =>
  cdrBatches(it.db, tenant.scope).loadWhole(
    calls.map((fields, place) => ({ place, input: cdrInput(tenant.id, fields) })),
  )

const summaryOf = async (scope: Scope, asked: Partial<CdrSummaryAsked> = {}): Promise<CdrSummary> => {
  const range = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z', timezone: 'UTC' }
  return JSON.parse((await cdrSummary(it.db, scope, { ...range, ...asked })).json)
}

const countsOf = ({ totals }: CdrSummary) => totals.map(({ day, disposition, calls }) => [day, disposition, calls])

describe('a summary', () => {
  test('totals each day and disposition, newest first, and costs to the last digit', async () => {
    const tenant = await mintTenant(it.url)
    const at = '2026-03-02T10:00:00Z'
    await store(tenant, [
      { started_at: '2026-03-01T23:59:59.999999Z', disposition: 'busy', cost: 0 },
      ...[9_999_999_999.9999, 9_999_999_999.9999, 0.0003].map(cost => ({ started_at: at, cost })),
      { started_at: at, disposition: 'busy', duration_seconds: 2_147_483_647, bill_seconds: 7, cost: 0.1 },
      { started_at: at, disposition: 'busy', duration_seconds: 2_147_483_647, bill_seconds: 8, cost: 0.2 },
    ])
    const { json } = await cdrSummary(it.db, tenant.scope, {
      from: '2026-03-01T00:00:00Z',
      to: '2026-03-03T00:00:00+01:00',
      timezone: 'UTC',
    })
    expect(json).toContain('"cost":20000000000.0001')
    expect(JSON.parse(json)).toEqual({
      from: '2026-03-01T00:00:00.000000Z',
      to: '2026-03-02T23:00:00.000000Z',
      timezone: 'UTC',
      totals: [
        {
          day: '2026-03-02',
          disposition: 'answered',
          calls: 3,
          duration_seconds: 189,
          bill_seconds: 180,
          cost: 20_000_000_000.0001,
        },
        {
          day: '2026-03-02',
          disposition: 'busy',
          calls: 2,
          duration_seconds: 4_294_967_294,
          bill_seconds: 15,
          cost: 0.3,
        },
        { day: '2026-03-01', disposition: 'busy', calls: 1, duration_seconds: 63, bill_seconds: 60, cost: 0 },
      ],
    })
  })

  test('counts from the first moment of its range to the last before its end', async () => {
    const tenant = await mintTenant(it.url)
    const moments = ['11:59:59.999999', '12:00:00', '12:00:00.000001', '12:59:59.999999', '13:00:00']
    await store(
      tenant,
      moments.map(time => ({ started_at: `2026-03-02T${time}Z` })),
    )
    const range = { from: '2026-03-02T12:00:00Z', to: '2026-03-02T13:00:00Z' }
    expect(countsOf(await summaryOf(tenant.scope, range))).toEqual([['2026-03-02', 'answered', 3]])
  })

  test('knows the days of a time zone, also when the clock is changed', async () => {
    const tenant = await mintTenant(it.url)
    // In Berlin 2026-03-29 has 23 hours and 2026-10-25 has 25.
    const moments = [
      '2026-03-28T22:59:59.999999Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T21:59:59.999999Z',
      '2026-03-29T22:00:00Z',
      '2026-10-24T21:59:59.999999Z',
      '2026-10-24T22:00:00Z',
      '2026-10-25T22:59:59.999999Z',
      '2026-10-25T23:00:00Z',
    ]
    await store(
      tenant,
      moments.map(started_at => ({ started_at })),
    )
    expect(countsOf(await summaryOf(tenant.scope, { timezone: 'Europe/Berlin' }))).toEqual([
      ['2026-10-26', 'answered', 1],
      ['2026-10-25', 'answered', 2],
      ['2026-10-24', 'answered', 1],
      ['2026-03-30', 'answered', 1],
      ['2026-03-29', 'answered', 2],
      ['2026-03-28', 'answered', 1],
    ])
    for (const timezone of ['Pacific/Kiritimati', 'America/St_Johns', 'Asia/Kathmandu', 'Etc/GMT+12'])
      expect((await summaryOf(tenant.scope, { timezone })).totals.reduce((sum, { calls }) => sum + calls, 0)).toBe(8)
  })

  test('is of a tenant, an extension, a direction', async () => {
    const [tenant, other] = [await mintTenant(it.url), await mintTenant(it.url)]
    const extension_id = Number(idOf(await extensions(it.db, tenant.scope).create(inputFor(tenant))))
    await store(tenant, [{ extension_id }, { direction: 'outbound' }])
    await store(other, [{}])
    const calls = async (scope: Scope, asked: Partial<CdrSummaryAsked>) =>
      (await summaryOf(scope, asked)).totals.reduce((sum, total) => sum + total.calls, 0)
    const owner = scopeOf(null)
    expect(await calls(owner, { tenant_id: tenant.id })).toBe(2)
    expect(await calls(owner, { extension_id })).toBe(1)
    expect(await calls(owner, { tenant_id: tenant.id, direction: 'outbound' })).toBe(1)
    expect(await calls(tenant.scope, {})).toBe(2)
    expect(await calls(tenant.scope, { tenant_id: other.id })).toBe(0)
    expect(await calls(other.scope, { extension_id })).toBe(0)
  })

  test('of nothing is empty, and says so', async () => {
    const tenant = await mintTenant(it.url)
    const asked = { from: '1000-01-01T00:00:00+14:00', to: '1001-01-01T00:00:00Z', timezone: 'UTC' }
    const { json, isProved } = await cdrSummary(it.db, tenant.scope, asked)
    expect([JSON.parse(json).totals, isProved]).toEqual([[], false])
  })

  // In Apia 2011-12-30 never was; 385 days from noon to noon have parts of 386 days in them, one more than fit in 11 statements.
  for (const timezone of ['UTC', 'Pacific/Apia', 'America/New_York'])
    test(`of a year counts each day once (${timezone})`, async () => {
      const tenant = await mintTenant(it.url)
      const first = Date.UTC(2011, 0, 1, 12, 30)
      await store(
        tenant,
        Array.from({ length: 800 }, (_, n) => ({ started_at: new Date(first + n * 11 * 3_600_000).toISOString() })),
      )
      const expected = await asOwner(
        it.url,
        sql => sql`
          select (started_at at time zone ${timezone}::text)::date::text as day, count(*)::int as calls
          from cdrs
          where tenant_id = ${tenant.id}
          group by day
          order by day desc`,
      )
      const asked = { from: '2011-01-01T12:00:00Z', to: '2012-01-21T12:00:00Z', timezone }
      const { json, isProved } = await cdrSummary(it.db, tenant.scope, asked)
      expect(JSON.parse(json).totals.map(({ day, calls }: { day: string; calls: number }) => ({ day, calls }))).toEqual(
        expected.map(({ day, calls }) => ({ day, calls })),
      )
      expect(isProved).toBe(true)
    })

  test('does not take itself for proved by a part of it', async () => {
    const tenant = await mintTenant(it.url)
    await store(tenant, [{ started_at: '2026-12-31T12:00:00Z' }])
    const asked = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z', timezone: 'UTC' }
    expect((await cdrSummary(it.db, tenant.scope, asked)).isProved).toBe(false)
    expect((await cdrSummary(it.db, tenant.scope, { ...asked, from: '2026-12-02T00:00:00Z' })).isProved).toBe(true)
  })
})
