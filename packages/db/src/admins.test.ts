import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { admins, canonicalEmail } from './admins'
import { openPool } from './pool'
import { systemScope } from './scope'
import { sessions } from './sessions'
import { mintAdmin, ORIGIN, PROOF } from './testing/admin'
import { atOnce } from './testing/at-once'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const scope = systemScope('start')
const first = { name: 'Ada', email: ' Ada@Example.COM ', passwordHash: 'canary-hash' }

const trail = () =>
  asOwner(it.url, sql => sql`select action, actor, target, target_id, before, after from audit order by id`)

describe('the first admin', () => {
  test('is made by one of ten servers that start at once, with one row in the trail', async () => {
    const fresh = await testDatabase()
    const pools = Array.from({ length: 10 }, () => openPool(fresh.url, { role: 'ringfence_api', size: 1 }))
    try {
      expect(await admins(fresh.db.pool).exist()).toBe(false)
      const { done, failures } = await atOnce(10, index => {
        const pool = pools[index] ?? fresh.db.pool
        return admins(pool).createFirst(scope, { ...first, email: `ada${index}@example.com` })
      })
      expect(failures).toEqual([])
      expect(done.filter(made => made)).toHaveLength(1)
      expect(await admins(fresh.db.pool).exist()).toBe(true)
      expect(await asOwner(fresh.url, sql => sql`select from admins where role = 'owner'`)).toHaveLength(1)
      expect(await asOwner(fresh.url, sql => sql`select from audit where action = 'admin.created'`)).toHaveLength(1)
      expect(await admins(fresh.db.pool).createFirst(scope, first)).toBe(false)
    } finally {
      await Promise.all(pools.map(pool => pool.end()))
      await fresh.close()
    }
  })

  test('is found by any spelling of the address, active, as an owner of everything', async () => {
    const fresh = await testDatabase()
    await admins(fresh.db.pool).createFirst(scope, first)
    for (const spelling of ['ada@example.com', 'ADA@EXAMPLE.COM', '  ada@example.com', 'ａda@example.com'])
      expect(await admins(fresh.db.pool).findForSignIn(spelling)).toMatchObject({
        name: 'Ada',
        email: 'ada@example.com',
        role: 'owner',
        tenantId: null,
        passwordHash: 'canary-hash',
      })
    await fresh.close()
  })
})

describe('signing in', () => {
  test('is not possible for an admin who is disabled, or not there', async () => {
    const [{ email, id }] = [await mintAdmin(it.url), await mintAdmin(it.url)]
    expect(await admins(it.db.pool).findForSignIn(email)).toMatchObject({ id, email })
    await asOwner(it.url, sql => sql`update admins set status = 'disabled' where id = ${id}`)
    expect(await admins(it.db.pool).findForSignIn(email)).toBeUndefined()
    expect(await admins(it.db.pool).findForSignIn('nobody@example.com')).toBeUndefined()
    expect(await admins(it.db.pool).findForSignIn('%')).toBeUndefined()
  })
})

describe('a password', () => {
  test('is replaced by its hash, with a row in the trail that does not hold it', async () => {
    const { email, id } = await mintAdmin(it.url)
    const before = (await trail()).length
    expect(await admins(it.db.pool).setPassword(scope, email.toUpperCase(), 'canary-2')).toBe(true)
    expect((await admins(it.db.pool).findForSignIn(email))?.passwordHash).toBe('canary-2')
    const rows = (await trail()).slice(before)
    expect(rows).toEqual([
      { action: 'admin.password_changed', actor: 'start', target: 'admin', target_id: id, before: null, after: null },
    ])
  })

  test('of nobody is not replaced, and leaves no row', async () => {
    const before = (await trail()).length
    expect(await admins(it.db.pool).setPassword(scope, 'nobody@example.com', 'canary-3')).toBe(false)
    expect(await trail()).toHaveLength(before)
  })

  test('is hashed anew only while the old hash stands', async () => {
    const { email, id } = await mintAdmin(it.url)
    await admins(it.db.pool).rehash(id, 'another-hash', 'renewed')
    expect((await admins(it.db.pool).findForSignIn(email))?.passwordHash).toBe('hash-of-a-password')
    const live = sessions(it.db.pool, { idleMinutes: 1, absoluteHours: 1 })
    await live.create('older', id, PROOF, ORIGIN)
    await admins(it.db.pool).rehash(id, 'hash-of-a-password', 'renewed')
    expect((await admins(it.db.pool).findForSignIn(email))?.passwordHash).toBe('renewed')
    expect(await live.find('older')).toBeUndefined()
  })
})

test('one address has one spelling', () => {
  const spellings = ['José@Example.com', 'jose\u0301@example.com', ' JOSÉ@EXAMPLE.COM\n', 'ｊosé@example.com']
  expect(new Set(spellings.map(canonicalEmail))).toEqual(new Set(['josé@example.com']))
})
