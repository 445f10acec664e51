import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import { makeAdmin, type TestAdmin } from '../testing/admins'
import { type Call, caller } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let stranger: Call

beforeAll(async () => {
  server = await startTestServer()
  stranger = caller(server)
})
afterAll(() => server.close())

const attempt = (credentials: unknown) => stranger('POST', '/api/admin/login', { json: credentials })

test('the right credentials answer who signed in', async () => {
  const answer = await attempt(server.admin)
  expect(answer.status).toBe(200)
  expect(answer.text).toBe(
    '{"message":"Login successful.","data":{"name":"Administrator","email":"admin@ringfence.example","role":"owner"}}',
  )
})

describe('an e-mail address is the same in every spelling', () => {
  const spellings = [
    'ADMIN@RINGFENCE.EXAMPLE',
    '  admin@ringfence.example ',
    'ａｄｍｉｎ＠ｒｉｎｇｆｅｎｃｅ.example',
    '\u00a0Admin@Ringfence.example',
  ]
  for (const email of spellings)
    test(email, async () => expect((await attempt({ ...server.admin, email })).status).toBe(200))
})

test('a password is the same in one spelling only', async () => {
  for (const password of [
    server.admin.password.toUpperCase(),
    ` ${server.admin.password}`,
    `${server.admin.password} `,
  ])
    expect((await attempt({ email: (await makeAdmin(server)).email, password })).status).toBe(422)
})

describe('whatever is wrong, the answer is the same', () => {
  const refused: Record<string, () => Promise<TestAdmin>> = {
    'an unknown address': async () => ({ ...server.admin, email: 'nobody@ringfence.example' }),
    'an address that is none': async () => ({ ...server.admin, email: "' or '1'='1" }),
    'a wrong password': async () => ({ ...(await makeAdmin(server)), password: 'wrong' }),
    'a disabled admin': () => makeAdmin(server, { status: 'disabled' }),
    'a stored hash that is none': () => makeAdmin(server, { passwordHash: 'password' }),
    'an empty stored hash': () => makeAdmin(server, { passwordHash: '' }),
    'half a stored hash': () => makeAdmin(server, { passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$' }),
    'a stored hash of another kind': () => makeAdmin(server, { passwordHash: `$2b$10$${'a'.repeat(53)}` }),
  }
  for (const [what, admin] of Object.entries(refused))
    test(what, async () => {
      const answer = await attempt(await admin())
      expect(answer.status).toBe(422)
      expect(answer.text).toBe('{"message":"Invalid credentials."}')
      expect(answer.headers.getSetCookie()).toEqual([])
    })
})

test('a password stored in clear does not sign in', async () => {
  const { email } = await makeAdmin(server, { passwordHash: 'in-clear' })
  expect((await attempt({ email, password: 'in-clear' })).text).toBe('{"message":"Invalid credentials."}')
})

test('missing and impossible credentials are validation errors', async () => {
  expect((await attempt({})).body.errors).toEqual({
    email: ['The email field is required.'],
    password: ['The password field is required.'],
  })
  const impossible = { email: 'a\0b', password: ['x'] }
  expect(Object.keys((await attempt(impossible)).body.errors ?? {})).toEqual(['email', 'password'])
  expect((await attempt({ ...server.admin, password: 'x'.repeat(100_000) })).status).toBe(422)
})

test('an unknown address takes as long as a wrong password', async () => {
  const durations = { unknown: [] as number[], wrong: [] as number[] }
  for (let round = 0; round < 7; round++)
    for (const kind of ['unknown', 'wrong'] as const) {
      const email = kind === 'wrong' ? (await makeAdmin(server)).email : `nobody-${round}@ringfence.example`
      const began = performance.now()
      await attempt({ email, password: 'wrong' })
      durations[kind].push(performance.now() - began)
    }
  const ratio = median(durations.unknown) / median(durations.wrong)
  expect(ratio).toBeGreaterThan(1 / 3)
  expect(ratio).toBeLessThan(3)
})

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN

test('a hash with old parameters is renewed at the next sign-in and stays right', async () => {
  const passwordHash = await Bun.password.hash(server.admin.password, {
    algorithm: 'argon2id',
    memoryCost: 1024,
    timeCost: 1,
  })
  const admin = await makeAdmin(server, { passwordHash })
  expect((await attempt(admin)).status).toBe(200)
  const [{ hash }] = await asOwner(
    server.ownerUrl,
    sql => sql<[{ hash: string }]>`select password_hash as hash from admins where email = ${admin.email}`,
  )
  expect(hash).toStartWith('$argon2id$v=19$m=19456,t=2,p=1$')
  expect((await attempt(admin)).status).toBe(200)
})
