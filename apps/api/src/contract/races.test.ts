import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { ExtensionRow } from '@ringfence/domain/relations'
import { type Call, documentedCaller, tally, times } from '../testing/call'
import { extensionBody, makeExtension } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let admin: Call

beforeAll(async () => {
  server = await startTestServer()
  admin = documentedCaller(server, await server.signIn())
})
afterAll(() => server.close())

const create = (tenant: { id: number }, extension_number: string) =>
  admin('POST', '/api/extensions', { json: extensionBody(tenant, { extension_number }) })

const listed = async (tenant: { id: number }) =>
  (await admin<ExtensionRow[]>('GET', `/api/extensions?tenant_id=${tenant.id}`)).body.data

test('of 40 creations of one number at once exactly one happens', async () => {
  const tenant = await server.tenant()
  const answers = await times(40, () => create(tenant, '1001'))
  expect(tally(answers)).toEqual({ 201: 1, 422: 39 })
  for (const { status, body } of answers)
    if (status === 422)
      expect(body.errors).toEqual({ extension_number: ['The extension number has already been taken.'] })
  expect(await listed(tenant)).toHaveLength(1)
})

test('of three times as many creations as a tenant may have exactly those happen', async () => {
  const tenant = await server.tenant({ max_extensions: 15 })
  const answers = await times(45, index => create(tenant, `${index}`))
  expect(tally(answers)).toEqual({ 201: 15, 422: 30 })
  expect(await listed(tenant)).toHaveLength(15)
})

test('the quota holds while extensions are created, moved in and deleted at once', async () => {
  const [tenant, other] = [await server.tenant({ max_extensions: 8 }), await server.tenant()]
  const old = await times(4, index => makeExtension(admin, tenant, { extension_number: `9${index}` }))
  const movers = await times(10, index => makeExtension(admin, other, { extension_number: `8${index}` }))
  const headers = { 'content-type': 'application/merge-patch+json' }
  const answers = await Promise.all([
    ...Array.from({ length: 10 }, (_, index) => create(tenant, `7${index}`)),
    ...movers.map(({ id }) => admin('PATCH', `/api/extensions/${id}`, { json: { tenant_id: tenant.id }, headers })),
    ...old.map(({ id }) => admin('DELETE', `/api/extensions/${id}`)),
  ])
  const statuses = tally(answers)
  expect(Object.keys(statuses).every(status => ['200', '201', '422', '503'].includes(status))).toBe(true)
  const rows = await listed(tenant)
  expect(rows.length).toBeLessThanOrEqual(8)
  const room = 8 - rows.length
  expect(tally(await times(room + 5, index => create(tenant, `6${index}`)))).toEqual({
    ...(room && { 201: room }),
    422: 5,
  })
})
