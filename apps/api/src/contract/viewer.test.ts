import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { ExtensionRow } from '@ringfence/domain/relations'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Answer, type Call, caller, documentedCaller } from '../testing/call'
import { extensionBody, makeExtension } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let owner: Call
let home: { id: number }
let path: string
const viewers: Record<string, Call> = {}

beforeAll(async () => {
  server = await startTestServer()
  owner = documentedCaller(server, await server.signIn())
  home = await server.tenant()
  path = `/api/extensions/${(await makeExtension(owner, home)).id}`
  await makeExtension(owner, await server.tenant())
  const everywhere = await makeAdmin(server, { role: 'viewer' })
  const here = await makeAdmin(server, { role: 'viewer', tenantId: home.id })
  viewers['all tenants'] = documentedCaller(server, await signInAs(server, everywhere))
  viewers['one tenant'] = documentedCaller(server, await signInAs(server, here))
})
afterAll(() => server.close())

const FORBIDDEN = '{"message":"Your role does not allow this.","code":"forbidden"}'

const refused: Record<string, (viewer: Call) => Promise<Answer<unknown>>> = {
  create: viewer => viewer('POST', '/api/extensions', { json: extensionBody(home, { extension_number: '9' }) }),
  'create from what is no JSON': viewer => viewer('POST', '/api/extensions', { body: '{' }),
  replace: viewer => viewer('PUT', path, { json: extensionBody(home) }),
  patch: viewer => viewer('PATCH', path, { json: extensionBody(home) }),
  remove: viewer => viewer('DELETE', path),
  rotate: viewer => viewer('POST', `${path}/secret`),
  reveal: viewer => viewer('GET', `${path}/secret`),
  'reveal what is missing': viewer => viewer('GET', '/api/extensions/999999/secret'),
  'reveal what is no id': viewer => viewer('GET', '/api/extensions/x/secret'),
}

for (const scope of ['all tenants', 'one tenant'])
  describe(`a viewer of ${scope} changes nothing and sees no secret`, () => {
    for (const [what, attempt] of Object.entries(refused))
      test(what, async () => {
        const before = await owner('GET', path)
        const answer = await attempt(viewers[scope] ?? caller(server))
        expect([answer.status, answer.text]).toEqual([403, FORBIDDEN])
        expect((await owner('GET', path)).text).toBe(before.text)
      })

    test('HEAD of a secret', async () => {
      const admin = await makeAdmin(server, { role: 'viewer', tenantId: scope === 'one tenant' ? home.id : null })
      const answer = await caller(server, await signInAs(server, admin))('HEAD', `${path}/secret`)
      expect(answer.status).toBe(403)
    })

    test('but reads', async () => {
      const viewer = viewers[scope] ?? caller(server)
      expect((await viewer('GET', path)).status).toBe(200)
      expect((await viewer('GET', '/api/admin/me')).status).toBe(200)
      const rows = (await viewer<ExtensionRow[]>('GET', '/api/extensions')).body.data
      expect(rows).toHaveLength(scope === 'one tenant' ? 1 : 2)
    })
  })

test('a viewer signs out', async () => {
  const cookie = await signInAs(server, await makeAdmin(server, { role: 'viewer' }))
  expect((await caller(server, cookie)('POST', '/api/admin/logout')).status).toBe(200)
  expect((await caller(server, cookie)('GET', '/api/admin/me')).status).toBe(401)
})
