import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { NewSecondFactor, RecoveryCodes, SecondFactor } from '@ringfence/domain/second-factor'
import { cookieIn, makeAdmin, signInAs, type TestAdmin } from '../testing/admins'
import { documentedCaller, times } from '../testing/call'
import { codeOf, factorActionsOf, isLive, makeEnrolled, signInWith } from '../testing/second-factor'
import { startTestServer, type TestServer } from '../testing/server'
import { bearing, makeToken } from '../testing/tokens'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ overrides: { trustedProxies: new Set(['127.0.0.1']) } })
})
afterAll(() => server.close())

const FACTOR = '/api/admin/second-factor'
const WRONG = { code: ['The code is wrong, or was used before.'] }

const begin = async () => {
  const admin = await makeAdmin(server)
  const cookie = await signInAs(server, admin)
  const call = documentedCaller(server, cookie)
  const answer = await call<NewSecondFactor>('POST', FACTOR)
  return { admin, cookie, call, answer, secret: answer.body.data.secret }
}

const confirm = (call: ReturnType<typeof documentedCaller>, code: unknown) =>
  call<RecoveryCodes>('POST', `${FACTOR}/confirm`, { json: { code } })

describe('a second factor', () => {
  test('is shown once when it is begun, and changes nothing until it is confirmed', async () => {
    const { admin, call, answer, secret } = await begin()
    expect([answer.status, answer.body.message]).toEqual([201, 'Second factor created successfully.'])
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    const uri = new URL(answer.body.data.uri)
    expect([uri.protocol, uri.searchParams.get('secret'), uri.searchParams.get('issuer')]).toEqual([
      'otpauth:',
      secret,
      'Ringfence',
    ])
    expect(decodeURIComponent(uri.pathname)).toEndWith(`Ringfence:${admin.email}`)
    expect((await call<SecondFactor>('GET', FACTOR)).body.data).toEqual({
      active: false,
      recovery_codes_left: 0,
      required: false,
    })
    expect((await signInWith(server, admin)).status).toBe(200)
  })

  test('ends every session when it is confirmed, but for a new one of the caller, and shows ten codes', async () => {
    const { admin, cookie, call, secret } = await begin()
    const elsewhere = await signInAs(server, admin)
    const answer = await confirm(call, codeOf(secret))
    expect([answer.status, answer.body.message]).toEqual([200, 'Second factor confirmed successfully.'])
    expect(new Set(answer.body.data.recovery_codes).size).toBe(10)
    const own = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
    expect([await isLive(server, cookie), await isLive(server, elsewhere), await isLive(server, own)]).toEqual([
      false,
      false,
      true,
    ])
    const { body } = await documentedCaller(server, own)<SecondFactor>('GET', FACTOR)
    expect(body.data).toMatchObject({ active: true, recovery_codes_left: 10 })
    expect(await factorActionsOf(server, admin)).toEqual(['admin.second_factor_begun', 'admin.second_factor_added'])
  })

  test('is not confirmed by a wrong code, a recovery code, or a code of one that was begun before', async () => {
    const { call, secret } = await begin()
    const other = (await call<NewSecondFactor>('POST', FACTOR)).body.data
    for (const code of [codeOf(secret), codeOf(other.secret, 5), 'T7vqPz3mXw8KdRy4HnJc']) {
      const answer = await confirm(call, code)
      expect([answer.status, answer.body.errors]).toEqual([422, WRONG])
    }
    expect((await confirm(call, codeOf(other.secret))).status).toBe(200)
  })

  test('is confirmed once, by one of fifty at once', async () => {
    const { call, secret } = await begin()
    const code = codeOf(secret)
    const answers = await times(50, () => confirm(call, code))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => ![200, 401, 422, 429].includes(status))).toEqual([])
  })

  test('is neither begun nor confirmed where one is active, and no code of that is guessed by it', async () => {
    const { admin, call } = await makeEnrolled(server)
    const again = await call('POST', FACTOR)
    expect([again.status, again.body.code]).toEqual([409, 'in_use'])
    for (let attempt = 0; attempt < 6; attempt++) {
      const confirmed = await confirm(call, '123456')
      expect([confirmed.status, confirmed.body.code]).toEqual([409, 'in_use'])
    }
    expect((await signInWith(server, admin, '123456')).status).toBe(422)
  })

  test('is removed with all sessions, but for a new one of the caller', async () => {
    const { admin, call, cookie } = await makeEnrolled(server, { role: 'viewer' })
    const answer = await call('DELETE', FACTOR)
    expect([answer.status, answer.text]).toEqual([200, '{"message":"Second factor deleted successfully."}'])
    const own = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
    expect([await isLive(server, cookie), await isLive(server, own)]).toEqual([false, true])
    expect((await signInWith(server, admin)).status).toBe(200)
    expect((await documentedCaller(server, own)('DELETE', FACTOR)).status).toBe(404)
    expect(await factorActionsOf(server, admin)).toContain('admin.second_factor_removed')
  })

  test('is nothing that a token sees or changes', async () => {
    const { call } = await makeEnrolled(server)
    const { token } = await makeToken(call)
    const program = bearing(server, token)
    const answers = [
      await program('GET', FACTOR),
      await program('POST', FACTOR),
      await program('DELETE', FACTOR),
      await program('POST', `${FACTOR}/recovery-codes`),
      await program('POST', `${FACTOR}/confirm`, { json: { code: '123456' } }),
      await program('POST', '/api/admin/reauthenticate', { json: { password: 'x' } }),
    ]
    for (const { status, body } of answers) expect([status, body.code]).toEqual([403, 'needs_session'])
  })
})

