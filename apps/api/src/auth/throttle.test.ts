import { afterAll, beforeAll, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import { makeAdmin } from '../testing/admins'
import { caller, tally, times } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'

const PROXY = '127.0.0.1'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ overrides: { trustedProxies: new Set([PROXY]) } })
})
afterAll(() => server.close())

const attempt = (email: string, password: string, address: string) =>
  caller(server)('POST', '/api/admin/login', { json: { email, password }, headers: { 'x-forwarded-for': address } })

test('of 100 wrong sign-ins at once exactly 5 are looked at', async () => {
  const { email, password } = await makeAdmin(server)
  const answers = await times(100, index =>
    attempt(index % 2 ? email : ` ${email.toUpperCase()}`, 'wrong', '192.0.2.1'),
  )
  expect(tally(answers)).toEqual({ 422: 5, 429: 95 })
  const refused = answers.find(({ status }) => status === 429)
  expect<unknown>(refused?.body).toEqual({ message: 'Too many attempts. Try again later.', code: 'throttled' })
  expect(Number(refused?.headers.get('retry-after'))).toBeWithin(20, 40)

  expect((await attempt(email, password, '192.0.2.1')).status).toBe(429)
  expect((await attempt(email, password, '192.0.2.2')).status).toBe(200)
})

test('a name that nobody has is throttled like any other', async () => {
  const answers = await times(10, () => attempt('nobody@ringfence.example', 'wrong', '192.0.2.3'))
  expect(tally(answers)).toEqual({ 422: 5, 429: 5 })
})

test('a success forgets the failures before it', async () => {
  const { email, password } = await makeAdmin(server)
  for (let round = 0; round < 3; round++) {
    for (let failure = 0; failure < 4; failure++) expect((await attempt(email, 'wrong', '192.0.2.4')).status).toBe(422)
    expect((await attempt(email, password, '192.0.2.4')).status).toBe(200)
  }
})

test('the lock ends with its time, not before', async () => {
  const { email, password } = await makeAdmin(server)
  await times(6, () => attempt(email, 'wrong', '192.0.2.5'))
  expect((await attempt(email, password, '192.0.2.5')).status).toBe(429)
  await asOwner(
    server.ownerUrl,
    sql => sql`update login_attempts set locked_until = now() - interval '1 second' where locked_until > now()`,
  )
  expect((await attempt(email, password, '192.0.2.5')).status).toBe(200)
})

test('a right password counts for nothing while there is no room to look at it, and a wrong one does', async () => {
  const busy = await startTestServer({ overrides: { trustedProxies: new Set([PROXY]) } })
  const { email, password } = await makeAdmin(busy)
  const from = (address: string, json: object) =>
    caller(busy)('POST', '/api/admin/login', { json, headers: { 'x-forwarded-for': address } })
  await from('192.0.2.9', { email, password: 'wrong' })
  const answers = await times(100, index => from(`198.51.100.${index}`, { email, password }))
  const { 200: signedIn = 0, 503: refused = 0 } = tally(answers)
  expect([signedIn + refused, signedIn > 0, refused > 0]).toEqual([100, true, true])
  const counted = await asOwner(
    busy.ownerUrl,
    sql => sql`select failures from login_attempts where key like 'pair:%' and failures > 0`,
  )
  expect([...counted]).toEqual([{ failures: 1 }])
  await busy.close()
})

test('an address that tries many names is refused for all of them', async () => {
  const { email, password } = await makeAdmin(server)
  await asOwner(
    server.ownerUrl,
    sql => sql`
      insert into login_attempts (key, free, failures)
      values (${`address:${new Bun.CryptoHasher('sha256').update('192.0.2.6').digest('hex')}`}, 100, 99)`,
  )
  expect((await attempt('somebody@ringfence.example', 'wrong', '192.0.2.6')).status).toBe(422)
  expect((await attempt(email, password, '192.0.2.6')).status).toBe(429)
  expect((await attempt(email, password, '192.0.2.7')).status).toBe(200)
})

test('no name, address or password that was tried is kept', async () => {
  await attempt('canary-name@ringfence.example', 'canary-password', '192.0.2.8')
  const rows = await asOwner(
    server.ownerUrl,
    sql => sql<{ row: string }[]>`select t::text as row from login_attempts t`,
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { row } of rows) expect(row).not.toMatch(/canary|192\.0\.2/)
})
