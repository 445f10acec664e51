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

  const placesOf = async (tenantId: number) => {
    const rows = await asOwner(
      it.url,
      sql => sql<{ call_id: string | null; place: string }[]>`
        select call_id, tableoid::regclass::text as place
        from cdrs
        where tenant_id = ${tenantId}
        order by started_at, id`,
    )
    return rows.map(({ call_id, place }) => [call_id, place])
  }

  test('that already have calls elsewhere take them along, with their ids and call ids, and nothing else', async () => {
    const tenant = await mintTenant(it.url)
    const ids = [
      await record(tenant.id, 'before', '2033-04-30T23:59:59.999999Z'),
      await record(tenant.id, 'first', '2033-05-01T00:00:00Z'),
      await record(tenant.id, null, '2033-05-05T00:00:00Z'),
      await record(tenant.id, 'after', '2033-06-01T00:00:00Z'),
    ]
    expect((await make('2033-05-01', '2033-05-01'))[0].made).toBe(1)
    await record(tenant.id, 'late', '2033-05-06T00:00:00Z')
    expect(await placesOf(tenant.id)).toEqual([
      ['before', 'cdrs_other_months'],
      ['first', 'cdrs_2033_05'],
      [null, 'cdrs_2033_05'],
      ['late', 'cdrs_2033_05'],
      ['after', 'cdrs_other_months'],
    ])
    expect(await claims(tenant.id)).toEqual([
      ['after', ids[3], true],
      ['before', ids[0], true],
      ['first', ids[1], true],
      ['late', expect.any(String), true],
    ])
    expect(await failureOf(record(tenant.id, 'first', now()))).toHaveProperty('constraint_name', 'cdrs_call_id_taken')
  })

  test('that took calls along are like any other month', async () => {
    const shape = (table: string) =>
      asOwner(
        it.url,
        sql => sql<[{ shape: object }]>`
          select json_build_object(
            'columns', (select json_agg(json_build_array(attname, atttypid, attnotnull, attgenerated, attidentity) order by attnum)
              from pg_attribute where attrelid = ${table}::text::regclass and attnum > 0),
            'constraints', (select json_agg(pg_get_constraintdef(oid) order by pg_get_constraintdef(oid))
              from pg_constraint where conrelid = ${table}::text::regclass),
            'triggers', (select json_agg(tgname order by tgname)
              from pg_trigger where tgrelid = ${table}::text::regclass and not tgisinternal),
            'indexes', (select json_agg(substring(pg_get_indexdef(indexrelid) from ' USING .*') order by pg_get_indexdef(indexrelid))
              from pg_index where indrelid = ${table}::text::regclass)
          ) as shape`,
      )
    const tenant = await mintTenant(it.url)
    await record(tenant.id, 'a', '2035-05-05T00:00:00Z')
    await make('2035-05-01', '2035-06-01')
    expect(await shape('cdrs_2035_05')).toEqual(await shape('cdrs_2035_06'))
  })

  test('with more calls elsewhere than can be moved in a moment stay as they are', async () => {
    const tenant = await mintTenant(it.url)
    await asOwner(
      it.url,
      sql => sql`
        insert into cdrs (tenant_id, caller_number, destination_number, direction, disposition, duration_seconds, bill_seconds, cost, started_at)
        select ${tenant.id}, '1', '2', 'inbound', 'answered', 1, 1, 0, '2036-05-05T00:00:00Z'
        from generate_series(1, 20001)`,
    )
    expect((await make('2036-05-01', '2036-05-01'))[0].made).toBe(0)
    await asOwner(
      it.url,
      sql => sql`delete from cdrs where id = (select max(id) from cdrs where tenant_id = ${tenant.id})`,
    )
    expect((await make('2036-05-01', '2036-05-01'))[0].made).toBe(1)
  }, 30_000)

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
