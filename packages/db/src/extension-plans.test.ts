import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Cursor } from '@ringfence/domain/list'
import { type ExtensionFilter, extensions } from './extensions'
import type { Page } from './pages'
import { openPool } from './pool'
import type { Scope } from './scope'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { insertCrowd } from './testing/many-extensions'
import { type Scans, scansOf } from './testing/scans'
import { mintTenant, scopeOf } from './testing/tenant'

const EXTENSIONS = 50_000
const PAGE = 50
const owner = scopeOf(null)

let it: TestDatabase
let member: Scope
let middle: { at: string; id: string; domain: string; number: string }
beforeAll(async () => {
  it = await testDatabase({ size: 1 })
  const tenantIds = await insertCrowd(it.url, EXTENSIONS, 50)
  await insertNewcomers((await mintTenant(it.url)).id)
  member = scopeOf(tenantIds[7] ?? 0)
  const [row] = await asOwner(
    it.url,
    sql => sql<(typeof middle)[]>`
      select iso(e.created_at) as at, e.id, t.domain, e.extension_number as number
      from extensions e
      join tenants t on t.id = e.tenant_id
      order by e.created_at desc, e.id desc
      offset ${EXTENSIONS / 2} limit 1`,
  )
  if (!row) throw new Error('there are no extensions')
  middle = row
}, 120_000)
afterAll(() => it.close())

/** A few of one name, newer than all others. */
const insertNewcomers = (tenantId: number) =>
  asOwner(
    it.url,
    sql => sql`
      insert into extensions (tenant_id, extension_number, display_name, status, secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
      select ${tenantId}, n::text, 'Newcomer ' || n, 'active', ''::bytea, md5('a'), encode(sha256('a'), 'hex'), md5('a'), encode(sha256('a'), 'hex')
      from generate_series(1, 20) n`,
  )

/** However PostgreSQL plans: anew for the values at hand, or once for all values. */
const MODES = ['force_custom_plan', 'force_generic_plan'] as const

const planned = async (mode: (typeof MODES)[number], work: () => Promise<unknown>): Promise<Scans> => {
  await it.db.pool.query(sql => sql`select set_config('plan_cache_mode', ${mode}, false)`)
  return scansOf(it.db.pool, work)
}

/** Reads so many pages. */
const begun = async (pages: AsyncGenerator<Page>, count: number): Promise<void> => {
  for (let read = 0; read < count; read++) await pages.next()
  await pages.return(undefined)
}

const isBig = (table: string): boolean => ['extensions', 'devices', 'cdrs'].includes(table)

const read = (scope: Scope, filter: ExtensionFilter, after: Cursor | null) =>
  extensions(it.db, scope).list(filter, PAGE, after)

for (const mode of MODES)
  describe(`with ${mode}, no table is looked through and few index entries are read for`, () => {
    const cases: [what: string, index: string, entries: number, work: () => Promise<unknown>][] = [
      ['a page', 'extensions_newest', 300, () => read(owner, {}, null)],
      ['a deep page', 'extensions_newest', 300, () => read(owner, {}, middle)],
      ['a page of a tenant', 'extensions_newest_of_tenant', 300, () => read(member, {}, null)],
      ['a deep page of a tenant', 'extensions_newest_of_tenant', 300, () => read(member, {}, middle)],
      ['a record', 'extensions_pkey', 20, () => extensions(it.db, owner).find(middle.id, { cdrs_limit: 100 })],
      ...['example', 'bo desk', 'desk4711', 'no such text', 'ann', 'zqx', 'an', 'zq', 'a', '4', '*', 'ω'].flatMap(
        (search): typeof cases => [
          [`"${search}"`, 'extensions_newest', 8000, () => read(owner, { search }, null)],
          [`"${search}", deep`, 'extensions_newest', 8000, () => read(owner, { search }, middle)],
          [`"${search}" in a tenant`, 'extensions_newest_of_tenant', 4000, () => read(member, { search }, null)],
          [`active "${search}"`, 'extensions_newest', 8000, () => read(owner, { search, status: 'active' }, null)],
        ],
      ),
      ...['desk4711', 'zqx', 'zq', '*'].map((search): (typeof cases)[number] => [
        `the rare "${search}" beyond the newest`,
        'extensions_search',
        2000,
        () => read(owner, { search }, null),
      ]),
      [
        'three pages of a whole list',
        'extensions_newest',
        25_000,
        () => begun(extensions(it.db, owner).listAll({}), 3),
      ],
      ['what only the newest have', 'extensions_search', 25_000, () => read(owner, { search: 'newcomer' }, null)],
    ]
    for (const [what, index, entries, work] of cases)
      test(what, async () => {
        const scans = await planned(mode, work)
        expect(scans.sequential.filter(isBig)).toEqual([])
        expect(scans.indexes).toContain(index)
        expect(scans.entries).toBeLessThan(entries)
      })
  })

test('a SIP server finds a credential by its domain and user name alone', async () => {
  const sip = openPool(it.url, { role: 'ringfence_sip', size: 1 })
  const scans = await scansOf(sip, async () => {
    const found = await sip.query(
      sql => sql`
        select ha1_md5
        from sip_credentials
        where domain = ${middle.domain} and username = ${middle.number}`,
    )
    expect(found).toHaveLength(1)
  })
  await sip.end()
  expect(scans.sequential.filter(isBig)).toEqual([])
  expect(scans.indexes).toContain('extensions_number_taken')
  expect(scans.entries).toBeLessThan(10)
})

describe('among many, a search finds what a look at every row finds:', () => {
  const searches = [
    'example',
    'archived',
    'Ann Arch',
    'desk4711',
    'ann',
    'bo a',
    'zq',
    'd1',
    'sk3',
    '9',
    '*',
    'z',
    'newcomer',
  ]
  for (const search of searches)
    test(search, async () => {
      for (const after of [null, middle]) {
        const { rows } = await read(owner, { search }, after)
        const ids = JSON.parse(`[${rows}]`).map(({ id }: { id: number }) => id)
        expect(ids).toEqual(await idsByLooking(search, after))
      }
    })
})

const idsByLooking = async (search: string, after: Cursor | null): Promise<number[]> => {
  const rows = await asOwner(
    it.url,
    sql => sql<{ id: string }[]>`
      select id
      from extensions
      where (strpos(lower(extension_number), lower(${search})) > 0
          or strpos(lower(display_name), lower(${search})) > 0
          or strpos(lower(email), lower(${search})) > 0)
        and (created_at, id) < (${after?.at ?? 'infinity'}::text::timestamptz, ${after?.id ?? '1'}::bigint)
      order by created_at desc, id desc
      limit ${PAGE}`,
  )
  return rows.map(({ id }) => Number(id))
}
