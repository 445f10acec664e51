import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { loginAttempts } from './login-attempts'
import { systemScope } from './scope'
import { atOnce } from './testing/at-once'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { scopeOf } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase({ waitMilliseconds: 10_000 })
}, 30_000)
afterAll(() => it.close())

let strangers = 0

/** Somebody with a name and an address of their own. */
const somebody = () => {
  const email = `canary${++strangers}@example.com`
  const address = `198.51.100.${strangers}`
  const attempts = loginAttempts(it.db.pool)
  return { email, address, attempts, reserve: () => attempts.reserve(email, address) }
}

const times = async <T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> => {
  const results: T[] = []
  for (let index = 0; index < count; index++) results.push(await work(index))
  return results
}

/** As if so many seconds had passed since everything that was counted. */
const pass = (seconds: number) =>
  asOwner(
    it.url,
    sql => sql`
      update login_attempts
      set window_start = window_start - ${seconds}::int * interval '1 second', locked_until = locked_until - ${seconds}::int * interval '1 second'`,
  )

const refusals = (attempts: { refused: boolean }[]) => attempts.filter(({ refused }) => refused).length

describe('a name from one address', () => {
  test('is locked for half an hour at most also when the clock of the database goes back by a day', async () => {
    const { reserve } = somebody()
    await times(6, reserve)
    await pass(-24 * 60 * 60)
    expect((await reserve()).refused).toBe(false)
    const { refused, retryAfterSeconds } = await reserve()
    expect(refused).toBe(true)
    expect(retryAfterSeconds).toBeLessThanOrEqual(30 * 60)
    // What was counted before ages from now on.
    await pass(16 * 60)
    expect(refusals(await times(5, reserve))).toBe(0)
  })

  test('has five attempts, also when a hundred come at once', async () => {
    const { reserve } = somebody()
    const { done, failures } = await atOnce(100, reserve)
    expect(failures).toEqual([])
    expect(refusals(done)).toBe(95)
    expect(done.filter(({ refused }) => !refused)).toHaveLength(5)
  })

  test('is told how long to wait, and waits twice as long after each further failure, half an hour at most', async () => {
    const { reserve } = somebody()
    expect(refusals(await times(5, reserve))).toBe(0)
    for (const seconds of [30, 60, 120, 240, 480, 960, 1800, 1800, 1800]) {
      const { refused, retryAfterSeconds } = await reserve()
      expect(refused).toBe(true)
      expect(retryAfterSeconds).toBeLessThanOrEqual(seconds)
      expect(retryAfterSeconds).toBeGreaterThanOrEqual(seconds - 2)
      await pass(seconds - 5)
      expect((await reserve()).refused).toBe(true)
      await pass(5)
      expect((await reserve()).refused).toBe(false)
    }
  })

  test('does not wait longer for asking while it is refused', async () => {
    const { reserve } = somebody()
    await times(5, reserve)
    const waits = (await times(10, reserve)).map(({ retryAfterSeconds }) => retryAfterSeconds)
    expect(Math.max(...waits)).toBeLessThanOrEqual(30)
    await pass(30)
    expect((await reserve()).refused).toBe(false)
    expect((await reserve()).retryAfterSeconds).toBeGreaterThan(50)
  })

  test('while it is refused, uses up neither the address nor the name', async () => {
    const { attempts, email, address, reserve } = somebody()
    const { done } = await atOnce(150, reserve)
    expect(refusals(done)).toBe(145)
    expect(await attempts.reserve('colleague@example.com', address)).toMatchObject({ refused: false, slow: false })
    expect(await attempts.reserve(email, '198.51.100.254')).toMatchObject({ refused: false, slow: false })
  })

  test('begins anew a quarter of an hour after its first failure', async () => {
    const { reserve } = somebody()
    await times(4, reserve)
    await pass(899)
    expect((await reserve()).refused).toBe(false)
    expect((await reserve()).refused).toBe(true)
    const later = somebody()
    await times(4, later.reserve)
    await pass(901)
    expect(refusals(await times(5, later.reserve))).toBe(0)
    expect((await later.reserve()).refused).toBe(true)
  })

  test('begins anew a quarter of an hour after its last lock', async () => {
    const { reserve } = somebody()
    await times(5, reserve)
    await pass(30 + 901)
    expect(refusals(await times(5, reserve))).toBe(0)
    expect((await reserve()).retryAfterSeconds).toBeLessThanOrEqual(30)
  })

  test('begins anew after signing in', async () => {
    const { attempts, reserve, email, address } = somebody()
    await times(4, reserve)
    await attempts.succeeded(scopeOf(null), email.toUpperCase(), address)
    expect(refusals(await times(5, reserve))).toBe(0)
    await attempts.succeeded(scopeOf(null), email, address)
    expect((await reserve()).refused).toBe(false)
  })

  test('is the same however the name is spelled', async () => {
    const { attempts, email, address } = somebody()
    const spellings = [email, email.toUpperCase(), ` ${email} `]
    await times(5, index => attempts.reserve(spellings[index % 3] ?? '', address))
    expect((await attempts.reserve(` ${email}`, address)).refused).toBe(true)
  })
})

