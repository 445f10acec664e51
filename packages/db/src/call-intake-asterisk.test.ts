import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Cdr } from '@ringfence/domain/cdr'
import { cdrs } from './cdrs'
import { extensions } from './extensions'
import { openPool, type Pool } from './pool'
import { type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor } from './testing/extension'
import { mintTenant, type TestTenant } from './testing/tenant'

let it: TestDatabase
let asterisk: Pool
beforeAll(async () => {
  it = await testDatabase()
  asterisk = openPool(it.url, { role: 'asterisk', size: 2 })
}, 30_000)
afterAll(async () => {
  await asterisk.end()
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

describe('a call that Asterisk tells of', () => {
  type Call = {
    account: string
    uniqueid: string
    disposition?: string
    sequence?: number | null
    dst?: string
    src?: string
    billsec?: number
    dstchannel?: string | null
  }

  const call = ({
    account,
    uniqueid,
    disposition = 'ANSWERED',
    sequence = 1,
    dst = '1002',
    src = '1001',
    billsec = 61,
    dstchannel = 'PJSIP/1002',
  }: Call) =>
    asterisk.query(
      sql => sql`
        insert into asterisk.cdr (accountcode, src, dst, start, answer, "end", duration, billsec, disposition, uniqueid, linkedid, sequence, dstchannel)
        values (${account}, ${src}, ${dst}, timestamp '2026-11-23 15:51:39', timestamp '2026-11-23 15:51:41', timestamp '2026-11-23 15:52:42', 63,
          ${billsec}, ${disposition}, ${uniqueid}, ${uniqueid}, ${sequence}, ${dstchannel})`,
    )
  const named = () => `1795449099.${++made}`

  test('and was answered has its extension, its seconds and its times in UTC', async () => {
    const { tenant, id } = await mint()
    const uniqueid = named()
    await call({ account: `t${tenant.id}:e${id}`, uniqueid })
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
        call_id: `${uniqueid}#1`,
      },
    ])
  })

  test('and goes on in the dialplan when nobody answered is one call, unless something there answers', async () => {
    const { tenant, id } = await mint()
    const uniqueid = named()
    const again = { account: `t${tenant.id}:e${id}`, uniqueid, dstchannel: null }
    await call({ ...again, disposition: 'BUSY', billsec: 0, dstchannel: 'PJSIP/1002' })
    await call({ ...again, disposition: 'BUSY', billsec: 0, sequence: 3 })
    expect((await callsOf(tenant)).map(({ disposition }) => disposition)).toEqual(['busy'])
    await call({ ...again, sequence: 5 })
    expect((await callsOf(tenant)).map(({ disposition }) => disposition).sort()).toEqual(['answered', 'busy'])
  })

  test('and reached no phone at all is a call', async () => {
    const { tenant, id } = await mint()
    await call({
      account: `t${tenant.id}:e${id}`,
      uniqueid: named(),
      disposition: 'FAILED',
      billsec: 0,
      dstchannel: null,
    })
    expect((await callsOf(tenant)).map(({ disposition }) => disposition)).toEqual(['failed'])
  })

  for (const [told, disposition] of [
    ['NO ANSWER', 'no_answer'],
    ['BUSY', 'busy'],
    ['FAILED', 'failed'],
    ['CONGESTION', 'failed'],
  ] as const)
    test(`and was ${told} is ${disposition}`, async () => {
      const { tenant, id } = await mint()
      await call({ account: `t${tenant.id}:e${id}`, uniqueid: named(), disposition: told, billsec: 0 })
      expect(await callsOf(tenant)).toMatchObject([{ disposition, bill_seconds: 0 }])
    })

  test('goes out when nobody here was called, and comes in when nobody here called', async () => {
    const { tenant, id } = await mint()
    await call({ account: `t${tenant.id}:e${id}`, uniqueid: named(), dst: '+493023125001' })
    await call({ account: `t${tenant.id}:`, uniqueid: named(), src: '+493023125001' })
    expect((await callsOf(tenant)).map(({ direction, extension_id }) => [direction, extension_id])).toEqual([
      ['inbound', null],
      ['outbound', Number(id)],
    ])
  })

  test('is stored once, however often it is told, and another part of it is another', async () => {
    const { tenant, id } = await mint()
    const telling = { account: `t${tenant.id}:e${id}`, uniqueid: named() }
    await Promise.all([call(telling), call(telling), call(telling)])
    await call(telling)
    expect(await callsOf(tenant)).toHaveLength(1)
    await call({ ...telling, sequence: 2 })
    await call({ ...telling, sequence: null })
    expect(await callsOf(tenant)).toHaveLength(3)
  })

  test('cannot name an extension of another tenant, nor what is no tenant', async () => {
    const [ours, theirs] = [await mint(), await mint()]
    await call({ account: `t${ours.tenant.id}:e${theirs.id}`, uniqueid: named() })
    expect(await callsOf(ours.tenant)).toMatchObject([{ extension_id: null }])
    const nobodys = [
      '',
      'x',
      `t${ours.tenant.id}`,
      `T${ours.tenant.id}:e1`,
      't999999999:e1',
      `t${'9'.repeat(40)}:e1`,
      `t${ours.tenant.id}:e1\n`,
    ]
    for (const account of nobodys) await call({ account, uniqueid: named() })
    expect(await callsOf(ours.tenant)).toHaveLength(1)
    expect(await callsOf(theirs.tenant)).toEqual([])
  })

  test('may hold any texts, and is refused for none of them', async () => {
    const { tenant, id } = await mint()
    const hostile = `\u001b[2J'"\\%;drop table cdrs--\u{1F600}${'9'.repeat(5000)}`
    await call({
      account: `t${tenant.id}:e${id}`,
      uniqueid: named() + hostile.slice(0, 1000),
      src: hostile,
      dst: hostile,
      disposition: hostile,
    })
    const [stored] = await callsOf(tenant)
    expect(stored?.disposition).toBe('failed')
    expect([...(stored?.caller_number ?? '')]).toHaveLength(50)
  })
})
