import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import { until } from '@ringfence/db/testing/until'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Call, caller } from '../testing/call'
import { csv, HEADER, importer, manyRows } from '../testing/files'
import { makeExtension, SECRET } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let cookie: string
let admin: Call

beforeAll(async () => {
  server = await startTestServer()
  cookie = await server.signIn()
  admin = caller(server, cookie)
})
afterAll(() => server.close())

const exportOf = async (tenant: { id: number }, query = '', init: RequestInit = {}, as = cookie) => {
  const answer = await server.request(`/api/extensions/export?tenant_id=${tenant.id}${query}`, { cookie: as, ...init })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

const COLUMNS = 'tenant_id,tenant,extension_number,display_name,email,status,voicemail_enabled'

test('an export is a file of CSV, newest first, without ids and secrets', async () => {
  const tenant = await server.tenant()
  await makeExtension(admin, tenant, { extension_number: '+4930123', display_name: 'Reception, "desk"' })
  await makeExtension(admin, tenant, { extension_number: '*97', email: 'a@b.example', voicemail_enabled: true })
  const { status, headers, text } = await exportOf(tenant)
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
  expect(headers.get('content-disposition')).toBe('attachment; filename="extensions.csv"')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(text).toBe(
    csv(
      COLUMNS,
      `${tenant.id},${tenant.slug},*97,Reception,a@b.example,active,true`,
      `${tenant.id},${tenant.slug},+4930123,"Reception, ""desk""",,active,false`,
    ),
  )
})

test('or of NDJSON, as the query or else the Accept header asks', async () => {
  const tenant = await server.tenant()
  await makeExtension(admin, tenant)
  const accept = { headers: { accept: 'application/x-ndjson' } }
  const { headers, text } = await exportOf(tenant, '', accept)
  expect([headers.get('content-type'), headers.get('vary')]).toEqual(['application/x-ndjson', 'accept'])
  expect(text).toBe(
    `{"tenant_id":${tenant.id},"tenant":"${tenant.slug}","extension_number":"1001","display_name":"Reception","email":null,"status":"active","voicemail_enabled":false}\n`,
  )
  expect((await exportOf(tenant, '&format=ndjson')).text).toBe(text)
  expect((await exportOf(tenant, '&format=csv', accept)).text).toStartWith(COLUMNS)
})

test('the filters of the list hold, and faults are named', async () => {
  const tenant = await server.tenant()
  await makeExtension(admin, tenant, { extension_number: '1', display_name: 'Kitchen' })
  await makeExtension(admin, tenant, { extension_number: '2', display_name: 'Kitchen', status: 'disabled' })
  await makeExtension(admin, tenant, { extension_number: '3', display_name: 'Cellar' })
  const numbers = async (query: string) =>
    (await exportOf(tenant, `&format=ndjson${query}`)).text
      .trim()
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line).extension_number)
  expect(await numbers('&search=KITCH')).toEqual(['2', '1'])
  expect(await numbers('&search=kitch&status=active')).toEqual(['1'])
  expect(await numbers('&status=nothing')).toEqual([])
  expect((await exportOf(tenant, '&status=nothing')).text).toBe(csv(COLUMNS))
  const { status, text } = await exportOf(tenant, '&format=xlsx&status=a&status=b')
  expect([status, Object.keys(JSON.parse(text).errors)]).toEqual([422, ['status', 'format']])
})

