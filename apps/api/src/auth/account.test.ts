import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { Session } from '@ringfence/domain/session'
import { cookieIn, makeAdmin, signInAs, type TestAdmin } from '../testing/admins'
import { caller, documentedCaller, tally, times } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'
import { bearing, makeToken } from '../testing/tokens'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const NEW = 'a much better password'

const me = async (cookie: string) => (await caller(server, cookie)('GET', '/api/admin/me')).status
const change = (cookie: string, json: object) =>
  documentedCaller(server, cookie)('PUT', '/api/admin/password', { json })
const signInStatus = async ({ email }: TestAdmin, password: string) =>
  (await caller(server)('POST', '/api/admin/login', { json: { email, password } })).status
const actionsOf = ({ email }: TestAdmin) =>
  asOwner(
    server.ownerUrl,
    sql => sql`
      select a.action, a.actor, a.before, a.after
      from audit a
      join admins m on m.id = a.target_id and a.target = 'admin'
      where m.email = ${email} and a.action <> 'admin.signed_in'
      order by a.id`,
  )

describe('another password', () => {
  test('for the right one ends every session but the caller’s, who gets a new one', async () => {
    const admin = await makeAdmin(server)
    const [here, there] = [await signInAs(server, admin), await signInAs(server, admin)]
    const answer = await change(here, { current_password: admin.password, password: NEW })
    expect([answer.status, answer.text]).toEqual([200, '{"message":"Password updated successfully."}'])
    const [set = ''] = answer.headers.getSetCookie()
    expect(set).toMatch(/^ringfence=[a-z0-9]{40}; Path=\/; HttpOnly; SameSite=Lax$/)
    expect([await me(here), await me(there), await me(set.split(';')[0] ?? '')]).toEqual([401, 401, 200])
    expect([await signInStatus(admin, admin.password), await signInStatus(admin, NEW)]).toEqual([422, 200])
    expect([...(await actionsOf(admin))].slice(0, 1)).toEqual([
      { action: 'admin.password_changed', actor: admin.email, before: null, after: null },
    ])
  })

  test('is anybody’s to set, also a viewer’s, and leaves tokens alone', async () => {
    const admin = await makeAdmin(server, { role: 'viewer' })
    const cookie = await signInAs(server, admin)
    const { token } = await makeToken(caller(server, cookie), { role: 'viewer' })
    expect((await change(cookie, { current_password: admin.password, password: NEW })).status).toBe(200)
    expect((await bearing(server, token)('GET', '/api/extensions')).status).toBe(200)
  })

  test('for a wrong one changes nothing, and is noted', async () => {
    const admin = await makeAdmin(server)
    const cookie = await signInAs(server, admin)
    const answer = await change(cookie, { current_password: 'wrong', password: NEW })
    expect([answer.status, answer.body.errors]).toEqual([
      422,
      { current_password: ['The current password is incorrect.'] },
    ])
    expect(answer.headers.getSetCookie()).toEqual([])
    expect([await me(cookie), await signInStatus(admin, admin.password)]).toEqual([200, 200])
    expect((await actionsOf(admin)).map(({ action }) => action)).toEqual(['admin.password_change_refused'])
  })

  const faulty: Record<string, [object, string[]]> = {
    nothing: [{}, ['current_password', 'password']],
    'a short one': [{ current_password: 'x', password: 'short' }, ['password']],
    'a usual one': [{ current_password: 'x', password: 'password1234' }, ['password']],
    'control characters': [
      { current_password: 'a\0b', password: 'a\nb but long enough' },
      ['current_password', 'password'],
    ],
    'half a character': [
      { current_password: '\ud800', password: '\udfff but long enough' },
      ['current_password', 'password'],
    ],
    'no text': [{ current_password: 1, password: ['correct horse battery'] }, ['current_password', 'password']],
    'far too much': [
      { current_password: 'x'.repeat(5000), password: 'xyz12'.repeat(5000) },
      ['current_password', 'password'],
    ],
  }
  for (const [what, [json, fields]] of Object.entries(faulty))
    test(`that is ${what} is refused before the current one is looked at`, async () => {
      const admin = await makeAdmin(server)
      const cookie = await signInAs(server, admin)
      const answer = await change(cookie, json)
      expect([answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([422, fields])
      expect(await actionsOf(admin)).toHaveLength(0)
    })

  test('may not be the e-mail address', async () => {
    const admin = await makeAdmin(server)
    const cookie = await signInAs(server, admin)
    const answer = await change(cookie, { current_password: admin.password, password: admin.email.toUpperCase() })
    expect(answer.body.errors).toEqual({ password: ['The password is too easy to guess.'] })
  })

  test('of a hundred guesses at once five are looked at, also when they are spread over sessions', async () => {
    const admin = await makeAdmin(server)
    const cookies = await times(4, () => signInAs(server, admin))
    const answers = await times(100, index =>
      change(cookies[index % 4] ?? '', { current_password: `wrong-${index}`, password: NEW }),
    )
    expect(tally(answers)).toEqual({ 422: 5, 429: 95 })
    expect((await change(cookies[0] ?? '', { current_password: admin.password, password: NEW })).status).toBe(429)
    expect(await signInStatus(admin, admin.password)).toBe(429)
  })

  test('of two that are set at once one stands, and one session with it', async () => {
    const admin = await makeAdmin(server)
    const cookies = await times(2, () => signInAs(server, admin))
    const passwords = ['the first of the two', 'the second of the two']
    const answers = await times(2, index =>
      change(cookies[index] ?? '', { current_password: admin.password, password: passwords[index] }),
    )
    const won = answers.findIndex(({ status }) => status === 200)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect([401, 422]).toContain(answers[1 - won]?.status ?? 0)
    expect(await signInStatus(admin, passwords[won] ?? '')).toBe(200)
    expect(await signInStatus(admin, passwords[1 - won] ?? '')).toBe(422)
  })
})

describe('the own sessions', () => {
  test('are listed newest first, with where they began and which is this one', async () => {
    const admin = await makeAdmin(server)
    const signIn = async (agent: string) =>
      cookieIn(await server.request('/api/admin/login', { json: admin, headers: { 'user-agent': agent } }))
    const here = await signIn('Firefox')
    await signIn('x'.repeat(300))
    await signInAs(server, await makeAdmin(server))
    const { body } = await documentedCaller(server, here)<Session[]>('GET', '/api/admin/sessions')
    expect(body.message).toBe('Sessions fetched successfully.')
    expect(body.data).toMatchObject([
      { address: '127.0.0.1', user_agent: 'x'.repeat(255), current: false },
      { address: '127.0.0.1', user_agent: 'Firefox', current: true },
    ])
    const page = await documentedCaller(server, here)<Session[]>('GET', '/api/admin/sessions?limit=1')
    const next = /<(.*)>/.exec(page.headers.get('link') ?? '')?.[1] ?? ''
    const rest = await documentedCaller(server, here)<Session[]>('GET', next)
    expect([...page.body.data, ...rest.body.data]).toEqual(body.data)
    expect(JSON.stringify(body)).not.toContain(here.split('=')[1] ?? '')
  })

  test('say when they were last used', async () => {
    const short = await startTestServer({ limits: { idleMinutes: 1, absoluteHours: 1 } })
    const cookie = await short.signIn()
    await asOwner(
      short.ownerUrl,
      sql =>
        sql`update sessions set last_used_at = now() - interval '1 hour', expires_at = now() + interval '20 seconds'`,
    )
    const [before] = await asOwner(
      short.ownerUrl,
      sql => sql<[{ at: string }]>`select iso(last_used_at) as at from sessions`,
    )
    const { body } = await documentedCaller(short, cookie)<Session[]>('GET', '/api/admin/sessions')
    expect(Date.parse(body.data[0]?.last_used_at ?? '')).toBeGreaterThan(Date.parse(before.at))
    await short.close()
  })

  test('end one by one, and at once', async () => {
    const admin = await makeAdmin(server, { role: 'viewer' })
    const [here, there] = [await signInAs(server, admin), await signInAs(server, admin)]
    const call = documentedCaller(server, here)
    expect(await me(there)).toBe(200)
    const other = (await call<Session[]>('GET', '/api/admin/sessions')).body.data.find(({ current }) => !current)
    const ended = await call('DELETE', `/api/admin/sessions/${other?.id}`)
    expect([ended.status, ended.text]).toEqual([200, '{"message":"Session deleted successfully."}'])
    expect([await me(here), await me(there)]).toEqual([200, 401])
    expect((await call('DELETE', `/api/admin/sessions/${other?.id}`)).status).toBe(404)
  })

  test('are nobody else’s to see or end', async () => {
    const [one, other] = [await makeAdmin(server), await makeAdmin(server)]
    const [mine, theirs] = [await signInAs(server, one), await signInAs(server, other)]
    const [session] = (await documentedCaller(server, theirs)<Session[]>('GET', '/api/admin/sessions')).body.data
    const call = documentedCaller(server, mine)
    const answers = []
    for (const id of [session?.id, 999_999_999, 0, -1, 'x', '9223372036854775808', '%00'])
      answers.push((await call('DELETE', `/api/admin/sessions/${id}`)).text)
    expect(new Set(answers)).toEqual(new Set(['{"message":"Session not found.","code":"not_found"}']))
    expect(await me(theirs)).toBe(200)
  })

  test('end all at once, this one too, and the cookie is cleared', async () => {
    const admin = await makeAdmin(server, { role: 'viewer' })
    const stranger = await server.signIn()
    const cookies = await times(3, () => signInAs(server, admin))
    for (const cookie of cookies) expect(await me(cookie)).toBe(200)
    const answer = await documentedCaller(server, cookies[0])('DELETE', '/api/admin/sessions')
    expect([answer.status, answer.text]).toEqual([200, '{"message":"Sessions deleted successfully."}'])
    expect(answer.headers.getSetCookie()).toEqual(['ringfence=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax'])
    for (const cookie of cookies) expect(await me(cookie)).toBe(401)
    expect(await me(stranger)).toBe(200)
    expect((await actionsOf(admin)).map(({ action }) => action)).toEqual(['admin.signed_out_everywhere'])
  })
})
