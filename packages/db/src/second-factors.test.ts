import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { InUse, NotFound } from './errors'
import { freshRecoveryCodes, type RightCode, recoveryHash } from './factor-codes'
import { ownSessions } from './own-sessions'
import { openPool } from './pool'
import type { Scope } from './scope'
import { factorOf, secondFactors } from './second-factors'
import { hashed, sessions } from './sessions'
import { mintAdmin, ORIGIN, PROOF } from './testing/admin'
import { atOnce } from './testing/at-once'
import { untilBlocked } from './testing/blocked'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { failureOf } from './testing/failures'
import { scopeOfAdmin } from './testing/token'

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const LIMITS = { idleMinutes: 120, absoluteHours: 12 }

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase({ waitMilliseconds: 10_000 })
}, 30_000)
afterAll(() => it.close())

let opened = 0
const begin = (adminId: string, proof: Partial<typeof PROOF> & { code?: RightCode | null } = {}) =>
  sessions(it.db.pool, LIMITS).create(`session-${++opened}`, adminId, { ...PROOF, ...proof }, ORIGIN)

/** A session of his, whatever it takes to begin one. */
const sessionOf = async (adminId: string): Promise<string> => {
  const session = `session-${++opened}`
  await asOwner(
    it.url,
    sql => sql`
      insert into sessions (id_hash, admin_id, expires_at)
      values (${hashed(session)}, ${adminId}, now() + interval '1 hour')`,
  )
  return session
}

const mint = async () => {
  const admin = await mintAdmin(it.url)
  const scope = scopeOfAdmin(admin)
  const own = secondFactors(it.db, scope)
  await own.begin(SECRET)
  const sealed = (await factorOf(it.db, admin.id))?.sealed ?? new Uint8Array()
  return { id: admin.id, scope, own, code: (step: number) => ({ sealed, step }) }
}

const enrolled = async () => {
  const admin = await mint()
  const recovery = freshRecoveryCodes()
  await admin.own.confirm(await sessionOf(admin.id), admin.code(100), recovery)
  return { ...admin, recovery }
}

describe('a session of an admin with a second factor', () => {
  test('begins with a newer code than the last one, and with no other', async () => {
    const { id, code } = await enrolled()
    const begun = []
    for (const step of [99, 100, 101, 101, 100, 103, 102])
      begun.push(await begin(id, { secondFactor: true, code: code(step) }))
    expect(begun).toEqual([false, false, true, false, false, true, false])
  })

  test('does not begin when what was found of him holds no longer, and the code is not spent', async () => {
    const { id, code } = await enrolled()
    expect(await begin(id, { secondFactor: false })).toBe(false)
    expect(await begin(id, { passwordHash: 'another', secondFactor: true, code: code(101) })).toBe(false)
    expect(await begin(id, { secondFactor: true, code: code(101) })).toBe(true)
  })

  test('does not begin with a code of what was replaced since', async () => {
    const { id, own, code } = await enrolled()
    await own.removeOwn(await sessionOf(id))
    await own.begin(SECRET)
    const sealed = (await factorOf(it.db, id))?.sealed ?? new Uint8Array()
    const current = await sessionOf(id)
    expect(await own.confirm(current, code(101), [])).toBeUndefined()
    expect(await own.confirm(current, { sealed, step: 101 }, [])).toMatchObject({ id, secondFactor: true })
    expect(await begin(id, { secondFactor: true, code: code(200) })).toBe(false)
  })

  test('begins once with one code, however many try at once', async () => {
    const { id, scope, code, recovery } = await enrolled()
    for (const spent of [code(500), { recoveryHash: recoveryHash(recovery[0] ?? ''), by: scope }]) {
      const { done, failures } = await atOnce(50, () => begin(id, { secondFactor: true, code: spent }))
      expect([done.filter(Boolean).length, failures]).toEqual([1, []])
    }
    const used = await asOwner(
      it.url,
      sql =>
        sql`select a.actor, a.after from audit a where a.action = 'admin.recovery_code_used' and a.target_id = ${id}`,
    )
    expect([...used]).toEqual([{ actor: scope.actor, after: { recovery_codes_left: 9 } }])
  })

  test('is authenticated again under the same rules', async () => {
    const { id, scope, code } = await enrolled()
    await begin(id, { secondFactor: true, code: code(101) })
    const id102 = `${opened} with the code of 102`
    const again = (step: number, current = `session-${opened}`) =>
      ownSessions(it.db, scope, current).authenticate({ ...PROOF, secondFactor: true, code: code(step) }, id102)
    expect([await again(101), await again(102), await again(103), await again(102, id102)]).toEqual([
      'code spent before',
      'done',
      'ended',
      'code spent before',
    ])
    expect(await begin(id, { secondFactor: true, code: code(103) })).toBe(true)
    const other = ownSessions(it.db, scopeOfAdmin(await mintAdmin(it.url)), `session-${opened}`)
    expect(await other.authenticate(PROOF, 'another')).toBe('ended')
  })
})

