import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { openPool } from '@ringfence/db/pool'
import { asOwner } from '@ringfence/db/testing/database'
import type { Device } from '@ringfence/domain/device'
import type { Extension } from '@ringfence/domain/extension'
import { type Call, caller } from '../testing/call'
import { type EngineCall, engineCaller, mintEngineToken } from '../testing/engines'
import { makeExtension } from '../testing/samples'
import { startTestServer, type TestServer, type TestTenant } from '../testing/server'

let server: TestServer
let owner: Call
let engine: EngineCall
beforeAll(async () => {
  server = await startTestServer()
  owner = caller(server, await server.signIn())
  engine = engineCaller(server, (await mintEngineToken(owner)).token)
})
afterAll(() => server.close())

let tenant: TestTenant & { id: number }
let phone: Extension
let position: string
let made = 0
beforeEach(async () => {
  await asOwner(server.ownerUrl, sql => sql`delete from freeswitch_ends`)
  tenant = await server.tenant()
  phone = await makeExtension(owner, tenant)
  position = (await ended('')).position
})

const register = async (callId = `${++made}-23065@192.0.2.10`, host = tenant.domain) => {
  const fields = {
    'Event-Subclass': 'sofia::register',
    ...{ 'from-user': '1001', 'from-host': host, username: '1001', realm: host },
    ...{ contact: '<sip:1001@192.0.2.10>', 'call-id': callId, 'user-agent': 'Snom', expires: '300' },
  }
  expect((await engine('/freeswitch/event', fields)).status).toBe(200)
  return callId
}
const unregister = (callId: string) =>
  engine('/freeswitch/event', {
    'Event-Subclass': 'sofia::unregister',
    ...{ 'from-user': '1001', 'from-host': tenant.domain, 'call-id': callId },
  })

/** What is to be ended after a position, as a script of FreeSWITCH reads it. */
const ended = async (after: string, call = engine) => {
  const { status, text } = await call(`/freeswitch/ended?after=${after}`)
  expect(status).toBe(200)
  const [next = '', ...names] = text.trimEnd().split('\n')
  expect(next).toMatch(/^[0-9]+\.[0-9]+$/)
  return { position: next, names }
}
const change = (path: string, json: object) =>
  owner('PATCH', path, { json, headers: { 'content-type': 'application/merge-patch+json' } })
const devices = async () => (await owner<Device[]>('GET', `/api/devices?extension_id=${phone.id}`)).body.data
const device = async () => (await devices())[0]?.id

describe('FreeSWITCH is told to end a registration', () => {
  const ends: Record<string, () => Promise<unknown>> = {
    'of a phone that is thrown off': async () => owner('DELETE', `/api/devices/${await device()}/registration`),
    'of a deleted device': async () => owner('DELETE', `/api/devices/${await device()}`),
    'of a disabled extension': () => change(`/api/extensions/${phone.id}`, { status: 'disabled' }),
    'of a deleted extension': () => owner('DELETE', `/api/extensions/${phone.id}`),
    'of a renumbered extension': () => change(`/api/extensions/${phone.id}`, { extension_number: '2002' }),
    'of an extension with another secret': () => change(`/api/extensions/${phone.id}`, { secret: 'aeK4nQzr8TsW' }),
    'of an extension that moved': async () =>
      change(`/api/extensions/${phone.id}`, { tenant_id: (await server.tenant()).id }),
    'of a suspended tenant': () => change(`/api/tenants/${tenant.id}`, { status: 'suspended' }),
    'of a tenant with another domain': () => change(`/api/tenants/${tenant.id}`, { domain: `new.${tenant.domain}` }),
    'of a deleted tenant': () => owner('DELETE', `/api/tenants/${tenant.id}?cascade=true`),
  }
  for (const [what, end] of Object.entries(ends))
    test(`${what}, once`, async () => {
      const callId = await register()
      expect((await ended(position)).names).not.toContain(callId)
      await end()
      const told = await ended(position)
      expect(told.names.filter(name => name === callId)).toEqual([callId])
      expect((await ended('')).names).toContain(callId)
    })

  test('and of no other phone of that extension', async () => {
    const [first, second] = [await register(), await register()]
    const found = (await devices()).length
    expect(found).toBe(2)
    const [newest] = await devices()
    await owner('DELETE', `/api/devices/${newest?.id}/registration`)
    expect((await ended(position)).names).toContain(second)
    expect((await ended(position)).names).not.toContain(first)
  })

  test('by its number where its Call-ID would reach others, or is more than one word', async () => {
    const other = await server.tenant()
    const odd = [
      '1001@nowhere.example 1002',
      'reboot\n',
      `1001@${other.domain}`,
      other.domain.toUpperCase(),
      'x'.repeat(101),
      "a'b",
      '@',
    ]
    for (const callId of odd) await register(callId)
    await change(`/api/extensions/${phone.id}`, { status: 'disabled' })
    const { names } = await ended(position)
    expect(names.filter(name => name === `1001@${tenant.domain}`)).toHaveLength(odd.length)
    for (const callId of odd) expect(names).not.toContain(callId)
  })

  test('also when the phone wrote its domain in capitals', async () => {
    const loud = tenant.domain.toUpperCase()
    await register('a b', loud)
    await owner('DELETE', `/api/devices/${await device()}/registration`)
    expect((await ended(position)).names).toContain(`1001@${loud}`)
  })
})

