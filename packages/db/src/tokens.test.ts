import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createHash } from 'node:crypto'
import type { TokenInput } from '@ringfence/domain/token'
import { bearers } from './bearers'
import { NotFound } from './errors'
import { openPool } from './pool'
import { type Scope, visibleToAll } from './scope'
import { hashed } from './sessions'
import { tenants } from './tenants'
import { mintAdmin, type TestAdmin } from './testing/admin'
import { atOnce } from './testing/at-once'
import { untilBlocked } from './testing/blocked'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { failureOf } from './testing/failures'
import { mintTenant } from './testing/tenant'
import { mintToken, scopeOfAdmin, tokenInput } from './testing/token'
import { freshToken, tokens } from './tokens'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
  await mintAdmin(it.url)
}, 30_000)
afterAll(() => it.close())

const find = (token: string) => bearers(it.db.pool).find(token)

/** Whether the statement that does the work is done for the token. */
const proves = async (token: string, actorId: string): Promise<boolean> => {
  const scope: Scope = {
    ...scopeOfAdmin(await mintAdmin(it.url)),
    actorId,
    credential: { kind: 'token', hash: hashed(token) },
  }
  const rows = await it.db.pool.query(sql => sql`select 1 where ${visibleToAll(sql, scope)}`)
  return rows.length === 1
}

const ids = async (admin: TestAdmin): Promise<number[]> => {
  const { rows } = await tokens(it.db, scopeOfAdmin(admin)).list({}, 100, null)
  return JSON.parse(`[${rows}]`).map(({ id }: { id: number }) => id)
}

describe('a token', () => {
  test('is its maker, with its own role and tenant', async () => {
    const [maker, tenant] = [await mintAdmin(it.url), await mintTenant(it.url)]
    const { token, id } = await mintToken(it, maker, { role: 'tenant', tenant_id: tenant.id, read_only: true })
    expect(await find(token)).toEqual({
      ...maker.account,
      role: 'tenant',
      tenantId: String(tenant.id),
      token: { id: String(id), name: 'Billing', readOnly: true },
    })
    expect(await proves(token, maker.id)).toBe(true)
  })

  test('is stored by its SHA-256, and stands nowhere', async () => {
    const { token } = await mintToken(it, await mintAdmin(it.url))
    const [{ text }] = await asOwner(
      it.url,
      sql => sql<[{ text: string }]>`
        select (select json_agg(k) from api_tokens k)::text || (select json_agg(a) from audit a)::text as text`,
    )
    expect(text).toContain(createHash('sha256').update(token).digest('hex'))
    for (const form of [token, token.slice(0, 9), Buffer.from(token).toString('hex')]) expect(text).not.toContain(form)
  })

  test('is nobody’s but its maker’s', async () => {
    const { token } = await mintToken(it, await mintAdmin(it.url))
    expect(await proves(token, (await mintAdmin(it.url)).id)).toBe(false)
    expect(await proves(freshToken(), (await mintAdmin(it.url)).id)).toBe(false)
    expect(await find(freshToken())).toBeUndefined()
  })

  test('is noted as used at most once a minute', async () => {
    const { token, id } = await mintToken(it, await mintAdmin(it.url))
    const used = async () => {
      const [{ at }] = await asOwner(
        it.url,
        sql => sql<[{ at: string | null }]>`select last_used_at::text as at from api_tokens where id = ${id}`,
      )
      return at
    }
    expect(await used()).toBeNull()
    await atOnce(5, () => find(token))
    const first = await used()
    expect(first).not.toBeNull()
    await find(token)
    expect(await used()).toBe(first)
    await asOwner(
      it.url,
      sql => sql`update api_tokens set last_used_at = now() - interval '61 seconds' where id = ${id}`,
    )
    const earlier = await used()
    await find(token)
    expect(await used()).not.toBe(earlier)
  })
})

