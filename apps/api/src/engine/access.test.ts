import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Call, caller, tally, times } from '../testing/call'
import { type EngineCall, engineCaller, mintEngineToken } from '../testing/engines'
import { makeExtension } from '../testing/samples'
import { startTestServer, type TestServer, type TestTenant } from '../testing/server'

let server: TestServer
let owner: Call
let tenant: TestTenant & { id: number }
let other: TestTenant & { id: number }
beforeAll(async () => {
  server = await startTestServer()
  owner = caller(server, await server.signIn())
  tenant = await server.tenant()
  other = await server.tenant()
  for (const home of [tenant, other]) await makeExtension(owner, home)
})
afterAll(() => server.close())

const ha1 = ({ domain }: TestTenant) => `/sip/ha1?user=1001&domain=${domain}`
const UNAUTHORIZED = '{"message":"Unauthorized."}'

const mint = async (fields: Parameters<typeof mintEngineToken>[1] = {}) => {
  const made = await mintEngineToken(owner, fields)
  return { ...made, call: engineCaller(server, made.token) }
}

const everyCall: Record<string, (call: EngineCall) => ReturnType<EngineCall>> = {
  directory: call => call('/freeswitch/directory', { section: 'directory', user: '1001', domain: tenant.domain }),
  cdr: call => call('/freeswitch/cdr', '{}', { 'content-type': 'application/json' }),
  event: call => call('/freeswitch/event', { 'Event-Subclass': 'sofia::expire' }),
  ended: call => call('/freeswitch/ended'),
  realtime: call => call('/asterisk/ps_auths/single', { id: `1001@${tenant.domain}` }),
  'an unknown table': call => call('/asterisk/extensions/single', { id: '1' }),
  'a call': call => call('/cdr', '{}', { 'content-type': 'application/json' }),
  ha1: call => call(ha1(tenant)),
  'an unknown call': call => call('/nothing'),
}

