import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { ExtensionDetail } from '@ringfence/domain/relations'
import { type Call, documentedCaller } from '../testing/call'
import { makeExtension } from '../testing/samples'
import { startTestServer, type TestServer, type TestTenant } from '../testing/server'

let server: TestServer
let admin: Call
let tenant: TestTenant & { id: number }
let id: number

const CALLS = 150

beforeAll(async () => {
  server = await startTestServer()
  admin = documentedCaller(server, await server.signIn())
  tenant = await server.tenant()
  id = (await makeExtension(admin, tenant, { email: 'a@b.example' })).id
  await asOwner(
    server.ownerUrl,
    sql => sql`
      with q as (
        insert into queues (tenant_id, name, queue_number, strategy, timeout, status)
        select ${tenant.id}, 'Sales ' || n, '60' || n, 'ringall', 20, 'active' from generate_series(1, 2) n
        returning id
      ), a as (
        insert into queue_agents (tenant_id, queue_id, extension_id, penalty, status)
        select ${tenant.id}, q.id, ${id}, 3, 'active' from q
      ), d as (
        insert into devices (tenant_id, extension_id, label, registered_at, expires_at)
        values (${tenant.id}, ${id}, 'Desk', now(), now() + interval '1 hour'), (${tenant.id}, ${id}, 'Lobby', null, null)
      )
      insert into cdrs (tenant_id, extension_id, caller_number, destination_number, direction, disposition,
        duration_seconds, bill_seconds, cost, started_at)
      select ${tenant.id}, ${id}, '1001', n::text, 'outbound', 'answered', n, n, 0.0125, now() - n * interval '1 minute'
      from generate_series(1, ${CALLS}::integer) n`,
  )
})
afterAll(() => server.close())

const show = (query = '') => admin<ExtensionDetail>('GET', `/api/extensions/${id}${query}`)

test('an extension is shown with everything that belongs to it', async () => {
  const answer = await show()
  expect(answer.status).toBe(200)
  expect(answer.body.message).toBe('Extension loaded successfully.')
  expect(answer.headers.get('etag')).toBe('"1"')
  const { tenant: home, devices, queueAgents, cdrs, cdrs_count, ...record } = answer.body.data
  expect(record).toMatchObject({ id, tenant_id: tenant.id, extension_number: '1001', email: 'a@b.example' })
  expect(home).toMatchObject({ id: tenant.id, name: tenant.name, slug: tenant.slug, domain: tenant.domain })
  expect(devices.map(({ label, online }) => [label, online]).sort()).toEqual([
    ['Desk', true],
    ['Lobby', false],
  ])
  expect(queueAgents.map(({ penalty, queue }) => [penalty, queue.name]).sort()).toEqual([
    [3, 'Sales 1'],
    [3, 'Sales 2'],
  ])
  expect([cdrs.length, cdrs_count]).toEqual([100, CALLS])
  expect(cdrs[0]).toMatchObject({ extension_id: id, tenant_id: tenant.id, duration_seconds: 1 })
})

test('its calls come newest first', async () => {
  const { cdrs } = (await show('?cdrs_limit=1000')).body.data
  expect(cdrs.map(call => call.duration_seconds)).toEqual(Array.from({ length: CALLS }, (_, index) => index + 1))
})

describe('cdrs_limit says how many calls are shown and never how many there are', () => {
  for (const [limit, shown] of [
    [0, 0],
    [1, 1],
    [5, 5],
    [1000, CALLS],
  ])
    test(String(limit), async () => {
      const { cdrs, cdrs_count } = (await show(`?cdrs_limit=${limit}`)).body.data
      expect([cdrs.length, cdrs_count]).toEqual([shown ?? 0, CALLS])
    })

  for (const limit of [
    '1001',
    '-1',
    '1.5',
    'x',
    '1e2',
    '0x5',
    '%201',
    '5&cdrs_limit=6',
    '99999999999999999999',
    '',
    '%00',
  ])
    test(`${limit || 'nothing'} is refused`, async () => {
      const answer = await show(`?cdrs_limit=${limit}`)
      expect(answer.status).toBe(422)
      expect(Object.keys(answer.body.errors ?? {})).toEqual(['cdrs_limit'])
    })
})

test('an extension with nothing is shown with empty lists', async () => {
  const bare = await makeExtension(admin, tenant, { extension_number: '1002' })
  const { body } = await admin<ExtensionDetail>('GET', `/api/extensions/${bare.id}`)
  expect(body.data).toMatchObject({ devices: [], queueAgents: [], cdrs: [], cdrs_count: 0 })
})

test('money is shown as a decimal number of four places', async () => {
  expect((await show('?cdrs_limit=1')).text).toMatch(/"cost":"?0\.0125"?[,}]/)
})

test('a deleted extension takes its devices and memberships along and leaves its calls', async () => {
  const doomed = await makeExtension(admin, tenant, { extension_number: '1003' })
  await asOwner(
    server.ownerUrl,
    sql => sql`
      with d as (insert into devices (tenant_id, extension_id, label) values (${tenant.id}, ${doomed.id}, 'Desk')),
        a as (
          insert into queue_agents (tenant_id, queue_id, extension_id, status)
          select ${tenant.id}, min(q.id), ${doomed.id}, 'active' from queues q
        )
      insert into cdrs (tenant_id, extension_id, caller_number, destination_number, direction, disposition,
        duration_seconds, bill_seconds, cost, started_at, call_id)
      values (${tenant.id}, ${doomed.id}, '1', '2', 'inbound', 'answered', 1, 1, 0, now(), 'kept')`,
  )
  const answer = await admin('DELETE', `/api/extensions/${doomed.id}`)
  expect(answer.text).toBe('{"message":"Extension deleted successfully."}')
  expect((await admin('GET', `/api/extensions/${doomed.id}`)).status).toBe(404)
  expect((await admin('DELETE', `/api/extensions/${doomed.id}`)).status).toBe(404)
  const [left] = await asOwner(
    server.ownerUrl,
    sql => sql`
      select (select count(*) from devices where extension_id = ${doomed.id})::int as devices,
        (select count(*) from queue_agents where extension_id = ${doomed.id})::int as agents,
        (select extension_id from cdrs where call_id = 'kept') as caller,
        (select count(*) from cdrs where call_id = 'kept')::int as calls`,
  )
  expect(left).toEqual({ devices: 0, agents: 0, caller: null, calls: 1 })
})
