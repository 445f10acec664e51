import { afterAll, beforeAll, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import { until } from '@ringfence/db/testing/until'
import type { ExtensionRow } from '@ringfence/domain/relations'
import { openLog } from '../log'
import { caller, documentedCaller } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'

const COUNT = 2500
const POOL = { size: 4 }

let server: TestServer
let cookie: string

beforeAll(async () => {
  server = await startTestServer({ pool: POOL })
  cookie = await server.signIn()
  const tenant = await server.tenant({ max_extensions: COUNT })
  await asOwner(
    server.ownerUrl,
    sql => sql`
      insert into extensions (tenant_id, extension_number, display_name, status, secret_sealed,
        ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256, created_at)
      select ${tenant.id}, n::text, 'Number ' || n, 'active', '\\x00', md5('a'), repeat('0', 64), md5('b'), repeat('0', 64),
        timestamptz '2026-01-01' + (n / 7) * interval '1 second'
      from generate_series(1, ${COUNT}::integer) n`,
  )
})
afterAll(() => server.close())

test('a list of thousands is whole, in order and one JSON document, with every header', async () => {
  const answer = await documentedCaller(server, cookie)<ExtensionRow[]>('GET', '/api/extensions')
  expect(answer.status).toBe(200)
  expect(answer.body.message).toBe('Extensions fetched successfully.')
  const keys = answer.body.data.map(row => `${row.created_at} ${String(row.id).padStart(19, '0')}`)
  expect(new Set(keys).size).toBe(COUNT)
  expect(keys).toEqual(keys.toSorted().reverse())
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  })
  expect(answer.headers.get('x-request-id')).not.toBeNull()
})

test('HEAD of it has no body and holds nothing', async () => {
  const answer = await caller(server, cookie)('HEAD', '/api/extensions')
  expect([answer.status, answer.text]).toEqual([200, ''])
  await until('every connection is free', () => server.db.pool.stats().free === POOL.size)
})

test('clients that leave in the middle of a download leave every connection free', async () => {
  for (let round = 0; round < 20; round++) {
    const leaving = new AbortController()
    const answer = await server.request('/api/extensions', { cookie, signal: leaving.signal })
    const reader = answer.body?.getReader()
    await reader?.read()
    leaving.abort()
    await reader?.cancel().catch(() => {})
  }
  await until('every connection is free', () => server.db.pool.stats().free === POOL.size)
  const { body } = await caller(server, cookie)<ExtensionRow[]>('GET', '/api/extensions')
  expect(body.data).toHaveLength(COUNT)
})

test('a list that breaks off in the middle never looks whole', async () => {
  const log: string[] = []
  const gone = await startTestServer({
    pool: POOL,
    overrides: { log: openLog('error', line => void log.push(line)) },
  })
  const signedIn = await gone.signIn()
  const tenant = await gone.tenant({ max_extensions: 4 * COUNT })
  const answer = await asOwner(gone.ownerUrl, async sql => {
    await sql`
      insert into extensions (tenant_id, extension_number, display_name, status, secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
      select ${tenant.id}, n::text, repeat('x', 255), 'active', '\\x00', md5('a'), repeat('0', 64), md5('b'), repeat('0', 64)
      from generate_series(1, ${4 * COUNT}::integer) n`
    const begun = await gone.request('/api/extensions', { cookie: signedIn })
    await sql`alter table devices rename to devices_away`
    return begun
  })
  expect(await answer.text().catch(() => 'broken')).toBe('broken')
  await until('its line is there', () => log.length > 0)
  expect(log.map(line => JSON.parse(line))).toMatchObject([{ event: 'failed', sqlstate: '42P01' }])
  expect(log.join('')).not.toContain('relation')
  await gone.close()
})
