import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Extension } from '@ringfence/domain/extension'
import type { ExtensionRow } from '@ringfence/domain/relations'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Answer, type Call, documentedCaller } from '../testing/call'
import { extensionBody, makeExtension, SECRET } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let owner: Call
let resident: Call
let home: { id: number }
let foreign: { id: number }
let own: Extension
let theirs: Extension

beforeAll(async () => {
  server = await startTestServer()
  owner = documentedCaller(server, await server.signIn())
  home = await server.tenant()
  foreign = await server.tenant()
  own = await makeExtension(owner, home, { display_name: 'Ours' })
  theirs = await makeExtension(owner, foreign, { display_name: 'Theirs' })
  const admin = await makeAdmin(server, { role: 'tenant', tenantId: home.id })
  resident = documentedCaller(server, await signInAs(server, admin))
})
afterAll(() => server.close())

const MISSING = 999_999_999
const merge = { 'content-type': 'application/merge-patch+json' }

/** All that an answer tells, but for what differs between any two requests. */
const told = ({ status, headers, text }: Answer<unknown>) => {
  const { 'x-request-id': _, date: __, ...rest } = Object.fromEntries(headers)
  return { status, headers: rest, text }
}

describe("a tenant's admin cannot tell another tenant's extension from a missing one", () => {
  const operations: Record<string, (id: number) => Promise<Answer<unknown>>> = {
    show: id => resident('GET', `/api/extensions/${id}`),
    replace: id => resident('PUT', `/api/extensions/${id}`, { json: extensionBody(home, { extension_number: '50' }) }),
    'replace with a taken number': id => resident('PUT', `/api/extensions/${id}`, { json: extensionBody(home) }),
    'replace conditionally': id =>
      resident('PUT', `/api/extensions/${id}`, { json: extensionBody(home), headers: { 'if-match': '"9"' } }),
    'replace with what is invalid': id => resident('PUT', `/api/extensions/${id}`, { json: {} }),
    'merge a name': id => resident('PATCH', `/api/extensions/${id}`, { json: { display_name: 'x' }, headers: merge }),
    'merge a secret': id => resident('PATCH', `/api/extensions/${id}`, { json: { secret: 'y78a' }, headers: merge }),
    'merge a tenant': id =>
      resident('PATCH', `/api/extensions/${id}`, { json: { tenant_id: home.id }, headers: merge }),
    remove: id => resident('DELETE', `/api/extensions/${id}`),
    'remove conditionally': id => resident('DELETE', `/api/extensions/${id}`, { headers: { 'if-match': '"9"' } }),
    reveal: id => resident('GET', `/api/extensions/${id}/secret`),
    rotate: id => resident('POST', `/api/extensions/${id}/secret`),
    'filter by it': id => resident('GET', `/api/extensions?tenant_id=${id === MISSING ? MISSING : foreign.id}`),
  }
  for (const [what, operation] of Object.entries(operations))
    test(what, async () => {
      const before = (await owner('GET', `/api/extensions/${theirs.id}`)).text
      const missing = told(await operation(MISSING))
      expect(told(await operation(theirs.id))).toEqual(missing)
      const readable = { 'filter by it': 200, 'replace with what is invalid': 422 }
      expect(missing.status).toBe(Object.entries(readable).find(([name]) => name === what)?.[1] ?? 404)
      expect((await owner('GET', `/api/extensions/${theirs.id}`)).text).toBe(before)
    })

  test('nor by how its secret opens afterwards', async () => {
    const { body } = await owner<{ secret: string }>('GET', `/api/extensions/${theirs.id}/secret`)
    expect(body.data.secret).toBe(SECRET)
  })
})

test("a tenant's admin lists, searches and walks his own tenant alone", async () => {
  for (const query of ['', '?search=1001', '?limit=100', `?search=Theirs`]) {
    const rows = (await resident<ExtensionRow[]>('GET', `/api/extensions${query}`)).body.data
    expect(rows.map(row => row.id)).toEqual(query.includes('Theirs') ? [] : [own.id])
  }
  expect((await owner<ExtensionRow[]>('GET', '/api/extensions')).body.data).toHaveLength(2)
})

test("another tenant's cursor leads nowhere else", async () => {
  const { headers } = await owner('GET', '/api/extensions?limit=1')
  const next = /<(.*)>/.exec(headers.get('link') ?? '')?.[1] ?? ''
  const rows = (await resident<ExtensionRow[]>('GET', next)).body.data
  expect(rows.map(row => row.id)).toEqual([own.id])
})

test('creating in, or moving to, another tenant is refused as if it did not exist', async () => {
  const attempts: ((tenant: { id: number }) => Promise<Answer<unknown>>)[] = [
    tenant => resident('POST', '/api/extensions', { json: extensionBody(tenant, { extension_number: '60' }) }),
    tenant => resident('POST', '/api/extensions', { json: extensionBody(tenant) }),
    tenant => resident('PUT', `/api/extensions/${own.id}`, { json: extensionBody(tenant) }),
    tenant => resident('PATCH', `/api/extensions/${own.id}`, { json: { tenant_id: tenant.id }, headers: merge }),
  ]
  for (const attempt of attempts) {
    const missing = told(await attempt({ id: MISSING }))
    expect(missing.status).toBe(422)
    expect(JSON.parse(missing.text).errors).toEqual({ tenant_id: ['The selected tenant id is invalid.'] })
    expect(told(await attempt(foreign))).toEqual(missing)
  }
})

test('within his own tenant he may do everything', async () => {
  const made = await makeExtension(resident, home, { extension_number: '70' })
  const path = `/api/extensions/${made.id}`
  const json = extensionBody(home, { extension_number: '71' })
  const statuses = [
    await resident('GET', path),
    await resident('PUT', path, { json }),
    await resident('GET', `${path}/secret`),
    await resident('POST', `${path}/secret`),
    await resident('DELETE', path),
  ].map(({ status }) => status)
  expect(statuses).toEqual([200, 200, 200, 200, 200])
})
