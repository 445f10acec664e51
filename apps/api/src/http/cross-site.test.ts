import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { caller } from '../testing/call'
import { extensionBody, makeExtension } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let cookie: string

beforeAll(async () => {
  server = await startTestServer()
  cookie = await server.signIn()
})
afterAll(() => server.close())

const OWN = 'own'
const sites = [null, 'same-origin', 'none', 'same-site', 'cross-site', 'SAME-ORIGIN', '']
const origins = [null, OWN, 'https://evil.example', 'null', 'http://127.0.0.1', 'http://127.0.0.1.evil.example']

/** A browser's own word goes first; without it the origin must be ours; a program sends neither. */
const mayWrite = (site: string | null, origin: string | null): boolean =>
  site === null ? origin === null || origin === OWN : site === 'same-origin' || site === 'none'

const headersOf = (site: string | null, origin: string | null): Record<string, string> => ({
  ...(site !== null && { 'sec-fetch-site': site }),
  ...(origin !== null && { origin: origin === OWN ? server.url : origin }),
})

describe('a page of another site cannot write', () => {
  for (const site of sites)
    for (const origin of origins)
      test(`Sec-Fetch-Site ${site}, Origin ${origin}`, async () => {
        const headers = headersOf(site, origin)
        const allowed = mayWrite(site, origin)
        const call = caller(server)
        const admin = caller(server, cookie)
        const statuses = {
          login: (await call('POST', '/api/admin/login', { headers, json: {} })).status,
          logout: (await call('POST', '/api/admin/logout', { headers })).status,
          create: (await admin('POST', '/api/extensions', { headers, json: {} })).status,
          replace: (await admin('PUT', '/api/extensions/9', { headers, json: {} })).status,
          patch: (await admin('PATCH', '/api/extensions/9', { headers, json: {} })).status,
          remove: (await admin('DELETE', '/api/extensions/9', { headers })).status,
          rotate: (await admin('POST', '/api/extensions/9/secret', { headers })).status,
          list: (await admin('GET', '/api/extensions', { headers })).status,
          me: (await admin('GET', '/api/admin/me', { headers })).status,
        }
        const refused = { login: 403, logout: 403, create: 403, replace: 403, patch: 403, remove: 403, rotate: 403 }
        const admitted = { login: 422, logout: 200, create: 422, replace: 422, patch: 422, remove: 404, rotate: 404 }
        expect(statuses).toEqual({ ...(allowed ? admitted : refused), list: 200, me: 200 })
      })
})

test('the refusal says why, and the write did not happen', async () => {
  const admin = caller(server, cookie)
  const tenant = await server.tenant()
  const extension = await makeExtension(admin, tenant)
  const headers = { 'sec-fetch-site': 'cross-site' }
  const json = extensionBody(tenant, { display_name: 'Forged' })
  const refused = await admin('PUT', `/api/extensions/${extension.id}`, { headers, json })
  expect(refused.status).toBe(403)
  expect<unknown>(refused.body).toEqual({ message: 'A page of another site may not do this.', code: 'cross_site' })
  expect((await admin('DELETE', `/api/extensions/${extension.id}`, { headers })).status).toBe(403)
  const stored = await admin<{ display_name: string }>('GET', `/api/extensions/${extension.id}`)
  expect(stored.body.data.display_name).toBe('Reception')
})

test('no answer invites another origin to read it', async () => {
  const admin = caller(server, cookie)
  const headers = { origin: 'https://evil.example' }
  const preflight = { ...headers, 'access-control-request-method': 'PUT' }
  expect((await admin('GET', '/api/extensions', { headers })).headers.get('access-control-allow-origin')).toBeNull()
  const answer = await admin('OPTIONS', '/api/extensions', { headers: preflight })
  expect(answer.status).toBe(405)
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
})
