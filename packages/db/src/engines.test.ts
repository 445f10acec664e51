import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { randomBytes } from 'node:crypto'
import type { FreeswitchCall } from '@ringfence/domain/freeswitch-call'
import { asterisk } from './asterisk'
import { bearers } from './bearers'
import { engineProof, engines } from './engines'
import { extensions } from './extensions'
import { openPool, type Sql } from './pool'
import { hashed } from './sessions'
import { mintAdmin, type TestAdmin } from './testing/admin'
import { untilBlocked } from './testing/blocked'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { digestsFor, idOf, inputFor, SECRET } from './testing/extension'
import { failureOf } from './testing/failures'
import { mintTenant, type TestTenant } from './testing/tenant'
import { mintToken } from './testing/token'

let it: TestDatabase
let maker: TestAdmin
let tenant: TestTenant
let id: string
beforeAll(async () => {
  it = await testDatabase()
  maker = await mintAdmin(it.url)
  tenant = await mintTenant(it.url)
  id = idOf(await extensions(it.db, tenant.scope).create(inputFor(tenant)))
}, 30_000)
afterAll(() => it.close())

const mint = (fields: Parameters<typeof mintToken>[2] = {}) => mintToken(it, maker, { role: 'engine', ...fields })
const ask = (token: string) => engines(it.db, engineProof(token)).credentials('1001', tenant.domain)
const registrationAt = ({ domain }: TestTenant) => ({
  number: '1001',
  domain,
  id: 'x',
  userAgent: null,
  contact: null,
  transport: null,
  address: null,
  seconds: 60,
})
const api = <T extends object>(work: (sql: Sql) => PromiseLike<T[]>) => it.db.pool.query(work)

describe("a SIP server's token", () => {
  test('finds one credential by its name, with whose it is', async () => {
    const { ha1_md5, ha1_sha256 } = digestsFor('1001', tenant.domain, SECRET)
    expect(await ask((await mint()).token)).toEqual({
      tenantId: `${tenant.id}`,
      extensionId: id,
      displayName: 'Reception',
      ha1Md5: ha1_md5,
      ha1Sha256: ha1_sha256,
    })
  })

  test('is recognised as one, and is nothing else', async () => {
    const { token } = await mint()
    expect(await bearers(it.db.pool).find(token)).toMatchObject({ role: 'engine', tenantId: null })
  })

  test('proves itself by what no query of the API can find out', async () => {
    const { token } = await mint()
    const known = [hashed(token), randomBytes(32), Buffer.alloc(0)]
    for (const proof of known) expect(await engines(it.db, proof).credentials('1001', tenant.domain)).toBeUndefined()
    const smuggled = await api(
      sql =>
        sql`select c.ha1_md5 from api_tokens k cross join engine_credentials(k.token_hash, '1001', ${tenant.domain}) c`,
    )
    expect(smuggled).toHaveLength(0)
    const unread = api(
      sql =>
        sql`select c.ha1_md5 from api_tokens k cross join engine_credentials(k.engine_hash, '1001', ${tenant.domain}) c`,
    )
    expect(await failureOf(unread)).toHaveProperty('code', '42501')
  })

  test('of an admin proves nothing here', async () => {
    for (const role of ['owner', 'viewer'] as const) expect(await ask((await mint({ role })).token)).toBeUndefined()
  })

  const ends: Record<string, (token: { id: number }) => PromiseLike<unknown>> = {
    revoked: ({ id }) => asOwner(it.url, sql => sql`delete from api_tokens where id = ${id}`),
    expired: ({ id }) =>
      asOwner(
        it.url,
        sql =>
          sql`update api_tokens set created_at = now() - interval '2 hours', expires_at = now() - interval '1 hour' where id = ${id}`,
      ),
  }
  for (const [what, end] of Object.entries(ends))
    test(`finds nothing once it is ${what}`, async () => {
      const made = await mint()
      expect(await ask(made.token)).toBeDefined()
      await end(made)
      expect(await ask(made.token)).toBeUndefined()
      const proof = engineProof(made.token)
      const address = `1001@${tenant.domain}`
      expect(await engines(it.db, proof).registered(registrationAt(tenant))).toBe(false)
      expect(await engines(it.db, proof).unregistered('1001', tenant.domain, 'x')).toBe(false)
      expect(await asterisk(it.db, proof).one('ps_auths', address)).toEqual([])
      expect(await asterisk(it.db, proof).all('ps_endpoints')).toEqual([])
      expect(await asterisk(it.db, proof).contacts('')).toEqual([])
      expect(await asterisk(it.db, proof).store({ id: 'x', endpoint: address })).toBe(0)
    })

  test('finds nothing while its maker is disabled', async () => {
    const other = await mintAdmin(it.url)
    const { token } = await mintToken(it, other, { role: 'engine' })
    await asOwner(it.url, sql => sql`update admins set status = 'disabled' where id = ${other.id}`)
    expect(await ask(token)).toBeUndefined()
  })

  test('of one tenant finds nothing of another, and lists its own alone', async () => {
    const other = await mintTenant(it.url)
    await extensions(it.db, other.scope).create(inputFor(other))
    const { token } = await mint({ tenant_id: other.id })
    const proof = engineProof(token)
    expect(await ask(token)).toBeUndefined()
    expect(await engines(it.db, proof).credentials('1001', other.domain.toUpperCase())).toBeDefined()
    expect(await asterisk(it.db, proof).one('ps_auths', `1001@${tenant.domain}`)).toEqual([])
    expect(await asterisk(it.db, proof).one('ps_auths', `1001@${other.domain}`)).toHaveLength(1)
    expect(await engines(it.db, proof).registered(registrationAt(tenant))).toBe(false)
    expect(await engines(it.db, proof).registered(registrationAt(other))).toBe(true)
    const rows = await asterisk(it.db, proof).all('ps_endpoints')
    expect(rows.map(({ id }) => id)).toEqual([`1001@${other.domain}`])
  })
})

