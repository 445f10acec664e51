import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { CdrSummary } from '@ringfence/domain/cdr-summary'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Call, documentedCaller } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let cookie: string
let admin: Call

beforeAll(async () => {
  server = await startTestServer()
  cookie = await server.signIn()
  admin = documentedCaller(server, cookie)
})
afterAll(() => server.close())

const call = ({ id }: { id: number }, fields: Record<string, unknown> = {}) => ({
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

const store = async (calls: object[]) => {
  const stored = await admin('POST', '/api/cdrs/batch', { json: calls })
  expect(stored.status).toBe(201)
}

const download = async (query: string, headers: Record<string, string> = {}, as = cookie) => {
  const answer = await server.request(`/api/cdrs/export?${query}`, { cookie: as, headers })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

const RANGE = 'from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z'

describe('the summary', () => {
  test('is answered as documented', async () => {
    const tenant = await server.tenant()
    await store([call(tenant), call(tenant), call(tenant, { disposition: 'busy' })])
    const { status, body } = await admin<CdrSummary>('GET', `/api/cdrs/summary?${RANGE}&tenant_id=${tenant.id}`)
    expect([status, body.message]).toEqual([200, 'CDR summary loaded successfully.'])
    expect(body.data.totals).toEqual([
      { day: '2026-11-23', disposition: 'answered', calls: 2, duration_seconds: 126, bill_seconds: 120, cost: 0.084 },
      { day: '2026-11-23', disposition: 'busy', calls: 1, duration_seconds: 63, bill_seconds: 60, cost: 0.042 },
    ])
  })

  test('over more than 400 days is refused', async () => {
    const { status, body } = await admin('GET', '/api/cdrs/summary?from=2020-01-01T00:00:00Z&timezone=Mars')
    expect([status, Object.keys(body.errors ?? {}).sort()]).toEqual([422, ['from', 'timezone']])
  })
})

describe('the export', () => {
  const HEAD =
    'id,tenant_id,extension_id,caller_number,destination_number,direction,disposition,duration_seconds,bill_seconds,cost,started_at,ended_at,call_id,created_at,updated_at'

  test('is a file of CSV, newest first, in which no formula runs', async () => {
    const tenant = await server.tenant()
    await store([
      call(tenant, { caller_number: '=1+1', call_id: 'a,"b"', cost: 9_999_999_999.9999 }),
      call(tenant, { started_at: '2026-11-24T00:00:00.123456+01:00' }),
    ])
    const { status, headers, text } = await download(`format=csv&tenant_id=${tenant.id}`)
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toBe('attachment; filename="cdrs.csv"')
    expect(headers.get('content-type')).toStartWith('text/csv')
    const [head, first, second, end] = text.split('\r\n')
    expect([head, end]).toEqual([HEAD, ''])
    expect(first).toContain(
      `,${tenant.id},,+4930123456,1001,inbound,answered,63,60,0.042,2026-11-23T23:00:00.123456Z,,,`,
    )
    expect(second).toContain(
      `,'=1+1,1001,inbound,answered,63,60,9999999999.9999,2026-11-23T21:00:00.000000Z,,"a,""b""",`,
    )
  })

  test('as NDJSON can be sent as a batch', async () => {
    const tenant = await server.tenant()
    await store([call(tenant, { call_id: 'a' }), call(tenant, { call_id: 'b', caller_number: '=1+1' })])
    const { text } = await download(`tenant_id=${tenant.id}`, { accept: 'application/x-ndjson' })
    await asOwner(server.ownerUrl, sql => sql`delete from cdrs where tenant_id = ${tenant.id}`)
    const headers = { 'content-type': 'application/x-ndjson' }
    expect((await admin('POST', '/api/cdrs/batch', { body: text, headers })).body.data).toMatchObject({ created: 2 })
    const again = await download(`tenant_id=${tenant.id}&format=ndjson`)
    const callsIn = (lines: string) =>
      lines
        .trim()
        .split('\n')
        .map(line => ({ ...JSON.parse(line), id: 0, created_at: 0, updated_at: 0 }))
        .sort((one, other) => (one.call_id < other.call_id ? -1 : 1))
    expect(callsIn(again.text)).toEqual(callsIn(text))
  })

  test('has what the list of the same filters has, over many pages', async () => {
    const tenant = await server.tenant()
    await store(
      Array.from({ length: 1000 }, (_, n) =>
        call(tenant, { direction: n % 3 ? 'inbound' : 'outbound', caller_number: `${n}`, call_id: `first-${n}` }),
      ),
    )
    await store(Array.from({ length: 1000 }, (_, n) => call(tenant, { caller_number: `${n}` })))
    for (const query of ['', '&direction=outbound', '&number=99', '&search=OUTB', `&${RANGE}`]) {
      const list = await admin<{ id: number }[]>('GET', `/api/cdrs?tenant_id=${tenant.id}${query}`)
      const { text } = await download(`format=ndjson&tenant_id=${tenant.id}${query}`)
      const ids = text.split('\n').flatMap(line => (line ? [JSON.parse(line).id] : []))
      expect(ids).toEqual(list.body.data.map(({ id }) => id))
      expect(ids.length).toBeGreaterThan(30)
    }
  }, 20_000)

  test('is in the audit trail with what was asked for', async () => {
    const tenant = await server.tenant()
    await download(`tenant_id=${tenant.id}&number=99`)
    const [row] = await asOwner(
      server.ownerUrl,
      sql => sql<{ after: object }[]>`
        select after from audit where action = 'cdr.exported' and (after ->> 'tenant_id')::int = ${tenant.id}`,
    )
    expect(row?.after).toEqual({ tenant_id: tenant.id, number: '99', format: 'csv' })
  })

  test('of an unknown format, or with a faulty filter, is refused', async () => {
    const { status, body } = await admin('GET', '/api/cdrs/export?format=xml&from=x&limit=0')
    expect([status, Object.keys(body.errors ?? {}).sort()]).toEqual([422, ['format', 'from']])
  })
})

describe('a tenant', () => {
  test('totals, exports and stores no calls but its own', async () => {
    const [home, other] = [await server.tenant(), await server.tenant()]
    await store([call(home), call(other)])
    const own = await signInAs(server, await makeAdmin(server, { role: 'tenant', tenantId: home.id }))
    const member = documentedCaller(server, own)
    const { body } = await member<CdrSummary>('GET', `/api/cdrs/summary?${RANGE}`)
    expect(body.data.totals.map(({ calls }) => calls)).toEqual([1])
    expect((await download('format=csv', {}, own)).text.trim().split('\r\n')).toHaveLength(2)
    const foreign = await member('POST', '/api/cdrs/batch', { json: [call(other)] })
    const missing = await member('POST', '/api/cdrs/batch', { json: [call({ id: 999_999_999 })] })
    expect([foreign.status, foreign.text]).toEqual([422, missing.text])
  })
})

test('a session that has ended elsewhere gets nothing, not even emptiness', async () => {
  const tenant = await server.tenant()
  const body = JSON.stringify(call(tenant))
  const headers = { 'content-type': 'application/x-ndjson' }
  const attempts: [string, string, RequestInit][] = [
    ['POST', '/api/cdrs/batch', { body, headers }],
    ['POST', '/api/cdrs/batch', { body: '\n', headers }],
    ['GET', '/api/cdrs/summary?from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z', {}],
    ['GET', '/api/cdrs/export', {}],
  ]
  for (const [method, path, options] of attempts) {
    const ended = await signInAs(server, await makeAdmin(server))
    const caller = documentedCaller(server, ended)
    expect((await caller('GET', '/api/admin/me')).status).toBe(200)
    await asOwner(server.ownerUrl, sql => sql`delete from sessions where admin_id = (select max(id) from admins)`)
    expect((await caller(method, path, options)).status).toBe(401)
  }
  const [row] = await asOwner(
    server.ownerUrl,
    sql => sql`select count(*)::int as count from cdrs where tenant_id = ${tenant.id}`,
  )
  expect(row?.count).toBe(0)
})
