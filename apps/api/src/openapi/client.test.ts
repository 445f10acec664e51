import { afterAll, beforeAll, expect, test } from 'bun:test'
import { RingfenceError } from '@ringfence/client/errors'
import { createRingfence, type Ringfence } from '@ringfence/client/ringfence'
import { signIn } from '@ringfence/client/sign-in'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let ringfence: Ringfence

beforeAll(async () => {
  server = await startTestServer()
  const { cookie, administrator } = await signIn({ url: server.url }, server.admin)
  expect(administrator.role).toBe('owner')
  ringfence = createRingfence({ url: server.url, credential: { cookie } })
})
afterAll(() => server.close())

const extension = (tenant_id: number, extension_number = '7001') => ({
  tenant_id,
  extension_number,
  display_name: 'Reception',
  secret: 'T7vqPz3mXw8KdRy4HnJc2bFs',
  status: 'active',
})

const refusal = async (call: Promise<unknown>): Promise<RingfenceError> => {
  const error = await call.catch((thrown: unknown) => thrown)
  if (error instanceof RingfenceError) return error
  throw new Error('The call was not refused.')
}

test('the client signs in, creates, lists, shows, changes and deletes', async () => {
  const { GET, POST, PUT, PATCH, DELETE } = ringfence
  const { id: tenant_id } = await server.tenant()
  const created = await POST('/api/extensions', { body: extension(tenant_id) })
  const path = { id: created.data.data.id }

  const query = { search: 'recep', tenant_id, limit: 10 }
  const listed = await GET('/api/extensions', { params: { query } })
  expect(listed.data.data.map(row => [row.id, row.tenant.id, row.devices.length])).toEqual([[path.id, tenant_id, 0]])

  const shown = await GET('/api/extensions/{id}', { params: { path } })
  expect(shown.data.data.cdrs_count).toBe(0)
  const version = shown.response.headers.get('etag') ?? ''

  const params = { path, header: { 'If-Match': version } }
  const replaced = await PUT('/api/extensions/{id}', { params, body: { ...extension(tenant_id), email: null } })
  expect(replaced.data.data.email).toBeNull()
  const stale = await refusal(PUT('/api/extensions/{id}', { params, body: extension(tenant_id) }))
  expect([stale.status, stale.code]).toEqual([412, 'stale'])

  const headers = { 'content-type': 'application/merge-patch+json' }
  const changed = await PATCH('/api/extensions/{id}', {
    params: { path },
    headers,
    body: { display_name: 'Front desk' },
  })
  expect(changed.data.data).toMatchObject({ display_name: 'Front desk', extension_number: '7001' })

  const removed = await DELETE('/api/extensions/{id}', { params: { path } })
  expect(removed.data.message).toBe('Extension deleted successfully.')
  expect((await refusal(GET('/api/extensions/{id}', { params: { path } }))).status).toBe(404)
})

test('rows follow the pages of a list to its end, and stop asking when nobody takes more', async () => {
  const { id: tenant_id } = await server.tenant()
  const numbers = Array.from({ length: 7 }, (_, index) => `710${index}`)
  for (const number of numbers) await ringfence.POST('/api/extensions', { body: extension(tenant_id, number) })

  const seen: string[] = []
  for await (const row of ringfence.rows('/api/extensions', { query: { tenant_id, limit: 3 } }))
    seen.push(row.extension_number)
  expect(seen).toEqual(numbers.toReversed())

  const sizes: [number, boolean][] = []
  for await (const { rows, isLast } of ringfence.pages('/api/extensions', { query: { tenant_id, limit: 3 } }))
    sizes.push([rows.length, isLast])
  expect(sizes).toEqual([
    [3, false],
    [3, false],
    [1, true],
  ])

  let asked = 0
  const counting = createRingfence({
    url: server.url,
    credential: { cookie: await server.signIn() },
    fetch: request => {
      asked++
      return fetch(request)
    },
  })
  for await (const row of counting.rows('/api/extensions', { query: { tenant_id, limit: 3 } }))
    if (row.extension_number === '7106') break
  expect(asked).toBe(1)
})

test('a refusal carries its status, its code, every faulty field and the id of the request', async () => {
  const { id: tenant_id } = await server.tenant()
  const body = { ...extension(tenant_id, 'none'), display_name: '' }
  const invalid = await refusal(ringfence.POST('/api/extensions', { body }))
  expect([invalid.status, invalid.code]).toEqual([422, 'invalid'])
  expect(Object.keys(invalid.errors).sort()).toEqual(['display_name', 'extension_number'])
  expect(invalid.requestId).toMatch(/^[0-9a-f-]{36}$/)
  expect(Bun.inspect(invalid)).not.toContain(body.secret)

  const stranger = await refusal(createRingfence({ url: server.url }).GET('/api/extensions'))
  expect([stranger.status, stranger.message]).toEqual([401, 'Unauthorized.'])
})

test('a POST has a key of its own, so that the same call twice makes two rows, and one with the same key one', async () => {
  const { id: tenant_id } = await server.tenant()
  const header = { 'Idempotency-Key': crypto.randomUUID() }
  const call = { params: { header }, body: extension(tenant_id) }
  const first = await ringfence.POST('/api/extensions', call)
  const second = await ringfence.POST('/api/extensions', call)
  expect(second.data.data.id).toBe(first.data.data.id)
  expect((await refusal(ringfence.POST('/api/extensions', { body: call.body }))).errors).toHaveProperty(
    'extension_number',
  )
})

test('what the document does not have is refused, by the types as by the server', async () => {
  const { GET, POST, rows } = ringfence
  // @ts-expect-error fields that are required are missing
  expect((await refusal(POST('/api/extensions', { body: { tenant_id: 1 } }))).status).toBe(422)
  // @ts-expect-error there is no such path
  expect((await refusal(GET('/api/nothing'))).status).toBe(404)
  // @ts-expect-error it is no list
  expect((await refusal(rows('/api/admin/login').next())).status).toBe(405)
})
