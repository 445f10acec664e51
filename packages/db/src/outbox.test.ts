import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { keepHouse } from './housekeeping'
import { type Claimed, outbox } from './outbox'
import type { Sql } from './pool'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { scansOf } from './testing/scans'
import { mintTenant } from './testing/tenant'
import { mintWebhook } from './testing/webhook'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const anything = { busy: [], failing: [], room: 1000 }

/** A webhook with deliveries that are due, and what a claim takes of them. */
const setting = async (count: number) => {
  const tenant = await mintTenant(it.url)
  const webhook = await mintWebhook(it, tenant.id, ['cdr.created'])
  await asOwner(
    it.url,
    sql => sql`
      insert into webhook_deliveries (webhook_id, type, payload)
      select ${webhook.id}, 'cdr.created', '{}' from generate_series(1, ${count}::integer)`,
  )
  const own = (claimed: Claimed[]) => claimed.filter(({ webhook_id }) => webhook_id === webhook.id)
  return {
    tenant,
    webhook,
    claim: async (appetite = {}) => own(await outbox(it.db).claim({ ...anything, ...appetite })),
  }
}

const rowOf = async ({ id }: { id: string }) => {
  const [row] = await asOwner(
    it.url,
    sql => sql<Record<string, unknown>[]>`
      select status, attempts, last_status, last_error, locked_until is not null as locked, finished_at is not null as finished,
        extract(epoch from next_attempt_at - now())::integer as seconds
      from webhook_deliveries
      where id = ${id}`,
  )
  return row
}

const only = (claimed: Claimed[]): Claimed => {
  const [one, ...more] = claimed
  if (!one || more.length) throw new Error(`${claimed.length} deliveries were claimed`)
  return one
}

/** As if the lease, or the wait for the next attempt, were over. */
const leaseEnds = (id: string) =>
  asOwner(
    it.url,
    sql => sql`update webhook_deliveries set next_attempt_at = now(), locked_until = now() where id = ${id}`,
  )

describe('a claim', () => {
  test('takes the oldest first and no more of one webhook than may be sent at once', async () => {
    const { claim } = await setting(20)
    const ids = [...(await claim()), ...(await claim()), ...(await claim())].map(({ id }) => Number(id))
    expect(ids).toHaveLength(20)
    expect(ids).toEqual(ids.toSorted((a, b) => a - b))
    expect(await claim()).toEqual([])
  })

  test('takes one of a webhook that fails, none of one that is busy, and no more than there is room for', async () => {
    const { webhook, claim } = await setting(20)
    expect(await claim({ failing: [webhook.id] })).toHaveLength(1)
    expect(await claim({ busy: [webhook.id] })).toEqual([])
    expect(await claim({ room: 3 })).toHaveLength(3)
  })

  test('has what is needed to send it, and the secret of its webhook opens', async () => {
    const { webhook, claim } = await setting(1)
    const claimed = only(await claim())
    expect(claimed).toMatchObject({ payload: '{}', url: 'https://hook.example/', attempts: 1 })
    expect(claimed.event_id).toMatch(/^[0-9a-f-]{36}$/)
    expect(outbox(it.db).secretOf(claimed)).toBe(webhook.secret)
  })

  test('of many claims at once takes each delivery once', async () => {
    const settings = await Promise.all(Array.from({ length: 5 }, () => setting(8)))
    const ours = new Set(settings.map(({ webhook }) => webhook.id))
    const claims = await Promise.all(Array.from({ length: 10 }, () => outbox(it.db).claim({ ...anything, room: 10 })))
    const ids = claims.flat().flatMap(({ id, webhook_id }) => (ours.has(webhook_id) ? [id] : []))
    expect(new Set(ids).size).toBe(ids.length)
    for (;;) {
      const rest = await outbox(it.db).claim(anything)
      if (rest.length === 0) break
      ids.push(...rest.flatMap(({ id, webhook_id }) => (ours.has(webhook_id) ? [id] : [])))
    }
    expect(new Set(ids).size).toBe(40)
    expect(ids).toHaveLength(40)
  })

  test('that nobody settles comes up again when its lease ends, as the same event', async () => {
    const { claim } = await setting(1)
    const first = only(await claim())
    expect(await claim()).toEqual([])
    expect(await rowOf(first)).toMatchObject({ status: 'pending', attempts: 1, locked: true, seconds: 30 })
    await leaseEnds(first.id)
    expect(only(await claim())).toEqual({ ...first, attempts: 2 })
  })

  test('takes nothing of a webhook that is disabled', async () => {
    const { webhook, claim } = await setting(1)
    await asOwner(it.url, sql => sql`update webhooks set enabled = false where id = ${webhook.id}`)
    expect(await claim()).toEqual([])
    await asOwner(it.url, sql => sql`update webhooks set enabled = true where id = ${webhook.id}`)
    expect(await claim()).toHaveLength(1)
  })
})

