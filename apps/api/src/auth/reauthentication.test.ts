import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import { cookieIn, makeAdmin, signInAs, type TestAdmin } from '../testing/admins'
import { type Call, documentedCaller, tally, times } from '../testing/call'
import { makeExtension } from '../testing/samples'
import { codeOf, forgetCodes, makeEnrolled, signInWith } from '../testing/second-factor'
import { startTestServer, type TestServer } from '../testing/server'
import { bearing, makeToken } from '../testing/tokens'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const REAUTHENTICATE = '/api/admin/reauthenticate'

/** As if all sessions had begun so many minutes ago. */
const pass = (minutes: number, { ownerUrl } = server) =>
  asOwner(ownerUrl, sql => sql`update sessions set authenticated_at = now() - ${minutes} * interval '1 minute'`)

const signedIn = async (on = server): Promise<{ admin: TestAdmin; call: Call }> => {
  const admin = await makeAdmin(on)
  return { admin, call: documentedCaller(on, await signInAs(on, admin)) }
}

let made = 0
const grace = () => ({
  name: 'Grace',
  email: `grace-${++made}@ringfence.example`,
  role: 'viewer',
  password: 'a heron walks 7 lakes',
})
const merge = { 'content-type': 'application/merge-patch+json' }

type World = { extension: number; device: number; admin: number; token: number }

const world = async (call: Call): Promise<World> => {
  const tenant = await server.tenant()
  const idOf = async (path: string, json: object) => (await call<{ id: number }>('POST', path, { json })).body.data.id
  const { id } = await makeExtension(call, tenant)
  const phone = { extension_id: id, label: 'Desk', mac_address: '00:15:65:ab:cd:ef', vendor: 'Yealink' }
  return {
    extension: id,
    device: await idOf('/api/devices', phone),
    admin: await idOf('/api/admins', grace()),
    token: (await makeToken(call)).id,
  }
}

type Work = (call: Call, world: World, admin: TestAdmin) => Promise<{ status: number; body: { code?: string } }>

const guarded: Record<string, [Work, number]> = {
  'reveal a secret': [(call, { extension }) => call('GET', `/api/extensions/${extension}/secret`), 200],
  'replace a secret': [(call, { extension }) => call('POST', `/api/extensions/${extension}/secret`), 200],
  'make a link that gives a phone its secret': [
    (call, { device }) => call('POST', `/api/devices/${device}/provisioning`, { json: {} }),
    201,
  ],
  'create an admin': [call => call('POST', '/api/admins', { json: grace() }), 201],
  'replace an admin': [(call, { admin }) => call('PUT', `/api/admins/${admin}`, { json: grace() }), 200],
  'change an admin': [
    (call, { admin }) => call('PATCH', `/api/admins/${admin}`, { json: { role: 'owner' }, headers: merge }),
    200,
  ],
  'delete an admin': [(call, { admin }) => call('DELETE', `/api/admins/${admin}`), 200],
  'create a token': [call => call('POST', '/api/tokens', { json: { name: 'Billing', role: 'owner' } }), 201],
  'revoke a token': [(call, { token }) => call('DELETE', `/api/tokens/${token}`), 200],
  'change the own password': [
    (call, _, { password }) =>
      call('PUT', '/api/admin/password', { json: { current_password: password, password: 'a much better password' } }),
    200,
  ],
  'begin a second factor': [call => call('POST', '/api/admin/second-factor'), 201],
  'create a faulty admin': [call => call('POST', '/api/admins', { json: {} }), 422],
  'confirm a second factor': [
    call => call('POST', '/api/admin/second-factor/confirm', { json: { code: '000000' } }),
    422,
  ],
  'replace recovery codes': [call => call('POST', '/api/admin/second-factor/recovery-codes'), 404],
  'remove a second factor': [call => call('DELETE', '/api/admin/second-factor'), 404],
  'remove the second factor of an admin': [
    (call, { admin }) => call('DELETE', `/api/admins/${admin}/second-factor`),
    404,
  ],
}