describe('a SIP server', () => {
  test('is taken with its token as Bearer, and as the password of Basic under any name', async () => {
    const { token, call } = await mint()
    expect((await call(ha1(tenant))).status).toBe(200)
    for (const name of ['', 'freeswitch', 'ü'])
      expect(
        (await call(ha1(tenant), undefined, { authorization: `Basic ${btoaOf(`${name}:${token}`)}` })).status,
      ).toBe(200)
  })

  for (const [what, ask] of Object.entries(everyCall))
    test(`without its token is 401 at ${what}, whatever else is wrong`, async () => {
      const { token } = await mint()
      const session = { cookie: await server.signIn(), authorization: '' }
      const anAdmins = await owner<{ token: string }>('POST', '/api/tokens', { json: { name: 'x', role: 'owner' } })
      const wrong: Record<string, string>[] = [
        { authorization: '' },
        { authorization: `Bearer ${token}x` },
        { authorization: `Bearer ${neighbour(token)}` },
        { authorization: `Digest ${token}` },
        { authorization: `Basic ${btoaOf(token.slice(1))}` },
        { authorization: 'Basic %%%' },
        { authorization: `Bearer ${anAdmins.body.data.token}` },
        session,
      ]
      for (const headers of wrong) {
        const answer = await ask((path, body, more) => engineCaller(server, '')(path, body, { ...more, ...headers }))
        expect([answer.status, answer.text]).toEqual([401, UNAUTHORIZED])
      }
    })

  test('opens nothing else with it', async () => {
    const { token, call } = await mint()
    expect((await call(ha1(tenant))).status).toBe(200)
    for (const path of ['/api/extensions', '/api/admin/me', '/api/tokens', '/api/nothing', '/engines', '/nothing']) {
      const answer = await server.request(path, { headers: { authorization: `Bearer ${token}` } })
      expect([path, answer.status, await answer.text()]).toEqual([path, 401, UNAUTHORIZED])
    }
    const basic = await server.request('/api/extensions', {
      headers: { authorization: `Basic ${btoaOf(`x:${token}`)}` },
    })
    expect(basic.status).toBe(401)
  })

  const ends: Record<string, (token: { id: number }) => Promise<unknown>> = {
    revoked: ({ id }) => owner('DELETE', `/api/tokens/${id}`),
    expired: ({ id }) =>
      asOwner(
        server.ownerUrl,
        sql =>
          sql`update api_tokens set created_at = now() - interval '2 hours', expires_at = now() - interval '1 hour' where id = ${id}`,
      ),
  }
  for (const [what, end] of Object.entries(ends))
    test(`is 401 from the moment on that its token is ${what}, also for what it had just asked`, async () => {
      const made = await mint()
      const before = await everyCall.directory?.(made.call)
      expect(before?.text).toContain('a1-hash')
      await end(made)
      for (const ask of Object.values(everyCall)) expect((await ask(made.call)).status).toBe(401)
    })

  test('whose maker is disabled is 401', async () => {
    const admin = await makeAdmin(server)
    const maker = caller(server, await signInAs(server, admin))
    const { token } = await mintEngineToken(maker)
    const call = engineCaller(server, token)
    expect((await call(ha1(tenant))).status).toBe(200)
    await asOwner(server.ownerUrl, sql => sql`update admins set status = 'disabled' where email = ${admin.email}`)
    expect((await call(ha1(tenant))).status).toBe(401)
  })

  test('that only reads tells nothing', async () => {
    const { call } = await mint({ read_only: true })
    expect((await call(ha1(tenant))).status).toBe(200)
    for (const [path, body] of [
      ['/freeswitch/cdr', {}],
      ['/freeswitch/event', {}],
      ['/cdr', {}],
      ['/asterisk/ps_contacts/store', { id: 'x', endpoint: `1001@${tenant.domain}` }],
      ['/asterisk/ps_contacts/update?id=x', { uri: 'x' }],
      ['/asterisk/ps_contacts/destroy', { id: 'x' }],
    ] as const)
      expect((await call(path, body)).status).toBe(403)
  })

  test('of one tenant sees that one alone', async () => {
    const { call } = await mint({ tenant_id: tenant.id })
    expect((await call(ha1(tenant))).status).toBe(200)
    const missing = await call('/sip/ha1?user=1001&domain=nowhere.example')
    expect(await call(ha1(other))).toEqual(missing)
    expect(missing.status).toBe(404)
  })

  test('is not slowed down as one caller is: it speaks for all of its phones', async () => {
    const strict = await startTestServer({ rateLimit: 20 })
    const { token } = await mintEngineToken(caller(strict, await strict.signIn()))
    const call = engineCaller(strict, token)
    const answers = await times(100, () => call('/sip/ha1?user=1001&domain=nowhere.example'))
    expect(tally(answers)).toEqual({ 404: 100 })
    const guesses = await times(100, () => engineCaller(strict, neighbour(token))('/sip/ha1'))
    expect(tally(guesses)[429]).toBeGreaterThan(0)
    await strict.close()
  })
})

test('while the database is away every question is 503, so that no phone is told that its secret is wrong', async () => {
  const lonely = await startTestServer()
  const { token } = await mintEngineToken(caller(lonely, await lonely.signIn()))
  const call = engineCaller(lonely, token)
  expect((await everyCall.directory?.(call))?.status).toBe(200)
  await lonely.db.pool.end()
  const { 'an unknown table': _, 'an unknown call': __, cdr: ___, 'a call': ____, ...asked } = everyCall
  for (const ask of Object.values(asked)) expect((await ask(call)).status).toBe(503)
  await lonely.close()
})

test('a viewer makes no token of a SIP server, a tenant one of its own', async () => {
  const json = { name: 'SIP server', role: 'engine' }
  const viewer = await makeAdmin(server, { role: 'viewer' })
  const refused = await caller(server, await signInAs(server, viewer))('POST', '/api/tokens', { json })
  expect([refused.status, refused.body.errors]).toEqual([422, { role: ['The selected role is invalid.'] }])
  const resident = await makeAdmin(server, { role: 'tenant', tenantId: tenant.id })
  const { token } = await mintEngineToken(caller(server, await signInAs(server, resident)))
  expect((await engineCaller(server, token)(ha1(tenant))).status).toBe(200)
  expect((await engineCaller(server, token)(ha1(other))).status).toBe(404)
})

const btoaOf = (text: string): string => Buffer.from(text).toString('base64')

/** A token that nobody was given. */
const neighbour = (token: string): string => `${token.slice(0, -1)}${token.endsWith('2') ? '3' : '2'}`