test('of two that authenticate one session at once the second keeps its code', async () => {
  const { id, scope, code } = await enrolled()
  const current = await sessionOf(id)
  const operator = openPool(it.url, { size: 2 })
  let second: Promise<unknown> = Promise.resolve()
  await operator.transaction(async sql => {
    await sql`update sessions set id_hash = ${hashed(`${current} renewed`)} where id_hash = ${hashed(current)}`
    const proof = { ...PROOF, secondFactor: true, code: code(101) }
    second = ownSessions(it.db, scope, current).authenticate(proof, 'of the second')
    await untilBlocked(operator)
  })
  expect(await second).toBe('ended')
  expect(await begin(id, { secondFactor: true, code: code(101) })).toBe(true)
  await operator.end()
})

test('a session that begins while a second factor is confirmed is none', async () => {
  const { id } = await mint()
  const operator = openPool(it.url, { size: 2 })
  let begun: Promise<boolean> = Promise.resolve(true)
  await operator.transaction(async sql => {
    await sql`update admins set second_factor = true where id = ${id}`
    begun = begin(id)
    await untilBlocked(operator)
  })
  expect(await begun).toBe(false)
  await operator.end()
})

test('a second factor that is confirmed while a session begins ends it', async () => {
  const { id, own, code } = await mint()
  const operator = openPool(it.url, { size: 2 })
  const current = await sessionOf(id)
  let confirmed: ReturnType<typeof own.confirm> = Promise.resolve(undefined)
  await operator.transaction(async sql => {
    await sql`select from admins where id = ${id} for share`
    await sql`insert into sessions (id_hash, admin_id, expires_at) values (${hashed('underway')}, ${id}, now() + interval '1 hour')`
    confirmed = own.confirm(current, code(100), [])
    await untilBlocked(operator)
  })
  expect(await confirmed).toMatchObject({ id })
  expect(await sessions(it.db.pool, LIMITS).find('underway')).toBeUndefined()
  await operator.end()
})

test('what is begun while another is confirmed is not confirmed by its code', async () => {
  const { id, own, code } = await mint()
  const current = await sessionOf(id)
  const operator = openPool(it.url, { size: 2 })
  let confirmed: ReturnType<typeof own.confirm> = Promise.resolve(undefined)
  await operator.transaction(async sql => {
    await sql`select from admins where id = ${id} for no key update`
    await sql`update second_factors set secret_sealed = 'another' where admin_id = ${id}`
    confirmed = own.confirm(current, code(100), [])
    await untilBlocked(operator)
  })
  expect(await confirmed).toBeUndefined()
  expect(await sessions(it.db.pool, LIMITS).find(current)).toMatchObject({ account: { secondFactor: false } })
  await operator.end()
})

test('who ended his session while he removes his second factor gets no other in its place', async () => {
  const { id, own } = await enrolled()
  const current = await sessionOf(id)
  const operator = openPool(it.url, { size: 2 })
  let removed: Promise<unknown> = Promise.resolve()
  await operator.transaction(async sql => {
    await sql`delete from sessions where admin_id = ${id}`
    removed = failureOf(own.removeOwn(current))
    await untilBlocked(operator)
  })
  expect(await removed).toBeInstanceOf(NotFound)
  await operator.end()
})

test('changes prove the session, and that it is recent', async () => {
  const { id, scope, own } = await enrolled()
  await begin(id, { secondFactor: true })
  const current = `session-${opened}`
  const hash = hashed(current)
  const within = (credential: Scope['credential']) =>
    secondFactors(it.db, { ...scope, ...(credential && { credential }) })
  const stale = within({ kind: 'session', hash, withinMinutes: 15 })
  await asOwner(
    it.url,
    sql => sql`update sessions set authenticated_at = now() - interval '15 minutes' where id_hash = ${hash}`,
  )
  const dead = within({ kind: 'session', hash: hashed('of nobody') })
  for (const refused of [stale, dead])
    for (const work of [
      () => refused.removeOwn(current),
      () => refused.remove(id),
      () => refused.renewRecoveryCodes([]),
    ])
      expect(await failureOf(work())).toBeInstanceOf(NotFound)
  expect(await failureOf(own.begin(SECRET))).toBeInstanceOf(InUse)
  await within({ kind: 'session', hash, withinMinutes: 16 }).removeOwn(current)
  expect(await failureOf(own.remove(id))).toBeInstanceOf(NotFound)
})

test('what is stored shows neither secret nor recovery codes', async () => {
  const { id, recovery } = await enrolled()
  const [row] = await asOwner(
    it.url,
    sql => sql<[{ row: string }]>`select f::text as row from second_factors f where f.admin_id = ${id}`,
  )
  for (const shown of [SECRET, ...recovery])
    for (const spelling of [shown, Buffer.from(shown).toString('hex')]) expect(row.row).not.toContain(spelling)
  expect(new Set(recovery).size).toBe(10)
})
