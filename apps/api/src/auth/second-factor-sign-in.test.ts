import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { RecoveryCodes, SecondFactor } from '@ringfence/domain/second-factor'
import { cookieIn, makeAdmin } from '../testing/admins'
import { caller, documentedCaller, tally, times } from '../testing/call'
import { codeOf, factorActionsOf, forgetCodes, makeEnrolled, signInWith } from '../testing/second-factor'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ overrides: { trustedProxies: new Set(['127.0.0.1']) } })
})
afterAll(() => server.close())

const FACTOR = '/api/admin/second-factor'
const WRONG = { code: ['The code is wrong, or was used before.'] }

const forgetAttempts = () => asOwner(server.ownerUrl, sql => sql`delete from login_attempts`)

describe('signing in with one', () => {
  test('takes a code, which is asked for once the password is right and not before', async () => {
    const { admin, secret } = await makeEnrolled(server)
    const asked = await signInWith(server, admin)
    expect([asked.status, asked.body.code, asked.headers.getSetCookie()]).toEqual([401, 'second_factor_required', []])
    const plain = await makeAdmin(server)
    const refusals = [
      await signInWith(server, { ...admin, password: 'wrong' }),
      await signInWith(server, { ...admin, password: 'wrong' }, codeOf(secret)),
      await signInWith(server, { ...plain, password: 'wrong' }),
    ]
    for (const { status, text } of refusals) expect([status, text]).toEqual([422, '{"message":"Invalid credentials."}'])
    await forgetCodes(server)
    const answer = await signInWith(server, admin, codeOf(secret))
    expect([answer.status, answer.body.message]).toEqual([200, 'Login successful.'])
    expect(Object.keys(answer.body.data ?? {})).toEqual(['name', 'email', 'role'])
  })

  test('tells the trail of each right password that came without a code, and leaves nothing counted once it is whole', async () => {
    const { admin, secret } = await makeEnrolled(server)
    await forgetAttempts()
    await forgetCodes(server)
    await signInWith(server, admin)
    expect((await signInWith(server, admin, codeOf(secret))).status).toBe(200)
    expect((await factorActionsOf(server, admin)).slice(2)).toEqual(['admin.second_factor_missing'])
    const counted = await asOwner(server.ownerUrl, sql => sql`select key from login_attempts where failures > 0`)
    expect([...counted]).toEqual([])
  })

  test('is nothing that who has none notices, whatever code he sends', async () => {
    const admin = await makeAdmin(server)
    for (const code of [undefined, null, '', ' ', '000000', 'anything'])
      expect((await signInWith(server, admin, code)).status).toBe(200)
  })

  test('takes the code of now and of the step after, and none of farther away', async () => {
    const { admin, secret } = await makeEnrolled(server)
    const statusOf = async (steps: number) => {
      await forgetCodes(server)
      return (await signInWith(server, admin, codeOf(secret, steps))).status
    }
    // Between two calls a step may end, so the one before is not tried here; `totp.test.ts` does.
    expect([await statusOf(0), await statusOf(1), await statusOf(-3), await statusOf(4)]).toEqual([200, 200, 422, 422])
  })

  test('takes a code once, and none that is older than the last one', async () => {
    const { admin, secret } = await makeEnrolled(server)
    await forgetCodes(server)
    const [before, now] = [codeOf(secret, -1), codeOf(secret)]
    expect((await signInWith(server, admin, now)).status).toBe(200)
    for (const code of [now, before]) {
      const answer = await signInWith(server, admin, code)
      expect([answer.status, answer.body.errors, answer.headers.getSetCookie()]).toEqual([422, WRONG, []])
    }
    expect((await factorActionsOf(server, admin)).slice(-2)).toEqual([
      'admin.second_factor_refused',
      'admin.second_factor_refused',
    ])
  })

  test('lets one of fifty with one code in, wherever they come from', async () => {
    const { admin, secret, recoveryCodes } = await makeEnrolled(server)
    for (const code of [codeOf(secret), recoveryCodes[0]]) {
      await forgetCodes(server)
      await forgetAttempts()
      const answers = await times(50, index =>
        caller(server)('POST', '/api/admin/login', {
          json: { ...admin, code },
          headers: { 'x-forwarded-for': `192.0.2.${index}` },
        }),
      )
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      expect(answers.filter(({ status }) => ![200, 422, 429, 503].includes(status))).toEqual([])
    }
  })

  test('of sixty wrong codes at once five are looked at, wherever they come from', async () => {
    const { admin, secret } = await makeEnrolled(server)
    await forgetCodes(server)
    const answers = await times(60, index =>
      caller(server)('POST', '/api/admin/login', {
        json: { ...admin, code: codeOf(secret, 100 + index) },
        headers: { 'x-forwarded-for': `198.51.100.${index}` },
      }),
    )
    const { 422: looked, ...others } = tally(answers.filter(({ status }) => status !== 503))
    expect([looked, Object.keys(others)]).toEqual([5, ['429']])
    expect((await signInWith(server, admin, codeOf(secret))).status).toBe(429)
    expect((await signInWith(server, { ...admin, password: 'wrong' })).status).toBe(422)
  })

  test('is not made longer by asking for the code in between', async () => {
    const { admin } = await makeEnrolled(server)
    const statuses = []
    for (let attempt = 0; attempt < 8; attempt++)
      statuses.push((await signInWith(server, admin, attempt % 2 ? undefined : '000000')).status)
    expect(statuses.slice(5)).toEqual([429, 429, 429])
  })

  for (const code of ['', '   ', null])
    test(`with ${JSON.stringify(code)} for a code is asked for one`, async () => {
      const { admin } = await makeEnrolled(server)
      const answer = await signInWith(server, admin, code)
      expect([answer.status, answer.body.code]).toEqual([401, 'second_factor_required'])
    })

  const hostile: Record<string, unknown> = {
    NUL: '12\u00003456',
    'half a character': '\ud800',
    'a number': 123456,
    'an integer that is none': 2 ** 53 + 1,
    'a list': ['123456'],
    'an object': { $ne: null },
    'far too much': '1'.repeat(100_000),
    'other digits': '١٢٣٤٥٦',
    'a percent sign': '%',
    'an injection': "' or 1=1 --",
  }
  for (const [what, code] of Object.entries(hostile))
    test(`with ${what} for a code is refused`, async () => {
      const { admin } = await makeEnrolled(server)
      const answer = await signInWith(server, admin, code)
      expect([answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([422, ['code']])
    })
})

describe('recovery codes', () => {
  test('each sign in once, and what is left of them is told', async () => {
    const { admin, recoveryCodes } = await makeEnrolled(server)
    const [code = ''] = recoveryCodes
    const spaced = `${code.slice(0, 10)} ${code.slice(10)} `
    const answer = await server.request('/api/admin/login', { json: { ...admin, code: spaced } })
    expect(answer.status).toBe(200)
    expect((await signInWith(server, admin, code)).status).toBe(422)
    const { body } = await documentedCaller(server, cookieIn(answer))<SecondFactor>('GET', FACTOR)
    expect(body.data).toMatchObject({ active: true, recovery_codes_left: 9 })
  })

  test('open the account while guesses of the authenticator’s lock it', async () => {
    const { admin, secret, recoveryCodes } = await makeEnrolled(server)
    await forgetCodes(server)
    await times(6, index =>
      caller(server)('POST', '/api/admin/login', {
        json: { ...admin, code: codeOf(secret, 100 + index) },
        headers: { 'x-forwarded-for': `203.0.113.${index}` },
      }),
    )
    expect((await signInWith(server, admin, codeOf(secret))).status).toBe(429)
    expect((await signInWith(server, admin, recoveryCodes[0])).status).toBe(200)
  })

  test('are nobody else’s', async () => {
    const [one, other] = [await makeEnrolled(server), await makeEnrolled(server)]
    expect((await signInWith(server, one.admin, other.recoveryCodes[0])).status).toBe(422)
    expect((await signInWith(server, other.admin, other.recoveryCodes[0])).status).toBe(200)
  })

  test('are replaced all at once, and those before work no more', async () => {
    const { admin, call, recoveryCodes } = await makeEnrolled(server)
    const headers = { 'idempotency-key': 'new-codes' }
    const answer = await call<RecoveryCodes>('POST', `${FACTOR}/recovery-codes`, { headers })
    expect([answer.status, answer.body.message]).toEqual([200, 'Recovery codes updated successfully.'])
    expect((await call('POST', `${FACTOR}/recovery-codes`, { headers })).text).toBe(answer.text)
    expect((await signInWith(server, admin, recoveryCodes[1])).status).toBe(422)
    expect((await signInWith(server, admin, answer.body.data.recovery_codes[1])).status).toBe(200)
    expect(await factorActionsOf(server, admin)).toContain('admin.recovery_codes_renewed')
  })

  test('are ten, however many ask for new ones at once', async () => {
    const { call } = await makeEnrolled(server)
    await times(8, () => call('POST', `${FACTOR}/recovery-codes`))
    expect((await call<SecondFactor>('GET', FACTOR)).body.data.recovery_codes_left).toBe(10)
  })

  test('are none without a second factor', async () => {
    const call = documentedCaller(server, await server.signIn())
    expect((await call('POST', `${FACTOR}/recovery-codes`)).status).toBe(404)
    await call('POST', FACTOR)
    expect((await call('POST', `${FACTOR}/recovery-codes`)).status).toBe(404)
  })
})
