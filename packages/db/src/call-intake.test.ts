import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Cdr } from '@ringfence/domain/cdr'
import { cdrs } from './cdrs'
import { extensions } from './extensions'
import { openPool, type Pool } from './pool'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor } from './testing/extension'
import { mintTenant, type TestTenant } from './testing/tenant'

let it: TestDatabase
let kamailio: Pool
beforeAll(async () => {
  it = await testDatabase()
  kamailio = openPool(it.url, { role: 'kamailio', size: 2 })
}, 30_000)
afterAll(async () => {
  await kamailio.end()
  await it.close()
})

const mint = async () => {
  const tenant = await mintTenant(it.url)
  const own = extensions(it.db, tenant.scope)
  const id = idOf(await own.create(inputFor(tenant)))
  await own.create(inputFor(tenant, { extension_number: '1002' }))
  return { tenant, id }
}

const callsOf = async ({ scope }: TestTenant): Promise<Cdr[]> => {
  const { rows } = await cdrs(it.db, scope).list({}, 100, null)
  return JSON.parse(`[${rows}]`)
}

let made = 0
const INVITED = 1_795_449_099

describe('a call that Kamailio tells of', () => {
  type Dialog = {
    callid: string
    seconds?: number
    tenantId?: string
    extensionId?: string
    domain?: string
    invited?: string
    caller?: string
    callee?: string
  }

  /** At the end of the dialog; one that was not answered ends as it began. */
  const dialog = ({
    callid,
    seconds = 0,
    tenantId = '',
    extensionId = '',
    domain = '',
    invited = `${INVITED}`,
    caller = '1001',
    callee = '1002',
  }: Dialog) =>
    kamailio.query(
      sql => sql`
        insert into kamailio.acc_cdrs (start_time, end_time, duration, callid, from_tag, caller, callee, domain, invited, caller_ext_id, tenant_id)
        values (timestamp '2026-11-23 15:51:41', timestamp '2026-11-23 15:51:41' + ${seconds}::int * interval '1 second', ${seconds}, ${callid}, 'tag',
          ${caller}, ${callee}, ${domain}, ${invited}, ${extensionId}, ${tenantId})`,
    )
  /** With each final answer. */
  const answer = (callid: string, code: string, domain: string, method = 'INVITE') =>
    kamailio.query(
      sql => sql`
        insert into kamailio.acc (method, from_tag, to_tag, callid, sip_code, sip_reason, time, src_user, src_domain)
        values (${method}, 'tag', 'to', ${callid}, ${code}, '', timestamp '2026-11-23 15:51:41', '1001', ${domain})`,
    )
  const named = () => `call-${++made}@192.0.2.1`

  test('and was answered has its extension, its seconds and its times in UTC', async () => {
    const { tenant, id } = await mint()
    const callid = named()
    await answer(callid, '200', tenant.domain)
    await answer(callid, '200', tenant.domain, 'BYE')
    await dialog({ callid, seconds: 61, tenantId: `${tenant.id}`, extensionId: id, domain: tenant.domain })
    expect(await callsOf(tenant)).toMatchObject([
      {
        extension_id: Number(id),
        caller_number: '1001',
        destination_number: '1002',
        direction: 'internal',
        disposition: 'answered',
        duration_seconds: 63,
        bill_seconds: 61,
        started_at: '2026-11-23T15:51:39.000000Z',
        ended_at: '2026-11-23T15:52:42.000000Z',
        call_id: callid,
      },
    ])
  })

  for (const [code, disposition] of [
    ['486', 'busy'],
    ['600', 'busy'],
    ['480', 'no_answer'],
    ['408', 'no_answer'],
    ['487', 'no_answer'],
    ['404', 'no_answer'],
    ['403', 'failed'],
    ['503', 'failed'],
    ['603', 'failed'],
  ] as const)
    test(`and got ${code} is ${disposition}, though the code comes after the call`, async () => {
      const { tenant, id } = await mint()
      const callid = named()
      await dialog({ callid, tenantId: `${tenant.id}`, extensionId: id, domain: tenant.domain })
      await answer(callid, code, tenant.domain)
      expect(await callsOf(tenant)).toMatchObject([{ disposition, bill_seconds: 0 }])
    })

  test('is stored once, however often it is told', async () => {
    const { tenant, id } = await mint()
    const callid = named()
    const telling = { callid, seconds: 5, tenantId: `${tenant.id}`, extensionId: id, domain: tenant.domain }
    await Promise.all([dialog(telling), dialog(telling), dialog(telling)])
    await dialog({ ...telling, seconds: 9 })
    expect(await callsOf(tenant)).toMatchObject([{ bill_seconds: 0, call_id: callid }])
  })

  test('keeps that it was answered, whatever code another branch of it got', async () => {
    const { tenant, id } = await mint()
    const callid = named()
    await answer(callid, '200', tenant.domain)
    await dialog({ callid, seconds: 5, tenantId: `${tenant.id}`, extensionId: id, domain: tenant.domain })
    await answer(callid, '487', tenant.domain)
    expect(await callsOf(tenant)).toMatchObject([{ disposition: 'answered' }])
  })

  test('of nobody known is of the tenant of its domain, in any letter case', async () => {
    const { tenant } = await mint()
    await dialog({ callid: named(), domain: tenant.domain.toUpperCase() })
    expect(await callsOf(tenant)).toMatchObject([{ extension_id: null }])
  })

  test('cannot name an extension of another tenant, nor change the code of its call', async () => {
    const [ours, theirs] = [await mint(), await mint()]
    const callid = named()
    await dialog({ callid, tenantId: `${ours.tenant.id}`, extensionId: theirs.id, domain: ours.tenant.domain })
    expect(await callsOf(ours.tenant)).toMatchObject([{ extension_id: null, disposition: 'no_answer' }])
    await answer(callid, '486', theirs.tenant.domain)
    expect(await callsOf(ours.tenant)).toMatchObject([{ disposition: 'no_answer' }])
    expect(await callsOf(theirs.tenant)).toEqual([])
  })

  test('may hold any texts, and is refused for none of them', async () => {
    const { tenant } = await mint()
    const hostile = `\u001b[2J'"\\%;drop table cdrs--\u{1F600}${'9'.repeat(5000)}`
    await dialog({
      callid: named() + hostile.slice(0, 1000),
      tenantId: `${tenant.id}`,
      caller: hostile,
      callee: '',
      invited: hostile,
      extensionId: hostile,
    })
    const [call] = await callsOf(tenant)
    expect(call).toMatchObject({
      destination_number: 'unknown',
      extension_id: null,
      started_at: '2026-11-23T15:51:41.000000Z',
    })
    expect([...(call?.caller_number ?? '')]).toHaveLength(50)
    for (const tenantId of ['x', '999999999', '9'.repeat(40), hostile]) await dialog({ callid: named(), tenantId })
    expect(await callsOf(tenant)).toHaveLength(1)
  })
})

