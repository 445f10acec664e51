import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { NewToken, Token } from '@ringfence/domain/token'
import { document } from '@ringfence/rig/document'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Call, documentedCaller } from '../testing/call'
import { extensionBody, makeExtension, SECRET } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'
import { bearing, makeToken } from '../testing/tokens'

let server: TestServer
let cookie: string
let owner: Call
let home: { id: number }
let foreign: { id: number }

beforeAll(async () => {
  server = await startTestServer()
  cookie = await server.signIn()
  owner = documentedCaller(server, cookie)
  home = await server.tenant()
  foreign = await server.tenant()
  await makeExtension(owner, home)
  await makeExtension(owner, foreign)
})
afterAll(() => server.close())

test('a token is shown when it is made, and never again', async () => {
  const answer = await owner<NewToken>('POST', '/api/tokens', {
    json: { name: 'Billing', role: 'viewer', tenant_id: home.id, expires_at: '2036-01-01T01:00:00+01:00' },
  })
  expect(answer.body.message).toBe('Token created successfully.')
  const { token, ...record } = answer.body.data
  expect(token).toMatch(/^rf_[A-Za-z0-9]{36}$/)
  expect(record).toMatchObject({
    name: 'Billing',
    prefix: token.slice(0, 8),
    role: 'viewer',
    tenant_id: home.id,
    read_only: false,
    expires_at: '2036-01-01T00:00:00.000000Z',
    last_used_at: null,
  })
  const shown = await owner<Token>('GET', `/api/tokens/${record.id}`)
  expect(shown.body).toEqual({ message: 'Token loaded successfully.', data: record })
  const list = await owner<Token[]>('GET', '/api/tokens?search=bILL&limit=1')
  expect(list.body).toEqual({ message: 'Tokens fetched successfully.', data: [record] })
  expect(shown.text + list.text).not.toContain(token)
})

test('the same request with the same Idempotency-Key makes one token, and shows it again', async () => {
  const send = () =>
    owner<NewToken>('POST', '/api/tokens', {
      json: { name: 'Once', role: 'owner' },
      headers: { 'idempotency-key': 'one-token' },
    })
  const [first, second] = [await send(), await send()]
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.text).toBe(first.text)
  expect((await owner<Token[]>('GET', '/api/tokens?search=Once')).body.data).toHaveLength(1)
})

test('a token does what a session does, as far as its role and tenant go', async () => {
  const { token } = await makeToken(owner, { role: 'tenant', tenant_id: home.id, name: 'Provisioning' })
  const call = bearing(server, token)
  const { id } = await makeExtension(call, home, { extension_number: '2001' })
  const rows = (await call<{ tenant_id: number }[]>('GET', '/api/extensions')).body.data
  expect(new Set(rows.map(row => row.tenant_id))).toEqual(new Set([home.id]))
  expect((await call('GET', `/api/extensions/${id}/secret`)).body.data).toEqual({ secret: SECRET })
  const abroad = await call('POST', '/api/extensions', { json: extensionBody(foreign, { extension_number: '7' }) })
  expect(abroad.body.errors).toEqual({ tenant_id: ['The selected tenant id is invalid.'] })
  expect((await call('POST', '/api/tenants', { json: {} })).status).toBe(403)
  expect((await call('GET', '/api/admin/me')).text).toBe(
    '{"message":"Authenticated user loaded.","data":{"name":"Administrator","email":"admin@ringfence.example","role":"tenant"}}',
  )
  const trail = await asOwner(
    server.ownerUrl,
    sql => sql`select actor from audit where target = 'extension' and target_id = ${id} order by id`,
  )
  expect(trail.map(({ actor }) => actor)).toEqual(Array(2).fill('admin@ringfence.example (token Provisioning)'))
})

