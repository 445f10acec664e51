import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { keepHouse, proveKeys } from './housekeeping'
import { loginAttempts } from './login-attempts'
import { openPool } from './pool'
import { KeyRingError, parseKeyRing } from './secrets'
import { sessions } from './sessions'
import { mintAdmin, ORIGIN, PROOF } from './testing/admin'
import { atOnce } from './testing/at-once'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { failureOf } from './testing/failures'

const ring = (...parts: [id: number, byte: number][]) =>
  parseKeyRing(parts.map(([id, byte]) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`).join(','))

describe('the keys', () => {
  let it: TestDatabase
  beforeEach(async () => {
    it = await testDatabase()
  }, 30_000)
  afterEach(() => it.close())

  const expectRefused = (failure: unknown) => {
    expect(failure).toBeInstanceOf(KeyRingError)
    expect(failure).toHaveProperty('message', 'the SIP secrets of this database were sealed with another key')
  }

  test('of the first start are proven, again and again, and by their id and bytes alone', async () => {
    await proveKeys(it.db.pool, ring([1, 1]))
    await proveKeys(it.db.pool, ring([1, 1]))
    expectRefused(await failureOf(proveKeys(it.db.pool, ring([1, 2]))))
    expectRefused(await failureOf(proveKeys(it.db.pool, ring([2, 1]))))
    await proveKeys(it.db.pool, ring([1, 1]))
  })

  test('are proven when a new active one is added, until the old one goes', async () => {
    await proveKeys(it.db.pool, ring([1, 1]))
    await proveKeys(it.db.pool, ring([2, 2], [1, 1]))
    expectRefused(await failureOf(proveKeys(it.db.pool, ring([2, 2]))))
  })

  test('are proven with every key that was ever the active one, for its secrets are there', async () => {
    await proveKeys(it.db.pool, ring([1, 1]))
    await proveKeys(it.db.pool, ring([2, 2], [1, 1]))
    expectRefused(await failureOf(proveKeys(it.db.pool, ring([1, 1]))))
    await proveKeys(it.db.pool, ring([1, 1], [2, 2]))
  })

  test('that are refused leave the right ones right', async () => {
    await proveKeys(it.db.pool, ring([1, 1]))
    expectRefused(await failureOf(proveKeys(it.db.pool, ring([2, 2]))))
    await proveKeys(it.db.pool, ring([1, 1]))
  })

  test('of two servers that start at once with rings of other ids: one is proven, the other refused', async () => {
    const rings = [ring([1, 1]), ring([2, 2])]
    const { failures } = await atOnce(2, index => proveKeys(it.db.pool, rings[index] ?? ring()))
    expect(failures).toHaveLength(1)
    expectRefused(failures[0])
  })

  test('of two servers that start at once with the same ring are both proven', async () => {
    const { done, failures } = await atOnce(8, () => proveKeys(it.db.pool, ring([1, 1])))
    expect(failures).toEqual([])
    expect(done).toHaveLength(8)
  })

  test('of two servers that start at once with different rings: one is proven, the other refused, for good', async () => {
    const rings = [ring([1, 1]), ring([1, 2])]
    const { failures } = await atOnce(2, index => proveKeys(it.db.pool, rings[index] ?? ring()))
    expect(failures).toHaveLength(1)
    expectRefused(failures[0])
    const later = await Promise.all(rings.map(keys => failureOf(proveKeys(it.db.pool, keys))))
    expect(later.filter(failure => failure === null)).toHaveLength(1)
  })
})

describe('keeping house', () => {
  let it: TestDatabase
  beforeAll(async () => {
    it = await testDatabase()
  }, 30_000)
  afterAll(() => it.close())

  const monthsAhead = async () => {
    const rows = await asOwner(
      it.url,
      sql => sql<{ name: string }[]>`
        select to_char(current_date + n * interval '1 month', '"cdrs_"YYYY_MM') as name
        from generate_series(0, 2) n
        where to_regclass(to_char(current_date + n * interval '1 month', '"cdrs_"YYYY_MM')) is not null`,
    )
    return rows.length
  }

  test('makes this month and two ahead, as the API, again and again, by many at once', async () => {
    await asOwner(
      it.url,
      sql => sql`
        do $$ declare name text; begin
          for name in select inhrelid::regclass from pg_inherits where inhparent = 'cdrs'::regclass and inhrelid <> 'cdrs_other_months'::regclass
          loop execute format('drop table %s', name); end loop;
        end $$`,
    )
    expect(await monthsAhead()).toBe(0)
    const { failures } = await atOnce(8, () => keepHouse(it.db.pool))
    expect(failures).toEqual([])
    expect(await monthsAhead()).toBe(3)
    await keepHouse(it.db.pool)
    expect(await monthsAhead()).toBe(3)
  })

  test('removes sessions and sign-in attempts that are past', async () => {
    const { id } = await mintAdmin(it.url)
    await sessions(it.db.pool, { idleMinutes: 1, absoluteHours: 1 }).create('a-session', id, PROOF, ORIGIN)
    await loginAttempts(it.db.pool).reserve('a@example.com', '192.0.2.1')
    await keepHouse(it.db.pool)
    expect(await left()).toEqual({ sessions: 1, attempts: 3 })
    await asOwner(it.url, sql => sql`update sessions set expires_at = now()`)
    await asOwner(it.url, sql => sql`update login_attempts set window_start = window_start - interval '25 hours'`)
    await keepHouse(it.db.pool)
    expect(await left()).toEqual({ sessions: 0, attempts: 0 })
  })

  test('goes on while somebody reads call records for long, and leaves the months for the next time', async () => {
    const { id } = await mintAdmin(it.url)
    await sessions(it.db.pool, { idleMinutes: 1, absoluteHours: 1 }).create('b-session', id, PROOF, ORIGIN)
    await asOwner(it.url, sql => sql`update sessions set expires_at = now()`)
    const [{ name }] = await asOwner(
      it.url,
      sql => sql<[{ name: string }]>`select to_char(now() + interval '2 months', '"cdrs_"YYYY_MM') as name`,
    )
    await asOwner(it.url, sql => sql`drop table ${sql(name)}`)
    const reader = openPool(it.url, { size: 1 })
    await reader.transaction(async sql => {
      await sql`select from cdrs limit 1`
      await keepHouse(it.db.pool)
    })
    expect((await left()).sessions).toBe(0)
    expect(await month(name)).toHaveLength(0)
    await keepHouse(it.db.pool)
    expect(await month(name)).toHaveLength(1)
    await reader.end()
  })

  const month = (name: string) => asOwner(it.url, sql => sql`select from pg_class where relname = ${name}`)

  const left = async () => {
    const [row] = await asOwner(
      it.url,
      sql =>
        sql`select (select count(*)::int from sessions) as sessions, (select count(*)::int from login_attempts) as attempts`,
    )
    return { ...row }
  }
})