describe('an address', () => {
  test('has a hundred attempts, whatever the names', async () => {
    const { attempts, address } = somebody()
    const { done, failures } = await atOnce(130, index => attempts.reserve(`name${index}@example.com`, address))
    expect(failures).toEqual([])
    expect(refusals(done)).toBe(30)
    const { refused, retryAfterSeconds } = await attempts.reserve('yet-another@example.com', address)
    expect(refused).toBe(true)
    expect(retryAfterSeconds).toBeLessThanOrEqual(30)
    expect((await somebody().reserve()).refused).toBe(false)
  })

  test('that is locked leaves no new rows, whatever names it tries', async () => {
    const { attempts, address } = somebody()
    await atOnce(101, index => attempts.reserve(`first${index}@example.com`, address))
    const rows = () => asOwner(it.url, sql => sql<[{ n: number }]>`select count(*)::integer as n from login_attempts`)
    const [before] = await rows()
    const { done } = await atOnce(50, index => attempts.reserve(`late${index}@example.com`, address))
    expect(refusals(done)).toBe(50)
    expect((await rows())[0]).toEqual(before)
  })

  test('gets back the attempt that was right', async () => {
    const { attempts, address } = somebody()
    const names = Array.from({ length: 99 }, (_, index) => `other${index}@example.com`)
    await times(99, index => attempts.reserve(names[index] ?? '', address))
    await attempts.succeeded(scopeOf(null), names[0] ?? '', address)
    expect((await attempts.reserve('one@example.com', address)).refused).toBe(false)
    expect((await attempts.reserve('two@example.com', address)).refused).toBe(false)
    expect((await attempts.reserve('three@example.com', address)).refused).toBe(true)
  })
})

describe('a name that many addresses try', () => {
  test('is slowed down from the 51st attempt on, and never refused', async () => {
    const { attempts, email } = somebody()
    const tried = await times(120, index => attempts.reserve(email, `203.0.113.${index}`))
    expect(refusals(tried)).toBe(0)
    expect(tried.map(({ slow }) => slow)).toEqual(Array.from({ length: 120 }, (_, index) => index >= 50))
  })

  test('does not slow others down', async () => {
    expect(await somebody().reserve()).toMatchObject({ refused: false, slow: false })
  })
})

test('what is forgotten of a name lifts its locks, whatever the address, and nobody else’s', async () => {
  const [one, other] = [somebody(), somebody()]
  await times(6, one.reserve)
  await times(6, () => one.attempts.reserve(one.email, '203.0.113.77'))
  await times(6, () => one.attempts.reserveCode(one.email))
  await times(6, other.reserve)
  await one.attempts.forget(one.email.toUpperCase())
  expect((await one.reserve()).refused).toBe(false)
  expect((await one.attempts.reserve(one.email, '203.0.113.77')).refused).toBe(false)
  expect((await one.attempts.reserveCode(one.email)).refused).toBe(false)
  expect((await other.reserve()).refused).toBe(true)
})

