import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { AuditEntry } from '@ringfence/domain/audit'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Call, caller, documentedCaller } from '../testing/call'
import { makeExtension, SECRET } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'
import { bearing, makeToken } from '../testing/tokens'

let server: TestServer
let owner: Call
beforeAll(async () => {
  server = await startTestServer()
  owner = documentedCaller(server, await server.signIn())
})
afterAll(() => server.close())

const merge = { 'content-type': 'application/merge-patch+json' }

const entriesOf = async (call: Call, path: string): Promise<AuditEntry[]> =>
  (await call<AuditEntry[]>('GET', path)).body.data

test('the history of an extension tells who changed what from what to what, and of secrets that they changed', async () => {
  const tenant = await server.tenant()
  const admin = await makeAdmin(server, { role: 'tenant', tenantId: tenant.id })
  const resident = documentedCaller(server, await signInAs(server, admin))
  const { id } = await makeExtension(resident, tenant)
  const path = `/api/extensions/${id}`
  await resident('PATCH', path, {
    json: { status: 'disabled', secret: `${SECRET}-2` },
    headers: { ...merge, 'x-request-id': 'r-1' },
  })
  await owner('GET', `${path}/secret`)
  await owner('POST', `${path}/secret`)
  await resident('DELETE', path)
  await owner('POST', `${path}/restore`)

  const answer = await resident<AuditEntry[]>('GET', `${path}/history`)
  expect(answer.body.message).toBe('Audit entries fetched successfully.')
  expect(answer.body.data.map(({ action, actor }) => [action, actor])).toEqual([
    ['extension.restored', server.admin.email],
    ['extension.deleted', admin.email],
    ['extension.secret_rotated', server.admin.email],
    ['extension.secret_revealed', server.admin.email],
    ['extension.updated', admin.email],
    ['extension.created', admin.email],
  ])
  expect(answer.body.data[4]).toMatchObject({
    target: 'extension',
    target_id: id,
    tenant_id: tenant.id,
    request_id: 'r-1',
    address: expect.any(String),
    changes: { status: { from: 'active', to: 'disabled' }, secret: { from: null, to: 'changed' } },
  })
  expect(Object.keys(answer.body.data[4]?.changes ?? {})).toEqual(['status', 'secret'])
  expect(answer.text).not.toContain(SECRET)
})

test('the trail has sign-ins and refused ones, those of strangers for owners alone', async () => {
  const tenant = await server.tenant()
  const admin = await makeAdmin(server, { role: 'viewer', tenantId: tenant.id })
  const stranger = caller(server)
  for (const email of [admin.email, 'nobody@ringfence.example'])
    await stranger('POST', '/api/admin/login', { json: { email, password: 'wrong' } })
  const viewer = documentedCaller(server, await signInAs(server, admin))
  const signIns = (await entriesOf(viewer, '/api/audit?target=admin')).map(({ action, actor }) => [action, actor])
  expect(signIns).toEqual([
    ['admin.signed_in', admin.email],
    ['admin.sign_in_refused', admin.email],
  ])
  const refused = '/api/audit?action=admin.sign_in_refused&actor=unknown'
  expect(await entriesOf(owner, refused)).toMatchObject([{ tenant_id: null, actor_id: null, changes: {} }])
  expect(await entriesOf(viewer, refused)).toEqual([])
})

test('the trail has what a role did not allow, once for many attempts', async () => {
  const tenant = await server.tenant()
  const admin = await makeAdmin(server, { role: 'viewer', tenantId: tenant.id })
  const viewer = documentedCaller(server, await signInAs(server, admin))
  const { id } = await makeExtension(owner, tenant)
  for (const [method, path] of [
    ['GET', `/api/extensions/${id}/secret?x=1`],
    ['POST', '/api/extensions'],
    ['DELETE', `/api/extensions/${id}`],
  ] as const)
    expect((await viewer(method, path)).status).toBe(403)
  expect(await entriesOf(viewer, '/api/audit?action=request.refused')).toMatchObject([
    {
      actor: admin.email,
      tenant_id: tenant.id,
      changes: { method: { from: null, to: 'GET' }, path: { from: null, to: `/api/extensions/${id}/secret` } },
    },
  ])
})

test('the trail has what a token did not allow, and names the token', async () => {
  const { token } = await makeToken(owner, { name: 'Reports', read_only: true })
  const reader = bearing(server, token)
  expect((await reader('DELETE', '/api/extensions/1')).status).toBe(403)
  const actor = encodeURIComponent(`${server.admin.email} (token Reports)`)
  expect(await entriesOf(reader, `/api/audit?actor=${actor}`)).toMatchObject([{ action: 'request.refused' }])
})

test('a page of it leads to the next, with the filters kept', async () => {
  const tenant = await server.tenant()
  for (const extension_number of ['1', '2', '3']) await makeExtension(owner, tenant, { extension_number })
  await owner('POST', '/api/queues', {
    json: { tenant_id: tenant.id, name: 'S', queue_number: '8', strategy: 'ringall', timeout: 9, status: 'active' },
  })
  const filter = `tenant_id=${tenant.id}&action=extension.created&actor=${server.admin.email}&from=2020-01-01T00:00:00Z`
  const first = await owner<AuditEntry[]>('GET', `/api/audit?${filter}&limit=2`)
  const next = /<(.*)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
  const second = await owner<AuditEntry[]>('GET', next)
  expect(second.headers.get('link')).toBeNull()
  const whole = await entriesOf(owner, `/api/audit?${filter}`)
  expect([...first.body.data, ...second.body.data]).toEqual(whole)
  expect(whole).toHaveLength(3)
})

test("another tenant's extension has no history that its absence would not have", async () => {
  const [tenant, other] = [await server.tenant(), await server.tenant()]
  const theirs = await makeExtension(owner, other)
  const gone = await makeExtension(owner, other, { extension_number: '2' })
  await owner('DELETE', `/api/extensions/${gone.id}`)
  const admin = await makeAdmin(server, { role: 'tenant', tenantId: tenant.id })
  const resident = documentedCaller(server, await signInAs(server, admin))
  for (const id of [theirs.id, gone.id, 999_999_999, 'x', '9223372036854775808'])
    for (const query of ['', '?limit=5']) {
      const { status, text } = await resident('GET', `/api/extensions/${id}/history${query}`)
      expect([status, text]).toEqual([404, '{"message":"Extension not found.","code":"not_found"}'])
    }
  expect(await entriesOf(resident, `/api/audit?target_id=${theirs.id}&target=extension`)).toEqual([])
  expect(await entriesOf(owner, `/api/extensions/${gone.id}/history`)).toHaveLength(2)
})

test('odd filters are refused or find nothing, and a dead session is told so', async () => {
  const odd = await owner(
    'GET',
    '/api/audit?target_id=0&tenant_id=9007199254740993&from=yesterday&to=%00&actor=%00&limit=0&cursor=x',
  )
  expect(odd.status).toBe(422)
  expect(Object.keys(odd.body.errors ?? {}).sort()).toEqual(
    ['actor', 'cursor', 'from', 'limit', 'target_id', 'tenant_id', 'to'].sort(),
  )
  for (const value of ["' or 1=1 --", '%', '\\', '\u{1f600}'])
    expect(await entriesOf(owner, `/api/audit?actor=${encodeURIComponent(value)}`)).toEqual([])
  const cookie = await server.signIn()
  const ending = caller(server, cookie)
  await ending('POST', '/api/admin/logout')
  expect((await ending('GET', '/api/audit?actor=nobody-at-all')).status).toBe(401)
})
