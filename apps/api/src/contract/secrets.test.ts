import { afterAll, beforeAll, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import { type Call, documentedCaller } from '../testing/call'
import { extensionBody, makeExtension, SECRET } from '../testing/samples'
import { startTestServer, type TestServer, type TestTenant } from '../testing/server'

let server: TestServer
let admin: Call
let tenant: TestTenant & { id: number }
let number = 0

beforeAll(async () => {
  server = await startTestServer()
  admin = documentedCaller(server, await server.signIn())
  tenant = await server.tenant()
})
afterAll(() => server.close())

const make = async () => {
  const { id, extension_number } = await makeExtension(admin, tenant, { extension_number: String(++number) })
  return { id, extension_number, path: `/api/extensions/${id}` }
}

const deedsOn = async (id: number): Promise<string[]> => {
  const rows = await asOwner(
    server.ownerUrl,
    sql =>
      sql<{ action: string }[]>`select action from audit where target_id = ${id} and target = 'extension' order by id`,
  )
  return rows.map(({ action }) => action)
}

const credentialsOf = async (id: number) => {
  const [row] = await asOwner(
    server.ownerUrl,
    sql =>
      sql<
        { ha1_md5: string; ha1_sha256: string }[]
      >`select ha1_md5, ha1_sha256 from sip_credentials where extension_id = ${id}`,
  )
  return row
}

const digestsOf = (extensionNumber: string, domain: string, secret: string) => {
  const text = `${extensionNumber}:${domain}:${secret}`
  return {
    ha1_md5: new Bun.CryptoHasher('md5').update(text).digest('hex'),
    ha1_sha256: new Bun.CryptoHasher('sha256').update(text).digest('hex'),
  }
}

test('a secret is revealed as it was set, to be kept nowhere, and that is written down', async () => {
  const { id, path } = await make()
  const answer = await admin('GET', `${path}/secret`)
  expect(answer.text).toBe(`{"message":"Extension secret loaded successfully.","data":{"secret":"${SECRET}"}}`)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await deedsOn(id)).toEqual(['extension.created', 'extension.secret_revealed'])
})

test('a rotation shows the new secret, which is the one from then on', async () => {
  const { id, path, extension_number } = await make()
  const answer = await admin<{ secret: string }>('POST', `${path}/secret`)
  expect(answer.status).toBe(200)
  expect(answer.body.message).toBe('Extension secret updated successfully.')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('etag')).toBe('"2"')
  const { secret } = answer.body.data
  expect(secret).toMatch(/^[2-9a-hjkmnp-zA-HJ-NP-Z]{24}$/)
  expect((await admin<{ secret: string }>('GET', `${path}/secret`)).body.data.secret).toBe(secret)
  expect(await credentialsOf(id)).toEqual(digestsOf(extension_number, tenant.domain, secret))
  expect(await deedsOn(id)).toEqual(['extension.created', 'extension.secret_rotated', 'extension.secret_revealed'])
})

test('two rotations never give the same secret', async () => {
  const { path } = await make()
  const rotate = async () => (await admin<{ secret: string }>('POST', `${path}/secret`)).body.data.secret
  expect(new Set([await rotate(), await rotate(), await rotate()]).size).toBe(3)
})

test('what the SIP servers check follows every change of number, tenant and secret', async () => {
  const { id, path } = await make()
  const other = await server.tenant()
  const merge = (json: unknown) =>
    admin('PATCH', path, { json, headers: { 'content-type': 'application/merge-patch+json' } })
  await merge({ extension_number: '777' })
  expect(await credentialsOf(id)).toEqual(digestsOf('777', tenant.domain, SECRET))
  await merge({ secret: 'another-Secret-1' })
  expect(await credentialsOf(id)).toEqual(digestsOf('777', tenant.domain, 'another-Secret-1'))
  await merge({ tenant_id: other.id })
  expect(await credentialsOf(id)).toEqual(digestsOf('777', other.domain, 'another-Secret-1'))
  await admin('PUT', path, { json: extensionBody(tenant, { extension_number: '778' }) })
  expect(await credentialsOf(id)).toEqual(digestsOf('778', tenant.domain, SECRET))
  await merge({ status: 'disabled' })
  expect(await credentialsOf(id)).toBeUndefined()
})

test('nothing but the two calls for it holds a secret', async () => {
  const { path } = await make()
  const json = extensionBody(tenant, { extension_number: String(number) })
  const answers = [
    await admin('GET', path),
    await admin('GET', '/api/extensions'),
    await admin('GET', `/api/extensions?search=${SECRET}`),
    await admin('PUT', path, { json }),
    await admin('PATCH', path, { json }),
    await admin('POST', '/api/extensions', { json: { ...json, extension_number: 'x' } }),
    await admin('POST', '/api/extensions', { json }),
  ]
  for (const { text } of answers) expect(text).not.toMatch(new RegExp(`${SECRET}|secret|sealed|ha1`))
})
