import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Phase } from '../deps'
import { caller } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let cookie: string
let phase: Phase = 'serving'
let isReady = true

beforeAll(async () => {
  server = await startTestServer({ overrides: { phase: () => phase, ready: async () => isReady } })
  cookie = await server.signIn()
})
afterAll(() => server.close())

test('before it serves and while it stops every call is told to come back, but for health', async () => {
  for (const state of ['starting', 'draining'] as const) {
    phase = state
    for (const call of [caller(server), caller(server, cookie)])
      for (const [method, path] of [
        ['GET', '/api/extensions'],
        ['POST', '/api/admin/login'],
        ['GET', '/nothing'],
      ] as const) {
        const answer = await call(method, path)
        expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
        expect(answer.body.code).toBe('unavailable')
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      }
    expect((await caller(server)('GET', '/livez')).status).toBe(200)
    expect((await caller(server)('GET', '/readyz')).status).toBe(503)
  }
  phase = 'serving'
  expect((await caller(server, cookie)('GET', '/api/extensions')).status).toBe(200)
})

test('it is ready while the database answers with the right schema, and alive all the time', async () => {
  isReady = false
  const answer = await caller(server)('GET', '/readyz')
  expect([answer.status, answer.text]).toEqual([503, '{"message":"The database is not available."}'])
  expect(answer.headers.get('retry-after')).toBe('1')
  expect((await caller(server)('GET', '/livez')).text).toBe('{"status":"ok"}')
  isReady = true
  expect((await caller(server)('GET', '/readyz')).text).toBe('{"status":"ready"}')
})
