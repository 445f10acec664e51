import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Cdr } from '@ringfence/domain/cdr'
import type { Extension } from '@ringfence/domain/extension'
import { type Call, caller } from '../testing/call'
import { type EngineCall, engineCaller, mintEngineToken, recorded, recordedTenant } from '../testing/engines'
import { makeExtension } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let owner: Call
let engine: EngineCall
let tenant: { id: number; domain: string }
let phone: Extension
let made = 0
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

const JSON_BODY = { 'content-type': 'application/json' }

/** Of the past, by whatever clock; otherwise as recorded. */
const TIMES = { start_uepoch: '1732377099476469', end_uepoch: '1732377100776427' }

/** A leg as it was recorded, of this tenant and extension and unlike any before. */
const leg = (file: 'a' | 'b', change: Record<string, string> = {}) => {
  const call = JSON.parse(recorded(`freeswitch-call-${file}.json`))
  const uuid = `84c00e45-bc0e-4981-a7bc-${String(++made).padStart(12, '0')}`
  Object.assign(call.variables, TIMES, { uuid, accountcode: `t${tenant.id}%3Ae${phone.id}` }, change)
  return call
}
const tell = (call: unknown) => engine('/freeswitch/cdr?uuid=x', JSON.stringify(call), JSON_BODY)
const calls = async () => (await owner<Cdr[]>('GET', `/api/cdrs?tenant_id=${tenant.id}`)).body.data

describe('a call that FreeSWITCH tells of', () => {
  test('is stored once, however often and in whichever encoding it is told', async () => {
    const call = leg('a')
    const text = JSON.stringify(call)
    const tellings = [
      await tell(call),
      await tell(call),
      await engine('/freeswitch/cdr', { cdr: text }),
      await engine('/freeswitch/cdr', `cdr=${Buffer.from(text).toString('base64')}`, {
        'content-type': 'application/x-www-form-base64-encoded',
      }),
    ]
    for (const answer of tellings) expect([answer.status, answer.text]).toEqual([200, '{"message":"Call received."}'])
    expect(await calls()).toMatchObject([
      {
        tenant_id: tenant.id,
        extension_id: phone.id,
        caller_number: '1001',
        destination_number: '1002',
        direction: 'outbound',
        disposition: 'answered',
        duration_seconds: 1,
        bill_seconds: 1,
        started_at: '2024-11-23T15:51:39.476469Z',
        ended_at: '2024-11-23T15:51:40.776427Z',
        call_id: call.variables.uuid,
      },
    ])
  })

  for (const encoding of ['form', 'base64'])
    test(`is read as ${encoding}`, async () => {
      const text = JSON.stringify(leg('a'))
      const answer =
        encoding === 'form'
          ? await engine('/freeswitch/cdr', { cdr: text })
          : await engine('/freeswitch/cdr', `cdr=${Buffer.from(text).toString('base64')}`, {
              'content-type': 'application/x-www-form-base64-encoded',
            })
      expect(answer.status).toBe(200)
      expect(await calls()).toHaveLength(1)
    })

  test('is one call, though its other leg is told of as well', async () => {
    for (const call of [leg('b'), leg('a'), leg('b')]) expect((await tell(call)).status).toBe(200)
    expect(await calls()).toHaveLength(1)
  })

  test('within the tenant is internal, from elsewhere inbound', async () => {
    await makeExtension(owner, tenant, { extension_number: '1002' })
    await tell(leg('a'))
    await tell(leg('a', { accountcode: `t${tenant.id}` }))
    await tell(leg('a', { accountcode: '' }))
    expect((await calls()).map(({ direction, extension_id }) => [direction, extension_id])).toEqual([
      ['inbound', null],
      ['inbound', null],
      ['internal', phone.id],
    ])
  })

  const endings: [cause: string, disposition: string][] = [
    ['USER_BUSY', 'busy'],
    ['NO_ANSWER', 'no_answer'],
    ['ORIGINATOR_CANCEL', 'no_answer'],
    ['USER_NOT_REGISTERED', 'no_answer'],
    ['CALL_REJECTED', 'failed'],
    ['NORMAL_TEMPORARY_FAILURE', 'failed'],
  ]
  test.each(endings)('that ended by %s is %s', async (cause, disposition) => {
    await tell(leg('a', { answer_uepoch: '0', billsec: '0', hangup_cause: cause }))
    expect((await calls()).map(({ disposition, bill_seconds }) => [disposition, bill_seconds])).toEqual([
      [disposition, 0],
    ])
  })

  test('of an extension that is gone, or of another tenant, is the tenant’s alone', async () => {
    const elsewhere = await makeExtension(owner, await server.tenant())
    for (const id of [elsewhere.id, 999_999_999]) await tell(leg('a', { accountcode: `t${tenant.id}:e${id}` }))
    expect((await calls()).map(({ extension_id }) => extension_id)).toEqual([null, null])
  })

  const never: Record<string, () => unknown> = {
    'of no tenant': () => leg('a', { accountcode: 't999999999:e1' }),
    'of nobody': () => leg('a', { accountcode: '', domain_name: '', dialed_domain: '', sip_req_host: '' }),
    'without a name': () => leg('a', { uuid: '' }),
    'without a time': () => leg('a', { start_uepoch: '0' }),
    'beyond all time': () => leg('a', { end_uepoch: '9'.repeat(30) }),
    'that ended before it began': () => leg('a', { end_uepoch: '1732377099476468' }),
    'that ends after tomorrow': () => leg('a', { end_uepoch: `${Date.now() + 2 * 86_400_000}000` }),
    'of nothing': () => null,
    'of a list': () => [[[]]],
    'of texts alone': () => ({ variables: 'x', callflow: 'y' }),
  }
  for (const [what, call] of Object.entries(never))
    test(`${what} is 422, so that it is not told for ever`, async () => {
      expect((await tell(call())).status).toBe(422)
      expect(await calls()).toEqual([])
    })

  test('is taken from a clock that is an hour ahead', async () => {
    expect((await tell(leg('a', { end_uepoch: `${Date.now() + 3_600_000}000` }))).status).toBe(200)
    expect(await calls()).toHaveLength(1)
  })

  test('may hold anything where texts are', async () => {
    const call = leg('a')
    Object.assign(call.callflow[0].caller_profile, {
      caller_id_number: `\u001b[2J"'\\%${'9'.repeat(300)}`,
      destination_number: '',
    })
    Object.assign(call.variables, { dialed_user: '%zz%ED%A0%80' })
    expect((await tell(call)).status).toBe(200)
    const [stored] = await calls()
    expect([stored?.caller_number.slice(0, 7), stored?.caller_number.length]).toEqual([`[2J"'\\%`, 50])
  })

  test('that is no JSON is 400, and larger than a call 413', async () => {
    for (const body of ['{', '', '<cdr/>']) expect((await engine('/freeswitch/cdr', body, JSON_BODY)).status).toBe(400)
    expect((await engine('/freeswitch/cdr', 'x'.repeat(1024 * 1024 + 1), JSON_BODY)).status).toBe(413)
    expect((await engine('/freeswitch/cdr', '<cdr/>', { 'content-type': 'text/xml' })).status).toBe(415)
  })

  test('is no call of a tenant that the token does not serve', async () => {
    const narrow = engineCaller(server, (await mintEngineToken(owner, { tenant_id: (await server.tenant()).id })).token)
    expect((await narrow('/freeswitch/cdr', JSON.stringify(leg('a')), JSON_BODY)).status).toBe(422)
    expect(await calls()).toEqual([])
  })
})