describe('a sign-in of sixteen minutes ago is too old', () => {
  for (const [what, [work, status]] of Object.entries(guarded))
    test(`to ${what}, until it was shown again who that is`, async () => {
      const { admin, call } = await signedIn()
      const it = await world(call)
      const before = await rows()
      await pass(16)
      const refused = await work(call, it, admin)
      expect([refused.status, refused.body.code]).toEqual([403, 'reauthentication_required'])
      expect(await rows()).toEqual(before)
      const shown = await call('POST', REAUTHENTICATE, { json: { password: admin.password } })
      expect([shown.status, shown.text]).toEqual([200, '{"message":"Authenticated again."}'])
      expect((await work(documentedCaller(server, cookieIn(shown)), it, admin)).status).toBe(status)
    })

  test('and says so whether the session is remembered or not', async () => {
    const { call } = await signedIn()
    const { extension } = await world(call)
    await pass(16)
    for (let times = 0; times < 2; times++)
      expect((await call('GET', `/api/extensions/${extension}/secret`)).status).toBe(403)
  })

  test('but not to read, write or sign out', async () => {
    const { call } = await signedIn()
    const { admin } = await world(call)
    await pass(16)
    const statuses = [
      await call('GET', '/api/extensions'),
      await call('GET', '/api/admins'),
      await call('GET', `/api/admins/${admin}`),
      await call('GET', '/api/tokens'),
      await call('GET', '/api/admin/second-factor'),
      await call('DELETE', '/api/admin/sessions'),
    ].map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200])
  })
})

test('what was answered once is not answered again to a sign-in that is too old', async () => {
  const { call } = await signedIn()
  const it = await world(call)
  const json = grace()
  const posts: [string, object?][] = [
    [`/api/extensions/${it.extension}/secret`],
    [`/api/devices/${it.device}/provisioning`, {}],
    ['/api/admins', json],
    ['/api/tokens', { name: 'Billing', role: 'owner' }],
  ]
  const statuses = async () => {
    const answers = []
    for (const [path, json] of posts) {
      const headers = { 'idempotency-key': `again-${it.extension}-${path}` }
      answers.push((await call('POST', path, { headers, ...(json && { json }) })).status)
    }
    return answers
  }
  expect(await statuses()).toEqual([200, 201, 201, 201])
  await pass(16)
  expect(await statuses()).toEqual([403, 403, 403, 403])
  await pass(0)
  expect(await statuses()).toEqual([200, 201, 201, 201])
})

const rows = async () => {
  const [row] = await asOwner(
    server.ownerUrl,
    sql => sql<[{ rows: string }]>`
      select concat_ws(' ', (select json_agg(a order by a.id)::text from admins a), (select count(*) from api_tokens),
        (select count(*) from second_factors), (select count(*) from provisioning_links),
        (select count(*) from audit where action <> 'request.refused')) as rows`,
  )
  return row.rows
}

test('fourteen minutes are not too old, and one session says nothing of another', async () => {
  const { admin, call } = await signedIn()
  const { extension } = await world(call)
  await pass(14)
  const older = documentedCaller(server, await signInAs(server, admin))
  expect((await call('GET', `/api/extensions/${extension}/secret`)).status).toBe(200)
  await pass(16)
  await call('POST', REAUTHENTICATE, { json: { password: admin.password } })
  expect((await older('GET', `/api/extensions/${extension}/secret`)).status).toBe(403)
})

test('a token is asked for nothing, as there is nobody behind it', async () => {
  const { call } = await signedIn()
  const { extension } = await world(call)
  const { token } = await makeToken(call)
  await pass(16)
  expect((await bearing(server, token)('GET', `/api/extensions/${extension}/secret`)).status).toBe(200)
})

test('a dead session is 401 and not asked for more', async () => {
  const { call } = await signedIn()
  const { extension } = await world(call)
  await pass(16)
  await asOwner(server.ownerUrl, sql => sql`delete from sessions`)
  expect((await call('GET', `/api/extensions/${extension}/secret`)).status).toBe(401)
})

test('with 0 minutes a sign-in is enough for as long as it lasts', async () => {
  const lax = await startTestServer({ overrides: { reauthenticateMinutes: 0 } })
  const { call } = await signedIn(lax)
  await pass(600, lax)
  expect((await call('POST', '/api/admins', { json: grace() })).status).toBe(201)
  await lax.close()
})