describe('a result', () => {
  test('of success ends the delivery', async () => {
    const { claim } = await setting(1)
    const claimed = only(await claim())
    await outbox(it.db).settle(claimed, { kind: 'delivered', status: 204 })
    expect(await rowOf(claimed)).toEqual({
      status: 'delivered',
      attempts: 1,
      last_status: 204,
      last_error: null,
      locked: false,
      finished: true,
      seconds: null,
    })
  })

  test('of failure has it come up later, or ends it', async () => {
    const { claim } = await setting(1)
    const first = only(await claim())
    await outbox(it.db).settle(first, { kind: 'retry', afterMilliseconds: 300_000, status: 500, error: 'No.' })
    expect(await rowOf(first)).toMatchObject({ status: 'pending', last_status: 500, last_error: 'No.', seconds: 300 })
    expect(await claim()).toEqual([])
    await leaseEnds(first.id)
    const second = only(await claim())
    await outbox(it.db).settle(second, { kind: 'failed', status: null, error: 'Never.' })
    expect(await rowOf(second)).toMatchObject({ status: 'failed', attempts: 2, last_status: null, finished: true })
  })

  test('that comes after its lease was somebody else’s changes nothing', async () => {
    const { claim } = await setting(1)
    const late = only(await claim())
    await leaseEnds(late.id)
    const current = only(await claim())
    await outbox(it.db).settle(late, { kind: 'failed', status: null, error: 'Late.' })
    expect(await rowOf(current)).toMatchObject({ status: 'pending', attempts: 2, last_error: null, locked: true })
  })

  test('that the receiver is gone disables the webhook, and says so in the audit trail', async () => {
    const { webhook, tenant, claim } = await setting(2)
    const [first, second] = await claim()
    for (const claimed of [first, second])
      if (claimed) await outbox(it.db).settle(claimed, { kind: 'gone', status: 410, error: 'Gone.' })
    const trail = await asOwner(
      it.url,
      sql => sql<object[]>`
        select action, tenant_id, actor, before->>'enabled' as before, after->>'enabled' as after
        from audit
        where target = 'webhook' and target_id = ${webhook.id}`,
    )
    expect([...trail]).toEqual([
      { action: 'webhook.disabled', tenant_id: String(tenant.id), actor: 'webhooks', before: 'true', after: 'false' },
    ])
    const [row] = await asOwner(it.url, sql => sql`select enabled, version from webhooks where id = ${webhook.id}`)
    expect(row).toEqual({ enabled: false, version: 2 })
  })
})

describe('with nothing to do', () => {
  test('a poll reads a handful of index entries, however many deliveries are done or wait for later', async () => {
    const quiet = await testDatabase({ size: 1 })
    const tenant = await mintTenant(quiet.url)
    const webhook = await mintWebhook(quiet, tenant.id, ['cdr.created'])
    await asOwner(quiet.url, sql => pile(sql, webhook.id))
    const poll = async () => {
      const claimed = await outbox(quiet.db).claim(anything)
      await outbox(quiet.db).sweep()
      return claimed
    }
    expect(await poll()).toEqual([])
    const scans = await scansOf(quiet.db.pool, poll)
    expect(scans.entries).toBeLessThan(20)
    expect(scans.sequential).not.toContain('webhook_deliveries')
    expect(scans.sequential).not.toContain('webhooks')
    await quiet.close()
  }, 30_000)

  test('a claim of a few reads no table from end to end', async () => {
    const quiet = await testDatabase({ size: 1 })
    const tenant = await mintTenant(quiet.url)
    const webhook = await mintWebhook(quiet, tenant.id, ['cdr.created'])
    await asOwner(quiet.url, sql => pile(sql, webhook.id))
    await asOwner(
      quiet.url,
      sql => sql`update webhook_deliveries set next_attempt_at = now() where id % 5000 = 0 and next_attempt_at > now()`,
    )
    const scans = await scansOf(quiet.db.pool, async () => {
      expect(await outbox(quiet.db).claim(anything)).toHaveLength(4)
    })
    expect(scans.sequential).not.toContain('webhook_deliveries')
    expect(scans.entries).toBeLessThan(100)
    await quiet.close()
  }, 30_000)
})

const pile = (sql: Sql, webhookId: string) => sql`
  with done as (
    insert into webhook_deliveries (webhook_id, type, payload, status, next_attempt_at, finished_at)
    select ${webhookId}, 'cdr.created', '{}', 'delivered', null, now() from generate_series(1, 20000)
  ), later as (
    insert into webhook_deliveries (webhook_id, type, payload, next_attempt_at)
    select ${webhookId}, 'cdr.created', '{}', now() + interval '1 hour' from generate_series(1, 20000)
  )
  select from webhooks`

test('housekeeping forgets what is a month old, and gives up what was due for days', async () => {
  const { webhook } = await setting(1)
  const add = (text: string, created: string, due: string | null) =>
    asOwner(
      it.url,
      sql => sql`
        insert into webhook_deliveries (webhook_id, type, payload, status, created_at, next_attempt_at, finished_at)
        values (${webhook.id}, 'cdr.created', ${text}, ${due ? 'pending' : 'delivered'}, now() - ${created}::text::interval,
          now() - ${due}::text::interval, ${due ? sql`null` : sql`now()`})`,
    )
  await add('old', '31 days', null)
  await add('young', '29 days', null)
  await add('overdue', '5 days', '5 days')
  await add('due', '5 days', '3 days')
  await keepHouse(it.db.pool)
  const left = await asOwner(
    it.url,
    sql => sql`
      select payload, status, last_error from webhook_deliveries where webhook_id = ${webhook.id} and payload <> '{}' order by id`,
  )
  expect([...left]).toEqual([
    { payload: 'young', status: 'delivered', last_error: null },
    { payload: 'overdue', status: 'failed', last_error: 'It was due for too long.' },
    { payload: 'due', status: 'pending', last_error: null },
  ])
})