describe('who only reads', () => {
  const words: Record<string, [fields: object, text: string]> = {
    'by the token': [{ role: 'owner', read_only: true }, '{"message":"This token may only read.","code":"read_only"}'],
    'by the role': [{ role: 'viewer' }, '{"message":"Your role does not allow this.","code":"forbidden"}'],
  }
  for (const [what, [fields, text]] of Object.entries(words))
    test(`${what} writes nothing and sees no secret`, async () => {
      const call = bearing(server, (await makeToken(owner, { ...fields })).token)
      const attempts: [string, string, object?][] = [
        ['POST', '/api/extensions', { json: extensionBody(home, { extension_number: '3' }) }],
        ['POST', '/api/extensions', { body: '{' }],
        ['PUT', '/api/extensions/1', { json: {} }],
        ['PATCH', '/api/extensions/1', { json: {} }],
        ['DELETE', '/api/extensions/1'],
        ['POST', '/api/extensions/1/secret'],
        ['GET', '/api/extensions/1/secret'],
      ]
      for (const [method, path, options] of attempts) {
        const answer = await call(method, path, options)
        expect([method, path, answer.status, answer.text]).toEqual([method, path, 403, text])
      }
      expect((await call('GET', '/api/extensions/1')).status).toBe(200)
    })
})

describe('what no token may do', () => {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'put', 'post', 'patch', 'delete'] as const).flatMap(method => {
      const operation = item?.[method]
      return operation ? [{ method: method.toUpperCase(), path: path.replaceAll(/\{\w+\}/g, '1'), operation }] : []
    }),
  )
  const alone = operations.filter(({ operation }) => JSON.stringify(operation.security) === '[{"session":[]}]')
  const refusal = {
    message: 'A token may not do this: sign in with e-mail and password.',
    code: 'needs_session',
  }

  test('is all that is about admins, tokens, passwords, second factors and sessions', () => {
    const isAlone = (path: string) =>
      /^\/api\/(admins|tokens|admin\/(password|sessions|second-factor|reauthenticate))\b/.test(path)
    expect(alone.length).toBe(operations.filter(({ path }) => isAlone(path)).length)
    expect(alone.length).toBe(21)
  })

  for (const fields of [{ role: 'owner' }, { role: 'owner', read_only: true }, { role: 'viewer' }])
    test(`is refused to ${JSON.stringify(fields)}, whatever else is wrong`, async () => {
      const call = bearing(server, (await makeToken(owner, fields)).token)
      for (const { method, path } of alone) {
        const answer = await call(method, path, { body: method === 'GET' ? null : '{' })
        expect<unknown>([method, path, answer.status, answer.body]).toEqual([method, path, 403, refusal])
      }
    })

  test('is not reached by other spellings of its address', async () => {
    const { request } = server
    const { token } = await makeToken(owner)
    for (const path of [
      '/api/%61dmins',
      '/api/admins/',
      '/api//admins',
      '/api/./admins',
      '/API/ADMINS',
      '/api/admins%2f',
    ]) {
      const answer = await request(path, { headers: { authorization: `Bearer ${token}` } })
      expect([path, answer.status < 300]).toEqual([path, false])
    }
  })
})

describe('of a cookie and a token', () => {
  const status = async (headers: Record<string, string>, options: object = {}) =>
    (await server.request('/api/admin/me', { cookie, headers, ...options })).status
  const role = async (headers: Record<string, string>) => {
    const answer = await server.request('/api/admin/me', { cookie, headers })
    return ((await answer.json()) as { data?: { role: string } }).data?.role
  }

  test('the token counts', async () => {
    const { token } = await makeToken(owner, { role: 'viewer' })
    expect(await role({ authorization: `Bearer ${token}` })).toBe('viewer')
    expect(await role({ authorization: `bearer   ${token}` })).toBe('viewer')
    expect(await role({})).toBe('owner')
  })

  test('one that is no token is nobody’s, whatever the cookie', async () => {
    const { token } = await makeToken(owner)
    const tokens = ['', 'x', token.slice(1), `${token}x`, `${token} x`, `rf_${'a'.repeat(36)}`, cookie.split('=')[1]]
    for (const each of tokens) expect([each, await status({ authorization: `Bearer ${each}` })]).toEqual([each, 401])
  })

  test('other schemes are not ours, and the cookie counts', async () => {
    expect(await status({ authorization: 'Basic YTpi' })).toBe(200)
    expect(await status({ authorization: 'Basic YTpi' }, { cookie: '' })).toBe(401)
  })

  test('signing out ends the session of the cookie, not the token', async () => {
    const { token } = await makeToken(owner)
    const other = await server.signIn()
    const headers = { authorization: `Bearer ${token}` }
    expect((await server.request('/api/admin/logout', { method: 'POST', cookie: other, headers })).status).toBe(200)
    expect(await status({}, { cookie: other })).toBe(401)
    expect(await status(headers)).toBe(200)
  })
})

