import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Cursor } from '@ringfence/domain/list'
import { cdrSummary } from './cdr-summary'
import { type CdrFilter, cdrs } from './cdrs'
import type { Scope } from './scope'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { insertCalls } from './testing/many-cdrs'
import { type Scans, scansOf } from './testing/scans'
import { scopeOf } from './testing/tenant'

const CALLS = 50_000
const PAGE = 50
const owner = scopeOf(null)

type Row = { at: string; id: string; caller: string; tenant: string }

let it: TestDatabase
let member: Scope
let middle: Row
let last: Row
beforeAll(async () => {
  it = await testDatabase({ size: 1 })
  const tenantIds = await insertCalls(it.url, CALLS, 50)
  member = scopeOf(tenantIds[7] ?? 0)
  middle = await rowAt(CALLS / 2)
  last = await rowAt(CALLS - 1000)
}, 120_000)
afterAll(() => it.close())

const rowAt = async (offset: number): Promise<Row> => {
  const [row] = await asOwner(
    it.url,
    sql => sql<Row[]>`
      select iso(started_at) as at, id, caller_number as caller, tenant_id as tenant
      from cdrs
      order by started_at desc, id desc
      offset ${offset} limit 1`,
  )
  if (!row) throw new Error('there are no calls')
  return row
}

/** However PostgreSQL plans: anew for the values at hand, or once for all values. */
const MODES = ['force_custom_plan', 'force_generic_plan'] as const

const planned = async (mode: (typeof MODES)[number], work: () => Promise<unknown>): Promise<Scans> => {
  await it.db.pool.query(sql => sql`select set_config('plan_cache_mode', ${mode}, false)`)
  return scansOf(it.db.pool, work)
}

/** Of the months that hold calls; those made ahead of need are empty. */
const isFull = (table: string): boolean =>
  /^cdrs_\d/.test(table) && table <= `cdrs_${new Date().toISOString().slice(0, 7).replace('-', '_')}`

const read = (scope: Scope, filter: CdrFilter, after: Cursor | null) => cdrs(it.db, scope).list(filter, PAGE, after)

const week = () => ({ from: new Date(Date.parse(middle.at) - 7 * 86_400_000).toISOString(), to: middle.at })

for (const mode of MODES)
  describe(`with ${mode}, no month is looked through and few index entries are read for`, () => {
    const cases: [what: string, entries: number, work: () => Promise<unknown>][] = [
      ['the first page', 300, () => read(owner, {}, null)],
      ['a page in the middle', 300, () => read(owner, {}, middle)],
      ['a page near the end', 300, () => read(owner, {}, last)],
      ["a tenant's first page", 300, () => read(member, {}, null)],
      ["a tenant's page near the end", 300, () => read(member, {}, last)],
      ['a week', 300, () => read(owner, week(), null)],
      ['a week of a tenant', 300, () => read(member, week(), null)],
      ['what is frequent', 500, () => read(owner, { direction: 'inbound', disposition: 'answered' }, null)],
      ['what is less frequent', 8000, () => read(owner, { disposition: 'failed' }, null)],
      ['a disposition that none has', 2000, () => read(owner, { disposition: 'nonesuch' }, null)],
      ['a direction that none has, deep', 2000, () => read(owner, { direction: 'nonesuch' }, last)],
      ['a number', 4000, () => read(owner, { number: middle.caller }, null)],
      ['a number, deep', 4000, () => read(owner, { number: middle.caller }, last)],
      ['a part of numbers', 6000, () => read(owner, { number: middle.caller.slice(-5) }, null)],
      ['a part of nearly all numbers', 500, () => read(owner, { number: '4930' }, middle)],
      ['a number that nobody has, of a tenant', 4000, () => read(member, { number: '99999999999' }, null)],
      ['a month of a tenant in sum', 1000, () => cdrSummary(it.db, member, { ...week(), timezone: 'Europe/Berlin' })],
    ]
    for (const [what, entries, work] of cases)
      test(what, async () => {
        const scans = await planned(mode, work)
        expect(scans.sequential.filter(isFull)).toEqual([])
        expect(scans.entries).toBeLessThan(entries)
      })
  })

describe('among many months, a filter finds what a look at every call finds:', () => {
  const filters: [what: string, filter: () => CdrFilter][] = [
    ['a number', () => ({ number: middle.caller })],
    ['three digits', () => ({ number: middle.caller.slice(-3) })],
    ['three digits of a direction', () => ({ number: middle.caller.slice(-3), direction: 'outbound' })],
    ['a disposition', () => ({ disposition: 'failed' })],
    ['what is only old', () => ({ disposition: 'busy', direction: 'outbound' })],
    ['a week and a number', () => ({ ...week(), number: '77' })],
  ]
  for (const [what, filter] of filters)
    test(what, async () => {
      for (const after of [null, middle]) {
        const { rows } = await read(owner, filter(), after)
        expect(JSON.parse(`[${rows}]`).map(({ id }: { id: number }) => id)).toEqual(await idsByLooking(filter(), after))
      }
    })
})

const idsByLooking = async (
  { number = '', direction = '', disposition = '', from = '-infinity', to = 'infinity' }: CdrFilter,
  after: Cursor | null,
): Promise<number[]> => {
  const rows = await asOwner(
    it.url,
    sql => sql<{ id: string }[]>`
      select id
      from cdrs
      where (strpos(caller_number, ${number}) > 0 or strpos(destination_number, ${number}) > 0 or ${number} = '')
        and (direction = ${direction} or ${direction} = '')
        and (disposition = ${disposition} or ${disposition} = '')
        and started_at >= ${from}::text::timestamptz and started_at < ${to}::text::timestamptz
        and (started_at, id) < (${after?.at ?? 'infinity'}::text::timestamptz, ${after?.id ?? '1'}::bigint)
      order by started_at desc, id desc
      limit ${PAGE}`,
  )
  return rows.map(({ id }) => Number(id))
}