describe('authenticating again', () => {
  test('gives the session another id, and the one before is dead at once', async () => {
    const { admin, call } = await signedIn()
    const sessions = async (by: Call) => (await by<{ id: number }[]>('GET', '/api/admin/sessions')).body.data
    const [before] = await sessions(call)
    const shown = await call('POST', REAUTHENTICATE, { json: { password: admin.password } })
    expect((await call('GET', '/api/admin/me')).status).toBe(401)
    const after = await sessions(documentedCaller(server, cookieIn(shown)))
    expect(after.map(({ id }) => id)).toEqual([before?.id ?? 0])
  })

  test('takes the right password', async () => {
    const { admin, call } = await signedIn()
    const answer = await call('POST', REAUTHENTICATE, { json: { password: 'wrong' } })
    expect([answer.status, answer.body.errors]).toEqual([422, { password: ['The password is incorrect.'] }])
    const other = await makeAdmin(server, {
      passwordHash: await Bun.password.hash('of somebody else', {
        algorithm: 'argon2id',
        memoryCost: 1024,
        timeCost: 1,
      }),
    })
    expect((await call('POST', REAUTHENTICATE, { json: { ...other, password: 'of somebody else' } })).status).toBe(422)
    expect((await call('POST', REAUTHENTICATE, { json: { password: admin.password } })).status).toBe(200)
    const actions = await asOwner(
      server.ownerUrl,
      sql => sql<{ action: string }[]>`
        select a.action from audit a where a.actor = ${admin.email} and a.action like '%authentica%' order by a.id`,
    )
    expect(actions.map(({ action }) => action)).toEqual([
      'admin.reauthentication_refused',
      'admin.reauthentication_refused',
      'admin.reauthenticated',
    ])
  })

  test('takes a code too where there is a second factor, each once', async () => {
    const { admin, secret, recoveryCodes, call } = await makeEnrolled(server)
    const { password } = admin
    const missing = await call('POST', REAUTHENTICATE, { json: { password } })
    expect([missing.status, missing.body.errors]).toEqual([422, { code: ['The code field is required.'] }])
    await forgetCodes(server)
    const code = codeOf(secret)
    const shown = await call('POST', REAUTHENTICATE, { json: { password, code } })
    expect(shown.status).toBe(200)
    const then = documentedCaller(server, cookieIn(shown))
    expect((await then('POST', REAUTHENTICATE, { json: { password, code } })).status).toBe(422)
    const recovery = { json: { password, code: recoveryCodes[3] } }
    const again = await then('POST', REAUTHENTICATE, recovery)
    expect(again.status).toBe(200)
    const last = documentedCaller(server, cookieIn(again))
    expect((await last('POST', REAUTHENTICATE, recovery)).status).toBe(422)
  })

  test('in many tabs at once does it in one, and counts for none of the others', async () => {
    const { admin, call, secret } = await makeEnrolled(server)
    await forgetCodes(server)
    const json = { password: admin.password, code: codeOf(secret) }
    const answers = await times(4, () => call('POST', REAUTHENTICATE, { json }))
    expect(tally(answers)).toEqual({ 200: 1, 401: 3 })
    for (let wrong = 0; wrong < 5; wrong++) expect((await signInWith(server, admin, '000000')).status).toBe(422)
    expect((await signInWith(server, admin, '000000')).status).toBe(429)
  })

  test('lets five of fifty guesses through, and counts them with those at sign-in', async () => {
    const { admin, call } = await signedIn()
    const answers = await times(50, index => call('POST', REAUTHENTICATE, { json: { password: `wrong-${index}` } }))
    expect(tally(answers)).toEqual({ 422: 5, 429: 45 })
    const json = { ...admin }
    expect((await documentedCaller(server)('POST', '/api/admin/login', { json })).status).toBe(429)
  })

  test('is refused without anybody, with what is no password, and from another site', async () => {
    const { call } = await signedIn()
    expect((await documentedCaller(server)('POST', REAUTHENTICATE, { json: {} })).status).toBe(401)
    for (const password of ['', 'a\0b', '\ud800', 7, ['x'], 'x'.repeat(5000)])
      expect((await call('POST', REAUTHENTICATE, { json: { password } })).body.errors).toHaveProperty('password')
    const headers = { origin: 'https://elsewhere.example' }
    expect((await call('POST', REAUTHENTICATE, { json: {}, headers })).status).toBe(403)
  })
})
