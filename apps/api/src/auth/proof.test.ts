import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import { caller } from '../testing/call'
import { extensionBody, makeExtension } from '../testing/samples'
import { startTestServer, type TestServer, type TestTenant } from '../testing/server'

/*
 * A session that was seen within the last minute is not asked for again: the statement that does the work proves it.
 */

let server: TestServer
let tenant: TestTenant & { id: number }
let empty: TestTenant & { id: number }
let statements = 0

beforeAll(async () => {
  server = await startTestServer()
  tenant = await server.tenant()
  empty = await server.tenant()
  const { pool } = server.db
  const { query } = pool
  pool.query = work => {
    statements += 1
    return query(work)
  }
})
afterAll(() => server.close())

/** A session that the server remembers, with an extension to work on. */
const remembered = async () => {
  const cookie = await server.signIn()
  const call = caller(server, cookie)
  const number = String(Math.floor(Math.random() * 1e15))
  const extension = await makeExtension(call, tenant, { extension_number: number })
  return { call, extension, number }
}

const TENANT = { name: 'Acme', status: 'active', timezone: 'UTC', max_extensions: 5 }
const ADMIN = { name: 'Grace', role: 'viewer', password: 'a heron walks 7 lakes' }

type Work = (of: { id: number; number: string }) => [string, string, object?]

const operations: Record<string, Work> = {
  'a page': () => ['GET', '/api/extensions?limit=5'],
  'the whole list': () => ['GET', '/api/extensions'],
  'an empty page': () => ['GET', `/api/extensions?limit=5&tenant_id=${empty.id}`],
  'an empty list': () => ['GET', `/api/extensions?tenant_id=${empty.id}`],
  show: ({ id }) => ['GET', `/api/extensions/${id}`],
  create: ({ number }) => ['POST', '/api/extensions', extensionBody(tenant, { extension_number: `${number}*` })],
  'create a tenant': ({ number }) => [
    'POST',
    '/api/tenants',
    { ...TENANT, slug: `tenant-of-${number}`, domain: `${number}.sip.example` },
  ],
  'create an admin': ({ number }) => ['POST', '/api/admins', { ...ADMIN, email: `${number}@ringfence.example` }],
  'create a token': () => ['POST', '/api/tokens', { name: 'Billing', role: 'owner' }],
  'my sessions': () => ['GET', '/api/admin/sessions'],
  'end a session': () => ['DELETE', '/api/admin/sessions/1'],
  'sign out everywhere': () => ['DELETE', '/api/admin/sessions'],
  'change my password': () => ['PUT', '/api/admin/password', { current_password: 'x', password: 'x' }],
  'authenticate again': () => ['POST', '/api/admin/reauthenticate', { password: 'x' }],
  'my second factor': () => ['GET', '/api/admin/second-factor'],
  'begin a second factor': () => ['POST', '/api/admin/second-factor', {}],
  'confirm a second factor': () => ['POST', '/api/admin/second-factor/confirm', { code: '123456' }],
  'remove a second factor': () => ['DELETE', '/api/admin/second-factor'],
  'replace recovery codes': () => ['POST', '/api/admin/second-factor/recovery-codes', {}],
  replace: ({ id, number }) => ['PUT', `/api/extensions/${id}`, extensionBody(tenant, { extension_number: number })],
  delete: ({ id }) => ['DELETE', `/api/extensions/${id}`],
  reveal: ({ id }) => ['GET', `/api/extensions/${id}/secret`],
  'a faulty body': () => ['POST', '/api/extensions', {}],
  'a taken number': ({ number }) => ['POST', '/api/extensions', extensionBody(tenant, { extension_number: number })],
  'an unknown tenant': ({ number }) => [
    'POST',
    '/api/extensions',
    extensionBody({ id: 2 ** 40 }, { extension_number: number }),
  ],
  'a missing row': () => ['GET', '/api/extensions/4611686018427387904'],
  'an id that is none': () => ['GET', '/api/extensions/none'],
  'an unknown address': () => ['GET', '/api/nothing'],
  'a wrong method': () => ['DELETE', '/api/extensions'],
  'who am I': () => ['GET', '/api/admin/me'],
}

describe('a remembered session that was ended elsewhere is 401', () => {
  for (const [what, work] of Object.entries(operations))
    test(`for ${what}, and nothing is done`, async () => {
      const { call, extension, number } = await remembered()
      await asOwner(server.ownerUrl, sql => sql`delete from sessions`)
      const before = await tables()
      const [method, path, json] = work({ id: extension.id, number })
      const answer = await call(method, path, json && { json, method })
      expect([answer.status, answer.text]).toEqual([401, '{"message":"Unauthorized."}'])
      expect(await tables()).toEqual(before)
    })

  test('also when it expired by the clock of the database', async () => {
    const { call } = await remembered()
    await asOwner(server.ownerUrl, sql => sql`update sessions set expires_at = now()`)
    expect((await call('GET', '/api/extensions?limit=1')).status).toBe(401)
  })

  test('also when it became somebody else’s', async () => {
    const { call } = await remembered()
    await asOwner(
      server.ownerUrl,
      sql => sql`
        with other as (
          insert into admins (name, email, password_hash, role) values ('Other', 'other@ringfence.example', '', 'owner') returning id
        )
        insert into sessions (id_hash, admin_id, expires_at) select decode(repeat('00', 32), 'hex'), id, now() from other`,
    )
    await asOwner(
      server.ownerUrl,
      sql => sql`update sessions set admin_id = (select id from admins where email = 'other@ringfence.example')`,
    )
    expect((await call('GET', '/api/extensions?limit=1')).status).toBe(401)
  })
})

const tables = async () => {
  const [row] = await asOwner(
    server.ownerUrl,
    sql => sql<[{ rows: string }]>`
      select (select json_agg(e order by e.id) from extensions e)::text || (select count(*) from audit)
        || (select count(*) from tenants) || (select count(*) from admins) || (select count(*) from api_tokens) || (select count(*) from second_factors) as rows`,
  )
  return row.rows
}

describe('one statement does the work and proves the session', () => {
  const works = ['a page', 'the whole list', 'show', 'create', 'create a tenant', 'create an admin', 'create a token']
  for (const what of [
    ...works,
    'an empty page',
    'an empty list',
    'my sessions',
    'my second factor',
    'begin a second factor',
    'replace',
    'delete',
    'reveal',
    'a taken number',
  ])
    test(`for ${what}`, async () => {
      const { call, extension, number } = await remembered()
      const [method, path, json] = (operations[what] as Work)({ id: extension.id, number })
      const before = statements
      const answer = await call(method, path, json && { json, method })
      expect(answer.status).not.toBe(401)
      // A refusal looks at the other fields as well; and it is no proof, so it asks once more.
      expect(statements - before).toBe(answer.status < 300 ? 1 : 3)
    })
})