describe('FreeSWITCH is not told to end', () => {
  test('a phone that has registered again since', async () => {
    const callId = await register()
    await change(`/api/extensions/${phone.id}`, { status: 'disabled' })
    expect((await ended(position)).names).toContain(callId)
    await change(`/api/extensions/${phone.id}`, { status: 'active' })
    await register(callId)
    expect((await ended(position)).names).not.toContain(callId)
  })

  test('what went or ran out by itself', async () => {
    const [gone, late] = [await register(), await register()]
    expect((await unregister(gone)).status).toBe(200)
    await asOwner(
      server.ownerUrl,
      sql => sql`update devices set expires_at = now() - interval '1 second' where registration like ${`%${late}`}`,
    )
    await owner('DELETE', `/api/extensions/${phone.id}`)
    const { names } = await ended(position)
    expect(names).not.toContain(gone)
    expect(names).not.toContain(late)
  })

  test('what is of a tenant that its token does not serve', async () => {
    const callId = await register()
    const calls = await Promise.all(
      [tenant, await server.tenant()].map(async ({ id }) =>
        engineCaller(server, (await mintEngineToken(owner, { tenant_id: id })).token),
      ),
    )
    await change(`/api/extensions/${phone.id}`, { tenant_id: (await server.tenant()).id })
    const told = await Promise.all(calls.map(async call => (await ended('', call)).names))
    expect(told).toEqual([[callId], []])
  })
})

test('what would have run out by now is told no longer, and housekeeping takes it away', async () => {
  const left = () => asOwner(server.ownerUrl, sql => sql`select from freeswitch_ends where tenant_id = ${tenant.id}`)
  await register()
  await owner('DELETE', `/api/extensions/${phone.id}`)
  await server.db.pool.query(sql => sql`select tidy_engines()`)
  expect(await left()).toHaveLength(1)
  await asOwner(server.ownerUrl, sql => sql`update freeswitch_ends set until = now() - interval '1 second'`)
  expect((await ended(position)).names).toEqual([])
  await server.db.pool.query(sql => sql`select tidy_engines()`)
  expect(await left()).toHaveLength(0)
})

test('the position that it asks after is taken in one form', async () => {
  for (const after of ['x', '1', '1.', '.1', '-1.0', '1.0.0', '1e3.0', '%00', '9'.repeat(19), `${'9'.repeat(19)}.0`])
    expect([after, (await engine(`/freeswitch/ended?after=${after}`)).status]).toEqual([after, 422])
  expect((await ended(`${'9'.repeat(18)}.${'9'.repeat(18)}`)).names).toEqual([])
})

test('more than fit into an answer come in the next ones, none is left out, and those after them are heard', async () => {
  const count = 450
  await asOwner(
    server.ownerUrl,
    sql => sql`
      insert into freeswitch_ends (tenant_id, registration, until)
      select ${tenant.id}, '1001@x many-' || n, now() + interval '1 hour'
      from generate_series(1, ${count}::integer) n`,
  )
  const heard = new Set<string>()
  const mine = () => [...heard].filter(name => name.startsWith('many-'))
  let after = position
  // Others' transactions hold up what is beyond the first two hundred.
  const patience = Date.now() + 30_000
  while (mine().length < count && Date.now() < patience) {
    const { position: next, names } = await ended(after)
    expect(names.length).toBeLessThanOrEqual(200)
    for (const name of names) heard.add(name)
    after = next
  }
  expect(mine()).toHaveLength(count)
  const callId = await register()
  await owner('DELETE', `/api/extensions/${phone.id}`)
  expect((await ended(after)).names).toContain(callId)
})

test('one that is written early and seen late is not passed over', async () => {
  const seen = Promise.withResolvers<void>()
  const written = Promise.withResolvers<void>()
  const pool = openPool(server.ownerUrl, { size: 1, deadlineMilliseconds: 60_000 })
  const slow = pool.transaction(async sql => {
    await sql`
      insert into freeswitch_ends (tenant_id, registration, until)
      values (${tenant.id}, '1001@x slow-1', now() + interval '1 hour')`
    written.resolve()
    await seen.promise
  })
  await written.promise
  const callId = await register()
  await owner('DELETE', `/api/extensions/${phone.id}`)
  const before = await ended(position)
  expect(before.names).toContain(callId)
  seen.resolve()
  await slow
  await pool.end()
  expect((await ended(before.position)).names).toContain('slow-1')
})