describe('a token works no more', () => {
  const endings: Record<string, (of: { maker: TestAdmin; id: number }) => Promise<unknown>> = {
    'when it is revoked': ({ maker, id }) => tokens(it.db, scopeOfAdmin(maker)).remove(String(id)),
    'when it expires': ({ id }) =>
      asOwner(
        it.url,
        sql => sql`update api_tokens set created_at = now() - interval '1 day', expires_at = now() where id = ${id}`,
      ),
    'while its maker is disabled': ({ maker }) => set(maker, 'status', 'disabled'),
    'when its maker gets another role': ({ maker }) => set(maker, 'role', 'viewer'),
    'when its maker is gone': ({ maker }) => it.db.pool.query(sql => sql`delete from admins where id = ${maker.id}`),
  }
  for (const [when, end] of Object.entries(endings))
    test(when, async () => {
      const [maker, other] = [await mintAdmin(it.url), await mintAdmin(it.url)]
      const [ended, living] = [await mintToken(it, maker), await mintToken(it, other)]
      await end({ maker, id: ended.id })
      expect([await find(ended.token), await proves(ended.token, maker.id)]).toEqual([undefined, false])
      expect([(await find(living.token))?.id, await proves(living.token, other.id)]).toEqual([other.id, true])
    })

  test('when its maker gets another tenant', async () => {
    const [one, other] = [await mintTenant(it.url), await mintTenant(it.url)]
    const maker = await mintAdmin(it.url, { role: 'tenant', tenantId: one.id })
    const { token } = await mintToken(it, maker, { role: 'viewer' })
    expect((await find(token))?.tenantId).toBe(String(one.id))
    await set(maker, 'tenant_id', String(other.id))
    expect(await find(token)).toBeUndefined()
  })

  test('when its tenant is gone', async () => {
    const [maker, tenant] = [await mintAdmin(it.url), await mintTenant(it.url)]
    const { token } = await mintToken(it, maker, { role: 'tenant', tenant_id: tenant.id })
    await tenants(it.db, scopeOfAdmin(maker)).remove(String(tenant.id))
    expect(await find(token)).toBeUndefined()
  })

  test('but again when its maker is', async () => {
    const maker = await mintAdmin(it.url)
    const { token } = await mintToken(it, maker)
    await set(maker, 'status', 'disabled')
    await set(maker, 'status', 'active')
    expect((await find(token))?.id).toBe(maker.id)
  })

  test('and one that is made while its maker is being demoted is none', async () => {
    const maker = await mintAdmin(it.url)
    const operator = openPool(it.url, { size: 2 })
    const token = freshToken()
    let making: Promise<unknown> = Promise.resolve()
    await operator.transaction(async sql => {
      await sql`update admins set role = 'viewer' where id = ${maker.id}`
      making = failureOf(tokens(it.db, scopeOfAdmin(maker)).create(tokenInput(), token))
      await untilBlocked(operator)
    })
    expect(await making).toBeInstanceOf(NotFound)
    expect(await find(token)).toBeUndefined()
    await operator.end()
  })
})

const set = ({ id }: TestAdmin, column: string, value: string) =>
  it.db.pool.query(sql => sql`update admins set ${sql(column)} = ${value} where id = ${id}`)

test('an owner sees every token, a tenant its own, a viewer those he made', async () => {
  const [home, foreign] = [await mintTenant(it.url), await mintTenant(it.url)]
  const owner = await mintAdmin(it.url)
  const resident = await mintAdmin(it.url, { role: 'tenant', tenantId: home.id })
  const viewer = await mintAdmin(it.url, { role: 'viewer', tenantId: home.id })
  const makers: [TestAdmin, Partial<TokenInput>][] = [
    [owner, {}],
    [owner, { role: 'viewer', tenant_id: home.id }],
    [owner, { role: 'viewer', tenant_id: foreign.id }],
    [resident, { role: 'tenant' }],
    [viewer, { role: 'viewer' }],
  ]
  const made: number[] = []
  for (const [maker, fields] of makers) made.push((await mintToken(it, maker, fields)).id)
  const [everywhere = 0, atHome = 0, abroad = 0, ofResident = 0, ofViewer = 0] = made
  expect(await ids(owner)).toEqual(expect.arrayContaining(made))
  expect(await ids(resident)).toEqual([ofViewer, ofResident, atHome])
  expect(await ids(viewer)).toEqual([ofViewer])
  for (const [admin, hidden] of [
    [resident, [everywhere, abroad]],
    [viewer, [everywhere, atHome, abroad, ofResident]],
  ] as const)
    for (const id of hidden) {
      const seen = tokens(it.db, scopeOfAdmin(admin))
      expect(await failureOf(seen.find(String(id)))).toBeInstanceOf(NotFound)
      expect(await failureOf(seen.remove(String(id)))).toBeInstanceOf(NotFound)
    }
  expect(await ids(owner)).toEqual(expect.arrayContaining(made))
})

test('what is made and revoked stands in the trail, with everything but the token', async () => {
  const maker = await mintAdmin(it.url)
  const { id } = await mintToken(it, maker, { expires_at: '2036-01-01T00:00:00Z' })
  await tokens(it.db, scopeOfAdmin(maker)).remove(String(id))
  const rows = await asOwner(
    it.url,
    sql =>
      sql`select action, actor_id, before, after from audit where target = 'token' and target_id = ${id} order by id`,
  )
  const record = expect.objectContaining({
    id,
    name: 'Billing',
    role: 'owner',
    expires_at: '2036-01-01T00:00:00.000000Z',
  })
  expect([...rows]).toEqual([
    { action: 'token.created', actor_id: maker.id, before: null, after: record },
    { action: 'token.revoked', actor_id: maker.id, before: record, after: null },
  ])
})

test('what a constraint refuses is said of its field', async () => {
  const owner = await mintAdmin(it.url)
  const refused: [Partial<TokenInput>, object][] = [
    [{ role: 'tenant' }, { tenant_id: ['The tenant id does not fit the role.'] }],
    [{ role: 'viewer', tenant_id: 999_999 }, { tenant_id: ['The selected tenant id is invalid.'] }],
    [{ expires_at: '2020-01-01T00:00:00Z' }, { expires_at: ['The expires at must be a date after now.'] }],
  ]
  for (const [fields, errors] of refused)
    expect(await failureOf(mintToken(it, owner, fields))).toMatchObject({ errors })
})
