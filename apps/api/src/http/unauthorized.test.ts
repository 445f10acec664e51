import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type Call, caller } from '../testing/call'
import { startTestServer, type TestRequest, type TestServer } from '../testing/server'

let server: TestServer
let stranger: Call

beforeAll(async () => {
  server = await startTestServer()
  stranger = caller(server)
})
afterAll(() => server.close())

const json = { 'content-type': 'application/json' }

const requests: Record<string, [method: string, path: string, options?: TestRequest]> = {
  'a list': ['GET', '/api/extensions'],
  'a list with a faulty query': ['GET', '/api/extensions?limit=x&limit=y'],
  'a record': ['GET', '/api/extensions/1'],
  'an id that is none': ['GET', '/api/extensions/x'],
  'a secret': ['GET', '/api/extensions/1/secret'],
  'a rotation': ['POST', '/api/extensions/1/secret'],
  'a creation': ['POST', '/api/extensions', { json: {} }],
  'a body that is no JSON': ['POST', '/api/extensions', { body: '{', headers: json }],
  'a body of 10 MB': ['POST', '/api/extensions', { body: 'x'.repeat(10_000_000), headers: json }],
  'a body of the wrong type': ['POST', '/api/extensions', { body: '<a/>', headers: { 'content-type': 'text/xml' } }],
  'a replacement': ['PUT', '/api/extensions/1', { json: {} }],
  'a patch': ['PATCH', '/api/extensions/1', { json: {} }],
  'a deletion': ['DELETE', '/api/extensions/1'],
  'a wrong method': ['DELETE', '/api/extensions'],
  'the session itself': ['GET', '/api/admin/me'],
  admins: ['GET', '/api/admins'],
  tokens: ['POST', '/api/tokens', { json: {} }],
  'own sessions': ['DELETE', '/api/admin/sessions'],
  'an own password': ['PUT', '/api/admin/password', { json: {} }],
  "a SIP server's question": ['POST', '/engine/freeswitch/directory', { body: 'section=directory' }],
  "an unknown SIP server's question": ['GET', '/engine/nothing'],
  'half a provisioning link': ['GET', '/provision/abc'],
  'more than a provisioning link': ['GET', '/provision/abc/def/ghi'],
  'an unknown route': ['GET', '/api/nothing'],
  'an unknown route outside of the API': ['POST', '/nothing'],
  'an open route with a slash at its end': ['GET', '/livez/'],
  'an open route in capitals': ['GET', '/LIVEZ'],
  'a route that begins like an open one': ['GET', '/api/admin/logins'],
}

describe('without a session the answer is 401 before anything else is judged', () => {
  for (const [what, [method, path, options]] of Object.entries(requests))
    test(what, async () => {
      const answer = await stranger(method, path, options)
      expect(answer.status).toBe(401)
      expect(answer.text).toBe('{"message":"Unauthorized."}')
    })
})

test('every route but the open ones is 401 without a session', async () => {
  const open = /^\/(?:|livez|readyz|swagger.*|api\/admin\/log(?:in|out)|provision\/:token\/:file)$/
  const guarded = server.app.routes.filter(({ path }) => !open.test(path))
  expect(guarded.length).toBeGreaterThan(8)
  for (const { method, path } of guarded)
    expect([method, path, (await stranger(method, path.replaceAll(/:\w+/g, '1'))).status]).toEqual([method, path, 401])
})

test('a session id that nobody was given is 401', async () => {
  const invented = caller(server, `ringfence=${'a'.repeat(40)}`)
  expect((await invented('GET', '/api/extensions')).text).toBe('{"message":"Unauthorized."}')
})

test('a body far larger than any route takes is 401 as well, and 413 in our words with a session', async () => {
  const huge = { body: 'x'.repeat(40 * 1024 * 1024), headers: json }
  expect((await stranger('POST', '/api/extensions', huge)).text).toBe('{"message":"Unauthorized."}')
  const answer = await caller(server, await server.signIn())('POST', '/api/extensions', huge)
  expect([answer.status, answer.body.code]).toEqual([413, 'too_large'])
})
