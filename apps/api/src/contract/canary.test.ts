import { afterAll, beforeAll, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { ExtensionRange } from '@ringfence/domain/extension-range'
import type { NewSecondFactor, RecoveryCodes } from '@ringfence/domain/second-factor'
import type { Static } from '@sinclair/typebox'
import { openLog } from '../log'
import { cookieIn, makeAdmin, signInAs } from '../testing/admins'
import { type Answer, type Call, caller } from '../testing/call'
import { csv, HEADER, importer } from '../testing/files'
import { extensionBody, makeExtension } from '../testing/samples'
import { codeOf } from '../testing/second-factor'
import { startTestServer, type TestServer } from '../testing/server'

const CANARIES = {
  created: 'canary-Created-9f3Kq',
  replaced: 'canary-Replaced-7d2Lp',
  merged: 'canary-Merged-5x8Rt',
  refused: 'canary-Refused-1b6Wz',
  imported: 'canary-Imported-8s4Xe',
  password: 'canary-Password-4h7Nv',
  typed: 'canary-Typed-2c5Ym',
  changed: 'canary-Changed-8j3Xs',
  admin: 'canary-Admin-6t1Ehq',
  merely: 'canary-Merely-4d9Bgu',
  signing: `whsec_${Buffer.from('canary-Signing-8k4Jq-of-a-webhook').toString('base64')}`,
}

let server: TestServer
let exported: string
const log: string[] = []
const answers: Answer<unknown>[] = []
const secrets: string[] = Object.values(CANARIES)

beforeAll(async () => {
  server = await startTestServer({ overrides: { log: openLog('debug', line => void log.push(line)) } })
  await live()
})
afterAll(() => server.close())

/** A day in the life of secrets; what may show them is not kept in `answers`. */
const live = async () => {
  const passwordHash = await Bun.password.hash(CANARIES.password, {
    algorithm: 'argon2id',
    memoryCost: 1024,
    timeCost: 1,
  })
  const admin = await makeAdmin(server, { passwordHash })
  const stranger = caller(server)
  answers.push(await stranger('POST', '/api/admin/login', { json: { ...admin, password: CANARIES.typed } }))
  const cookie = await signInAs(server, { ...admin, password: CANARIES.password })
  secrets.push(cookie.split('=')[1] ?? '')
  const call = caller(server, cookie)
  const keep = async (method: string, path: string, json?: unknown, headers?: Record<string, string>) => {
    answers.push(await call(method, path, { ...(json !== undefined && { json }), ...(headers && { headers }) }))
  }

  const tenant = await server.tenant()
  const hook = {
    tenant_id: tenant.id,
    url: 'https://hook.example/',
    events: ['extension.created', 'extension.updated'],
  }
  const hooked = await call<{ id: number }>('POST', '/api/webhooks', { json: { ...hook, secret: CANARIES.signing } })
  const { id } = await makeExtension(call, tenant, { secret: CANARIES.created })
  const path = `/api/extensions/${id}`
  await keep('PUT', path, extensionBody(tenant, { secret: CANARIES.replaced }))
  await keep('PATCH', path, { secret: CANARIES.merged }, { 'content-type': 'application/merge-patch+json' })
  await keep('POST', '/api/extensions', extensionBody(tenant, { secret: CANARIES.refused, extension_number: 'x' }))
  await keep('POST', '/api/extensions', extensionBody(tenant, { secret: CANARIES.refused }))
  await keep('POST', '/api/extensions', extensionBody(tenant, { secret: [CANARIES.refused] }))
  await keep('PUT', path, extensionBody(tenant, { secret: CANARIES.refused }), { 'if-match': '"77"' })
  await keep('GET', `/api/extensions?search=${CANARIES.typed}&limit=${CANARIES.typed}`)
  await keep('GET', path)
  await keep('GET', '/api/extensions')
  const rotated = await call<{ secret: string }>('POST', `${path}/secret`)
  secrets.push(rotated.body.data.secret)
  await call('GET', `${path}/secret`)
  await keep('GET', path)
  await liveInFiles(cookie, tenant)
  await keep('GET', '/api/admin/me')
  await liveOfWebhooks(keep, call, `/api/webhooks/${hooked.body.data.id}`, hook)
  await keep('GET', `${path}/history`)
  await keep('DELETE', path)
  await keep('GET', '/api/extensions?deleted=only')
  await keep('POST', `${path}/restore`)
  await liveAsPhone(call, id)
  await liveAsAdmin(call, keep)
}

/** What a phone fetches by its link, and a SIP server asks with its token. */
const liveAsPhone = async (call: Call, extensionId: number) => {
  const json = { extension_id: extensionId, label: 'Desk', mac_address: '00:15:65:ab:cd:ef' }
  const { id } = (await call<{ id: number }>('POST', '/api/devices', { json })).body.data
  const headers = { 'idempotency-key': 'canary-link' }
  const { url } = (await call<{ url: string }>('POST', `/api/devices/${id}/provisioning`, { json: {}, headers })).body
    .data
  secrets.push(url.split('/').at(-2) ?? '')
  await fetch(`${url}001565abcdef.cfg`)
  await fetch(`${url}elsewhere.cfg`)
  const engine = await call<{ token: string }>('POST', '/api/tokens', { json: { name: 'SIP server', role: 'engine' } })
  secrets.push(engine.body.data.token)
  const authorization = `Basic ${btoa(`freeswitch:${engine.body.data.token}`)}`
  await server.request('/engine/sip/ha1?user=1001&domain=x', { headers: { authorization } })
}

type Keep = (method: string, path: string, json?: unknown, headers?: Record<string, string>) => Promise<void>

const liveInFiles = async (cookie: string, tenant: { id: number }) => {
  const send = importer(server, cookie)
  const row = (number: string, secret: string) => csv(HEADER, `${tenant.id},${number},Desk,,active,true,${secret}`)
  answers.push(await send(row('2001', CANARIES.imported)), await send(row('x', CANARIES.refused)))
  const range = { tenant_id: tenant.id, from: '3001', to: '3002', display_name: 'Desk', status: 'active' }
  const made = await caller(server, cookie)<Static<typeof ExtensionRange>>('POST', '/api/extensions/range', {
    json: range,
    headers: { 'idempotency-key': 'canary-range' },
  })
  secrets.push(...made.body.data.secrets.map(({ secret }) => secret))
  const file = await server.request('/api/extensions/export', { cookie })
  exported = await file.text()
}

const liveAsAdmin = async (call: Call, keep: Keep) => {
  const admin = { name: 'Grace', email: 'grace@ringfence.example', role: 'viewer', password: CANARIES.admin }
  await keep('POST', '/api/admins', admin, { 'idempotency-key': 'canary' })
  await keep('POST', '/api/admins', { ...admin, role: CANARIES.merely })
  const [{ id }] = (await call<[{ id: number }]>('GET', '/api/admins?search=grace')).body.data
  await keep('PUT', `/api/admins/${id}`, { ...admin, password: CANARIES.merely })
  const json = { name: 'Billing', role: 'owner' }
  const made = await call<{ id: number; token: string }>('POST', '/api/tokens', {
    json,
    headers: { 'idempotency-key': 'canary-token' },
  })
  const { token } = made.body.data
  secrets.push(token)
  const headers = { authorization: `Bearer ${token}` }
  await keep('GET', '/api/admin/me', undefined, headers)
  await keep('GET', `/api/tokens/${made.body.data.id}`, undefined, headers)
  await keep('GET', '/api/extensions/999999', undefined, headers)
  await keep('GET', '/api/admin/me', undefined, { authorization: `Bearer ${token}x` })
  await keep('GET', '/api/tokens')
  await keep('GET', '/api/admin/sessions')
  await keep('GET', '/api/audit')
  await keep('DELETE', `/api/tokens/${made.body.data.id}`)
  await keep('PUT', '/api/admin/password', { current_password: CANARIES.merely, password: CANARIES.changed })
  const changed = await call('PUT', '/api/admin/password', {
    json: { current_password: CANARIES.password, password: CANARIES.changed },
  })
  const [cookie = ''] = changed.headers.getSetCookie()
  secrets.push(/=([a-z0-9]{40});/.exec(cookie)?.[1] ?? '')
  await liveWithSecondFactor(cookie.split(';')[0] ?? '')
}

/** A second factor is begun, confirmed, used, mistyped and lost. */
const liveWithSecondFactor = async (cookie: string) => {
  const call = caller(server, cookie)
  const headers = { 'idempotency-key': 'canary-factor' }
  const begun = await call<NewSecondFactor>('POST', '/api/admin/second-factor', { headers })
  const { secret } = begun.body.data
  const json = { code: codeOf(secret) }
  const confirmed = await call<RecoveryCodes>('POST', '/api/admin/second-factor/confirm', { json })
  let own = caller(server, cookieIn(confirmed))
  const renewed = await own<RecoveryCodes>('POST', '/api/admin/second-factor/recovery-codes', {
    headers: { 'idempotency-key': 'canary-codes' },
  })
  const [code = '', ...others] = renewed.body.data.recovery_codes
  secrets.push(secret, ...confirmed.body.data.recovery_codes, code, ...others)
  const password = CANARIES.changed
  for (const [method, path, json] of [
    ['GET', '/api/admin/second-factor', undefined],
    ['POST', '/api/admin/second-factor', undefined],
    ['POST', '/api/admin/reauthenticate', { password: CANARIES.typed, code }],
    ['POST', '/api/admin/reauthenticate', { password, code: confirmed.body.data.recovery_codes[0] }],
    ['POST', '/api/admin/reauthenticate', { password, code }],
    ['POST', '/api/admin/reauthenticate', { password, code }],
    ['POST', '/api/admin/reauthenticate', { password, code: [code] }],
    ['GET', '/api/audit', undefined],
    ['GET', '/api/admins', undefined],
  ] as const) {
    const answer = await own(method, path, json && { json })
    const renewed = cookieIn(answer)
    if (renewed === '') answers.push(answer)
    else {
      secrets.push(renewed.split('=')[1] ?? '')
      own = caller(server, renewed)
    }
  }
}

const liveOfWebhooks = async (keep: Keep, call: Call, path: string, hook: object) => {
  await keep('GET', path)
  await keep('PUT', path, { ...hook, secret: CANARIES.signing })
  await keep('PUT', path, hook)
  await keep('POST', `${path}/test`)
  await keep('GET', `${path}/deliveries`)
  await keep('GET', `${path}/deliveries/1`)
  const rotated = await call<{ secret: string }>('POST', `${path}/secret`)
  secrets.push(rotated.body.data.secret)
  await keep('GET', path)
}

const held = (text: string): string[] => secrets.filter(secret => text.includes(secret))

test('no answer holds a secret, password or session id', () => {
  expect(secrets.every(secret => secret.length >= 18)).toBe(true)
  expect(answers.map(({ status }) => status)).toEqual([
    ...[422, 200, 200, 422, 422, 422, 412, 422, 200, 200, 200, 200, 422, 200],
    ...[200, 422, 200, 202, 200, 200, 200],
    ...[200, 200, 200, 200],
    ...[201, 422, 200, 200, 403, 404, 401, 200, 200, 200, 200, 422],
    ...[200, 409, 422, 422, 422, 422, 200, 200],
  ])
  for (const { text, headers } of answers) expect(held(text + JSON.stringify([...headers]))).toEqual([])
})

test('no export does', () => {
  expect(exported).toContain('3002')
  expect(held(exported)).toEqual([])
})

test('no line of the log does', () => {
  expect(log.length).toBeGreaterThan(answers.length)
  expect(held(log.join(''))).toEqual([])
})

test('no row of any table does, in any encoding that text would have there', async () => {
  const tables = await asOwner(
    server.ownerUrl,
    sql => sql<{ name: string }[]>`
      select c.relname as name
      from pg_class c
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`,
  )
  expect(tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'admins',
      'api_tokens',
      'audit',
      'extensions',
      'second_factors',
      'sessions',
      'webhooks',
      'webhook_deliveries',
    ]),
  )
  for (const { name } of tables) {
    const rows = await asOwner(
      server.ownerUrl,
      sql => sql<{ row: string }[]>`select t::text as row from ${sql(name)} t`,
    )
    const contents = rows.map(({ row }) => row).join('\n')
    const hex = secrets.filter(secret => contents.includes(Buffer.from(secret).toString('hex')))
    expect([name, ...held(contents), ...hex]).toEqual([name])
  }
})