test('what SIP servers wrote of calls goes after two days, and the call records stay', async () => {
  const { tenant } = await mint()
  const count = async () => {
    const [rows] = await asOwner(
      it.url,
      sql =>
        sql<{ n: number }[]>`select (select count(*) from kamailio.acc_cdrs where domain = ${tenant.domain})::int as n`,
    )
    return rows?.n
  }
  await kamailio.query(
    sql => sql`
      insert into kamailio.acc_cdrs (start_time, end_time, duration, callid, domain)
      values (now() at time zone 'UTC' - interval '3 days', now() at time zone 'UTC', 1, 'old', ${tenant.domain}),
        (now() at time zone 'UTC' - interval '1 day', now() at time zone 'UTC', 1, 'new', ${tenant.domain})`,
  )
  expect(await count()).toBe(2)
  await it.db.pool.query(sql => sql`select tidy_engines()`)
  expect(await count()).toBe(1)
  expect(await callsOf(tenant)).toHaveLength(2)
})

test('times are in UTC, wherever the connection of a SIP server says that it is', async () => {
  const { tenant, id } = await mint()
  for (const role of ['kamailio', 'asterisk']) {
    const abroad = openPool(it.url, { role, size: 1 })
    await abroad.query(sql => sql`select set_config('TimeZone', 'America/New_York', false)`)
    await abroad.query(sql =>
      role === 'kamailio'
        ? sql`
            insert into kamailio.acc_cdrs (start_time, end_time, callid, domain)
            values (timestamp '2026-11-23 15:51:39', timestamp '2026-11-23 15:52:42', 'abroad', ${tenant.domain})`
        : sql`
            insert into asterisk.cdr (accountcode, src, dst, start, "end", duration, billsec, uniqueid)
            values (${`t${tenant.id}:e${id}`}, '1', '2', timestamp '2026-11-23 15:51:39', timestamp '2026-11-23 15:52:42', 63, 61, 'abroad too')`,
    )
    await abroad.end()
  }
  const times = (await callsOf(tenant)).map(({ started_at, ended_at }) => [started_at, ended_at])
  const right = ['2026-11-23T15:51:39.000000Z', '2026-11-23T15:52:42.000000Z']
  expect(times).toEqual([right, right])
})
