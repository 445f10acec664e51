import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { CdrBatchResult } from '@ringfence/domain/cdr-batch'
import { GREATEST_LINES } from '../routes/cdr-batch'
import { type Call, documentedCaller, times } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let admin: Call

beforeAll(async () => {
  server = await startTestServer()
  admin = documentedCaller(server, await server.signIn())
})
afterAll(() => server.close())

const NDJSON = 'application/x-ndjson'
const PATH = '/api/cdrs/batch'

const callBody = ({ id }: { id: number }, fields: Record<string, unknown> = {}) => ({
  tenant_id: id,
  caller_number: '+4930123456',
  destination_number: '1001',
  direction: 'inbound',
  disposition: 'answered',
  duration_seconds: 63,
  bill_seconds: 60,
  cost: 0.042,
  started_at: '2026-11-23T21:00:00Z',
  ...fields,
})

const sendLines = (lines: unknown[], headers: Record<string, string> = {}, as = admin) =>
  as<CdrBatchResult>('POST', PATH, {
    body: lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    headers: { 'content-type': NDJSON, ...headers },
  })

const sendArray = (json: unknown, headers: Record<string, string> = {}, as = admin) =>
  as<CdrBatchResult>('POST', PATH, { json, headers })

const stored = async ({ id }: { id: number }) => {
  const [row] = await asOwner(
    server.ownerUrl,
    sql => sql<[{ count: number }]>`select count(*)::int as count from cdrs where tenant_id = ${id}`,
  )
  return row.count
}

const withIds = (tenant: { id: number }, count: number) =>
  Array.from({ length: count }, (_, n) => callBody(tenant, { call_id: `call-${n}` }))

describe('an array of call records', () => {
  test('is stored, and sent again is counted as existing', async () => {
    const tenant = await server.tenant()
    const first = await sendArray(withIds(tenant, 3))
    expect([first.status, first.body.message]).toEqual([201, 'CDRs created successfully.'])
    expect(first.body.data).toEqual({ created: 3, existing: 0, failed: 0, errors: [] })
    expect((await sendArray(withIds(tenant, 4))).body.data).toMatchObject({ created: 1, existing: 3 })
    const list = await admin<{ call_id: string }[]>('GET', `/api/cdrs?tenant_id=${tenant.id}`)
    expect(list.body.data.map(({ call_id }) => call_id).sort()).toEqual(['call-0', 'call-1', 'call-2', 'call-3'])
  })

  test('with a fault in it is refused as a whole, with every fault named', async () => {
    const tenant = await server.tenant()
    const refused = await sendArray([callBody(tenant), callBody(tenant, { direction: '' }), {}])
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toMatchObject({
      '1.direction': ['The direction field is required.'],
      '2.tenant_id': ['The tenant id field is required.'],
    })
    const foreign = await sendArray([callBody(tenant), callBody({ id: 999_999_999 })])
    expect([foreign.status, foreign.body.errors]).toEqual([
      422,
      { '1.tenant_id': ['The selected tenant id is invalid.'] },
    ])
    expect(await stored(tenant)).toBe(0)
  })

  test('is an array of at most 1,000', async () => {
    for (const json of [{}, 'x', Array(1001).fill({})])
      expect(Object.keys((await sendArray(json)).body.errors ?? {})).toEqual(['body'])
    expect((await sendArray([])).body.data).toEqual({ created: 0, existing: 0, failed: 0, errors: [] })
  })
})

