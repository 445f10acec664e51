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
const secondsAgo = (seconds: number) => Math.floor(Date.now() / 1000) - seconds
const secondsBetween = (call?: Cdr) => (Date.parse(call?.ended_at ?? '') - Date.parse(call?.started_at ?? '')) / 1000

describe('a call that Kamailio tells of', () => {
  type Dialog = {
    callid: string
    tag?: string
    call?: string
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
    tag = 'tag',
    call = '',
    seconds = 0,
    tenantId = '',
    extensionId = '',
    domain = '',
    invited = `${secondsAgo(seconds)}`,
    caller = '1001',
    callee = '1002',
  }: Dialog) =>
    kamailio.query(
      sql => sql`
        insert into kamailio.acc_cdrs (start_time, end_time, duration, callid, from_tag, caller, callee, domain, invited, caller_ext_id, tenant_id, call)
        values (timestamp '2026-11-23 15:51:41', timestamp '2026-11-23 15:51:41' + ${seconds}::int * interval '1 second', ${seconds}, ${callid}, ${tag},
          ${caller}, ${callee}, ${domain}, ${invited}, ${extensionId}, ${tenantId}, ${call})`,
    )
  /** With each final answer. */
  const answer = (
    callid: string,
    code: string,
    domain: string,
    { method = 'INVITE', tag = 'tag', from = '1001', call = '' } = {},
  ) =>
    kamailio.query(
      sql => sql`
        insert into kamailio.acc (method, from_tag, to_tag, callid, sip_code, sip_reason, time, src_user, src_domain, call)
        values (${method}, ${tag}, 'to', ${callid}, ${code}, '', timestamp '2026-11-23 15:51:41', ${from}, ${domain}, ${call})`,
    )
  const named = () => `call-${++made}@192.0.2.1`

  test('and was answered has its extension, its seconds and its times', async () => {
    const { tenant, id } = await mint()
    const callid = named()
    const began = secondsAgo(63)
    await answer(callid, '200', tenant.domain)
    await answer(callid, '200', tenant.domain, { method: 'BYE' })
    const ids = { tenantId: `${tenant.id}`, extensionId: id, domain: tenant.domain }
    await dialog({ callid, seconds: 61, invited: `${began}`, ...ids })
    const calls = await callsOf(tenant)
    expect(calls).toMatchObject([
      {
        extension_id: Number(id),
        caller_number: '1001',
        destination_number: '1002',
        direction: 'internal',
        disposition: 'answered',
        bill_seconds: 61,
        started_at: new Date(began * 1000).toISOString().replace('Z', '000Z'),
        call_id: `${callid}#tag`,
      },
    ])
    expect(calls[0]?.duration_seconds).toBeWithin(63, 70)
    expect(secondsBetween(calls[0])).toBeWithin(63, 70)
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
    expect(await callsOf(tenant)).toMatchObject([{ bill_seconds: 0, call_id: `${callid}#tag` }])
  })

  test('is another one than that with its Call-ID and another tag, nor does the code of another caller change it', async () => {
    const { tenant, id } = await mint()
    const ids = { callid: named(), tenantId: `${tenant.id}`, extensionId: id, domain: tenant.domain }
    await dialog(ids)
    await answer(ids.callid, '486', tenant.domain)
    await answer(ids.callid, '403', tenant.domain, { tag: 'another' })
    await answer(ids.callid, '403', tenant.domain, { from: '1002' })
    expect(await callsOf(tenant)).toMatchObject([{ disposition: 'busy' }])
    await dialog({ ...ids, tag: 'another' })
    expect(await callsOf(tenant)).toHaveLength(2)
  })

  test('is another one than that with its Call-ID and its tag, where Kamailio gave the two different names', async () => {
    const { tenant, id } = await mint()
    const ids = { callid: named(), tenantId: `${tenant.id}`, extensionId: id, domain: tenant.domain }
    await answer(ids.callid, '200', tenant.domain, { call: 'first' })
    await dialog({ ...ids, call: 'first', seconds: 5 })
    await dialog({ ...ids, call: 'second' })
    await answer(ids.callid, '486', tenant.domain, { call: 'second' })
    await dialog({ ...ids, call: 'second', seconds: 9 })
    const calls = await callsOf(tenant)
    expect(calls.map(({ call_id, disposition }) => [call_id, disposition]).toSorted()).toEqual([
      [`${ids.callid}#tag#first`, 'answered'],
      [`${ids.callid}#tag#second`, 'busy'],
    ])
  })

  test('is told apart by its whole Call-ID, however long', async () => {
    const { tenant } = await mint()
    const callid = named() + 'x'.repeat(300)
    for (const tag of ['one', 'two']) await dialog({ callid, tag, domain: tenant.domain })
    await answer(callid, '486', tenant.domain, { tag: 'two' })
    const calls = await callsOf(tenant)
    expect(calls.map(({ disposition }) => disposition).toSorted()).toEqual(['busy', 'no_answer'])
    for (const { call_id } of calls) expect(call_id).toMatch(/^[0-9a-f]{64}$/)
  })

  test('does not end before it began, whatever the clock of Kamailio says', async () => {
    const { tenant } = await mint()
    await dialog({ callid: named(), domain: tenant.domain, invited: `${secondsAgo(-3600)}` })
    const [call] = await callsOf(tenant)
    expect([secondsBetween(call), call?.duration_seconds]).toEqual([0, 0])
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
    expect(call).toMatchObject({ destination_number: 'unknown', extension_id: null })
    expect(secondsBetween(call)).toBe(0)
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

test('a call that was answered and that nothing ended is a call record before it is tidied away', async () => {
  const { tenant, id } = await mint()
  const answered = (callid: string, hours: number) =>
    kamailio.query(
      sql => sql`
        insert into kamailio.acc (method, from_tag, callid, sip_code, time, src_user, src_domain, dst_ouser, dst_user)
        values ('INVITE', 'tag', ${callid}, '200', now() at time zone 'UTC' - ${hours}::int * interval '1 hour', '1001', ${tenant.domain}, '1002', 'x')`,
    )
  for (const [callid, hours] of [
    ['lost', 14],
    ['long lost', 50],
    ['going on', 11],
    ['ended', 14],
  ] as const)
    await answered(callid, hours)
  await kamailio.query(
    sql => sql`
      insert into kamailio.acc_cdrs (start_time, end_time, duration, callid, from_tag, domain)
      values (now() at time zone 'UTC', now() at time zone 'UTC', 5, 'ended', 'tag', ${tenant.domain})`,
  )
  const tidy = () => it.db.pool.query(sql => sql`select tidy_engines()`)
  await tidy()
  await tidy()
  const calls = await callsOf(tenant)
  expect(calls.map(({ call_id }) => call_id).toSorted()).toEqual(['ended#tag', 'long lost#tag', 'lost#tag'])
  expect(calls.find(({ call_id }) => call_id === 'lost#tag')).toMatchObject({
    extension_id: Number(id),
    caller_number: '1001',
    destination_number: '1002',
    disposition: 'answered',
    duration_seconds: 0,
    bill_seconds: 0,
  })
})

test('times are right, wherever a SIP server and its connection say that they are', async () => {
  const { tenant, id } = await mint()
  for (const role of ['kamailio', 'asterisk']) {
    const abroad = openPool(it.url, { role, size: 1 })
    await abroad.query(sql => sql`select set_config('TimeZone', 'America/New_York', false)`)
    await abroad.query(sql =>
      role === 'kamailio'
        ? sql`
            insert into kamailio.acc_cdrs (start_time, end_time, duration, callid, domain)
            values (localtimestamp, localtimestamp, 63, 'abroad', ${tenant.domain})`
        : sql`
            insert into asterisk.cdr (accountcode, src, dst, start, "end", duration, billsec, uniqueid)
            values (${`t${tenant.id}:e${id}`}, '1', '2', timestamp '2026-11-23 15:51:39', timestamp '2026-11-23 15:52:42', 63, 61, 'abroad too')`,
    )
    await abroad.end()
  }
  const [kamailios, asterisks] = (await callsOf(tenant)).toSorted((a, b) => b.started_at.localeCompare(a.started_at))
  expect(Date.now() - Date.parse(kamailios?.ended_at ?? '')).toBeWithin(-1000, 20_000)
  expect([secondsBetween(kamailios), kamailios?.duration_seconds]).toEqual([63, 63])
  expect([asterisks?.started_at, asterisks?.ended_at]).toEqual([
    '2026-11-23T15:51:39.000000Z',
    '2026-11-23T15:52:42.000000Z',
  ])
})