describe('an owner', () => {
  const idOf = async ({ email }: TestAdmin) => {
    const [row] = await asOwner(
      server.ownerUrl,
      sql => sql<[{ id: string }]>`select id from admins where email = ${email}`,
    )
    return row.id
  }

  test('sees who has a second factor, and removes it with the sessions of who lost it', async () => {
    const { admin, cookie } = await makeEnrolled(server, { role: 'viewer' })
    const owner = documentedCaller(server, await server.signIn())
    const path = `/api/admins/${await idOf(admin)}`
    expect((await owner<{ second_factor: boolean }>('GET', path)).body.data.second_factor).toBe(true)
    const answer = await owner('DELETE', `${path}/second-factor`)
    expect([answer.status, answer.text]).toEqual([200, '{"message":"Second factor deleted successfully."}'])
    expect(await isLive(server, cookie)).toBe(false)
    expect((await signInWith(server, admin)).status).toBe(200)
    expect((await owner('DELETE', `${path}/second-factor`)).status).toBe(404)
    expect((await factorActionsOf(server, admin)).at(-1)).toBe('admin.second_factor_removed')
  })

  test('alone may, and not with a token', async () => {
    const { admin } = await makeEnrolled(server)
    const path = `/api/admins/${await idOf(admin)}/second-factor`
    const { id } = await server.tenant()
    for (const role of ['tenant', 'viewer'] as const) {
      const other = await makeAdmin(server, { role, tenantId: id })
      expect((await documentedCaller(server, await signInAs(server, other))('DELETE', path)).status).toBe(403)
    }
    const { token } = await makeToken(documentedCaller(server, await server.signIn()))
    expect((await bearing(server, token)('DELETE', path)).status).toBe(403)
    expect((await signInWith(server, admin)).status).toBe(401)
  })

  test('cannot set it in a record', async () => {
    const { admin } = await makeEnrolled(server, { role: 'viewer' })
    const owner = documentedCaller(server, await server.signIn())
    const path = `/api/admins/${await idOf(admin)}`
    const headers = { 'content-type': 'application/merge-patch+json' }
    expect((await owner('PATCH', path, { json: { second_factor: false, name: 'Eve' }, headers })).status).toBe(200)
    expect((await signInWith(server, admin)).status).toBe(401)
  })
})