describe('lines of call records', () => {
  test('are stored where they are sound, and named where they are not', async () => {
    const tenant = await server.tenant()
    const answer = await sendLines([
      callBody(tenant, { call_id: 'a' }),
      '{"tenant_id":',
      '',
      callBody(tenant, { cost: -1, caller_number: null }),
      callBody(tenant, { call_id: 'a' }),
      callBody(tenant, { extension_id: 999_999_999 }),
      '7',
      callBody(tenant),
    ])
    expect(answer.status).toBe(201)
    const { errors, ...counts } = answer.body.data
    expect(counts).toEqual({ created: 2, existing: 1, failed: 4 })
    expect(errors.map(({ line }) => line)).toEqual([2, 4, 6, 7])
    expect(errors.slice(0, 3).map(({ errors }) => errors)).toEqual([
      { body: ['The line is not valid JSON.'] },
      { cost: ['The cost must be at least 0.'], caller_number: ['The caller number field is required.'] },
      { extension_id: ['The selected extension id is invalid.'] },
    ])
    expect(await stored(tenant)).toBe(2)
  })

  test('of which none is sound are refused, as an array of them is', async () => {
    const tenant = await server.tenant()
    const answer = await sendLines(['{', callBody(tenant, { cost: -1 })])
    expect([answer.status, answer.body.errors]).toEqual([
      422,
      { '1.body': ['The line is not valid JSON.'], '2.cost': ['The cost must be at least 0.'] },
    ])
    const tooMany = await sendLines([callBody(tenant), ...Array<string>(GREATEST_LINES).fill(''), '{}'])
    expect([tooMany.status, Object.keys(tooMany.body.errors ?? {}), await stored(tenant)]).toEqual([422, ['body'], 0])
  })

  test('are stored by the thousand, in whatever number', async () => {
    const tenant = await server.tenant()
    const lines = [...withIds(tenant, 2500), ...withIds(tenant, 10), ...Array(1200).fill('{')]
    const { data } = (await sendLines(lines)).body
    expect(data).toMatchObject({ created: 2500, existing: 10, failed: 1200 })
    expect(data.errors.map(({ line }) => line)).toEqual(Array.from({ length: 1000 }, (_, n) => 2511 + n))
    expect(await stored(tenant)).toBe(2500)
  }, 20_000)

  test('may come as application/ndjson, and of other types only JSON is taken', async () => {
    const tenant = await server.tenant()
    const answer = await sendLines([callBody(tenant)], { 'content-type': 'application/ndjson; charset=utf-8' })
    expect(answer.body.data.created).toBe(1)
    const refused = await sendLines([callBody(tenant)], { 'content-type': 'text/csv' })
    expect([refused.status, refused.body.message]).toEqual([
      415,
      'The body must be application/json or application/x-ndjson or application/ndjson.',
    ])
  })

  test('may be 32 MiB together, of which nothing is stored when they are more', async () => {
    const tenant = await server.tenant()
    const line = JSON.stringify(callBody(tenant, { call_id: 'a' }))
    const send = (bytes: number) => sendLines([line, ' '.repeat(bytes - line.length - 1)])
    const refused = await send(32 * 1024 * 1024 + 1)
    expect([refused.status, refused.body.message]).toEqual([413, 'The body is larger than 32 MiB.'])
    expect(await stored(tenant)).toBe(0)
    expect((await send(32 * 1024 * 1024)).body.data.created).toBe(1)
  }, 20_000)

  test('of hostile values are stored as they are sent, or named, and never break anything', async () => {
    const tenant = await server.tenant()
    const hostile = ['\0', '\ud800', '%_\\', "'; drop table cdrs; --", '=1+1', '\u{1f4de}'.repeat(50), '9'.repeat(51)]
    const lines = [
      ...hostile.map(caller_number => callBody(tenant, { caller_number })),
      `${'['.repeat(100_000)}`,
      `{"tenant_id":${tenant.id},"tenant_id":9007199254740993}`,
      callBody(tenant, { cost: 1e300 }),
      callBody(tenant, { started_at: '0001-01-01T00:00:00Z' }),
      callBody(tenant, { started_at: '1000-01-01T00:00:00Z', __proto__: { x: 1 } }),
    ]
    const { status, body } = await sendLines(lines)
    expect(status).toBe(201)
    expect(body.data.errors.map(({ line }) => line)).toEqual([1, 2, 7, 8, 9, 10, 11])
    expect(body.data.created).toBe(5)
  })
})

describe('with an Idempotency-Key', () => {
  const keyed = (key: string) => ({ 'idempotency-key': key })

  for (const [what, send] of [
    ['an array', sendArray],
    ['lines', sendLines],
  ] as const)
    test(`${what} without call ids sent again is stored once, and answered the same`, async () => {
      const tenant = await server.tenant()
      const body = Array(1000).fill(callBody(tenant))
      const first = await send(body, keyed(`key-of-${tenant.id}`))
      const again = await send(body, keyed(`key-of-${tenant.id}`))
      expect(first.body.data.created).toBe(1000)
      expect(again.text).toBe(first.text)
      expect(again.headers.get('idempotency-replayed')).toBe('true')
      expect(await stored(tenant)).toBe(1000)
      expect((await send([...body.slice(1), callBody(tenant, { cost: 1 })], keyed(`key-of-${tenant.id}`))).status).toBe(
        409,
      )
    }, 20_000)

  test('lines that broke off go on where they stopped', async () => {
    const tenant = await server.tenant()
    const lines = Array(2500).fill(callBody(tenant))
    const key = keyed(`key-of-${tenant.id}`)
    await sendLines(lines, key)
    // As if the server had died before the last part.
    await asOwner(
      server.ownerUrl,
      sql => sql`
        with lost as (
          delete from cdrs
          where id in (select id from cdrs where tenant_id = ${tenant.id} order by id desc limit 500)
        )
        delete from idempotency where answer like '%"created" : 500,%'`,
    )
    const again = await sendLines(lines, key)
    expect(again.body.data).toMatchObject({ created: 2500, failed: 0 })
    expect(await stored(tenant)).toBe(2500)
  }, 20_000)

  test('lines sent by many at once are stored once', async () => {
    const tenant = await server.tenant()
    const lines = Array(1500).fill(callBody(tenant))
    const answers = await times(4, () => sendLines(lines, keyed(`key-of-${tenant.id}`)))
    for (const { status, body } of answers) expect([status, body.data.created]).toEqual([201, 1500])
    expect(await stored(tenant)).toBe(1500)
  }, 20_000)
})
