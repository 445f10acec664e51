import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { Extension } from '@ringfence/domain/extension'
import { type Call, documentedCaller } from '../testing/call'
import { extensionBody, makeExtension, SECRET } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let admin: Call
let tenant: { id: number }
let number = 0

beforeAll(async () => {
  server = await startTestServer()
  admin = documentedCaller(server, await server.signIn())
  tenant = await server.tenant()
})
afterAll(() => server.close())

const create = (fields: Record<string, unknown> = {}, of = tenant) =>
  admin<Extension>('POST', '/api/extensions', {
    json: extensionBody(of, { extension_number: String(++number), ...fields }),
  })

test('an extension that is created comes back as the record that was stored', async () => {
  const answer = await create({ email: 'reception@acme.example', voicemail_enabled: true })
  expect(answer.status).toBe(201)
  expect(answer.body.message).toBe('Extension created successfully.')
  expect(answer.headers.get('etag')).toBe('"1"')
  const { id, created_at, updated_at, ...rest } = answer.body.data
  expect(rest).toEqual({
    tenant_id: tenant.id,
    extension_number: String(number),
    display_name: 'Reception',
    email: 'reception@acme.example',
    status: 'active',
    voicemail_enabled: true,
  })
  expect(Number.isInteger(id)).toBe(true)
  expect(created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
  expect(updated_at).toBe(created_at)
  expect(Object.keys(answer.body.data)).toEqual([
    'id',
    'tenant_id',
    'extension_number',
    'display_name',
    'email',
    'status',
    'voicemail_enabled',
    'created_at',
    'updated_at',
  ])
})

test('what may be left out gets its default', async () => {
  const { email, voicemail_enabled } = (await create()).body.data
  expect({ email, voicemail_enabled }).toEqual({ email: null, voicemail_enabled: false })
})

describe('booleans and integers are understood as clients are used to', () => {
  const booleans = [true, false, 1, 0, '1', '0', 'true', 'false']
  for (const value of booleans)
    test(`voicemail_enabled ${JSON.stringify(value)}`, async () =>
      expect((await create({ voicemail_enabled: value })).body.data.voicemail_enabled).toBe(
        [true, 1, '1', 'true'].includes(value),
      ))

  for (const value of ['TRUE', 'yes', 2, '', ' 1', [], {}, 'on'])
    test(`voicemail_enabled ${JSON.stringify(value)} is refused`, async () =>
      expect((await create({ voicemail_enabled: value })).body.errors).toEqual({
        voicemail_enabled: ['The voicemail enabled field must be true or false.'],
      }))

  test('tenant_id as a decimal string', async () =>
    expect((await create({ tenant_id: String(tenant.id) })).body.data.tenant_id).toBe(tenant.id))
})

describe('limits are inclusive and count characters', () => {
  const limits: [field: string, least: string, greatest: string, tooLong: string][] = [
    ['extension_number', '*', '#'.repeat(20), '#'.repeat(21)],
    ['display_name', 'a', '😀'.repeat(255), '😀'.repeat(256)],
    ['email', 'a@b', `${'a'.repeat(249)}@b.org`, `${'a'.repeat(250)}@b.org`],
    ['secret', 'x', 'y'.repeat(255), 'y'.repeat(256)],
    ['status', 'z', '😀'.repeat(50), '😀'.repeat(51)],
  ]
  for (const [field, least, greatest, tooLong] of limits)
    test(field, async () => {
      expect((await create({ [field]: least })).status).toBe(201)
      expect((await create({ [field]: greatest })).status).toBe(201)
      const refused = await create({ [field]: tooLong })
      expect(refused.status).toBe(422)
      expect(refused.body.errors?.[field]?.[0]).toContain('must not be greater than')
    })
})

test('a number is unique within its tenant and free in every other', async () => {
  const other = await server.tenant()
  expect((await create({ extension_number: '77*' })).status).toBe(201)
  const taken = await create({ extension_number: '77*' })
  expect(taken.status).toBe(422)
  expect<unknown>(taken.body).toEqual({
    message: 'The given data was invalid.',
    code: 'invalid',
    errors: { extension_number: ['The extension number has already been taken.'] },
  })
  expect((await create({ extension_number: '77*' }, other)).status).toBe(201)
})

test('a tenant that does not exist is a validation error', async () => {
  for (const tenant_id of [999_999, 0, -1, Number.MAX_SAFE_INTEGER])
    expect((await create({ tenant_id })).body.errors).toEqual({ tenant_id: ['The selected tenant id is invalid.'] })
})

test('a secret that anyone would try first is refused', async () => {
  for (const fields of [{ secret: '4711', extension_number: '4711' }, { secret: 'Password' }, { secret: '1234' }])
    expect((await create(fields)).body.errors).toEqual({ secret: ['The secret is too easy to guess.'] })
})

test('a tenant never has more extensions than it may, however they come', async () => {
  const full = await server.tenant({ max_extensions: 2 })
  const roomy = await server.tenant()
  await makeExtension(admin, full, { extension_number: '1' })
  await makeExtension(admin, full, { extension_number: '2' })
  const quota = { tenant_id: ['The tenant has reached its maximum number of extensions.'] }
  expect((await create({}, full)).body.errors).toEqual(quota)

  const mover = await makeExtension(admin, roomy, { extension_number: '3' })
  const path = `/api/extensions/${mover.id}`
  const moved = extensionBody(full, { extension_number: '3' })
  expect((await admin('PUT', path, { json: moved })).body.errors).toEqual(quota)
  const patch = { json: { tenant_id: full.id }, headers: { 'content-type': 'application/merge-patch+json' } }
  expect((await admin('PATCH', path, patch)).body.errors).toEqual(quota)
})

test('keys that are unknown or not the caller’s to set are ignored', async () => {
  const answer = await create({
    id: 4711,
    version: 9,
    created_at: '2001-01-01T00:00:00.000000Z',
    updated_at: 'x',
    tenant: { id: 9 },
    devices: [1],
    secret_sealed: 'x',
    ha1_md5: 'x',
    extensions_count: -5,
    nonsense: { a: 1 },
  })
  expect(answer.status).toBe(201)
  expect(answer.body.data.id).not.toBe(4711)
  expect(answer.body.data.created_at).not.toStartWith('2001')
  expect(answer.headers.get('etag')).toBe('"1"')
})

test('a creation is written down with who, where and which request, and without the secret', async () => {
  const answer = await create({ secret: SECRET })
  const [row] = await asOwner(
    server.ownerUrl,
    sql => sql<{ action: string; actor: string; address: string; request_id: string; whole: string }[]>`
      select action, actor, address, request_id, audit::text as whole
      from audit
      where target = 'extension' and target_id = ${answer.body.data.id}`,
  )
  expect(row).toMatchObject({
    action: 'extension.created',
    actor: server.admin.email,
    address: '127.0.0.1',
    request_id: answer.headers.get('x-request-id') ?? '',
  })
  expect(row?.whole).not.toContain(SECRET)
})
