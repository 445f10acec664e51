import { entry } from './audit'
import type { Database } from './database'
import type { Sql } from './pool'
import { systemScope } from './scope'
import { openWebhookSecret, type SealedSecret } from './webhook-secrets'

/** A delivery that is ours to attempt until its lease ends. `attempts` counts this one. */
export type Claimed = SealedSecret & {
  id: string
  webhook_id: string
  event_id: string
  payload: string
  url: string
  attempts: number
}

/** Which webhooks have no room now, which get one delivery at a time, and how many deliveries there is room for. */
export type Appetite = { busy: Iterable<string>; failing: Iterable<string>; room: number }

/** What came of an attempt: `error` is for the eyes of those who own the webhook. Gone is a receiver that wants no more at all. */
export type Result =
  | { kind: 'delivered'; status: number }
  | { kind: 'retry'; afterMilliseconds: number; status: number | null; error: string }
  | { kind: 'failed' | 'gone'; status: number | null; error: string }

/** Longer than an attempt and the noting of its result may take together. */
const LEASE_SECONDS = 30
const AT_ONCE_PER_WEBHOOK = 8
const DEVICES_PER_SWEEP = 500

/** What is still to be delivered, of every tenant. */
export const outbox = ({ pool, keys }: Database) => ({
  /** Takes what is due; others pass it by until the lease ends. In the order in which things happened, as far as one claim goes. */
  async claim({ busy, failing, room }: Appetite): Promise<Claimed[]> {
    const claimed = await pool.query(sql => take(sql, list(busy), list(failing), room))
    return claimed.sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)))
  },

  /** Throws KeyRingError. */
  secretOf: (claimed: SealedSecret): string => openWebhookSecret(keys, claimed),

  /** Notes what came of an attempt, unless the delivery is no longer ours. */
  async settle(claimed: Claimed, result: Result): Promise<void> {
    await pool.query(sql => note(sql, claimed, result))
  },

  /** Announces devices whose registration ran out; true when there may be more of them. */
  async sweep(): Promise<boolean> {
    const [{ seen }] = await pool.query(
      sql => sql<[{ seen: number }]>`select sweep_devices(${DEVICES_PER_SWEEP}::integer) as seen`,
    )
    return seen === DEVICES_PER_SWEEP
  },
})

export type Outbox = ReturnType<typeof outbox>

const list = (ids: Iterable<string>): string => `{${[...ids].join(',')}}`

// What is due first of all is looked up once, at the end of an index: with nothing to do, that is all that is read. The array has the
// planner go to each row by its id, however few rows it believes that there are.
const take = (sql: Sql, busy: string, failing: string, room: number) => sql<Claimed[]>`
  with due as (
    select d.id, w.url, w.secret_sealed, w.sealed_for
    from webhooks w
    cross join lateral (
      select d.id, d.next_attempt_at
      from webhook_deliveries d
      where d.webhook_id = w.id and d.next_attempt_at <= now()
      order by d.next_attempt_at, d.id
      limit case when w.id = any (${failing}::text::bigint[]) then 1 else ${AT_ONCE_PER_WEBHOOK}::integer end
      for update skip locked
    ) d
    where w.enabled and w.id <> all (${busy}::text::bigint[])
      and (select min(d.next_attempt_at) from webhook_deliveries d) <= now()
    order by d.next_attempt_at
    limit ${room}
  ), taken as (
    update webhook_deliveries d
    set attempts = d.attempts + 1,
      next_attempt_at = now() + ${LEASE_SECONDS} * interval '1 second',
      locked_until = now() + ${LEASE_SECONDS} * interval '1 second'
    where d.id = any (array(select due.id from due))
    returning d.id, d.webhook_id, d.event_id, d.payload, d.attempts
  )
  select taken.id, taken.webhook_id, taken.event_id, taken.payload, taken.attempts, due.url, due.secret_sealed, due.sealed_for
  from taken
  join due on due.id = taken.id`

const note = (sql: Sql, { id, webhook_id, attempts }: Claimed, result: Result) => {
  const isPending = result.kind === 'retry'
  const status = isPending ? 'pending' : result.kind === 'delivered' ? 'delivered' : 'failed'
  return sql`
    with d as (
      update webhook_deliveries d
      set status = ${status},
        last_status = ${result.status}::integer,
        last_error = ${result.kind === 'delivered' ? null : result.error},
        next_attempt_at = ${isPending ? sql`now() + ${result.afterMilliseconds} * interval '1 millisecond'` : sql`null`},
        locked_until = null,
        finished_at = ${isPending ? sql`null` : sql`now()`}
      where d.id = ${id} and d.attempts = ${attempts} and d.status = 'pending'
      returning d.id
    )
    ${result.kind === 'gone' ? disabling(sql, webhook_id) : sql`select from d`}`
}

/** Switches the webhook off, with its row in the audit trail. */
const disabling = (sql: Sql, webhookId: string) => sql`
  , old as (
    select w.id, w.record
    from webhooks w
    where w.id = ${webhookId} and w.enabled
    for no key update
  ), w as (
    update webhooks w
    set enabled = false, version = w.version + 1, updated_at = now()
    from old
    where w.id = old.id
    returning w.id, w.tenant_id, w.record
  )
  ${entry(sql, systemScope('webhooks'), {
    action: 'webhook.disabled',
    target: 'webhook',
    targetId: sql`w.id`,
    tenantId: sql`w.tenant_id`,
    before: sql`old.record::json`,
    after: sql`w.record::json`,
    from: sql`w join old on old.id = w.id`,
  })}`
