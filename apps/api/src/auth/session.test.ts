import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import { cookieIn, makeAdmin, signInAs } from '../testing/admins'
import { caller } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let secure: TestServer

beforeAll(async () => {
  server = await startTestServer()
  secure = await startTestServer({ secure: true })
})
afterAll(() => Promise.all([server.close(), secure.close()]))

const me = (cookie: string) => caller(server, cookie)('GET', '/api/admin/me')
const signOut = (cookie?: string) => server.request('/api/admin/logout', { method: 'POST', ...(cookie && { cookie }) })

test('me answers who is signed in', async () => {
  const answer = await me(await server.signIn())
  expect(answer.text).toBe(
    '{"message":"Authenticated user loaded.","data":{"name":"Administrator","email":"admin@ringfence.example","role":"owner"}}',
  )
})

test('the cookie cannot be read by scripts, sent across sites or bound to a path', async () => {
  const set = (await server.request('/api/admin/login', { json: server.admin })).headers.getSetCookie()
  expect(set).toHaveLength(1)
  expect(set[0]).toMatch(/^ringfence=[a-z0-9]{40}; Path=\/; HttpOnly; SameSite=Lax$/)
})

test('over https the cookie is Secure and bound to this very host, and it works', async () => {
  const answer = await secure.request('/api/admin/login', { json: secure.admin })
  expect(answer.headers.getSetCookie()[0]).toMatch(
    /^__Host-ringfence=[a-z0-9]{40}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
  const cookie = cookieIn(answer)
  expect((await caller(secure, cookie)('GET', '/api/admin/me')).status).toBe(200)
  const plain = cookie.replace('__Host-', '')
  expect((await caller(secure, plain)('GET', '/api/admin/me')).status).toBe(401)
  const cleared = await secure.request('/api/admin/logout', { method: 'POST', cookie })
  expect(cleared.headers.getSetCookie()).toEqual([
    '__Host-ringfence=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax',
  ])
})

test('each sign-in gives another session, and the others live on', async () => {
  const first = await server.signIn()
  const second = await server.signIn()
  expect(second).not.toBe(first)
  expect([(await me(first)).status, (await me(second)).status]).toEqual([200, 200])
})

test('signing in again with a session ends that session', async () => {
  const first = await server.signIn()
  const second = await signInAs(server, server.admin, first)
  expect([(await me(first)).status, (await me(second)).status]).toEqual([401, 200])
})

test('a session id that the caller brings along is never made his', async () => {
  const chosen = `ringfence=${'f'.repeat(40)}`
  expect(await signInAs(server, server.admin, chosen)).not.toBe(chosen)
  expect((await me(chosen)).status).toBe(401)
})

test('a refused sign-in leaves the session alone', async () => {
  const cookie = await server.signIn()
  const { email } = await makeAdmin(server)
  await server.request('/api/admin/login', { json: { email, password: 'wrong' }, cookie })
  expect((await me(cookie)).status).toBe(200)
})

test('signing out ends the session at once and clears the cookie, however often', async () => {
  const cookie = await server.signIn()
  for (const each of [cookie, cookie, undefined, `ringfence=${'a'.repeat(40)}`, 'ringfence=%', 'a=%; {']) {
    const answer = await signOut(each)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('{"message":"Logged out successfully."}')
    expect(answer.headers.getSetCookie()).toEqual(['ringfence=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax'])
  }
  expect((await me(cookie)).status).toBe(401)
})

test('signing out ends one session, not the others of the same admin', async () => {
  const [here, there] = [await server.signIn(), await server.signIn()]
  await signOut(here)
  expect([(await me(here)).status, (await me(there)).status]).toEqual([401, 200])
})

describe('a session ends at once when the admin', () => {
  const ends = {
    'is disabled': "status = 'disabled'",
    'gets another role': "role = 'viewer'",
    'gets another password': "password_hash = password_hash || 'x'",
  }
  for (const what of Object.keys(ends))
    test(what, async () => {
      const admin = await makeAdmin(server)
      const cookie = await signInAs(server, admin)
      expect((await me(cookie)).status).toBe(200)
      await asOwner(
        server.ownerUrl,
        sql => sql`
          update admins set
            status = case when ${what} = 'is disabled' then 'disabled' else status end,
            role = case when ${what} = 'gets another role' then 'viewer' else role end,
            password_hash = case when ${what} = 'gets another password' then 'another' else password_hash end
          where email = ${admin.email}`,
      )
      expect((await me(cookie)).status).toBe(401)
    })
})

test('a session ends when its time is over by the clock of the database', async () => {
  const admin = await makeAdmin(server)
  const cookie = await signInAs(server, admin)
  await asOwner(
    server.ownerUrl,
    sql => sql`
      update sessions s set expires_at = now() - interval '1 second'
      from admins a
      where a.id = s.admin_id and a.email = ${admin.email}`,
  )
  expect((await me(cookie)).status).toBe(401)
})
