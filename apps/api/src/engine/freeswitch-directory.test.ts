import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { Extension } from '@ringfence/domain/extension'
import { type Call, caller } from '../testing/call'
import {
  type EngineCall,
  engineCaller,
  mintEngineToken,
  RECORDED_DOMAIN,
  RECORDED_HA1,
  recorded,
  recordedTenant,
} from '../testing/engines'
import { makeExtension } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'
import { directory, NOBODY } from './freeswitch-directory'

let server: TestServer
let owner: Call
let engine: EngineCall
let tenant: { id: number; domain: string }
let phone: Extension
beforeAll(async () => {
  server = await startTestServer()
  owner = caller(server, await server.signIn())
  engine = engineCaller(server, (await mintEngineToken(owner)).token)
})
afterAll(() => server.close())

beforeEach(async () => {
  const fresh = await recordedTenant(server, owner)
  tenant = fresh.tenant
  phone = fresh.phone
})

const NOT_FOUND = '<section name="result"><result status="not found"/></section>'
const ask = (body: string | Record<string, string>) => engine('/freeswitch/directory', body)
const asked = (user = '1001', domain = RECORDED_DOMAIN, more: Record<string, string> = {}) =>
  ask({
    section: 'directory',
    action: 'sip_auth',
    user,
    domain,
    sip_auth_method: 'REGISTER',
    sip_auth_username: user,
    sip_auth_realm: domain,
    sip_to_user: user,
    sip_to_host: domain,
    sip_from_user: user,
    sip_from_host: domain,
    ...more,
  })
/** What was recorded, with some fields changed or, for undefined, left out. */
const altered = (change: Record<string, string | undefined>) => {
  const fields = new URLSearchParams(recorded('freeswitch-directory.txt'))
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) fields.delete(name)
    else fields.set(name, value)
  }
  return ask(fields.toString())
}

const expectNobody = (answer: Awaited<ReturnType<EngineCall>>) => {
  expect([answer.status, answer.type]).toEqual([200, 'text/xml; charset=utf-8'])
  expect(answer.text).toContain(NOT_FOUND)
  expect(answer.text).not.toContain('<user')
}

