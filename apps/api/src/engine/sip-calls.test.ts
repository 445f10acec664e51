import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Cdr } from '@ringfence/domain/cdr'
import type { Extension } from '@ringfence/domain/extension'
import { type Call, caller } from '../testing/call'
import { type EngineCall, engineCaller, mintEngineToken } from '../testing/engines'
import { makeExtension } from '../testing/samples'
import { startTestServer, type TestServer, type TestTenant } from '../testing/server'

let server: TestServer
let owner: Call
let engine: EngineCall
let tenant: TestTenant & { id: number }
let phone: Extension
beforeAll(async () => {
  server = await startTestServer()
  owner = caller(server, await server.signIn())
  engine = engineCaller(server, (await mintEngineToken(owner)).token)
})
afterAll(() => server.close())

beforeEach(async () => {
  tenant = await server.tenant()
  phone = await makeExtension(owner, tenant)
})

const call = (change: Record<string, unknown> = {}) => ({
  tenant_id: tenant.id,
  extension_id: phone.id,
  caller_number: '1001',
  destination_number: '1002',
  code: '200',
  started_at: '2024-11-23T21:00:00Z',
  duration_seconds: 9,
  bill_seconds: 7,
  call_id: 'a84b4c76e66710@192.0.2.10',
  from_tag: '9fxced76sl',
  ...change,
})
const tell = (change: Record<string, unknown> = {}, by = engine) =>
  by('/cdr', JSON.stringify(call(change)), { 'content-type': 'application/json' })
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const calls = async () => (await owner<Cdr[]>('GET', `/api/cdrs?tenant_id=${tenant.id}`)).body.data

describe('a call that any SIP server tells of', () => {
  test('is stored once, however often it is told', async () => {
    for (const answer of [await tell(), await tell(), await tell({ tenant_id: null, domain: tenant.domain })])
      expect([answer.status, answer.text]).toEqual([200, '{"message":"Call received."}'])
    expect(await calls()).toMatchObject([
      {
        tenant_id: tenant.id,
        extension_id: phone.id,
        caller_number: '1001',
        destination_number: '1002',
        direction: 'outbound',
        disposition: 'answered',
        duration_seconds: 9,
        bill_seconds: 7,
        started_at: '2024-11-23T21:00:00.000000Z',
        ended_at: '2024-11-23T21:00:09.000000Z',
        call_id: 'a84b4c76e66710@192.0.2.10;9fxced76sl',
      },
    ])
  })

  test('is another one with another tag, or of another tenant', async () => {
    const other = await server.tenant()
    await tell({ tenant_id: other.id })
    for (const from_tag of ['a', 'b', null]) await tell({ from_tag })
    expect(await calls()).toHaveLength(3)
  })

  test('is another one of the same Call-ID and tag where the SIP server has another name for it', async () => {
    for (const invite_id of ['1', '1', '2', '', null]) await tell({ invite_id })
    expect(await calls()).toHaveLength(3)
  })

  test('is stored however odd its Call-ID is', async () => {
    for (const call_id of ['\0', '\u001b[2J', '\ud800', 'x'.repeat(300), `${'x'.repeat(300)}y`, 'ü'])
      for (const _ of [1, 2]) expect((await tell({ call_id })).status).toBe(200)
    expect(await calls()).toHaveLength(6)
  })

  test('within the tenant is internal, from elsewhere inbound', async () => {
    await makeExtension(owner, tenant, { extension_number: '1002' })
    await tell({ call_id: 'within' })
    await tell({ call_id: 'into', extension_id: null })
    const told = (await calls()).map(({ call_id, direction }) => [call_id?.split(';')[0], direction])
    expect(Object.fromEntries(told)).toEqual({ within: 'internal', into: 'inbound' })
  })

  const codes: [code: number, disposition: string][] = [
    [202, 'answered'],
    [486, 'busy'],
    [600, 'busy'],
    [404, 'no_answer'],
    [408, 'no_answer'],
    [480, 'no_answer'],
    [487, 'no_answer'],
    [403, 'failed'],
    [503, 'failed'],
  ]
  test.each(codes)('that ended by %d is %s', async (code, disposition) => {
    await tell({ code, bill_seconds: undefined })
    expect((await calls()).map(({ disposition, bill_seconds }) => [disposition, bill_seconds])).toEqual([
      [disposition, 0],
    ])
  })

  test('of another tenant’s extension is no extension’s', async () => {
    const elsewhere = await makeExtension(owner, await server.tenant())
    await tell({ extension_id: elsewhere.id })
    expect((await calls()).map(({ extension_id }) => extension_id)).toEqual([null])
  })

  test('began in the future by a clock that is an hour ahead', async () => {
    expect((await tell({ started_at: inDays(1 / 24) })).status).toBe(200)
    expect(await calls()).toHaveLength(1)
  })

  const faults: [change: Record<string, unknown>, field: string][] = [
    [{ tenant_id: null }, 'tenant_id'],
    [{ tenant_id: 999_999_999 }, 'tenant_id'],
    [{ tenant_id: null, domain: 'nowhere.example' }, 'domain'],
    [{ code: 100 }, 'code'],
    [{ code: '4xx' }, 'code'],
    [{ started_at: 'yesterday' }, 'started_at'],
    [{ started_at: inDays(2) }, 'started_at'],
    [{ duration_seconds: 2_000_000_000 }, 'started_at'],
    [{ duration_seconds: -1 }, 'duration_seconds'],
    [{ bill_seconds: 2 ** 53 }, 'bill_seconds'],
    [{ call_id: '' }, 'call_id'],
    [{ caller_number: '\0' }, 'caller_number'],
    [{ destination_number: 7 }, 'destination_number'],
  ]
  test.each(faults)('with %p is 422, which names the field', async (change, field) => {
    const answer = await tell(change)
    expect([answer.status, Object.keys(JSON.parse(answer.text).errors)]).toEqual([422, [field]])
    expect(await calls()).toEqual([])
  })

  test('is no call of a tenant that the token does not serve, and no token that only reads tells of any', async () => {
    const mint = async (fields: Parameters<typeof mintEngineToken>[1]) =>
      engineCaller(server, (await mintEngineToken(owner, fields)).token)
    const foreign = await tell({}, await mint({ tenant_id: (await server.tenant()).id }))
    expect([foreign.status, foreign.text]).toEqual([422, (await tell({ tenant_id: 999_999_999 })).text])
    expect((await tell({}, await mint({ read_only: true }))).status).toBe(403)
    expect(await calls()).toEqual([])
    expect((await tell({}, await mint({ tenant_id: tenant.id }))).status).toBe(200)
  })

  test('that is no JSON is 400 or 415', async () => {
    expect((await engine('/cdr', '{', { 'content-type': 'application/json' })).status).toBe(400)
    expect((await engine('/cdr', { code: '200' })).status).toBe(415)
  })
})