describe('what an export holds', () => {
  const NAMES = [
    '=1+1',
    '+cmd',
    '-2+3',
    '@SUM(A1)',
    "'=quoted",
    "'",
    "O'Neill",
    '＝1',
    ' =1',
    'a;b',
    'tab\u2009x',
    '+49 30',
    '-5',
    '☎',
    '"',
  ]

  test('comes back exactly, while no spreadsheet runs it', async () => {
    const tenant = await server.tenant()
    for (const [index, display_name] of NAMES.entries())
      await makeExtension(admin, tenant, { extension_number: `+${index}`, display_name })
    const file = await exportOf(tenant)
    for (const line of file.text.split('\r\n').slice(1, -1))
      expect(line.split(',')[3]?.replace(/^"/, '')).not.toMatch(/^\s*[=@＝]|^[+-](?!\d+$)/)
    const send = importer(server, cookie)
    expect((await send(file.text)).body.data).toMatchObject({ rows: NAMES.length, unchanged: NAMES.length, failed: 0 })

    await send(file.text.replaceAll(/^(\d+,[^,]+,)/gm, 'delete,$1').replace(COLUMNS, `action,${COLUMNS}`))
    expect((await exportOf(tenant)).text).toBe(csv(COLUMNS))
    await send(file.text, '?generate_secrets=true')
    const { body } = await admin<{ display_name: string }[]>('GET', `/api/extensions?tenant_id=${tenant.id}`)
    expect(body.data.map(row => row.display_name)).toEqual(NAMES)
  })

  test('is a scope and no more: a tenant gets its own, a viewer may export, and no secret is in it', async () => {
    const [own, other] = [await server.tenant(), await server.tenant()]
    await makeExtension(admin, own, { secret: SECRET })
    await makeExtension(admin, other)
    const viewer = await signInAs(server, await makeAdmin(server, { role: 'viewer', tenantId: own.id }))
    const answer = await server.request('/api/extensions/export', { cookie: viewer })
    const text = await answer.text()
    expect(text).toBe(csv(COLUMNS, `${own.id},${own.slug},1001,Reception,,active,false`))
    expect((await exportOf(other, '', {}, viewer)).text).toBe(csv(COLUMNS))
    expect(text).not.toContain(SECRET)
  })
})

test('who exported what is in the audit trail', async () => {
  const tenant = await server.tenant()
  await exportOf(tenant, '&status=active', { headers: { 'x-request-id': 'export-1' } })
  const entries = await asOwner(
    server.ownerUrl,
    sql => sql`select action, target, target_id, actor, after from audit where request_id = 'export-1'`,
  )
  expect([...entries]).toEqual([
    {
      action: 'extension.exported',
      target: 'extension',
      target_id: null,
      actor: server.admin.email,
      after: { tenant_id: tenant.id, status: 'active', format: 'csv' },
    },
  ])
})

test('a session that has ended exports nothing', async () => {
  const tenant = await server.tenant()
  const ended = await server.signIn()
  await caller(server, ended)('GET', '/api/extensions?limit=1')
  await asOwner(
    server.ownerUrl,
    sql => sql`delete from sessions where created_at = (select max(created_at) from sessions)`,
  )
  expect((await exportOf(tenant, '', {}, ended)).status).toBe(401)
})

test('an export of several pages is whole', async () => {
  const tenant = await server.tenant({ max_extensions: 5000 })
  await importer(server, cookie)(csv(HEADER, ...manyRows(tenant, 1, 2500)))
  const { text } = await exportOf(tenant)
  expect(new Set(text.split('\r\n').map(line => line.split(',')[2])).size).toBe(2502)
})

test('a download that is given up holds nothing', async () => {
  const tenant = await server.tenant({ max_extensions: 5000 })
  await importer(server, cookie)(csv(HEADER, ...manyRows(tenant, 1, 2500)))
  const before = server.db.pool.stats()
  const answer = await server.request(`/api/extensions/export?tenant_id=${tenant.id}`, { cookie })
  await answer.body?.cancel()
  await until('every connection is free', () => server.db.pool.stats().free === before.free)
})

test('the words after /api/extensions are no ids', async () => {
  for (const [method, path, status] of [
    ['GET', '/api/extensions/export', 200],
    ['GET', '/api/extensions/import', 404],
    ['DELETE', '/api/extensions/export', 404],
    ['POST', '/api/extensions/export', 405],
  ] as const)
    expect([path, (await server.request(path, { method, cookie })).status]).toEqual([path, status])
})
