import { afterAll, beforeAll, expect, test } from 'bun:test'
import createClient from 'openapi-fetch'
import type { paths } from '../generated/api'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

test('a client generated from the document signs in, creates, lists, shows, changes and deletes', async () => {
  const { GET, POST, PUT, PATCH, DELETE, use } = createClient<paths>({ baseUrl: server.url })
  const signedIn = await POST('/api/admin/login', { body: server.admin })
  expect(signedIn.data?.data.role).toBe('owner')
  const cookie = signedIn.response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  use({ onRequest: ({ request }) => request.headers.set('cookie', cookie) })

  const { id: tenant_id } = await server.tenant()
  const body = {
    tenant_id,
    extension_number: '7001',
    display_name: 'Reception',
    secret: 'T7vqPz3mXw8KdRy4HnJc2bFs',
    status: 'active',
  }
  const created = await POST('/api/extensions', { body })
  const id = created.data?.data.id ?? 0
  const path = { id }

  const listed = await GET('/api/extensions', { params: { query: { search: 'recep', limit: 10 } } })
  expect(listed.data?.data.map(row => [row.id, row.tenant.id, row.devices.length])).toEqual([[id, tenant_id, 0]])

  const shown = await GET('/api/extensions/{id}', { params: { path } })
  expect(shown.data?.data.cdrs_count).toBe(0)
  const version = shown.response.headers.get('etag') ?? ''

  const replaced = await PUT('/api/extensions/{id}', {
    params: { path, header: { 'If-Match': version } },
    body: { ...body, email: null },
  })
  expect(replaced.data?.data.email).toBeNull()
  const stale = await PUT('/api/extensions/{id}', { params: { path, header: { 'If-Match': version } }, body })
  expect(stale.error?.message).toContain('changed by someone else')

  const headers = { 'content-type': 'application/merge-patch+json' }
  const changed = await PATCH('/api/extensions/{id}', {
    params: { path },
    headers,
    body: { display_name: 'Front desk' },
  })
  expect(changed.data?.data).toMatchObject({ display_name: 'Front desk', extension_number: '7001' })

  expect((await DELETE('/api/extensions/{id}', { params: { path } })).data?.message).toBe(
    'Extension deleted successfully.',
  )
  expect((await GET('/api/extensions/{id}', { params: { path } })).response.status).toBe(404)
})

test('what the document does not have is refused, by the types as by the server', async () => {
  const { GET, POST } = createClient<paths>({ baseUrl: server.url, headers: { cookie: await server.signIn() } })
  // @ts-expect-error fields that are required are missing
  expect((await POST('/api/extensions', { body: { tenant_id: 1 } })).response.status).toBe(422)
  // @ts-expect-error there is no such path
  expect((await GET('/api/nothing')).response.status).toBe(404)
})
