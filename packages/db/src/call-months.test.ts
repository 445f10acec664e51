import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { atOnce } from './testing/at-once'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { failureOf } from './testing/failures'
import { mintTenant } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

/** As the API does it, though in the least SQL. */
const record = async (tenantId: number, callId: string | null, startedAt: string): Promise<string> => {
  const [row] = await it.db.pool.query(
    sql => sql<[{ id: string }]>`
      insert into cdrs (tenant_id, caller_number, destination_number, direction, disposition, duration_seconds, bill_seconds, cost, started_at, call_id)
      values (${tenantId}, '1', '2', 'inbound', 'answered', 1, 1, 0, ${startedAt}::text::timestamptz, ${callId})
      returning id`,
  )
  return row.id
}

const claims = async (tenantId: number) => {
  const rows = await it.db.pool.query(
    sql => sql<{ call_id: string; cdr_id: string; same: boolean }[]>`
      select i.call_id, i.cdr_id, c.id is not null as same
      from cdr_call_ids i
      left join cdrs c on c.id = i.cdr_id and c.started_at = i.started_at and c.tenant_id = i.tenant_id and c.call_id = i.call_id
      where i.tenant_id = ${tenantId}
      order by i.call_id`,
  )
  return rows.map(({ call_id, cdr_id, same }) => [call_id, cdr_id, same])
}

describe('a call id', () => {
  test('is unique in its tenant, in the same month, another one, and one without a partition', async () => {
    const [tenant, other] = [await mintTenant(it.url), await mintTenant(it.url)]
    const id = await record(tenant.id, 'a', now())
    for (const startedAt of [now(), '2026-01-15T00:00:00Z', '1999-01-01T00:00:00Z', '2199-01-01T00:00:00Z'])
      expect(await failureOf(record(tenant.id, 'a', startedAt))).toHaveProperty('constraint_name', 'cdrs_call_id_taken')
    await record(other.id, 'a', now())
    await record(tenant.id, 'A', now())
    expect(await claims(tenant.id)).toContainEqual(['a', id, true])
  })

  test('goes to one of 20 that claim it at once in different months', async () => {
    const tenant = await mintTenant(it.url)
    const { done, failures } = await atOnce(20, index => record(tenant.id, 'a', `20${index + 10}-05-05T00:00:00Z`))
    expect(done).toHaveLength(1)
    expect(failures).toHaveLength(19)
    for (const failure of failures) expect(failure).toHaveProperty('constraint_name', 'cdrs_call_id_taken')
    expect(await claims(tenant.id)).toEqual([['a', String(done[0]), true]])
  })

  test('may be missing, as often as one likes', async () => {
    const tenant = await mintTenant(it.url)
    await record(tenant.id, null, now())
    await record(tenant.id, null, now())
    expect(await claims(tenant.id)).toEqual([])
  })

  test('is free again when its record is gone', async () => {
    const tenant = await mintTenant(it.url)
    const id = await record(tenant.id, 'a', now())
    await it.db.pool.query(sql => sql`delete from cdrs where id = ${id}`)
    expect(await claims(tenant.id)).toEqual([])
    const next = await record(tenant.id, 'a', '2026-01-15T00:00:00Z')
    expect(await claims(tenant.id)).toEqual([['a', next, true]])
  })

  test('follows its record: renamed, taken off, given, and moved to another month', async () => {
    const tenant = await mintTenant(it.url)
    const id = await record(tenant.id, 'a', now())
    const rename = (callId: string | null) =>
      it.db.pool.query(sql => sql`update cdrs set call_id = ${callId} where id = ${id}`)
    await rename('b')
    expect(await claims(tenant.id)).toEqual([['b', id, true]])
    await rename(null)
    expect(await claims(tenant.id)).toEqual([])
    await rename('c')
    for (const startedAt of ['1999-01-01T00:00:00Z', '2199-01-01T00:00:00Z', now()]) {
      await it.db.pool.query(sql => sql`update cdrs set started_at = ${startedAt}::text::timestamptz where id = ${id}`)
      expect(await claims(tenant.id)).toEqual([['c', id, true]])
    }
    await record(tenant.id, 'a', now())
    expect(await failureOf(rename('a'))).toHaveProperty('constraint_name', 'cdrs_call_id_taken')
    expect(await claims(tenant.id)).toContainEqual(['c', id, true])
  })
})

describe('months', () => {
  // In a transaction, which is not repeated when it collides.
  const make = (first: string, last: string) =>
    it.db.pool.transaction(
      async sql => sql<[{ made: number }]>`select make_cdr_months(${first}::text::date, ${last}::text::date) as made`,
    )

  test('are made once, whoever asks, from the first day to the last', async () => {
    const { done } = await atOnce(6, () => make('2030-11-30', '2031-02-01'))
    expect(done.map(([row]) => row.made).sort()).toEqual([0, 0, 0, 0, 0, 4])
    expect((await make('2030-11-01', '2031-02-28'))[0].made).toBe(0)
  })

  test('hold the calls from midnight to midnight in UTC', async () => {
    const tenant = await mintTenant(it.url)
    await make('2032-02-01', '2032-03-01')
    const moments: [string, string][] = [
      ['2032-01-31T23:59:59.999999Z', 'cdrs_other_months'],
      ['2032-02-01T00:00:00Z', 'cdrs_2032_02'],
      ['2032-02-29T23:59:59.999999Z', 'cdrs_2032_02'],
      ['2032-03-01T01:00:00+02:00', 'cdrs_2032_02'],
      ['2032-03-01T00:00:00Z', 'cdrs_2032_03'],
      ['2032-04-01T00:00:00Z', 'cdrs_other_months'],
      ['0001-01-01T00:00:00Z', 'cdrs_other_months'],
      ['9999-12-31T23:59:59Z', 'cdrs_other_months'],
    ]
    for (const [startedAt, table] of moments) {
      const id = await record(tenant.id, startedAt, startedAt)
      const [row] = await it.db.pool.query(
        sql => sql`select tableoid::regclass::text as table from cdrs where id = ${id}`,
      )
      expect(row?.table).toBe(table)
    }
  })

  test('that already have calls elsewhere are left there, and new calls join them', async () => {
    const tenant = await mintTenant(it.url)
    await record(tenant.id, 'early', '2033-05-05T00:00:00Z')
    expect((await make('2033-04-01', '2033-06-01'))[0].made).toBe(2)
    await record(tenant.id, 'late', '2033-05-06T00:00:00Z')
    const rows = await asOwner(
      it.url,
      sql => sql`select call_id from cdrs where tenant_id = ${tenant.id} order by started_at`,
    )
    expect([...rows]).toEqual([{ call_id: 'early' }, { call_id: 'late' }])
  })

  test('are made while calls come in', async () => {
    const tenant = await mintTenant(it.url)
    const [calls] = await Promise.all([
      atOnce(40, index => record(tenant.id, `${index}`, `20${40 + (index % 4)}-01-01T00:00:00Z`)),
      atOnce(4, index => make(`20${50 + index}-01-01`, `20${50 + index}-12-01`)),
    ])
    expect(calls.failures).toEqual([])
    expect(await claims(tenant.id)).toHaveLength(40)
  })
})

const now = () => new Date().toISOString()
