import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Extension } from '@ringfence/domain/extension'
import type { ExtensionRow } from '@ringfence/domain/relations'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Answer, type Call, caller, documentedCaller, tally, times } from '../testing/call'
import { makeExtension, SECRET } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let owner: Call
beforeAll(async () => {
  server = await startTestServer()
  owner = documentedCaller(server, await server.signIn())
})
afterAll(() => server.close())

const makeDeleted = async (fields: Record<string, unknown> = {}) => {
  const tenant = await server.tenant()
  const extension = await makeExtension(owner, tenant, fields)
  const path = `/api/extensions/${extension.id}`
  await owner('DELETE', path)
  return { tenant, extension, path, restore: `${path}/restore` }
}

const deletedOf = async (call: Call, tenantId: number) =>
  (await call<ExtensionRow[]>('GET', `/api/extensions?deleted=only&tenant_id=${tenantId}`)).body.data

test('a deleted extension is gone for every call, listed on its own, and back when it is restored', async () => {
  const { tenant, extension, path, restore } = await makeDeleted()
  const gone = [
    await owner('GET', path),
    await owner('PATCH', path, { json: {}, headers: { 'content-type': 'application/merge-patch+json' } }),
    await owner('GET', `${path}/secret`),
    await owner('DELETE', path),
  ]
  expect(tally(gone)).toEqual({ 404: 4 })
  expect((await owner<Extension[]>('GET', `/api/extensions?tenant_id=${tenant.id}`)).body.data).toEqual([])
  expect(await deletedOf(owner, tenant.id)).toEqual([
    { ...extension, tenant: expect.objectContaining({ id: tenant.id }), devices: [], deleted_at: expect.any(String) },
  ])

  const restored = await owner<Extension>('POST', restore)
  expect(restored.status).toBe(200)
  expect(restored.body).toEqual({
    message: 'Extension restored successfully.',
    data: { ...extension, updated_at: expect.any(String) },
  })
  expect(restored.headers.get('etag')).toBe('"2"')
  expect((await owner('GET', path)).headers.get('etag')).toBe('"2"')
  expect((await owner<{ secret: string }>('GET', `${path}/secret`)).body.data.secret).toBe(SECRET)
  expect(await deletedOf(owner, tenant.id)).toEqual([])
  expect(
    (await owner<ExtensionRow[]>('GET', `/api/extensions?tenant_id=${tenant.id}`)).body.data[0],
  ).not.toHaveProperty('deleted_at')
})

test('with an Idempotency-Key it is restored once, and said so each time', async () => {
  const { restore } = await makeDeleted()
  const headers = { 'idempotency-key': `restore-${restore}` }
  const answers = await times(8, () => owner('POST', restore, { headers }))
  expect(tally(answers)).toEqual({ 200: 8 })
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(new Set(answers.map(({ headers }) => headers.get('etag')))).toEqual(new Set(['"2"']))
  expect((await owner('POST', restore)).status).toBe(404)
})

test('422 says what is in the way: the number, or the quota', async () => {
  const { tenant, restore } = await makeDeleted()
  await makeExtension(owner, tenant)
  const taken = await owner('POST', restore)
  expect([taken.status, taken.body.errors]).toEqual([
    422,
    { extension_number: ['The extension number has already been taken.'] },
  ])
})

test("another tenant's admin cannot tell it from one that never was, and a viewer may not", async () => {
  const { tenant, restore } = await makeDeleted()
  const stranger = await makeAdmin(server, { role: 'tenant', tenantId: (await server.tenant()).id })
  const call = documentedCaller(server, await signInAs(server, stranger))
  for (const path of [restore, '/api/extensions/999999999/restore', '/api/extensions/x/restore']) {
    const { status, text } = await call('POST', path)
    expect([status, text]).toEqual([404, '{"message":"Extension not found.","code":"not_found"}'])
  }
  expect(await deletedOf(call, tenant.id)).toEqual([])
  const viewer = await makeAdmin(server, { role: 'viewer', tenantId: tenant.id })
  const looking = documentedCaller(server, await signInAs(server, viewer))
  expect((await looking('POST', restore)).status).toBe(403)
  expect(await deletedOf(looking, tenant.id)).toHaveLength(1)
  expect((await caller(server)('POST', restore)).status).toBe(401)
})

test("a tenant's admin restores his own", async () => {
  const { tenant, restore } = await makeDeleted()
  const admin = await makeAdmin(server, { role: 'tenant', tenantId: tenant.id })
  expect((await documentedCaller(server, await signInAs(server, admin))('POST', restore)).status).toBe(200)
})

test('the deleted are paged by when they were deleted', async () => {
  const tenant = await server.tenant()
  const made: Extension[] = []
  for (const extension_number of ['1', '2', '3']) made.push(await makeExtension(owner, tenant, { extension_number }))
  for (const index of [1, 0, 2]) await owner('DELETE', `/api/extensions/${made[index]?.id}`)
  const seen: string[] = []
  let next: string | undefined = `/api/extensions?deleted=only&tenant_id=${tenant.id}&limit=1`
  while (next) {
    const page: Answer<ExtensionRow[]> = await owner('GET', next)
    seen.push(...page.body.data.map(row => row.extension_number))
    next = /<(.*)>/.exec(page.headers.get('link') ?? '')?.[1]
  }
  expect(seen).toEqual(['3', '1', '2'])
})

test('what else `deleted` may be is refused, and empty it is none', async () => {
  for (const value of ['with', 'ONLY', 'only%00', 'true']) {
    const answer = await owner('GET', `/api/extensions?deleted=${value}`)
    expect([answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([422, ['deleted']])
  }
  const tenant = await server.tenant()
  await makeExtension(owner, tenant)
  const live = await owner<ExtensionRow[]>('GET', `/api/extensions?deleted=&tenant_id=${tenant.id}`)
  expect(live.body.data).toHaveLength(1)
})