describe('codes of a name', () => {
  test('are counted on until a day passed without any, whatever is cleaned up in between', async () => {
    const { attempts, email } = somebody()
    const reserve = () => attempts.reserveCode(email)
    expect(refusals(await times(5, reserve))).toBe(0)
    let looked = 5
    for (let tries = 0; tries < 3 * 72; tries++) {
      await pass(20 * 60)
      await attempts.removeOld()
      if (!(await reserve()).refused) looked++
    }
    expect(looked).toBeLessThanOrEqual(3 * 48 + 11)
    await pass(1800 + 24 * 3600 + 1)
    expect(refusals(await times(5, reserve))).toBe(0)
  })

  test('are forgotten when one is right', async () => {
    const { attempts, email } = somebody()
    const reserve = () => attempts.reserveCode(email)
    await times(5, reserve)
    expect((await reserve()).refused).toBe(true)
    await attempts.codeWasRight(email)
    expect(refusals(await times(5, reserve))).toBe(0)
  })

  test('are given back when nobody looked at them, with the lock that the last began', async () => {
    const { attempts, email } = somebody()
    const reserve = () => attempts.reserveCode(email)
    for (let round = 0; round < 3; round++) {
      expect(refusals(await times(5, reserve))).toBe(0)
      await times(5, () => attempts.codeUnused(email))
    }
    await times(6, reserve)
    await attempts.codeUnused(email)
    expect((await reserve()).refused).toBe(false)
    expect((await reserve()).refused).toBe(true)
  })
})

test('nothing that is stored tells name or address', async () => {
  const { attempts, email, address, reserve } = somebody()
  await reserve()
  await attempts.failed(systemScope('sign-in'), 'admin.sign_in_refused')
  const rows = await asOwner(
    it.url,
    sql => sql<{ row: string }[]>`select row_to_json(l)::text as row from login_attempts l`,
  )
  const text = rows.map(({ row }) => row).join('\n')
  expect(rows.length).toBeGreaterThan(2)
  for (const hidden of [email, 'canary', address, 'example.com']) expect(text).not.toContain(hidden)
})

test('the trail says who signed in, and that somebody could not', async () => {
  const { attempts, email, address } = somebody()
  await asOwner(it.url, sql => sql`truncate audit`)
  await attempts.failed({ ...systemScope('unknown'), address }, 'admin.sign_in_refused')
  await attempts.succeeded(scopeOf(null), email, address)
  const rows = await asOwner(
    it.url,
    sql => sql`select action, actor_id, actor, target_id, address, request_id from audit order by id`,
  )
  expect([...rows]).toEqual([
    { action: 'admin.sign_in_refused', actor_id: null, actor: 'unknown', target_id: null, address, request_id: null },
    {
      action: 'admin.signed_in',
      actor_id: '7',
      actor: 'ada@example.com',
      target_id: '7',
      address: '192.0.2.1',
      request_id: 'request-1',
    },
  ])
})

test('what is a day old is removed, but not while it locks', async () => {
  const [old, locked, recent] = [somebody(), somebody(), somebody()]
  await asOwner(it.url, sql => sql`delete from login_attempts`)
  await old.reserve()
  await times(5, locked.reserve)
  await pass(24 * 3600 + 1)
  await asOwner(
    it.url,
    sql => sql`update login_attempts set locked_until = now() + interval '1 minute' where locked_until is not null`,
  )
  await recent.reserve()
  await recent.attempts.removeOld()
  const left = await asOwner(it.url, sql => sql`select key from login_attempts`)
  // The pair that is locked, and the three of the recent attempt.
  expect(left).toHaveLength(4)
  expect((await locked.reserve()).refused).toBe(true)
})
