import type { Database } from '@ringfence/db/database'
import type { PoolOptions } from '@ringfence/db/pool'
import { systemScope } from '@ringfence/db/scope'
import { asOwner, testDatabase } from '@ringfence/db/testing/database'
import { createApp } from '../app'
import { type TestDepsOptions, testDeps } from './deps'

export type TestServer = {
  /** `http://127.0.0.1:port`, listening. */
  url: string
  app: ReturnType<typeof createApp>
  db: Database
  /** The same database as the owner of its tables. */
  ownerUrl: string
  admin: { email: string; password: string }
  /** A new session of the admin, as the value of a Cookie header. */
  signIn(): Promise<string>
  /** `fetch` of a path on this server; `json` is sent as a JSON body, `cookie` as that header. */
  request(path: string, options?: TestRequest): Promise<Response>
  /** A new active tenant, unlike any before. */
  tenant(overrides?: Partial<TestTenant>): Promise<TestTenant & { id: number }>
  close(): Promise<void>
}

export type TestRequest = RequestInit & { json?: unknown; cookie?: string }

export type TestTenant = {
  name: string
  slug: string
  domain: string
  status: string
  timezone: string
  max_extensions: number
}

export type TestServerOptions = TestDepsOptions & { pool?: PoolOptions }

export const ADMIN = { email: 'admin@ringfence.example', password: 'the-password-of-the-first-start' }

/** The whole server on a free port and a database of its own, with its first admin and nothing else in it. */
export const startTestServer = async (options: TestServerOptions = {}): Promise<TestServer> => {
  const { db, url: ownerUrl, close } = await testDatabase(options.pool)
  const origins = new Set<string>()
  const deps = await testDeps(db, { origins, ...options })
  await deps.admins.createFirst(systemScope('test'), {
    name: 'Administrator',
    email: ADMIN.email,
    passwordHash: await deps.passwords.hash(ADMIN.password),
  })
  const app = createApp(deps).listen({ hostname: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${app.server?.port}`
  origins.add(url)
  if (options.overrides?.publicUrl === undefined) deps.publicUrl = url

  const request: TestServer['request'] = (path, { json, cookie, ...init } = {}) => {
    const headers = new Headers(init.headers)
    if (cookie !== undefined) headers.set('cookie', cookie)
    if (json === undefined) return fetch(`${url}${path}`, { redirect: 'manual', ...init, headers })
    if (!headers.has('content-type')) headers.set('content-type', 'application/json')
    return fetch(`${url}${path}`, { redirect: 'manual', method: 'POST', ...init, headers, body: JSON.stringify(json) })
  }

  return {
    url,
    app,
    db,
    ownerUrl,
    admin: ADMIN,
    request,
    signIn: async () => cookieOf(await request('/api/admin/login', { json: ADMIN })),
    tenant: overrides => makeTenant(ownerUrl, overrides),
    async close() {
      await app.stop(true)
      await close()
    },
  }
}

const cookieOf = (answer: Response): string => {
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0]
  if (answer.status !== 200 || !cookie) throw new Error(`The admin could not sign in: ${answer.status}`)
  return cookie
}

let made = 0

const makeTenant = async (
  ownerUrl: string,
  overrides: Partial<TestTenant> = {},
): Promise<TestTenant & { id: number }> => {
  const slug = `tenant-${++made}`
  const tenant: TestTenant = {
    name: `Tenant ${made}`,
    slug,
    domain: `${slug}.sip.example`,
    status: 'active',
    timezone: 'Europe/Berlin',
    max_extensions: 1000,
    ...overrides,
  }
  const { name, domain, status, timezone, max_extensions } = tenant
  const [row] = await asOwner(
    ownerUrl,
    sql => sql<[{ id: string }]>`
      insert into tenants (name, slug, domain, status, timezone, max_extensions)
      values (${name}, ${tenant.slug}, ${domain}, ${status}, ${timezone}, ${max_extensions})
      returning id`,
  )
  return { ...tenant, id: Number(row.id) }
}
