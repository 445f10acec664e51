import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { createHash } from 'node:crypto'
import { admins } from './admins'
import { systemScope } from './scope'
import { sessions } from './sessions'
import { mintAdmin, ORIGIN, PROOF } from './testing/admin'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { mintTenant } from './testing/tenant'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const LIMITS = { idleMinutes: 120, absoluteHours: 12 }

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

let opened = 0

const open = async (limits = LIMITS) => {
  const live = sessions(it.db.pool, limits)
  const admin = await mintAdmin(it.url)
  const id = `session-id-${++opened}-abcdefghijklmnop`
  await live.create(id, admin.id, PROOF, ORIGIN)
  return { live, admin, id }
}

/** As if so much time had passed since. */
const pass = (id: string, minutes: number) =>
  asOwner(
    it.url,
    sql => sql`
      update sessions
      set created_at = created_at - ${minutes}::int * interval '1 minute', expires_at = expires_at - ${minutes}::int * interval '1 minute'
      where id_hash = ${createHash('sha256').update(id).digest()}`,
  )

const remaining = async ({ live, id }: Awaited<ReturnType<typeof open>>) =>
  (await live.find(id))?.remainingMilliseconds ?? Number.NaN

/** True when it is at most two seconds less than expected: the tests themselves take time. */
const expectAbout = (milliseconds: number, expected: number) => {
  expect(milliseconds).toBeLessThanOrEqual(expected)
  expect(milliseconds).toBeGreaterThan(expected - 2000)
}

describe('a session', () => {
  test('knows its admin, and how long it lives', async () => {
    const session = await open()
    const found = await session.live.find(session.id)
    expect(found?.account).toEqual({ ...session.admin.account })
    expectAbout(await remaining(session), 2 * HOUR)
  })

  test('is stored by the SHA-256 of its id, and the id stands nowhere', async () => {
    const { id } = await open()
    const rows = await asOwner(
      it.url,
      sql => sql<{ row: string }[]>`select row_to_json(s)::text as row from sessions s`,
    )
    const text = rows.map(({ row }) => row).join('\n')
    expect(text).toContain(createHash('sha256').update(id).digest('hex'))
    for (const form of [id, Buffer.from(id).toString('hex'), Buffer.from(id).toString('base64')])
      expect(text).not.toContain(form)
  })

  test('is found by its own id alone', async () => {
    const { live, id } = await open()
    for (const other of [
      '',
      id.slice(0, -1),
      `${id}x`,
      id.toUpperCase(),
      createHash('sha256').update(id).digest('hex'),
    ])
      expect(await live.find(other)).toBeUndefined()
  })

  test('is over at once when it is removed, and others are not', async () => {
    const [one, other] = [await open(), await open()]
    await one.live.remove(one.id)
    expect(await one.live.find(one.id)).toBeUndefined()
    expect(await other.live.find(other.id)).toBeDefined()
  })

  test('is over with all others of the same admin, and of no one else', async () => {
    const [one, other] = [await open(), await open()]
    await one.live.create('a-second-session', one.admin.id, PROOF, ORIGIN)
    await one.live.removeAllOf(one.admin.id)
    expect([await one.live.find(one.id), await one.live.find('a-second-session')]).toEqual([undefined, undefined])
    expect(await other.live.find(other.id)).toBeDefined()
  })
})