describe('the session that takes the place of the one that was ended', () => {
  const NEW_PASSWORD = 'tall otter hums 42 times'
  const works: Record<string, (admin: TestAdmin, cookie: string) => Promise<{ headers: Headers }>> = {
    'by a second factor': async (_, cookie) => {
      const call = documentedCaller(server, cookie)
      const { secret } = (await call<NewSecondFactor>('POST', FACTOR)).body.data
      return confirm(call, codeOf(secret))
    },
    'by none': async ({ email }, cookie) => {
      await asOwner(server.ownerUrl, async sql => {
        await sql`alter table admins disable trigger admins_end_sessions_of_another_factor`
        await sql`update admins set second_factor = true where email = ${email}`
        await sql`alter table admins enable trigger admins_end_sessions_of_another_factor`
      })
      return documentedCaller(server, cookie)('DELETE', FACTOR)
    },
    'by another password': ({ password }, cookie) =>
      documentedCaller(server, cookie)('PUT', '/api/admin/password', {
        json: { current_password: password, password: NEW_PASSWORD },
      }),
  }
  for (const [how, work] of Object.entries(works)) {
    test(`${how} is of the same admin, whoever has his e-mail address by now`, async () => {
      const admin = await makeAdmin(server, { role: 'viewer' })
      const cookie = await signInAs(server, admin)
      const answer = await documentedCaller(server, cookie)('GET', '/api/extensions')
      expect(answer.status).toBe(200)
      const other = await makeAdmin(server)
      await asOwner(server.ownerUrl, async sql => {
        await sql`update admins set name = 'Viewer', email = ${`was-${admin.email}`} where email = ${admin.email}`
        await sql`update admins set email = ${admin.email} where email = ${other.email}`
      })
      const after = cookieIn(await work({ ...admin, email: `was-${admin.email}` }, cookie))
      expect((await documentedCaller(server, after)<{ name: string }>('GET', '/api/admin/me')).body.data).toMatchObject(
        {
          name: 'Viewer',
          role: 'viewer',
        },
      )
    })

    test(`${how} is no fresher, and lasts no longer`, async () => {
      const admin = await makeAdmin(server)
      const cookie = await signInAs(server, admin)
      const times = () =>
        asOwner(
          server.ownerUrl,
          sql => sql<{ created: string; authenticated: string; hours: number }[]>`
            select s.created_at::text as created, s.authenticated_at::text as authenticated,
              (extract(epoch from s.expires_at - s.created_at) / 3600)::integer as hours
            from sessions s
            join admins a on a.id = s.admin_id
            where a.email = ${admin.email}`,
        )
      await asOwner(
        server.ownerUrl,
        sql => sql`
          update sessions s
          set created_at = now() - interval '11 hours', authenticated_at = now() - interval '14 minutes'
          from admins a
          where a.id = s.admin_id and a.email = ${admin.email}`,
      )
      const [before] = await times()
      const after = cookieIn(await work(admin, cookie))
      expect(await isLive(server, after)).toBe(true)
      expect([...(await times())]).toEqual([
        { created: before?.created ?? '', authenticated: before?.authenticated ?? '', hours: 12 },
      ])
    })
  }
})

test('a session that begins while a second factor is added does not outlive that', async () => {
  const admin = await makeAdmin(server)
  const call = documentedCaller(server, await signInAs(server, admin))
  const { secret } = (await call<NewSecondFactor>('POST', FACTOR)).body.data
  const [confirmed, ...signedIn] = await Promise.all([
    confirm(call, codeOf(secret)),
    ...Array.from({ length: 3 }, () => server.request('/api/admin/login', { json: admin })),
  ])
  expect(confirmed.status).toBe(200)
  for (const answer of signedIn) if (cookieIn(answer)) expect(await isLive(server, cookieIn(answer))).toBe(false)
})

test('a new password asks for the code all the same', async () => {
  const { admin, call } = await makeEnrolled(server)
  const json = { current_password: admin.password, password: 'a much better password' }
  const answer = await call('PUT', '/api/admin/password', { json })
  expect(answer.status).toBe(200)
  expect(await isLive(server, answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '')).toBe(true)
  expect((await signInWith(server, { ...admin, password: json.password })).status).toBe(401)
})

test('what makes the codes does not open in the row of another admin', async () => {
  const [one, other] = [await makeEnrolled(server), await makeEnrolled(server)]
  await asOwner(
    server.ownerUrl,
    sql => sql`
      update second_factors f set secret_sealed = o.secret_sealed, last_step = 0
      from second_factors o, admins a, admins b
      where a.email = ${one.admin.email} and f.admin_id = a.id and b.email = ${other.admin.email} and o.admin_id = b.id`,
  )
  expect((await signInWith(server, one.admin, codeOf(other.secret))).status).toBe(500)
})
