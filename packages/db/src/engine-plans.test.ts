import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asterisk } from './asterisk'
import { engineProof, engines } from './engines'
import { openPool, type Pool, type Sql } from './pool'
import { mintAdmin } from './testing/admin'
import { type TestDatabase, testDatabase } from './testing/database'
import { insertCrowd } from './testing/many-extensions'
import { scansOf } from './testing/scans'
import { mintToken } from './testing/token'

const EXTENSIONS = 50_000

let it: TestDatabase
let wide: Buffer
let narrow: Buffer
let middle: { id: string; tenantId: string; domain: string; number: string; address: string }
beforeAll(async () => {
  it = await testDatabase({ size: 1 })
  await insertCrowd(it.url, EXTENSIONS, 50)
  await fill(it.url)
  const maker = await mintAdmin(it.url)
  wide = engineProof((await mintToken(it, maker, { role: 'engine' })).token)
  narrow = engineProof((await mintToken(it, maker, { role: 'engine', tenant_id: Number(middle.tenantId) })).token)
}, 120_000)
afterAll(() => it.close())

/** Addresses and registrations for all of them, and a queue with two members in each tenant. */
const fill = async (url: string) => {
  const pool = openPool(url, { size: 1, deadlineMilliseconds: 60_000, statementTimeoutMilliseconds: 60_000 })
  await pool.query(
    sql => sql`
      update extensions e
      set sip_address = e.extension_number || '@' || t.domain
      from tenants t
      where t.id = e.tenant_id`,
  )
  await pool.query(sql => sql`alter table asterisk.ps_contacts disable trigger user`)
  await pool.query(
    sql => sql`
      insert into asterisk.ps_contacts (id, endpoint, expiration_time)
      select e.sip_address || ';@' || md5(e.id::text), e.sip_address, 4102444800
      from extensions e`,
  )
  await pool.query(
    sql => sql`insert into queues (tenant_id, name, queue_number, strategy, timeout, status)
    select t.id, 'Queue ' || n, (8000 + n)::text, 'ringall', 20, 'active' from tenants t, generate_series(1, 20) n`,
  )
  await pool.query(
    sql => sql`
      insert into queue_agents (tenant_id, queue_id, extension_id, status)
      select q.tenant_id, q.id, e.id, 'active'
      from queues q
      cross join lateral (select e.id from extensions e where e.tenant_id = q.tenant_id order by e.id limit 50) e`,
  )
  for (const table of ['public.extensions', 'public.queues', 'public.queue_agents', 'asterisk.ps_contacts'])
    await pool.query(sql => sql`analyze ${sql(table)}`)
  const [row] = await pool.query(
    sql => sql<(typeof middle)[]>`
      select e.id, e.tenant_id as "tenantId", t.domain, e.extension_number as number, e.sip_address as address
      from extensions e
      join tenants t on t.id = e.tenant_id
      order by e.created_at desc, e.id desc
      offset ${EXTENSIONS / 2} limit 1`,
  )
  await pool.end()
  if (!row) throw new Error('there are no extensions')
  middle = row
}

/** However PostgreSQL plans: anew for the values at hand, or once for all values. */
const MODES = ['force_custom_plan', 'force_generic_plan'] as const

const isBig = (table: string): boolean =>
  ['extensions', 'devices', 'queue_agents', 'queues', 'ps_contacts'].includes(table)

const expectWalk = async (pool: Pool, entries: number, work: () => PromiseLike<{ length: number }>, rows = 1) => {
  const scans = await scansOf(pool, async () => {
    expect((await work()).length).toBe(rows)
  })
  expect(scans.sequential.filter(isBig)).toEqual([])
  expect(scans.entries).toBeLessThan(entries)
}

const views: [role: string, what: string, rows: number, read: (sql: Sql) => PromiseLike<{ length: number }>][] = [
  ['asterisk', 'a digest', 1, sql => sql`select password_digest from asterisk.ps_auths where id = ${middle.address}`],
  [
    'asterisk',
    'an older digest',
    1,
    sql => sql`select md5_cred from asterisk.ps_auths_md5 where id = ${middle.address}`,
  ],
  ['asterisk', 'an endpoint', 1, sql => sql`select context from asterisk.ps_endpoints where id = ${middle.address}`],
  [
    'asterisk',
    'an address of record',
    1,
    sql => sql`select max_contacts from asterisk.ps_aors where id = ${middle.address}`,
  ],
  [
    'asterisk',
    'the members of a queue',
    50,
    sql => sql`
      select interface, penalty
      from asterisk.queue_members
      where interface like '%' and queue_name = ${`t${middle.tenantId}-8001`}
      order by interface`,
  ],
  ['asterisk', 'registrations', 1, sql => sql`select uri from asterisk.ps_contacts where endpoint = ${middle.address}`],
  [
    'kamailio',
    'a digest',
    1,
    sql => sql`select ha1 from kamailio.subscriber where username = ${middle.number} and domain = ${middle.domain}`,
  ],
  ['kamailio', 'a domain', 1, sql => sql`select did from kamailio.domain where domain = ${middle.domain}`],
  [
    'opensips',
    'a digest',
    1,
    sql => sql`select ha1 from opensips.subscriber where username = ${middle.number} and domain = ${middle.domain}`,
  ],
]

for (const mode of MODES)
  describe(`with ${mode}, no table is looked through for`, () => {
    for (const [role, what, rows, read] of views)
      test(`${what} that ${role} looks up`, async () => {
        const pool = openPool(it.url, { role, size: 1 })
        await pool.query(sql => sql`select set_config('plan_cache_mode', ${mode}, false)`)
        await expectWalk(pool, 20 * rows, () => pool.query(read), rows)
        await pool.end()
      })

    const calls: [what: string, entries: number, rows: number, (proof: Buffer) => Promise<{ length: number }>][] = [
      [
        'a credential',
        20,
        1,
        async proof => some(await engines(it.db, proof).credentials(middle.number, middle.domain)),
      ],
      ['a digest', 20, 1, proof => asterisk(it.db, proof).one('ps_auths', middle.address)],
      ['an endpoint', 20, 1, proof => asterisk(it.db, proof).one('ps_endpoints', middle.address)],
      ['an address of record', 20, 1, proof => asterisk(it.db, proof).one('ps_aors', middle.address)],
      ['registrations of a phone', 20, 1, proof => asterisk(it.db, proof).contacts(`${middle.address};@`)],
      ['the members of a queue', 1000, 50, proof => asterisk(it.db, proof).members(`t${middle.tenantId}-8001`)],
    ]
    for (const [what, entries, rows, call] of calls)
      for (const whose of ['all tenants', 'one tenant'])
        test(`${what} that a SIP server of ${whose} asks for over HTTP`, async () => {
          await it.db.pool.query(sql => sql`select set_config('plan_cache_mode', ${mode}, false)`)
          await expectWalk(it.db.pool, entries, () => call(whose === 'all tenants' ? wide : narrow), rows)
        })
  })

test('lists end after a thousand, and read little more', async () => {
  for (const [proof, rows] of [
    [wide, 1000],
    [narrow, EXTENSIONS / 50],
  ] as const)
    for (const relation of ['ps_endpoints', 'ps_aors'] as const) {
      const scans = await scansOf(it.db.pool, async () => {
        expect(await asterisk(it.db, proof).all(relation)).toHaveLength(rows)
      })
      expect(scans.entries).toBeLessThan(10_000)
    }
  expect(await asterisk(it.db, narrow).contacts('')).toHaveLength(1000)
  expect(await asterisk(it.db, wide).contacts('')).toHaveLength(1000)
})

const some = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value])
