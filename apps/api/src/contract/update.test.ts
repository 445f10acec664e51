import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Extension } from '@ringfence/domain/extension'
import type { ExtensionDetail } from '@ringfence/domain/relations'
import { type Call, documentedCaller } from '../testing/call'
import { extensionBody, makeExtension, SECRET } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let admin: Call
let tenant: { id: number }

beforeAll(async () => {
  server = await startTestServer()
  admin = documentedCaller(server, await server.signIn())
})
afterAll(() => server.close())

const make = async () => {
  tenant = await server.tenant()
  const { id } = await makeExtension(admin, tenant, { email: 'a@b.example', voicemail_enabled: true })
  return `/api/extensions/${id}`
}
const merge = (path: string, json: unknown) =>
  admin<Extension>('PATCH', path, { json, headers: { 'content-type': 'application/merge-patch+json' } })
const read = async (path: string) => (await admin<ExtensionDetail>('GET', path)).body.data
const secretOf = async (path: string) => (await admin<{ secret: string }>('GET', `${path}/secret`)).body.data.secret

describe('PUT and PATCH with JSON replace all fields', () => {
  for (const method of ['PUT', 'PATCH']) {
    test(`${method}: what is left out gets its default`, async () => {
      const path = await make()
      const json = extensionBody(tenant, { extension_number: '2002', display_name: 'Lobby', status: 'disabled' })
      const answer = await admin<Extension>(method, path, { json })
      expect(answer.status).toBe(200)
      expect(answer.body.message).toBe('Extension updated successfully.')
      expect(answer.headers.get('etag')).toBe('"2"')
      expect(answer.body.data).toMatchObject({
        tenant_id: tenant.id,
        extension_number: '2002',
        display_name: 'Lobby',
        email: null,
        status: 'disabled',
        voicemail_enabled: false,
      })
      expect(answer.body.data.updated_at > answer.body.data.created_at).toBe(true)
      expect(await read(path)).toMatchObject(answer.body.data)
    })

    test(`${method}: every required field must be there`, async () => {
      const path = await make()
      const before = await read(path)
      const answer = await admin(method, path, { json: {} })
      expect(answer.status).toBe(422)
      const required = ['display_name', 'extension_number', 'secret', 'status', 'tenant_id']
      expect(Object.keys(answer.body.errors ?? {}).toSorted()).toEqual(required)
      expect(await read(path)).toEqual(before)
    })

    test(`${method}: a record that was read can be sent back with its secret`, async () => {
      const path = await make()
      const record = await read(path)
      const answer = await admin<Extension>(method, path, { json: { ...record, secret: SECRET } })
      expect(answer.status).toBe(200)
      const { updated_at: _, ...same } = answer.body.data
      expect(record).toMatchObject(same)
    })

    test(`${method}: id and times are not the caller's to set`, async () => {
      const path = await make()
      const before = await read(path)
      const forged = { id: 999, created_at: '2001-01-01T00:00:00.000000Z', updated_at: 'x', version: 77 }
      const answer = await admin<Extension>(method, path, { json: extensionBody(tenant, forged) })
      expect([answer.body.data.id, answer.body.data.created_at]).toEqual([before.id, before.created_at])
      expect(answer.headers.get('etag')).toBe('"2"')
    })
  }
})

describe('a merge patch changes what it names and nothing else', () => {
  const patches: Record<string, unknown> = {
    display_name: 'Night desk',
    extension_number: '3003',
    status: 'disabled',
    email: 'night@b.example',
    voicemail_enabled: '0',
  }
  for (const [field, value] of Object.entries(patches))
    test(field, async () => {
      const path = await make()
      const { updated_at: _, ...before } = await read(path)
      expect((await merge(path, { [field]: value })).status).toBe(200)
      const expected = field === 'voicemail_enabled' ? false : value
      expect(await read(path)).toMatchObject({ ...before, [field]: expected })
      expect(await secretOf(path)).toBe(SECRET)
    })

  test('secret', async () => {
    const path = await make()
    const { updated_at: _, ...before } = await read(path)
    expect((await merge(path, { secret: 'another-Secret-1' })).status).toBe(200)
    expect(await read(path)).toMatchObject(before)
    expect(await secretOf(path)).toBe('another-Secret-1')
  })

  test('tenant_id, with the secret still opening', async () => {
    const path = await make()
    const other = await server.tenant()
    expect((await merge(path, { tenant_id: other.id })).body.data.tenant_id).toBe(other.id)
    expect((await read(path)).tenant.id).toBe(other.id)
    expect(await secretOf(path)).toBe(SECRET)
  })

  test('null resets an optional field and is refused for a required one', async () => {
    const path = await make()
    expect((await merge(path, { email: null, voicemail_enabled: null })).body.data).toMatchObject({
      email: null,
      voicemail_enabled: false,
    })
    const fields = { tenant_id: null, extension_number: null, display_name: null, secret: null, status: null }
    const refused = await merge(path, fields)
    expect(refused.status).toBe(422)
    expect(Object.keys(refused.body.errors ?? {}).toSorted()).toEqual(Object.keys(fields).toSorted())
  })

  test('an empty patch and unknown keys change no field', async () => {
    const path = await make()
    const { updated_at: _, ...before } = await read(path)
    for (const patch of [{}, { id: 5, nonsense: 1, tenant: { id: 9 }, devices: [] }])
      expect((await merge(path, patch)).status).toBe(200)
    expect(await read(path)).toMatchObject(before)
  })

  test('what is no object is a validation error', async () => {
    const path = await make()
    for (const patch of [[], 'x', 1, null, true]) expect((await merge(path, patch)).status).toBe(422)
  })
})

test('a number that another extension has is refused, its own is not', async () => {
  const path = await make()
  await makeExtension(admin, tenant, { extension_number: '5005' })
  const taken = { extension_number: ['The extension number has already been taken.'] }
  const json = extensionBody(tenant, { extension_number: '5005' })
  expect((await admin('PUT', path, { json })).body.errors).toEqual(taken)
  expect((await merge(path, { extension_number: '5005' })).body.errors).toEqual(taken)
  expect((await merge(path, { extension_number: '1001' })).status).toBe(200)
})

test('a tenant that does not exist is refused', async () => {
  const path = await make()
  const invalid = { tenant_id: ['The selected tenant id is invalid.'] }
  expect((await admin('PUT', path, { json: extensionBody({ id: 999_999 }) })).body.errors).toEqual(invalid)
  expect((await merge(path, { tenant_id: 999_999 })).body.errors).toEqual(invalid)
})
