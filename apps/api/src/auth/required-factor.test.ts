import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { SecondFactor } from '@ringfence/domain/second-factor'
import { makeAdmin, signInAs } from '../testing/admins'
import { documentedCaller } from '../testing/call'
import { enrol, signInWith } from '../testing/second-factor'
import { startTestServer, type TestServer } from '../testing/server'
import { bearing, makeToken } from '../testing/tokens'

/*
 * With REQUIRE_SECOND_FACTOR.
 */

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ overrides: { requiresSecondFactor: true } })
})
afterAll(() => server.close())

const closed: [method: string, path: string][] = [
  ['GET', '/api/extensions'],
  ['GET', '/api/extensions/1/secret'],
  ['POST', '/api/extensions'],
  ['DELETE', '/api/tenants/1'],
  ['GET', '/api/admins'],
  ['POST', '/api/tokens'],
  ['PUT', '/api/admin/password'],
  ['GET', '/api/admin/sessions'],
  ['GET', '/api/audit'],
]

test('who has none signs in as ever, and is let do nothing but add one', async () => {
  const admin = await makeAdmin(server)
  const cookie = await signInAs(server, admin)
  const call = documentedCaller(server, cookie)
  expect((await call('GET', '/api/admin/me')).status).toBe(200)
  for (const [method, path] of closed) {
    const { status, body } = await call(method, path)
    expect([method, path, status, body.code]).toEqual([method, path, 403, 'second_factor_missing'])
    expect(body.message).toContain('POST /api/admin/second-factor')
  }
  for (const path of [
    '/api/nothing',
    '/api/admin/second-factors',
    '/api/admin/me/',
    '/api/%61dmin/me',
    '/api/admin/second-factor/../../extensions',
  ])
    expect([401, 403]).toContain((await server.request(path, { cookie })).status)
  const { data } = (await call<SecondFactor>('GET', '/api/admin/second-factor')).body
  expect(data).toEqual({ active: false, recovery_codes_left: 0, required: true })

  const { call: own } = await enrol(server, admin, cookie)
  expect((await own('GET', '/api/extensions')).status).toBe(200)
  expect((await own('GET', '/api/admins')).status).toBe(200)
})

test('who removes it is back at the beginning, at once and everywhere', async () => {
  const admin = await makeAdmin(server)
  const { call, cookie } = await enrol(server, admin, await signInAs(server, admin))
  const answer = await call('DELETE', '/api/admin/second-factor')
  const own = documentedCaller(server, answer.headers.getSetCookie()[0]?.split(';', 1)[0])
  expect((await own('GET', '/api/extensions')).body.code).toBe('second_factor_missing')
  expect((await documentedCaller(server, cookie)('GET', '/api/extensions')).status).toBe(401)
  expect((await signInWith(server, admin)).status).toBe(200)
})

test('signing out stays open, and programs are not asked', async () => {
  const admin = await makeAdmin(server)
  const { call } = await enrol(server, admin, await signInAs(server, admin))
  const { token } = await makeToken(call)
  expect((await bearing(server, token)('GET', '/api/extensions')).status).toBe(200)
  const answer = await call('DELETE', '/api/admin/second-factor')
  const own = documentedCaller(server, answer.headers.getSetCookie()[0]?.split(';', 1)[0])
  expect((await bearing(server, token)('GET', '/api/extensions')).status).toBe(200)
  expect((await own('POST', '/api/admin/logout')).status).toBe(200)
})
