import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { apiUrl } from '@ringfence/db/api-login'
import { openDatabase } from '@ringfence/db/database'
import { openPool, type Pool } from '@ringfence/db/pool'
import { document } from '@ringfence/rig/document'
import { kinds } from '@ringfence/rig/kinds'
import { createApp } from '../app'
import { makeAdmin, signInAs } from '../testing/admins'
import { testDeps } from '../testing/deps'
import { startTestServer, type TestServer } from '../testing/server'
import { make, makeWorld, type World } from '../testing/world'

/*
 * Two servers on one database, asked the same by an admin of one tenant. For the connections of one of them PostgreSQL itself hides the
 * rows of every other tenant, as row-level security does that costs too much elsewhere (decision 0020). A query that forgets its tenant, or
 * joins its way to another one, makes the two answer differently.
 */

let server: TestServer
let locked: Pool
let lockedUrl: string
let stop: () => Promise<unknown>
let cookie: string
let ours: World
let theirs: World
const own = new Map<string, number>()
const foreign = new Map<string, number>()

beforeAll(async () => {
  server = await startTestServer()
  await lockTables(server.ownerUrl)
  const owner = await server.signIn()
  ours = await makeWorld(server, owner)
  theirs = await makeWorld(server, owner)
  // The others' first: what a query without a tenant finds first is theirs, and what it finds last too.
  for (const [world, ids] of [
    [theirs, foreign],
    [ours, own],
    [theirs, foreign],
  ] as const)
    for (const [name, { path }] of Object.entries(kinds)) {
      ids.set(path, name === 'tenant' ? world.tenant.id : (await make(world, name)).id)
      if (name !== 'webhook') continue
      const tested = await world.call<{ id: number }>('POST', `${path}/${ids.get(path)}/test`)
      ids.set('delivery', tested.body.data.id)
    }
  for (const [{ call, tenant }, ids] of [
    [theirs, foreign],
    [ours, own],
  ] as const) {
    const json = { name: 'Billing', role: 'tenant', tenant_id: tenant.id, read_only: false }
    ids.set('/api/tokens', (await call<{ id: number }>('POST', '/api/tokens', { json })).body.data.id)
  }
  const admin = await makeAdmin(server, { role: 'tenant', tenantId: ours.tenant.id })
  cookie = await signInAs(server, admin)
  await startLocked()
}, 60_000)
afterAll(async () => {
  await stop()
  await server.close()
})

/** Where a connection says which tenant it is of, it sees that one alone; the others see what they ever did. */
const lockTables = async (url: string) => {
  const pool = openPool(url, { size: 1 })
  const tables = await pool.query(
    sql => sql<{ name: string; tenant: string }[]>`
      select c.relname as name, case when c.relname = 'tenants' then 'id' else 'tenant_id' end as tenant
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and has_any_column_privilege('ringfence_api', c.oid, 'select')
        and (c.relname = 'tenants' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'))`,
  )
  for (const { name, tenant } of tables) {
    await pool.query(sql => sql`alter table ${sql(name)} enable row level security`)
    await pool.query(
      sql => sql`
        create policy locked on ${sql(name)} to ringfence_api
        using (coalesce(${sql(tenant)} = nullif(current_setting('ringfence.tenant', true), '')::bigint, current_setting('ringfence.tenant', true) is null))
        with check (true)`,
    )
  }
  await pool.end()
}

const startLocked = async () => {
  const { keys } = server.db
  const db = openDatabase(`${apiUrl(server.ownerUrl, keys)}?ringfence.tenant=${ours.tenant.id}`, keys, { size: 2 })
  const origins = new Set<string>()
  const app = createApp(await testDeps(db, { origins })).listen({ hostname: '127.0.0.1', port: 0 })
  lockedUrl = `http://127.0.0.1:${app.server?.port}`
  origins.add(lockedUrl)
  locked = db.pool
  stop = () => Promise.all([app.stop(true), locked.end()])
}

const ask = async (origin: string, method: string, path: string) => {
  const answer = await fetch(`${origin}${path}`, { method, headers: { cookie } })
  return { status: answer.status, text: await answer.text() }
}

/** What a path asks for with these ids in its placeholders. */
const filled = (path: string, ids: Map<string, number>): string => {
  const asked = path.replace('{id}', String(ids.get(kindOf(path)))).replace('{delivery}', String(ids.get('delivery')))
  if (asked.endsWith('/free-numbers')) return `${asked}?from=1000&to=9999`
  return asked.endsWith('/summary') ? `${asked}?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z` : asked
}

const paths = Object.values(kinds).map(({ path }) => path)
const kindOf = (path: string): string => path.split('/').slice(0, 3).join('/')
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.keys(item ?? {})
    .filter(method => /^(get|delete)$/.test(method) && path.startsWith('/api/'))
    .map(method => ({ method: method.toUpperCase(), path })),
)

describe('answers are the same where PostgreSQL hides the other tenants:', () => {
  for (const { path } of operations.filter(({ method }) => method === 'GET'))
    test(`GET ${path}`, async () => {
      for (const ids of path.includes('{id}') ? [own, foreign] : [own])
        for (const query of [
          '',
          'limit=1',
          'limit=50',
          'limit=50&search=e',
          `limit=50&tenant_id=${theirs.tenant.id}`,
        ]) {
          const asked = filled(path, ids)
          const full = query ? `${asked}${asked.includes('?') ? '&' : '?'}${query}` : asked
          expect(await ask(server.url, 'GET', full), full).toEqual(await ask(lockedUrl, 'GET', full))
        }
    })

  for (const { path } of operations.filter(({ method, path }) => method === 'DELETE' && paths.includes(kindOf(path))))
    test(`DELETE ${path} of another tenant`, async () => {
      const asked = filled(path, foreign)
      expect(await ask(server.url, 'DELETE', asked)).toEqual(await ask(lockedUrl, 'DELETE', asked))
    })
})

test('the lock is one: a statement without a tenant finds nothing of others there', async () => {
  const count = (pool: Pool) =>
    pool.query(
      sql => sql<[{ ours: number; theirs: number }]>`
        select (count(*) filter (where tenant_id = ${ours.tenant.id}))::integer as ours,
          (count(*) filter (where tenant_id = ${theirs.tenant.id}))::integer as theirs
        from extensions`,
    )
  const [[plain], [hidden]] = await Promise.all([count(server.db.pool), count(locked)])
  expect(plain?.theirs).toBePositive()
  expect(hidden).toEqual({ ours: plain?.ours ?? 0, theirs: 0 })
})