describe('time', () => {
  test('ends a session that was idle too long, and not a moment earlier', async () => {
    const session = await open()
    await pass(session.id, 119)
    expectAbout(await remaining(session), MINUTE)
    await pass(session.id, 1)
    expect(await session.live.find(session.id)).toBeUndefined()
    await session.live.extend(session.id)
    expect(await session.live.find(session.id)).toBeUndefined()
  })

  test('is given back by use, but never beyond the absolute limit', async () => {
    const session = await open()
    for (let hour = 1; hour <= 10; hour++) {
      await pass(session.id, 60)
      await session.live.extend(session.id)
      expectAbout(await remaining(session), 2 * HOUR)
    }
    await pass(session.id, 60)
    await session.live.extend(session.id)
    expectAbout(await remaining(session), HOUR)
    await pass(session.id, 60)
    expect(await session.live.find(session.id)).toBeUndefined()
  })

  test('never runs longer than the absolute limit, also when the idle limit is longer', async () => {
    const session = await open({ idleMinutes: 600, absoluteHours: 1 })
    expectAbout(await remaining(session), HOUR)
    await session.live.extend(session.id)
    expectAbout(await remaining(session), HOUR)
  })

  test('makes expired rows go, and no others', async () => {
    const [expired, alive] = [await open(), await open()]
    await pass(expired.id, 120)
    await alive.live.removeExpired()
    const rows = await asOwner(it.url, sql => sql<{ hash: Uint8Array }[]>`select id_hash as hash from sessions`)
    const hashes = rows.map(({ hash }) => Buffer.from(hash).toString('hex'))
    expect(hashes).toContain(createHash('sha256').update(alive.id).digest('hex'))
    expect(hashes).not.toContain(createHash('sha256').update(expired.id).digest('hex'))
  })
})

describe('every session of an admin ends at once', () => {
  const endings: Record<string, (admin: { id: string; email: string }) => Promise<unknown>> = {
    'when the admin is disabled': ({ id }) => set(id, 'status', 'disabled'),
    'when the role changes': ({ id }) => set(id, 'role', 'viewer'),
    'when the tenant changes': async ({ id }) => {
      const tenant = await mintTenant(it.url)
      await asOwner(it.url, sql => sql`update admins set role = 'viewer' where id = ${id}`)
      await sessions(it.db.pool, LIMITS).create('as-a-viewer', id, PROOF, ORIGIN)
      await set(id, 'tenant_id', String(tenant.id))
      expect(await sessions(it.db.pool, LIMITS).find('as-a-viewer')).toBeUndefined()
    },
    'when the password changes': ({ email }) => admins(it.db.pool).setPassword(systemScope('test'), email, 'new-hash'),
    'when the admin is removed': ({ id }) => it.db.pool.query(sql => sql`delete from admins where id = ${id}`),
  }
  const set = (id: string, column: string, value: string) =>
    it.db.pool.query(sql => sql`update admins set ${sql(column)} = ${value} where id = ${id}`)

  for (const [when, work] of Object.entries(endings))
    test(when, async () => {
      const [one, other] = [await open(), await open()]
      await work(one.admin)
      expect(await one.live.find(one.id)).toBeUndefined()
      const rows = await asOwner(it.url, sql => sql`select from sessions where admin_id = ${one.admin.id}`)
      expect(rows).toHaveLength(0)
      expect(await other.live.find(other.id)).toBeDefined()
    })

  test('but not when only the name changes', async () => {
    const { live, id, admin } = await open()
    await set(admin.id, 'name', 'Grace')
    expect((await live.find(id))?.account.name).toBe('Grace')
  })

  test('and one made for a disabled admin is none', async () => {
    const { id } = await mintAdmin(it.url)
    await set(id, 'status', 'disabled')
    const live = sessions(it.db.pool, LIMITS)
    expect(await live.create('too-late', id, PROOF, ORIGIN)).toBe(false)
    expect(await live.find('too-late')).toBeUndefined()
  })

  test('and none is made with a password that was changed while it was checked', async () => {
    const { id } = await mintAdmin(it.url)
    await set(id, 'password_hash', 'hash-of-another-password')
    const live = sessions(it.db.pool, LIMITS)
    expect(await live.create('too-late-again', id, PROOF, ORIGIN)).toBe(false)
    expect(await live.find('too-late-again')).toBeUndefined()
  })

  test('and none is made for an admin who is not there', async () => {
    expect(await sessions(it.db.pool, LIMITS).create('nobodys', '999999', PROOF, ORIGIN)).toBe(false)
  })
})
