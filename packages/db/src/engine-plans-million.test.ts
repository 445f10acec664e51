import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { commaed } from './lists'
import { openPool, type Sql } from './pool'
import { type TestDatabase, testDatabase } from './testing/database'

/** A thousand tenants with a thousand extensions each, 1000 to 1999. */
const SIZE = 1000
const MOST_PAGES = 20
const PATIENCE = 120_000

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase({ size: 1 })
  await fill(it.url)
}, PATIENCE)
afterAll(() => it.close())

/** Written without triggers, texts that no look-up reads, and the indexes of lists; those of look-ups are made of what is there. */
const fill = async (url: string) => {
  const pool = openPool(url, { size: 1, deadlineMilliseconds: PATIENCE, statementTimeoutMilliseconds: PATIENCE })
  const say = (query: (sql: Sql) => PromiseLike<unknown>) => pool.query(query)
  await say(sql => sql`set session_replication_role = replica`)
  await say(sql => sql`drop index extensions_search, extensions_newest, extensions_newest_of_tenant, extensions_plan`)
  await say(
    sql => sql`
      alter table extensions
        alter column record drop expression,
        alter column search_text drop expression`,
  )
  await say(sql => sql`update pg_index set indisready = false where indrelid = 'extensions'::regclass`)
  await say(
    sql => sql`
      insert into tenants (name, slug, domain, status, timezone, max_extensions)
      select 'Tenant ' || n, 't' || n, 't' || n || '.sip.example', 'active', 'UTC', ${SIZE}
      from generate_series(1, ${SIZE}::int) n`,
  )
  await say(
    sql => sql`
      insert into extensions (tenant_id, extension_number, display_name, status, secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256,
        sip_address, record, search_text)
      select t.id, n::text, 'Desk ' || n, 'active', ''::bytea, md5('a'), encode(sha256('a'), 'hex'), md5('a'), encode(sha256('a'), 'hex'),
        n || '@' || t.domain, '', ''
      from tenants t
      cross join generate_series(1000, 999 + ${SIZE}::int) n`,
  )
  await say(sql => sql`reindex table extensions`)
  await say(sql => sql`vacuum (analyze) tenants, extensions`)
  await pool.end()
}

type Node = { 'Node Type': string; 'Index Name'?: string; Plans?: Node[] }
type Plan = Node & Record<'Actual Rows' | 'Shared Hit Blocks' | 'Shared Read Blocks', number>

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** By what each SIP server finds one extension, and the index of that. */
const KEYS = {
  kamailio: { index: 'extensions_number_taken', is: (sql: Sql) => sql`username = $1 and domain = $2` },
  asterisk: { index: 'extensions_sip_address', is: (sql: Sql) => sql`id = $3` },
  opensips: { index: 'extensions_number_taken', is: (sql: Sql) => sql`username = $1 and domain = $2` },
}

/** What it asks for when a phone registers, calls or is called. */
const LOOK_UPS: [role: keyof typeof KEYS, what: string, view: string, columns: string][] = [
  ['kamailio', 'a digest', 'subscriber', 'ha1 ha1b tenant_id id username domain display_name'],
  ['asterisk', 'a digest', 'ps_auths', 'id auth_type username realm password_digest'],
  ['asterisk', 'a digest for older phones', 'ps_auths_md5', 'id auth_type username realm md5_cred'],
  ['asterisk', 'an endpoint', 'ps_endpoints', 'id aors auth context callerid accountcode'],
  ['asterisk', 'an address of record', 'ps_aors', 'id max_contacts maximum_expiration'],
  ['opensips', 'a digest', 'subscriber', 'ha1 tenant_id extension_id username domain'],
]

test('there are a million extensions', async () => {
  const [row] = await it.db.pool.query(sql => sql<{ n: string }[]>`select count(*) as n from extensions`)
  expect(row?.n).toBe('1000000')
})

// However PostgreSQL plans: anew for the values at hand, or once for all values.
for (const mode of ['force_custom_plan', 'force_generic_plan'])
  describe(`of a million extensions, with ${mode}, one is found by a few pages of its index`, () => {
    for (const [role, what, view, columns] of LOOK_UPS)
      test(`as ${role} looks up ${what}`, async () => {
        const pool = openPool(it.url, { role, size: 1 })
        await pool.query(sql => sql`select set_config('plan_cache_mode', ${mode}, false)`)
        await pool.query(
          sql => sql`
            prepare look_up (text, text, text) as
            select ${commaed(
              sql,
              columns.split(' ').map(name => sql`${sql(name)}`),
            )}
            from ${sql(`${role}.${view}`)}
            where ${KEYS[role].is(sql)}`,
        )
        const [answer] = await pool.query(
          sql => sql<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>`
            explain (analyze, buffers, format json)
            execute look_up('1500', 't500.sip.example', '1500@t500.sip.example')`,
        )
        await pool.end()
        const plan = answer?.['QUERY PLAN'][0].Plan
        if (!plan) throw new Error('there is no plan')
        const nodes = nodesOf(plan)
        expect(plan['Actual Rows']).toBe(1)
        expect(nodes.filter(node => node['Node Type'] === 'Seq Scan')).toEqual([])
        expect(nodes.map(node => node['Index Name'])).toContain(KEYS[role].index)
        expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']).toBeLessThan(MOST_PAGES)
      })
  })
