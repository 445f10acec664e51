import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Call, caller, documentedCaller } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'
import { bearing, makeToken } from '../testing/tokens'

/*
 * Who may do what about admins, tokens and themselves: every role, and tokens of every role, times every operation.
 */

const WHO = [
  'stranger',
  'owner',
  'tenant',
  'viewer',
  'owner token',
  'tenant token',
  'viewer token',
  'read-only token',
] as const
type Who = (typeof WHO)[number]

let server: TestServer
let home: { id: number }
let foreign: { id: number }
let owner: Call
const callers = new Map<Who, () => Promise<Call>>()

beforeAll(async () => {
  server = await startTestServer()
  home = await server.tenant()
  foreign = await server.tenant()
  owner = documentedCaller(server, await server.signIn())
  // A session of its own for each call, as some end it.
  const as = async (role: 'owner' | 'tenant' | 'viewer') => {
    const admin = await makeAdmin(server, { role, tenantId: role === 'owner' ? null : home.id })
    return async () => documentedCaller(server, await signInAs(server, admin))
  }
  const token = async (fields: object) => {
    const made = await makeToken(owner, { ...fields })
    return async () => bearing(server, made.token)
  }
  callers.set('stranger', async () => caller(server))
  for (const role of ['owner', 'tenant', 'viewer'] as const) callers.set(role, await as(role))
  callers.set('owner token', await token({ role: 'owner' }))
  callers.set('tenant token', await token({ role: 'tenant', tenant_id: home.id }))
  callers.set('viewer token', await token({ role: 'viewer', tenant_id: home.id }))
  callers.set('read-only token', await token({ role: 'owner', read_only: true }))
})
afterAll(() => server.close())

let made = 0
const admin = (fields: object = {}) => ({
  name: 'Grace',
  email: `grace-${++made}@ringfence.example`,
  role: 'viewer',
  password: 'a heron walks 7 lakes',
  ...fields,
})
const anAdmin = async () => (await owner<{ id: number }>('POST', '/api/admins', { json: admin() })).body.data.id
const aToken = async (fields: object) => (await makeToken(owner, { role: 'viewer', ...fields })).id
const merge = { 'content-type': 'application/merge-patch+json' }

type Operation = [request: (call: Call) => Promise<{ status: number }>, owner: number, tenant: number, viewer: number]

const operations: Record<string, Operation> = {
  'list admins': [call => call('GET', '/api/admins'), 200, 403, 403],
  'list admins of a tenant': [call => call('GET', `/api/admins?tenant_id=${home.id}`), 200, 403, 403],
  'list admins by a faulty query': [call => call('GET', '/api/admins?limit=0'), 422, 403, 403],
  'create an admin': [call => call('POST', '/api/admins', { json: admin() }), 201, 403, 403],
  'create an admin of one’s tenant': [
    call => call('POST', '/api/admins', { json: admin({ tenant_id: home.id }) }),
    201,
    403,
    403,
  ],
  'create a faulty admin': [call => call('POST', '/api/admins', { json: {} }), 422, 403, 403],
  'show an admin': [async call => call('GET', `/api/admins/${await anAdmin()}`), 200, 403, 403],
  'show an admin that is none': [call => call('GET', '/api/admins/999999'), 404, 403, 403],
  'replace an admin': [async call => call('PUT', `/api/admins/${await anAdmin()}`, { json: admin() }), 200, 403, 403],
  'replace an admin by an id that is none': [call => call('PUT', '/api/admins/x', { json: admin() }), 404, 403, 403],
  'change an admin': [
    async call => call('PATCH', `/api/admins/${await anAdmin()}`, { json: { name: 'Ada' }, headers: merge }),
    200,
    403,
    403,
  ],
  'delete an admin': [async call => call('DELETE', `/api/admins/${await anAdmin()}`), 200, 403, 403],
  'list tokens': [call => call('GET', '/api/tokens'), 200, 200, 200],
  'create a token of an owner': [call => token(call, { role: 'owner' }), 201, 422, 422],
  'create a token of a tenant': [call => token(call, { role: 'tenant', tenant_id: home.id }), 201, 201, 422],
  'create a token of another tenant': [call => token(call, { role: 'tenant', tenant_id: foreign.id }), 201, 422, 422],
  'create a token of a viewer': [call => token(call, { role: 'viewer', tenant_id: home.id }), 201, 201, 201],
  'create a token of a viewer of another tenant': [
    call => token(call, { role: 'viewer', tenant_id: foreign.id }),
    201,
    422,
    422,
  ],
  'show a token of everything': [async call => call('GET', `/api/tokens/${await aToken({})}`), 200, 404, 404],
  'show a token of the tenant': [
    async call => call('GET', `/api/tokens/${await aToken({ tenant_id: home.id })}`),
    200,
    200,
    404,
  ],
  'show a token of another tenant': [
    async call => call('GET', `/api/tokens/${await aToken({ tenant_id: foreign.id })}`),
    200,
    404,
    404,
  ],
  'revoke a token of everything': [async call => call('DELETE', `/api/tokens/${await aToken({})}`), 200, 404, 404],
  'revoke a token of the tenant': [
    async call => call('DELETE', `/api/tokens/${await aToken({ tenant_id: home.id })}`),
    200,
    200,
    404,
  ],
  'revoke a token of another tenant': [
    async call => call('DELETE', `/api/tokens/${await aToken({ tenant_id: foreign.id })}`),
    200,
    404,
    404,
  ],
  'list the own sessions': [call => call('GET', '/api/admin/sessions'), 200, 200, 200],
  'end a session that is not one’s own': [call => call('DELETE', '/api/admin/sessions/1'), 404, 404, 404],
  'sign out everywhere': [call => call('DELETE', '/api/admin/sessions'), 200, 200, 200],
  'show the own second factor': [call => call('GET', '/api/admin/second-factor'), 200, 200, 200],
  'begin a second factor': [call => call('POST', '/api/admin/second-factor'), 201, 201, 201],
  'confirm a second factor by a faulty body': [
    call => call('POST', '/api/admin/second-factor/confirm', { json: {} }),
    422,
    422,
    422,
  ],
  'replace recovery codes that are none': [
    call => call('POST', '/api/admin/second-factor/recovery-codes'),
    404,
    404,
    404,
  ],
  'remove a second factor that is none': [call => call('DELETE', '/api/admin/second-factor'), 404, 404, 404],
  'remove the second factor of an admin who has none': [
    async call => call('DELETE', `/api/admins/${await anAdmin()}/second-factor`),
    404,
    403,
    403,
  ],
  'authenticate again by a faulty body': [
    call => call('POST', '/api/admin/reauthenticate', { json: {} }),
    422,
    422,
    422,
  ],
  'change the own password by a faulty body': [call => call('PUT', '/api/admin/password', { json: {} }), 422, 422, 422],
}

const token = (call: Call, fields: object) => call('POST', '/api/tokens', { json: { name: 'Billing', ...fields } })

for (const [what, [request, ...statuses]] of Object.entries(operations))
  describe(what, () => {
    const expected: Partial<Record<Who, number>> = {
      stranger: 401,
      owner: statuses[0],
      tenant: statuses[1],
      viewer: statuses[2],
    }
    for (const who of WHO)
      test(`as ${who}: ${expected[who] ?? 403}`, async () => {
        const call = await (callers.get(who) ?? (async () => caller(server)))()
        expect((await request(call)).status).toBe(expected[who] ?? 403)
      })
  })