describe("FreeSWITCH's directory", () => {
  test('answers what a real FreeSWITCH asked with the digest that it let the phone in by', async () => {
    const answer = await ask(recorded('freeswitch-directory.txt'))
    expect([answer.status, answer.type]).toEqual([200, 'text/xml; charset=utf-8'])
    for (const part of [
      '<domain name="acme.sip.test">',
      '<user id="1001">',
      `<param name="a1-hash" value="${RECORDED_HA1}"/>`,
      `<variable name="user_context" value="tenant-${tenant.id}"/>`,
      `<variable name="accountcode" value="t${tenant.id}:e${phone.id}"/>`,
      '<variable name="effective_caller_id_name" value="Acme 1001"/>',
      '<variable name="effective_caller_id_number" value="1001"/>',
    ])
      expect(answer.text).toContain(part)
    expect(answer.text.match(/a1-hash/g)).toHaveLength(1)
  })

  test('answers whom to ring, too', async () => {
    expect((await asked('1001', RECORDED_DOMAIN, { action: 'user_call', as_channel: 'true' })).text).toContain(
      'dial-string',
    )
  })

  describe('takes a phone for nobody but who all of its request says, as FreeSWITCH does not compare:', () => {
    const ofEach = ['sip_auth_username', 'sip_auth_realm', 'sip_from_user', 'sip_from_host'].flatMap(
      (field): [method: string, field: string][] => [
        ['REGISTER', field],
        ['INVITE', field],
      ],
    )
    for (const [method, field] of [...ofEach, ['REGISTER', 'sip_to_user'], ['REGISTER', 'sip_to_host']] as const)
      test(`${field} of ${method}`, async () => {
        const other = field.endsWith('user') || field.endsWith('username') ? '1002' : 'globex.sip.test'
        expect((await altered({ sip_auth_method: method })).text).toContain('a1-hash')
        for (const value of [other, '', undefined])
          expectNobody(await altered({ sip_auth_method: method, [field]: value }))
      })

    test('a phone of one tenant registers at no other', async () => {
      const other = await server.tenant()
      await makeExtension(owner, other)
      expectNobody(await altered({ sip_to_host: other.domain }))
      expectNobody(await altered({ sip_to_host: other.domain, sip_from_host: other.domain }))
      expectNobody(await altered({ domain: other.domain }))
      expectNobody(await altered({ sip_auth_method: 'INVITE', sip_from_host: other.domain }))
    })

    test('but whoever is called by it may be anybody, and capitals are no difference', async () => {
      const call = { sip_auth_method: 'INVITE', sip_to_user: '1002', sip_to_host: 'globex.sip.test' }
      expect((await altered(call)).text).toContain('a1-hash')
      const loud = 'ACME.sip.TEST'
      expect((await altered({ sip_auth_realm: loud, sip_to_host: loud, sip_from_host: loud })).text).toContain(
        'a1-hash',
      )
    })
  })

  const strangers: Record<string, () => ReturnType<EngineCall>> = {
    'another number': () => asked('1002'),
    'another domain': () => asked('1001', 'globex.sip.test'),
    'no user': () => ask({ section: 'directory', purpose: 'gateways' }),
    'another section': () => asked('1001', RECORDED_DOMAIN, { section: 'dialplan' }),
    'what needs a password that is not given': () => asked('1001', RECORDED_DOMAIN, { action: 'voicemail-lookup' }),
    nothing: () => ask(''),
    'a NUL': () => asked('1001\0'),
    'a pattern': () => asked('%'),
    SQL: () => asked("1001' or '1'='1"),
    'half a character': () =>
      ask(
        `${recorded('freeswitch-directory.txt')}&domain=acme.sip.test%ED%A0%80`.replace('&domain=acme.sip.test&', '&'),
      ),
    'a very long name': () => asked('1'.repeat(100_000)),
  }
  for (const [what, stranger] of Object.entries(strangers))
    test(`knows nobody for ${what}`, async () => expectNobody(await stranger()))

  const ends: Record<string, () => Promise<unknown>> = {
    'a disabled extension': () => set({ status: 'disabled' }),
    'a deleted extension': () => owner('DELETE', `/api/extensions/${phone.id}`),
    'a suspended tenant': () =>
      asOwner(server.ownerUrl, sql => sql`update tenants set status = 'suspended' where id = ${tenant.id}`),
  }
  for (const [what, end] of Object.entries(ends))
    test(`knows nobody for ${what}`, async () => {
      await end()
      expectNobody(await asked())
    })

  // A real FreeSWITCH takes a user with an empty digest for one that any password is right for.
  test.each(['', 'x'.repeat(32), RECORDED_HA1.slice(1), ` ${RECORDED_HA1}`])(
    'knows nobody whose digest is "%s"',
    async digest => {
      await asOwner(
        server.ownerUrl,
        sql => sql`alter table extensions drop constraint if exists extensions_digests_whole`,
      )
      await asOwner(server.ownerUrl, sql => sql`update extensions set ha1_md5 = ${digest} where id = ${phone.id}`)
      expectNobody(await asked())
    },
  )

  test.each(['', 'x'.repeat(32), RECORDED_HA1.slice(1)])('says so also if it were handed the digest "%s"', digest => {
    const user = { tenantId: '1', extensionId: '5', displayName: 'x', ha1Md5: digest, ha1Sha256: '' }
    expect(directory({ number: '1001', domain: RECORDED_DOMAIN }, user)).toBe(NOBODY)
    expect(directory({ number: '1001', domain: RECORDED_DOMAIN }, { ...user, ha1Md5: RECORDED_HA1 })).toContain('<user')
  })

  test('is XML whatever a name holds, and the name obeys nobody', async () => {
    await set({ display_name: `<b>&"'\\ \${system(rm)}\u{FFFE}ü</b>` })
    const { text } = await asked()
    expect(text).toContain('name="effective_caller_id_name" value="b&amp;&apos; system(rm)ü/b"')
  })

  test('has the new digest from the moment on that the secret is another', async () => {
    await owner('POST', `/api/extensions/${phone.id}/secret`)
    expect((await asked()).text).not.toContain(RECORDED_HA1)
  })

  test('is asked by forms alone', async () => {
    const answer = await engine('/freeswitch/directory', '{}', { 'content-type': 'application/json' })
    expect(answer.status).toBe(415)
  })
})

const set = (fields: Record<string, unknown>) =>
  owner('PATCH', `/api/extensions/${phone.id}`, {
    json: fields,
    headers: { 'content-type': 'application/merge-patch+json' },
  })
