import { afterAll, beforeAll, expect, test } from 'bun:test'
import { document } from '@ringfence/rig/document'
import { cookieIn } from '../testing/admins'
import { type Call, documentedCaller } from '../testing/call'
import { extensionBody } from '../testing/samples'
import { ADMIN, startTestServer, type TestRequest, type TestServer } from '../testing/server'

let server: TestServer
let call: Call

beforeAll(async () => {
  server = await startTestServer()
  call = documentedCaller(server, await server.signIn())
})
afterAll(() => server.close())

test('the example of every call works, one after the other, and is answered as documented', async () => {
  const fresh = await startTestServer()
  // The first tenant, to which the examples refer.
  expect(await fresh.tenant()).toMatchObject({ id: 1 })
  const signedIn = await documentedCaller(fresh)('POST', '/api/admin/login', {
    json: sent('/api/admin/login', 'post'),
  })
  let call = documentedCaller(fresh, cookieIn(signedIn))
  const [one, admin] = ['/api/extensions/{id}', '/api/admins/{id}']
  const merge = { 'content-type': MERGE, 'if-match': '"2"' }
  const range = '/api/extensions/range'
  const file = (type: string) => ({
    body: String(sent('/api/extensions/import', 'post', type)),
    headers: { 'content-type': type },
  })

  const steps: [status: number, method: string, path: string, options?: TestRequest][] = [
    [200, 'GET', '/api/admin/me'],
    [201, 'POST', '/api/extensions', { json: sent('/api/extensions', 'post') }],
    [200, 'PUT', '/api/extensions/1', { json: sent(one, 'put') }],
    [200, 'PATCH', '/api/extensions/1', { json: sent(one, 'patch', MERGE), headers: merge }],
    [200, 'PATCH', '/api/extensions/1', { json: sent(one, 'patch') }],
    [201, 'POST', '/api/extensions/range', { json: sent(range, 'post') }],
    [200, 'POST', '/api/extensions/import?dry_run=true', file('text/csv')],
    [200, 'POST', '/api/extensions/import', file('text/csv')],
    [200, 'POST', '/api/extensions/import', file('application/x-ndjson')],
    [200, 'POST', '/api/extensions/import', file('application/ndjson')],
    [422, 'POST', '/api/extensions/import', file('text/csv')],
    [200, 'GET', '/api/extensions'],
    [200, 'GET', '/api/extensions/1?cdrs_limit=10'],
    [200, 'GET', '/api/extensions/1/secret'],
    [200, 'POST', '/api/extensions/1/secret'],
    [201, 'POST', '/api/devices', { json: sent('/api/devices', 'post') }],
    [201, 'POST', '/api/devices/1/provisioning', { json: sent('/api/devices/{id}/provisioning', 'post') }],
    [200, 'DELETE', '/api/devices/1/registration'],
    [200, 'DELETE', '/api/extensions/1'],
    [200, 'GET', '/api/extensions?deleted=only'],
    [200, 'POST', '/api/extensions/1/restore'],
    [200, 'GET', '/api/extensions/1/history'],
    [200, 'GET', '/api/audit'],
    [200, 'GET', '/api/tenants/1/free-numbers?from=1000&to=1999&limit=10'],
    [201, 'POST', '/api/webhooks', { json: sent('/api/webhooks', 'post') }],
    [200, 'PUT', '/api/webhooks/1', { json: sent('/api/webhooks/{id}', 'put') }],
    [200, 'PATCH', '/api/webhooks/1', { json: sent('/api/webhooks/{id}', 'patch', MERGE), headers: merge }],
    [200, 'GET', '/api/webhooks?limit=50&tenant_id=1'],
    [200, 'GET', '/api/webhooks/1'],
    [200, 'POST', '/api/webhooks/1/secret'],
    [202, 'POST', '/api/webhooks/1/test'],
    [200, 'GET', '/api/webhooks/1/deliveries?status=pending'],
    [200, 'GET', '/api/webhooks/1/deliveries/1'],
    [202, 'POST', '/api/webhooks/1/deliveries/1/retry'],
    [200, 'DELETE', '/api/webhooks/1'],
    [201, 'POST', '/api/cdrs/batch', { json: sent('/api/cdrs/batch', 'post') }],
    [201, 'POST', '/api/cdrs/batch', inLines(sent('/api/cdrs/batch', 'post', NDJSON))],
    [200, 'GET', '/api/cdrs/summary?timezone=Europe/Berlin'],
    [201, 'POST', '/api/admins', { json: sent('/api/admins', 'post') }],
    [200, 'PUT', '/api/admins/2', { json: sent(admin, 'put') }],
    [200, 'PATCH', '/api/admins/2', { json: sent(admin, 'patch', MERGE), headers: merge }],
    [200, 'PATCH', '/api/admins/2', { json: sent(admin, 'patch') }],
    [200, 'GET', '/api/admins'],
    [200, 'GET', '/api/admins/2'],
    [409, 'PUT', '/api/admins/1', { json: { name: 'Ada', email: ADMIN.email, role: 'viewer' } }],
    [409, 'DELETE', '/api/admins/1'],
    [200, 'DELETE', '/api/admins/2'],
    [201, 'POST', '/api/tokens', { json: sent('/api/tokens', 'post') }],
    [200, 'GET', '/api/tokens'],
    [200, 'GET', '/api/tokens/1'],
    [200, 'DELETE', '/api/tokens/1'],
    [200, 'GET', '/api/admin/sessions'],
    [404, 'DELETE', '/api/admin/sessions/2'],
    [201, 'POST', '/api/admin/second-factor'],
    [422, 'POST', '/api/admin/second-factor/confirm', { json: sent('/api/admin/second-factor/confirm', 'post') }],
    [200, 'GET', '/api/admin/second-factor'],
    [404, 'POST', '/api/admin/second-factor/recovery-codes'],
    [404, 'DELETE', '/api/admin/second-factor'],
    [404, 'DELETE', '/api/admins/1/second-factor'],
    [200, 'POST', '/api/admin/reauthenticate', { json: sent('/api/admin/reauthenticate', 'post') }],
    [200, 'PUT', '/api/admin/password', { json: sent('/api/admin/password', 'put') }],
    [200, 'POST', '/api/admin/logout'],
    [401, 'GET', '/api/admin/me'],
    [200, 'GET', '/livez'],
    [200, 'GET', '/readyz'],
  ]
  for (const [status, method, path, options] of steps) {
    const answer = await call(method, path, options)
    expect(answer.status, `${method} ${path}`).toBe(status)
    if (answer.headers.has('set-cookie')) call = documentedCaller(fresh, cookieIn(answer))
  }
  await fresh.close()
})

