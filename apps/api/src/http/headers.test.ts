import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { caller } from '../testing/call'
import { startTestServer, type TestRequest, type TestServer } from '../testing/server'

let server: TestServer
let secure: TestServer
let cookie: string

beforeAll(async () => {
  server = await startTestServer()
  secure = await startTestServer({ secure: true })
  cookie = await server.signIn()
})
afterAll(() => Promise.all([server.close(), secure.close()]))

const FIXED = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}

const requests: Record<number, [method: string, path: string, options?: TestRequest]> = {
  200: ['GET', '/api/extensions'],
  400: ['POST', '/api/extensions', { body: '{', headers: { 'content-type': 'application/json' } }],
  401: ['GET', '/api/extensions', { headers: { cookie: '' } }],
  403: ['POST', '/api/extensions', { headers: { 'sec-fetch-site': 'cross-site' } }],
  404: ['GET', '/api/extensions/999'],
  405: ['DELETE', '/api/extensions'],
  415: ['POST', '/api/extensions', { body: '{' }],
  422: ['POST', '/api/extensions', { json: {} }],
}

describe('every answer carries the security headers and its request id', () => {
  for (const [status, [method, path, options]] of Object.entries(requests))
    test(status, async () => {
      const call = caller(server, status === '401' ? undefined : cookie)
      const answer = await call(method, path, options)
      expect(answer.status).toBe(Number(status))
      expect(Object.fromEntries(answer.headers)).toMatchObject(FIXED)
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      for (const name of ['server', 'x-powered-by', 'strict-transport-security', 'access-control-allow-origin'])
        expect(answer.headers.get(name)).toBeNull()
    })
})

test('health and unknown addresses carry them too', async () => {
  for (const path of ['/livez', '/readyz', '/nothing'])
    expect(Object.fromEntries((await caller(server, cookie)('GET', path)).headers)).toMatchObject(FIXED)
})

test('over https every answer asks for https from then on', async () => {
  for (const path of ['/livez', '/api/extensions', '/nothing'])
    expect((await caller(secure)('GET', path)).headers.get('strict-transport-security')).toBe(
      'max-age=31536000; includeSubDomains',
    )
})

test('two requests never share a request id', async () => {
  const ids = await Promise.all([1, 2, 3].map(async () => (await server.request('/livez')).headers.get('x-request-id')))
  expect(new Set(ids).size).toBe(3)
})

describe("a proxy's request id is kept when it is harmless", () => {
  const given = {
    'trace-1.2_x': true,
    [`${'a'.repeat(64)}`]: true,
    [`${'a'.repeat(65)}`]: false,
    'a b': false,
    '"': false,
  }
  for (const [id, kept] of Object.entries(given))
    test(id, async () => {
      const answer = await caller(server, cookie)('GET', '/nothing', { headers: { 'x-request-id': id } })
      expect(answer.headers.get('x-request-id') === id).toBe(kept)
    })
})