test('a token that only reads tells nothing, whatever the API lets through', async () => {
  const proof = engineProof((await mint({ read_only: true })).token)
  const address = `1001@${tenant.domain}`
  expect(await engines(it.db, proof).credentials('1001', tenant.domain)).toBeDefined()
  expect(await engines(it.db, proof).registered(registrationAt(tenant))).toBe(false)
  expect(await engines(it.db, proof).unregistered('1001', tenant.domain, 'x')).toBe(false)
  expect(await asterisk(it.db, proof).store({ id: `${address};@x`, endpoint: address })).toBe(0)
  expect(await engines(it.db, proof).called(callOf(tenant))).toBe(false)
  expect(await engines(it.db, engineProof((await mint()).token)).called(callOf(tenant))).toBe(true)
})

const callOf = ({ id }: TestTenant): FreeswitchCall => ({
  id: 'a-call',
  tenantId: `${id}`,
  domain: null,
  extensionId: null,
  caller: '1',
  callee: '2',
  disposition: 'answered',
  durationSeconds: 1,
  billSeconds: 1,
  startedAt: '2026-11-23T15:51:39Z',
  endedAt: '2026-11-23T15:51:40Z',
})

test.each(['', 'x'.repeat(32), 'A'.repeat(32)])('nobody registers by the digest "%s"', async digest => {
  const other = await testDatabase()
  const home = await mintTenant(other.url)
  await extensions(other.db, home.scope).create(inputFor(home))
  const { token } = await mintToken(other, await mintAdmin(other.url), { role: 'engine' })
  const credentials = () => engines(other.db, engineProof(token)).credentials('1001', home.domain)
  expect(await credentials()).toBeDefined()
  await asOwner(other.url, sql => sql`alter table extensions drop constraint extensions_digests_whole`)
  await asOwner(other.url, sql => sql`update extensions set ha1_md5 = ${digest}`)
  expect(await credentials()).toBeUndefined()
  await other.close()
})

test('a phone that registers just as it is disabled is not online in the end', async () => {
  const home = await mintTenant(it.url)
  const own = extensions(it.db, home.scope)
  const phone = idOf(await own.create(inputFor(home)))
  const observer = openPool(it.url, { size: 1 })
  const proof = engineProof((await mint()).token)
  const done = await it.db.pool.transaction(async sql => {
    await sql`update extensions set status = 'disabled' where id = ${phone}`
    const registering = engines(it.db, proof).registered({
      number: '1001',
      domain: home.domain,
      id: 'late',
      userAgent: 'Phone',
      contact: null,
      transport: null,
      address: null,
      seconds: 600,
    })
    await untilBlocked(observer)
    return { registering }
  })
  expect(await done.registering).toBe(false)
  await observer.end()
  const online = await asOwner(
    it.url,
    sql => sql`select from devices where extension_id = ${phone} and expires_at > now()`,
  )
  expect(online).toHaveLength(0)
})