const MERGE = 'application/merge-patch+json'
const NDJSON = 'application/x-ndjson'

const inLines = (body: unknown): TestRequest => ({ body: String(body), headers: { 'content-type': NDJSON } })

const sent = (path: string, method: 'post' | 'put' | 'patch', type = 'application/json'): unknown => {
  const body = document.paths[path]?.[method]?.requestBody
  if (!body || '$ref' in body) throw new Error('Nothing is sent to this operation.')
  return body.content[type]?.example
}

test('an export is a file of a documented type', async () => {
  const { parameters = [], responses } = document.paths['/api/extensions/export']?.get ?? {}
  const described = responses?.[200]
  const types = Object.keys(described && 'content' in described ? (described.content ?? {}) : {})
  expect(types).toEqual(['text/csv', 'application/x-ndjson'])
  expect(parameters.map(parameter => 'name' in parameter && parameter.name)).toContain('format')
  const cookie = await server.signIn()
  for (const type of types) {
    const answer = await server.request('/api/extensions/export', { cookie, headers: { accept: type } })
    expect([answer.status, answer.headers.get('content-type')?.split(';', 1)[0]]).toEqual([200, type])
    await answer.text()
  }
})

test('every example of a list filter is accepted', async () => {
  const query = new URLSearchParams()
  for (const parameter of document.paths['/api/extensions']?.get?.parameters ?? [])
    if ('in' in parameter) query.set(parameter.name, String(parameter.example))
  expect([...query].length).toBe(6)
  expect((await call('GET', `/api/extensions?${query}`)).status).toBe(200)
})

const refusals: [number, string, string, TestRequest][] = [
  [400, 'POST', '/api/extensions', { body: '{', headers: { 'content-type': 'application/json' } }],
  [401, 'GET', '/api/extensions', { cookie: '' }],
  [403, 'POST', '/api/extensions', { json: {}, headers: { origin: 'https://elsewhere.example' } }],
  [404, 'GET', '/api/extensions/999', {}],
  [404, 'DELETE', '/api/extensions/abc', {}],
  [413, 'POST', '/api/extensions', { json: 'x'.repeat(1024 * 1024) }],
  [415, 'POST', '/api/extensions', { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  [422, 'POST', '/api/extensions', { json: {} }],
  [422, 'GET', '/api/extensions?limit=0', {}],
  [422, 'POST', '/api/admin/login', { json: {} }],
  [422, 'POST', '/api/admin/login', { json: { email: 'nobody@ringfence.example', password: 'wrong' } }],
]

for (const [status, method, path, options] of refusals)
  test(`${status} to ${method} ${path} is answered as documented`, async () => {
    expect((await call(method, path, options)).status).toBe(status)
  })

test('412 to a change of an older version is answered as documented', async () => {
  const json = extensionBody(await server.tenant())
  const { data } = (await call<{ id: number }>('POST', '/api/extensions', { json })).body
  const stale = await call('PUT', `/api/extensions/${data.id}`, { json, headers: { 'if-match': '"9"' } })
  expect(stale.status).toBe(412)
})
