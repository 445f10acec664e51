import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { Admin } from '@ringfence/domain/admin'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Call, caller, documentedCaller } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'
import { bearing, makeToken } from '../testing/tokens'

let server: TestServer
let owner: Call
let tenant: { id: number }
beforeAll(async () => {
  server = await startTestServer()
  owner = documentedCaller(server, await server.signIn())
  tenant = await server.tenant()
})
afterAll(() => server.close())

const PASSWORD = 'a heron walks 7 lakes'
const merge = { 'content-type': 'application/merge-patch+json' }

let made = 0
const body = (fields: object = {}) => ({
  name: 'Grace',
  email: `grace-${++made}@ringfence.example`,
  role: 'viewer',
  password: PASSWORD,
  ...fields,
})
const create = async (fields: object = {}) => {
  const sent = body(fields)
  const { status, body: answer, text } = await owner<Admin>('POST', '/api/admins', { json: sent })
  if (status !== 201) throw new Error(text)
  return { ...answer.data, password: sent.password, path: `/api/admins/${answer.data.id}` }
}
const signIn = ({ email, password }: { email: string; password: string }) =>
  caller(server)('POST', '/api/admin/login', { json: { email, password } })

test('an admin is made, signs in, is shown and listed, and goes', async () => {
  const sent = body({ role: 'tenant', tenant_id: String(tenant.id), email: 'Ada@Ringfence.example' })
  const answer = await owner<Admin>('POST', '/api/admins', { json: sent })
  expect([answer.status, answer.body.message, answer.headers.get('etag')]).toEqual([
    201,
    'Admin created successfully.',
    '"1"',
  ])
  const { id, created_at, updated_at, ...rest } = answer.body.data
  expect<unknown>(rest).toEqual({
    name: 'Grace',
    email: 'ada@ringfence.example',
    role: 'tenant',
    tenant_id: tenant.id,
    status: 'active',
    second_factor: false,
  })
  expect(answer.headers.get('x-request-id')).not.toBeNull()
  expect((await signIn(sent)).body.data).toEqual({ name: 'Grace', email: 'ada@ringfence.example', role: 'tenant' })
  const shown = await owner<Admin>('GET', `/api/admins/${id}`)
  expect(shown.body).toEqual({ message: 'Admin loaded successfully.', data: answer.body.data })
  const list = (await owner<Admin[]>('GET', '/api/admins')).body
  expect([list.message, list.data[0]]).toEqual(['Admins fetched successfully.', answer.body.data])
  expect((await owner('DELETE', `/api/admins/${id}`)).text).toBe('{"message":"Admin deleted successfully."}')
  expect((await signIn(sent)).status).toBe(422)
  expect((await owner('GET', `/api/admins/${id}`)).status).toBe(404)
})

test('admins are searched by name and address, filtered and paged', async () => {
  const one = await create({ name: '100%_Ä', tenant_id: tenant.id })
  const two = await create({ name: 'Zoë', status: 'disabled' })
  const ids = async (query: string) =>
    (await owner<Admin[]>('GET', `/api/admins?${query}`)).body.data.map(({ id }) => id)
  expect(await ids('search=100%25_%C3%A4')).toEqual([one.id])
  expect(await ids(`search=${two.email.toUpperCase()}`)).toEqual([two.id])
  expect(await ids('search=%25%25')).toEqual([])
  expect(await ids(`tenant_id=${tenant.id}`)).toEqual([one.id])
  expect(await ids('status=disabled')).toContain(two.id)
  expect(await ids('status=disabled')).not.toContain(one.id)
  expect(await ids('limit=1')).toEqual([two.id])
  const all = (await owner<Admin[]>('GET', '/api/admins')).body.data
  expect(all.map(({ created_at }) => created_at)).toEqual(
    all
      .map(({ created_at }) => created_at)
      .sort()
      .reverse(),
  )
})

test('every faulty field is named at once, and nothing of it repeated', async () => {
  const nothing = await owner('POST', '/api/admins', { json: {} })
  expect(nothing.body.errors).toEqual({
    name: ['The name field is required.'],
    email: ['The email field is required.'],
    role: ['The role field is required.'],
    password: ['The password field is required.'],
  })
  const hostile = {
    name: 'a\0',
    email: 'nobody',
    role: 'root',
    tenant_id: 2 ** 53 + 1,
    status: 'on',
    password: 'canary',
  }
  const answer = await owner('POST', '/api/admins', { json: hostile })
  expect([answer.status, Object.keys(answer.body.errors ?? {}).sort()]).toEqual([422, Object.keys(hostile).sort()])
  expect(answer.text).not.toContain('canary')
})

describe('what does not go together is refused', () => {
  const cases: Record<string, [object, object]> = {
    'an owner of one tenant': [
      { role: 'owner', tenant_id: 1 },
      { tenant_id: ['The tenant id does not fit the role.'] },
    ],
    'a tenant of none': [{ role: 'tenant' }, { tenant_id: ['The tenant id does not fit the role.'] }],
    'a viewer of a missing tenant': [{ tenant_id: 999_999 }, { tenant_id: ['The selected tenant id is invalid.'] }],
    'an address that is taken': [
      { email: 'ADMIN@ringfence.example' },
      { email: ['The email has already been taken.'] },
    ],
    'the address as password': [
      { email: 'long-enough@ringfence.example', password: 'long-enough@ringfence.example' },
      { password: ['The password is too easy to guess.'] },
    ],
    'a short password': [{ password: 'short' }, { password: ['The password must be at least 12 characters.'] }],
  }
  for (const [what, [fields, errors]] of Object.entries(cases))
    test(what, async () => {
      const answer = await owner('POST', '/api/admins', { json: body(fields) })
      expect<unknown>([answer.status, answer.body.errors]).toEqual([422, errors])
    })

  test('also by a change of one of the two', async () => {
    const { path } = await create()
    const answer = await owner('PATCH', path, { json: { role: 'tenant' }, headers: merge })
    expect(answer.body.errors).toEqual({ tenant_id: ['The tenant id does not fit the role.'] })
    const both = await owner('PATCH', path, { json: { role: 'tenant', tenant_id: tenant.id }, headers: merge })
    expect(both.status).toBe(200)
  })
})

