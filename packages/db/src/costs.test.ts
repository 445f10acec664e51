import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { cdrSummary } from './cdr-summary'
import { cdrs } from './cdrs'
import { type Database, openDatabase } from './database'
import { extensions } from './extensions'
import { freeNumbers } from './free-numbers'
import type { Scope } from './scope'
import { parseKeyRing } from './secrets'
import { type TestDatabase, testDatabase } from './testing/database'
import { pagesFor } from './testing/explained'
import { inputFor } from './testing/extension'
import { type FaultProxy, openFaultProxy } from './testing/fault-proxy'
import { insertCalls } from './testing/many-cdrs'
import { insertCrowd } from './testing/many-extensions'
import { mintTenant, scopeOf } from './testing/tenant'

/*
 * What calls cost, counted and not timed: trips to the server and back, and pages that it looks at, on tables of thousands of pages.
 */

const EXTENSIONS = 50_000
const CALLS = 50_000
const PAGE = 50

let it: TestDatabase
let proxy: FaultProxy
let db: Database
let tenant: { id: number }
let crowded: string
let owner: Scope
let middle: { at: string; id: string }
let newest = ''
beforeAll(async () => {
  it = await testDatabase({ size: 1 })
  proxy = await openFaultProxy(it.url)
  db = openDatabase(proxy.url, parseKeyRing(it.keyRing), { size: 1 })
  const crowd = await insertCrowd(it.url, EXTENSIONS, 5)
  crowded = String(crowd[0])
  tenant = await mintTenant(it.url)
  await insertCalls(it.url, CALLS, 5)
  owner = scopeOf(null)
  const page = await extensions(it.db, owner).list({}, PAGE, null)
  newest = String(JSON.parse(`[${page.rows}]`)[0].id)
  middle = { at: '2026-11-01T06:00:00Z', id: '1' }
}, 120_000)
afterAll(async () => {
  await db.pool.end()
  proxy.stop()
  await it.close()
})

let number = 900_000
const inAutumn = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z', timezone: 'UTC' }
const calls: Record<string, { pages: number; work: (db: Database) => Promise<unknown> }> = {
  'a page': { pages: 400, work: db => extensions(db, owner).list({}, PAGE, null) },
  'a deep page': { pages: 400, work: db => extensions(db, owner).list({}, PAGE, middle) },
  'a search for what is frequent': {
    pages: 600,
    work: db => extensions(db, owner).list({ search: 'example' }, PAGE, null),
  },
  'a search for what is rare': {
    pages: 200,
    work: db => extensions(db, owner).list({ search: 'desk4711' }, PAGE, null),
  },
  'a search for what is not there': {
    pages: 100,
    work: db => extensions(db, owner).list({ search: 'zqx' }, PAGE, null),
  },
  'a search of two characters': { pages: 100, work: db => extensions(db, owner).list({ search: 'zq' }, PAGE, null) },
  'a record': { pages: 110, work: db => extensions(db, owner).find(newest, { cdrs_limit: 100 }) },
  'a create': {
    pages: 600,
    work: db => extensions(db, owner).create(inputFor(tenant, { extension_number: String(++number) })),
  },
  'a change': { pages: 550, work: db => extensions(db, owner).update(newest, { display_name: `Changed ${++number}` }) },
  'a page of calls': { pages: 100, work: db => cdrs(db, owner).list({}, PAGE, null) },
  'a summary of a month of calls': { pages: 500, work: db => cdrSummary(db, owner, inAutumn) },
  'free numbers': {
    pages: 300,
    work: db => freeNumbers(db, owner, crowded, { from: '10000', to: '19999', limit: 10 }),
  },
}

describe('one trip to the server and back, once its statement is prepared, for', () => {
  for (const [what, { work }] of Object.entries(calls))
    test(what, async () => {
      await work(db)
      const before = proxy.trips()
      await work(db)
      expect(proxy.trips() - before).toBe(1)
    })
})

describe('one statement that looks at few pages for', () => {
  for (const [what, { pages, work }] of Object.entries(calls))
    test(what, async () => {
      const looked = await pagesFor(it.url, it.db, work)
      expect(looked).toHaveLength(1)
      expect(looked[0]).toBeLessThan(pages)
    })
})
