import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { ExtensionRange } from '@ringfence/domain/extension-range'
import type { Static } from '@sinclair/typebox'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Call, documentedCaller } from '../testing/call'
import { makeExtension } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let admin: Call

beforeAll(async () => {
  server = await startTestServer()
  admin = documentedCaller(server, await server.signIn())
})
afterAll(() => server.close())

const body = (tenant: { id: number }, fields: object = {}) => ({
  tenant_id: tenant.id,
  from: '0100',
  to: '0109',
  display_name: 'Desk {number}',
  email: 'desk{number}@acme.example',
  status: 'active',
  ...fields,
})

const make = (tenant: { id: number }, fields: object = {}, headers: Record<string, string> = {}, as = admin) =>
  as<Static<typeof ExtensionRange>>('POST', '/api/extensions/range', { json: body(tenant, fields), headers })

test('a range is made with a secret of its own for each, which the answer alone shows', async () => {
  const tenant = await server.tenant()
  const { status, body } = await make(tenant)
  expect([status, body.message]).toEqual([201, 'Extensions created successfully.'])
  const { extensions, secrets } = body.data
  expect(extensions.map(({ extension_number }) => extension_number)).toEqual(
    Array.from({ length: 10 }, (_, index) => `010${index}`),
  )
  expect(extensions[3]).toMatchObject({
    display_name: 'Desk 0103',
    email: 'desk0103@acme.example',
    voicemail_enabled: false,
  })
  expect(new Set(secrets.map(({ secret }) => secret)).size).toBe(10)
  const revealed = await admin<{ secret: string }>('GET', `/api/extensions/${extensions[3]?.id}/secret`)
  expect(revealed.body.data.secret).toBe(secrets[3]?.secret ?? '')
})

test('the same request with the same key is answered the same and makes nothing', async () => {
  const tenant = await server.tenant()
  const headers = { 'idempotency-key': `range-${tenant.id}` }
  const first = await make(tenant, {}, headers)
  const again = await make(tenant, {}, headers)
  expect([again.status, again.text, again.headers.get('idempotency-replayed')]).toEqual([201, first.text, 'true'])
  expect((await make(tenant, { to: '0110' }, headers)).status).toBe(409)
})

test('numbers that are taken are named, and then none is made', async () => {
  const tenant = await server.tenant()
  await makeExtension(admin, tenant, { extension_number: '0104' })
  const refused = await make(tenant)
  expect([refused.status, refused.body.errors]).toEqual([
    422,
    { extension_number: ['The extension number 0104 has already been taken.'] },
  ])
  expect((await admin<unknown[]>('GET', `/api/extensions?tenant_id=${tenant.id}`)).body.data).toHaveLength(1)
})

test('faults, the quota and another tenant are refused on their field', async () => {
  const [own, other] = [await server.tenant({ max_extensions: 5 }), await server.tenant()]
  const tenants = documentedCaller(
    server,
    await signInAs(server, await makeAdmin(server, { role: 'tenant', tenantId: own.id })),
  )
  const errors = async (tenant: { id: number }, fields: object = {}) =>
    (await make(tenant, fields, {}, tenants)).body.errors
  expect(await errors(own)).toEqual({ tenant_id: ['The tenant has reached its maximum number of extensions.'] })
  expect(await errors(other)).toEqual({ tenant_id: ['The selected tenant id is invalid.'] })
  expect(await errors(other)).toEqual(await errors({ id: 999_999_999 }))
  expect(Object.keys((await errors(own, { from: 'x', to: '', display_name: null, status: 1 })) ?? {})).toEqual([
    'from',
    'to',
    'display_name',
    'status',
  ])
})

test('a viewer makes none', async () => {
  const tenant = await server.tenant()
  const viewer = documentedCaller(server, await signInAs(server, await makeAdmin(server, { role: 'viewer' })))
  expect((await make(tenant, {}, {}, viewer)).status).toBe(403)
})