describe('a change', () => {
  test('of name and address ends no session, and a record that is sent back changes nothing', async () => {
    const admin = await create()
    const cookie = await signInAs(server, admin)
    const json = { ...(await owner<Admin>('GET', admin.path)).body.data, name: 'Hopper', id: 7 }
    const answer = await owner<Admin>('PUT', admin.path, { json, headers: { 'if-match': '"1"' } })
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"2"'])
    expect<unknown>(answer.body.data).toEqual({ ...json, id: admin.id, updated_at: answer.body.data.updated_at })
    expect((await caller(server, cookie)('GET', '/api/admin/me')).status).toBe(200)
    expect((await signIn(admin)).status).toBe(200)
  })

  const ending: Record<string, object> = {
    role: { role: 'owner' },
    tenant: { tenant_id: 1 },
    status: { status: 'disabled' },
    password: { password: 'another horse battery staple' },
  }
  for (const [what, json] of Object.entries(ending))
    test(`of ${what} ends the sessions at once`, async () => {
      const admin = await create()
      const cookie = await signInAs(server, admin)
      const call = caller(server, cookie)
      expect((await call('GET', '/api/extensions?limit=1')).status).toBe(200)
      expect((await owner('PATCH', admin.path, { json, headers: merge })).status).toBe(200)
      expect((await call('GET', '/api/extensions?limit=1')).status).toBe(401)
      expect((await signIn(admin)).status).toBe('password' in json || 'status' in json ? 422 : 200)
    })

  test('of an older version changes nothing', async () => {
    const admin = await create()
    const headers = { 'if-match': '"9"' }
    expect((await owner('PUT', admin.path, { json: body(), headers })).status).toBe(412)
    expect((await owner('DELETE', admin.path, { headers })).status).toBe(412)
    expect((await signIn(admin)).status).toBe(200)
  })
})

test('the own password is not changed without the current one, and everything else of the own record is', async () => {
  const { password, ...sent } = await create({ role: 'owner' })
  const { path, email, name, role } = sent
  const call = documentedCaller(server, await signInAs(server, { email, password }))
  const json = { name, email, role, password: 'tall otter hums 42 times' }
  for (const [method, headers] of [['PUT'], ['PATCH'], ['PATCH', merge]] as const) {
    const answer = await call(method, path, { json, ...(headers && { headers }) })
    expect([answer.status, answer.body.errors]).toEqual([
      422,
      { password: ['Change your own password with PUT /api/admin/password, which takes the current one.'] },
    ])
  }
  expect((await signIn({ email, password })).status).toBe(200)
  expect((await call('PUT', path, { json: { name: 'Grace Hopper', email, role } })).status).toBe(200)
  expect((await owner('PATCH', path, { json: { password: json.password }, headers: merge })).status).toBe(200)
  expect((await signIn({ email, password: json.password })).status).toBe(200)
})

test('nobody locks everybody out: the only owner can go neither by himself nor at all', async () => {
  const alone = await startTestServer()
  const call = documentedCaller(alone, await alone.signIn())
  const [{ id = 0 } = {}] = (await call<Admin[]>('GET', '/api/admins')).body.data
  const own = `/api/admins/${id}`
  const refused = [409, '{"message":"The last active owner must stay.","code":"in_use"}']
  for (const json of [{ role: 'viewer' }, { status: 'disabled' }]) {
    const answer = await call('PATCH', own, { json, headers: merge })
    expect([answer.status, answer.text]).toEqual(refused)
  }
  const deletion = await call('DELETE', own)
  expect([deletion.status, deletion.text]).toEqual(refused)
  expect((await call('POST', '/api/admins', { json: body({ role: 'owner' }) })).status).toBe(201)
  expect((await call('DELETE', own)).status).toBe(200)
  expect((await call('GET', '/api/admins')).status).toBe(401)
  await alone.close()
})

test('what an admin leaves behind does not work', async () => {
  const admin = await makeAdmin(server)
  const cookie = await signInAs(server, admin)
  const { token } = await makeToken(caller(server, cookie))
  expect((await bearing(server, token)('GET', '/api/admin/me')).status).toBe(200)
  const [found] = (await owner<Admin[]>('GET', `/api/admins?search=${admin.email}`)).body.data
  await owner('DELETE', `/api/admins/${found?.id}`)
  expect((await caller(server, cookie)('GET', '/api/admin/me')).status).toBe(401)
  expect((await bearing(server, token)('GET', '/api/admin/me')).status).toBe(401)
  expect(
    await asOwner(server.ownerUrl, sql => sql`select from api_tokens where admin_id = ${found?.id ?? 0}`),
  ).toHaveLength(0)
})
