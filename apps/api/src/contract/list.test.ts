import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { ExtensionRow } from '@ringfence/domain/relations'
import { type Call, documentedCaller } from '../testing/call'
import { makeExtension } from '../testing/samples'
import { startTestServer, type TestServer, type TestTenant } from '../testing/server'

let server: TestServer
let admin: Call
let acme: TestTenant & { id: number }
let other: TestTenant & { id: number }

beforeAll(async () => {
  server = await startTestServer()
  admin = documentedCaller(server, await server.signIn())
  acme = await server.tenant()
  other = await server.tenant()
  const made = [
    { extension_number: '1001', display_name: 'Reception', email: 'front@acme.example' },
    { extension_number: '1002', display_name: '100% Sales_Team\\North', status: 'disabled' },
    { extension_number: '1003', display_name: 'ÄRGER & Co', status: 'on hold' },
    { extension_number: '*97', display_name: 'Sales" or 1=1 --' },
  ]
  for (const fields of made) await makeExtension(admin, acme, fields)
  await makeExtension(admin, other, { extension_number: '1001', display_name: 'Reception' })
  await asOwner(
    server.ownerUrl,
    sql => sql`
      insert into devices (tenant_id, extension_id, label, registered_at, expires_at)
      select e.tenant_id, e.id, device.label, now(), now() + device.lifetime
      from extensions e, (values ('Desk', interval '1 hour'), ('Mobile', interval '-1 hour')) device (label, lifetime)
      where e.extension_number = '1001' and e.tenant_id = ${acme.id}`,
  )
})
afterAll(() => server.close())

const list = async (query = '') => {
  const answer = await admin<ExtensionRow[]>('GET', `/api/extensions${query}`)
  expect([query, answer.status]).toEqual([query, 200])
  expect(answer.body.message).toBe('Extensions fetched successfully.')
  return answer.body.data
}

const numbers = async (query: string) => (await list(query)).map(row => row.extension_number)

test('all extensions are listed, newest first, each with its tenant and devices', async () => {
  const rows = await list()
  expect(rows.map(row => [row.tenant.name, row.extension_number])).toEqual([
    [other.name, '1001'],
    [acme.name, '*97'],
    [acme.name, '1003'],
    [acme.name, '1002'],
    [acme.name, '1001'],
  ])
  expect(rows.map(row => row.tenant.id)).toEqual(rows.map(row => row.tenant_id))
  expect(
    rows
      .at(-1)
      ?.devices.map(({ label, online }) => [label, online])
      .sort(),
  ).toEqual([
    ['Desk', true],
    ['Mobile', false],
  ])
  expect(rows.slice(0, -1).flatMap(row => row.devices)).toEqual([])
})

test('of those created in the same instant the greater id comes first', async () => {
  await asOwner(
    server.ownerUrl,
    sql => sql`update extensions set created_at = '2026-01-01' where tenant_id = ${acme.id}`,
  )
  const ids = (await list(`?tenant_id=${acme.id}`)).map(row => row.id)
  expect(ids).toEqual(ids.toSorted((a, b) => b - a))
  expect(ids).toHaveLength(4)
})

describe('search finds what contains it, in any letter case, and every character means itself', () => {
  const cases: [search: string, found: string[]][] = [
    ['recep', ['1001', '1001']],
    ['RECEPTION', ['1001', '1001']],
    ['front@ACME', ['1001']],
    ['00', ['1003', '1002', '1001', '1001'].toSorted()],
    ['ärger', ['1003']],
    ['100%', ['1002']],
    ['%', ['1002']],
    ['_', ['1002']],
    ['\\', ['1002']],
    ['100_', []],
    ['s_T', ['1002']],
    ['\\n', ['1002']],
    ['&', ['1003']],
    ['*', ['*97']],
    ['" or 1=1 --', ['*97']],
    ["' or '1'='1", []],
    ['1001Reception', []],
    ['Reception front', []],
    ['nowhere', []],
  ]
  for (const [search, found] of cases)
    test(search, async () =>
      expect((await numbers(`?search=${encodeURIComponent(search)}`)).toSorted()).toEqual(found.toSorted()),
    )
})

test('an empty search and empty filters are none', async () => {
  for (const query of ['?search=', '?search=%20%20', '?tenant_id=', '?status=', '?search=&tenant_id=&status='])
    expect(await list(query)).toHaveLength(5)
})

test('filters narrow each other', async () => {
  expect(await numbers(`?tenant_id=${other.id}`)).toEqual(['1001'])
  expect(await numbers('?status=disabled')).toEqual(['1002'])
  expect(await numbers('?status=on%20hold')).toEqual(['1003'])
  expect(await numbers(`?tenant_id=${acme.id}&search=reception`)).toEqual(['1001'])
  expect(await numbers(`?tenant_id=${other.id}&status=disabled`)).toEqual([])
  expect(await numbers('?tenant_id=999999')).toEqual([])
  expect(await numbers('?status=ACTIVE')).toEqual([])
})

test('unknown keys of a query are ignored', async () => {
  expect(await list('?page=2&sort=id;drop%20table%20extensions&order_by=secret_sealed&__proto__=x')).toHaveLength(5)
})

describe('a query that cannot be meant is refused with its key', () => {
  const queries: [query: string, key: string][] = [
    ['search=a&search=b', 'search'],
    ['search=%00', 'search'],
    ['search=%F0%9F', 'search'],
    [`search=${'a'.repeat(256)}`, 'search'],
    ['search=a%0Ab', 'search'],
    ['tenant_id=x', 'tenant_id'],
    ['tenant_id=0', 'tenant_id'],
    ['tenant_id=1&tenant_id=1', 'tenant_id'],
    ['tenant_id=9007199254740993', 'tenant_id'],
    ['tenant_id[]=1', ''],
    [`status=${'a'.repeat(51)}`, 'status'],
  ]
  for (const [query, key] of queries)
    test(query.slice(0, 40), async () => {
      const answer = await admin('GET', `/api/extensions?${query}`)
      // Bytes that are no UTF-8 are replaced before anybody sees them, and a key in brackets is another key.
      const isUnderstood = key === '' || query.includes('%F0%9F')
      expect(answer.status).toBe(isUnderstood ? 200 : 422)
      if (!isUnderstood) expect(Object.keys(answer.body.errors ?? {})).toEqual([key])
    })
})
