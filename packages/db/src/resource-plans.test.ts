import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Cursor } from '@ringfence/domain/list'
import { refreshStatistics } from './bulk'
import { devices } from './devices'
import { queueAgents } from './queue-agents'
import { queues } from './queues'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { insertCrowd } from './testing/many-extensions'
import { type Scans, scansOf } from './testing/scans'
import { scopeOf } from './testing/tenant'

const EXTENSIONS = 20_000
const TENANTS = 20
const PAGE = 50
const owner = scopeOf(null)

let it: TestDatabase
let tenantId: number
let extensionId: number
let queueId: number
let middle: Cursor
beforeAll(async () => {
  it = await testDatabase({ size: 1 })
  tenantId = (await insertCrowd(it.url, EXTENSIONS, TENANTS))[7] ?? 0
  await asOwner(
    it.url,
    sql => sql`
      with numbered as (
        select e.id, e.tenant_id, row_number() over (order by e.id) as n from extensions e
      ), renamed as (
        update devices d
        set label = 'Phone ' || d.id, mac_address = lpad(to_hex(d.id), 12, '0'), user_agent = 'Yealink SIP-T54W 96.86.0.20',
          created_at = timestamptz '2026-11-01Z' + (d.id * 7919 % ${EXTENSIONS}::int) * interval '1 second'
      ), q as (
        insert into queues (tenant_id, name, queue_number, strategy, timeout, status, created_at)
        select tenant_id, 'Queue ' || n, 'Q' || n, 'ringall', 20, 'active', timestamptz '2026-11-01Z' + (n * 7919 % ${EXTENSIONS}::int) * interval '1 second'
        from numbered
        returning id, tenant_id, queue_number
      )
      insert into queue_agents (tenant_id, queue_id, extension_id, penalty, status, created_at)
      select q.tenant_id, q.id, numbered.id, 0, 'active', timestamptz '2026-11-01Z' + n * interval '1 second'
      from q
      join numbered on 'Q' || numbered.n = q.queue_number`,
    { deadlineMilliseconds: 60_000, statementTimeoutMilliseconds: 60_000 },
  )
  await refreshStatistics(it.url)
  const [row] = await asOwner(
    it.url,
    sql => sql<{ extension_id: string; queue_id: string; id: string; at: string }[]>`
      select a.extension_id, a.queue_id, d.id, iso(d.created_at) as at
      from queue_agents a
      join devices d on d.extension_id = a.extension_id
      where a.tenant_id = ${tenantId}
      order by a.id
      offset 500 limit 1`,
  )
  if (!row) throw new Error('there are no agents')
  extensionId = Number(row.extension_id)
  queueId = Number(row.queue_id)
  middle = { at: row.at, id: row.id }
}, 120_000)
afterAll(() => it.close())

const MODES = ['force_custom_plan', 'force_generic_plan'] as const
const BIG = ['extensions', 'devices', 'queues', 'queue_agents']

const planned = async (mode: (typeof MODES)[number], work: () => Promise<unknown>): Promise<Scans> => {
  await it.db.pool.query(sql => sql`select set_config('plan_cache_mode', ${mode}, false)`)
  return scansOf(it.db.pool, work)
}

const all = { devices: () => devices(it.db, owner), queues: () => queues(it.db, owner) }
const agents = () => queueAgents(it.db, owner)

for (const mode of MODES)
  describe(`with ${mode}, no table is looked through and few index entries are read for`, () => {
    const cases: [what: string, index: string, entries: number, work: () => Promise<unknown>][] = [
      ['a page of memberships', 'queue_agents_newest', 400, () => agents().list({}, PAGE, null)],
      ['agents of a queue', 'queue_agents_newest_of_queue', 20, () => agents().list({ queue_id: queueId }, PAGE, null)],
      [
        'queues of an agent',
        'queue_agents_of_extension',
        20,
        () => agents().list({ extension_id: extensionId }, PAGE, null),
      ],
      [
        'memberships of a tenant',
        'queue_agents_newest_of_tenant',
        400,
        () => agents().list({ tenant_id: tenantId }, PAGE, null),
      ],
      [
        'devices of an extension',
        'devices_of_extension',
        20,
        () => all.devices().list({ extension_id: extensionId }, PAGE, null),
      ],
      ['a device', 'devices_pkey', 20, () => all.devices().find(middle.id, {})],
      ...(['devices', 'queues'] as const).flatMap((table): typeof cases => [
        [`a page of ${table}`, `${table}_newest`, 400, () => all[table]().list({}, PAGE, null)],
        [`a deep page of ${table}`, `${table}_newest`, 400, () => all[table]().list({}, PAGE, middle)],
        [
          `a page of ${table} of a tenant`,
          `${table}_newest_of_tenant`,
          400,
          () => all[table]().list({ tenant_id: tenantId }, PAGE, null),
        ],
        ...['e', '7', '77', '4711', 'no such text', 'q'].flatMap((search): typeof cases => [
          [`${table} with "${search}"`, `${table}_newest`, 8000, () => all[table]().list({ search }, PAGE, null)],
          [
            `${table} with "${search}" of a tenant, deep`,
            `${table}_newest_of_tenant`,
            4000,
            () => all[table]().list({ search, tenant_id: tenantId }, PAGE, middle),
          ],
        ]),
        [
          `${table} with the rare "14711"`,
          `${table}_search`,
          2500,
          () => all[table]().list({ search: '14711' }, PAGE, null),
        ],
      ]),
    ]
    for (const [what, index, entries, work] of cases)
      test(what, async () => {
        const scans = await planned(mode, work)
        expect(scans.sequential.filter(table => BIG.includes(table))).toEqual([])
        expect(scans.indexes).toContain(index)
        expect(scans.entries).toBeLessThan(entries)
      })
  })
