import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { randomBytes } from 'node:crypto'
import { API_ROLE, apiUrl, LoginError, letApiIn } from './api-login'
import { openPool } from './pool'
import type { KeyRing } from './secrets'
import { atOnce } from './testing/at-once'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { failureOf } from './testing/failures'

const WRONG_PASSWORD = '28P01'
const [old, young, foreign] = [randomBytes(32), randomBytes(32), randomBytes(32)]
const ringOf = (...keys: [id: number, key: Buffer][]): KeyRing => ({ active: keys[0]?.[0] ?? 0, keys: new Map(keys) })

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const as = (url: string) => openPool(url, { role: API_ROLE, size: 1, applicationName: 'logged in' })

/** Who logs in with the ring, and as whom it then acts. */
const logIn = async (ring: KeyRing, owner = it.url) => {
  const pool = as(apiUrl(owner, ring))
  try {
    const [row] = await pool.query(
      sql => sql<{ login: string; role: string }[]>`
      select session_user as login, current_user as role`,
    )
    return row
  } finally {
    await pool.end()
  }
}

describe('the API logs in', () => {
  test('as a role that is a member of its own and of nothing else', async () => {
    const ring = ringOf([1, old])
    await letApiIn(it.url, ring)
    const who = await logIn(ring)
    expect(who).toEqual({ login: new URL(apiUrl(it.url, ring)).username, role: API_ROLE })
    const [standing] = await asOwner(
      it.url,
      sql => sql`
        select r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolbypassrls or r.rolreplication as mighty,
          (select string_agg(m.roleid::regrole::text, ' ') from pg_auth_members m where m.member = r.oid) as groups
        from pg_roles r
        where r.rolname = ${who?.login ?? ''}`,
    )
    expect(standing).toEqual({ mighty: false, groups: API_ROLE })
  })

  test('with what its key makes, and not without', async () => {
    await letApiIn(it.url, ringOf([1, old]))
    const url = new URL(apiUrl(it.url, ringOf([1, old])))
    url.password = 'x'
    const pool = as(url.href)
    expect(await failureOf(pool.query(sql => sql`select`))).toHaveProperty('code', WRONG_PASSWORD)
    await pool.end()
    expect(await failureOf(logIn(ringOf([1, foreign])))).toHaveProperty('code', WRONG_PASSWORD)
  })

  test('when several servers let it in at once, and again', async () => {
    const ring = ringOf([1, old])
    expect((await atOnce(6, () => letApiIn(it.url, ring))).failures).toEqual([])
    expect(await logIn(ring)).toHaveProperty('role', API_ROLE)
  })

  test('again after somebody gave its login another password', async () => {
    const ring = ringOf([1, old])
    await letApiIn(it.url, ring)
    await asOwner(
      it.url,
      sql => sql`alter role ${sql(new URL(apiUrl(it.url, ring)).username)} nologin password 'another'`,
    )
    await letApiIn(it.url, ring)
    expect(await logIn(ring)).toHaveProperty('role', API_ROLE)
  })

  test('without a write where nothing is missing, as a commit may have to wait for a standby', async () => {
    const ring = ringOf([1, old])
    const written = () =>
      asOwner(
        it.url,
        sql => sql`
          select a.xmin::text as role, m.xmin::text as membership
          from pg_authid a
          join pg_auth_members m on m.member = a.oid
          where a.rolname = ${new URL(apiUrl(it.url, ring)).username}`,
      )
    await letApiIn(it.url, ring)
    const before = await written()
    await letApiIn(it.url, ring)
    expect([...before]).toHaveLength(1)
    expect([...(await written())]).toEqual([...before])
  })

  test('with an older ring beside a newer one, until the old key is out', async () => {
    const [before, both, after] = [ringOf([1, old]), ringOf([2, young], [1, old]), ringOf([2, young])]
    await letApiIn(it.url, before)
    await letApiIn(it.url, both)
    expect([await logIn(before), await logIn(both)]).toMatchObject([{ role: API_ROLE }, { role: API_ROLE }])
    await letApiIn(it.url, after)
    expect(await failureOf(logIn(before))).toHaveProperty('code', WRONG_PASSWORD)
    expect(await logIn(after)).toHaveProperty('role', API_ROLE)
  })

  test('to each database of a cluster by itself', async () => {
    const sibling = await testDatabase()
    const ring = ringOf([1, old])
    await letApiIn(it.url, ring)
    await letApiIn(sibling.url, ringOf([2, young]))
    expect(await logIn(ring)).toHaveProperty('role', API_ROLE)
    expect(apiUrl(sibling.url, ring)).not.toContain(new URL(apiUrl(it.url, ring)).username)
    await sibling.close()
  })
})

test('the login stands in any URL of the database in the place of its owner', () => {
  const ring = ringOf([1, old])
  const { username, password } = new URL(apiUrl('postgres://h/r', ring))
  for (const [owner, rest] of [
    ['postgres://u:p@h/r', 'h/r'],
    ['postgresql://h:5432/r?sslmode=require', 'h:5432/r?sslmode=require'],
    ['postgres://u:p%40%2F@one:5432,two:5433/r', 'one:5432,two:5433/r'],
  ] as const)
    expect(apiUrl(owner, ring)).toBe(`${owner.split('//')[0]}//${username}:${password}@${rest}`)
})

test('an owner who may not create roles is told the fix', async () => {
  const url = Object.assign(new URL(it.url), { username: 'operator', password: 'x' }).href
  await asOwner(it.url, sql => sql`create role operator login password 'x'`)
  const failure = await failureOf(letApiIn(url, ringOf([1, old])))
  expect(failure).toBeInstanceOf(LoginError)
  expect(failure).toHaveProperty('message', expect.stringContaining('API_DATABASE_URL'))
})