test('a token needs no word of where the request comes from, as no page can make a browser add it', async () => {
  const { token } = await makeToken(owner)
  const elsewhere = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  const write = { method: 'POST', json: {}, cookie }
  expect((await server.request('/api/extensions', { ...write, headers: elsewhere })).status).toBe(403)
  const withToken = { ...elsewhere, authorization: `Bearer ${token}` }
  expect((await server.request('/api/extensions', { ...write, headers: withToken })).status).toBe(422)
  const invented = { ...elsewhere, authorization: `Bearer rf_${'a'.repeat(36)}` }
  expect((await server.request('/api/extensions', { ...write, headers: invented })).status).toBe(401)
})

describe('a token that was used a moment ago is 401 at once', () => {
  const endings: Record<string, (token: NewToken, email: string) => Promise<unknown>> = {
    'when it is revoked': ({ id }) => owner('DELETE', `/api/tokens/${id}`),
    'when it expires': ({ id }) =>
      asOwner(
        server.ownerUrl,
        sql => sql`update api_tokens set created_at = now() - interval '1 day', expires_at = now() where id = ${id}`,
      ),
    'when its maker is disabled': (_, email) =>
      asOwner(server.ownerUrl, sql => sql`update admins set status = 'disabled' where email = ${email}`),
    'when its maker is demoted': (_, email) =>
      asOwner(server.ownerUrl, sql => sql`update admins set role = 'viewer' where email = ${email}`),
  }
  for (const [when, end] of Object.entries(endings))
    test(when, async () => {
      const admin = await makeAdmin(server)
      const token = await makeToken(documentedCaller(server, await signInAs(server, admin)))
      const call = bearing(server, token.token)
      expect((await call('GET', '/api/extensions?limit=1')).status).toBe(200)
      await end(token, admin.email)
      for (const [method, path, json] of [
        ['GET', '/api/extensions?limit=1'],
        ['GET', '/api/extensions?limit=1&search=nothing'],
        ['GET', '/api/extensions/999999'],
        ['GET', '/api/admin/me'],
        ['POST', '/api/extensions', extensionBody(home, { extension_number: '666' })],
        ['POST', '/api/extensions', {}],
        ['GET', '/api/tokens'],
      ] as [string, string, object?][]) {
        const answer = await call(method, path, json && { json })
        expect([method, path, answer.text]).toEqual([method, path, '{"message":"Unauthorized."}'])
      }
    })
})

test('programs are counted by token, and who makes up tokens by address', async () => {
  const limited = await startTestServer({ rateLimit: 10 })
  const { token } = await makeToken(documentedCaller(limited, await limited.signIn()))
  const send = (each: string) =>
    limited.request('/api/admin/me', { headers: { authorization: `Bearer ${each}` } }).then(({ status }) => status)
  const made = Array.from({ length: 40 }, (_, index) => `rf_${String(index).padStart(36, 'x')}`)
  expect(new Set(await Promise.all(made.map(send)))).toEqual(new Set([401, 429]))
  expect(await send(token)).toBe(200)
  expect(new Set(await Promise.all(made.map(() => send(token))))).toEqual(new Set([200, 429]))
  await limited.close()
})

test('one statement does the work and proves the token', async () => {
  const call = bearing(server, (await makeToken(owner)).token)
  expect((await call('GET', '/api/extensions/1')).status).toBe(200)
  const { pool } = server.db
  const { query } = pool
  let statements = 0
  pool.query = work => {
    statements += 1
    return query(work)
  }
  await call('GET', '/api/extensions/1')
  await call('GET', '/api/extensions?limit=5')
  await call('POST', '/api/extensions', { json: extensionBody(home, { extension_number: '4001' }) })
  pool.query = query
  expect(statements).toBe(3)
})
