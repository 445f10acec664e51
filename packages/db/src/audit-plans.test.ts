import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Cursor } from '@ringfence/domain/list'
import { type AuditFilter, auditEntries, extensionHistory } from './audit-entries'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { scansOf } from './testing/scans'
import { scopeOf } from './testing/tenant'

const ENTRIES = 100_000
const TENANTS = 20
const PAGE = 50
const owner = scopeOf(null)
const member = scopeOf(7)

let it: TestDatabase
let middle: Cursor
beforeAll(async () => {
  it = await testDatabase({ size: 1 })
  // One in a thousand is a secret revealed, one in ten is the one tenant's, and the oldest are an actor's of their own.
  await asOwner(
    it.url,
    sql => sql`
      insert into audit (at, action, target, target_id, tenant_id, actor, after)
      select timestamptz '2026-11-01Z' + n * interval '1 second',
        case when n % 1000 = 7 then 'extension.secret_revealed' when n % 3 = 0 then 'queue.updated' else 'extension.updated' end,
        case when n % 1000 <> 7 and n % 3 = 0 then 'queue' when n < 40 then 'webhook' else 'extension' end,
        n % 5000 + 1, case when n % 10 = 7 then 7 else n % ${TENANTS}::int end,
        case when n < 60 then 'old@example.com' else 'admin-' || n % 50 || '@example.com' end,
        '{"id":1,"display_name":"Desk"}'
      from generate_series(1, ${ENTRIES}::int) n`,
    { deadlineMilliseconds: 60_000, statementTimeoutMilliseconds: 60_000 },
  )
  await asOwner(it.url, sql => sql`vacuum (analyze) audit`)
  const [row] = await asOwner(
    it.url,
    sql => sql<[Cursor]>`select iso(at) as at, id from audit order by at desc, id desc offset ${ENTRIES / 2} limit 1`,
  )
  middle = row
}, 120_000)
afterAll(() => it.close())

const read = (scope: typeof owner, filter: AuditFilter, after: Cursor | null) =>
  auditEntries(it.db, scope).list(filter, PAGE, after)

const revealed = { action: 'extension.secret_revealed' }
const filters: [what: string, scope: typeof owner, filter: () => AuditFilter][] = [
  ['the whole trail', owner, () => ({})],
  ['a time', owner, () => ({ to: middle.at })],
  ["a tenant's", owner, () => ({ tenant_id: 3 })],
  ["a tenant's, for its admin", member, () => ({})],
  ['a rare action', owner, () => revealed],
  ['a rare action in a big tenant, for its admin', member, () => revealed],
  ['a frequent action', owner, () => ({ action: 'extension.updated' })],
  ['an actor', owner, () => ({ actor: 'admin-7@example.com' })],
  ['an actor of long ago', owner, () => ({ actor: 'old@example.com' })],
  ['a kind of things, frequent', owner, () => ({ target: 'extension' })],
  ['a kind of things, rare', owner, () => ({ target: 'webhook' })],
  ['one thing', owner, () => ({ target: 'extension', target_id: 4711 })],
  ['one thing of a tenant', member, () => ({ target: 'extension', target_id: 4708 })],
]

for (const mode of ['force_custom_plan', 'force_generic_plan'])
  describe(`with ${mode}, a page is a walk of an index:`, () => {
    for (const [what, scope, filter] of filters)
      for (const deep of [false, true])
        test(`${what}${deep ? ', deep' : ''}`, async () => {
          await it.db.pool.query(sql => sql`select set_config('plan_cache_mode', ${mode}, false)`)
          const scans = await scansOf(it.db.pool, () => read(scope, filter(), deep ? middle : null))
          expect(scans.sequential).not.toContain('audit')
          expect(scans.entries).toBeLessThan(4 * PAGE)
        })

    test('the history of an extension', async () => {
      await it.db.pool.query(sql => sql`select set_config('plan_cache_mode', ${mode}, false)`)
      const scans = await scansOf(it.db.pool, () => extensionHistory(it.db, member, '4708').list({}, PAGE, null))
      expect(scans.sequential).not.toContain('audit')
      expect(scans.entries).toBeLessThan(4 * PAGE)
    })
  })
