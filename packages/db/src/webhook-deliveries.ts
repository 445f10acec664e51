import { Invalid } from '@ringfence/domain/admit'
import type { Cursor, WebhookDeliveryListQuery } from '@ringfence/domain/list'
import { trail } from './audit'
import type { Database } from './database'
import { NotFound } from './errors'
import type { Written } from './outcome'
import { isAfter, type Page, readAll, readPage } from './pages'
import type { Sql } from './pool'
import { type Fragment, proved, type Scope, visible } from './scope'

export type DeliveryFilter = Pick<WebhookDeliveryListQuery, 'status'>

/** The deliveries of a webhook that a scope sees. What does not see the webhook gets NotFound from each of these. */
export const webhookDeliveries = (db: Database, scope: Scope, webhookId: string) => ({
  /** One page, newest first. */
  async list(filter: DeliveryFilter, limit: number, after: Cursor | null): Promise<Page> {
    const found = await db.pool.query(sql => page(sql, scope, webhookId, filter, limit, after))
    if (!found.rows) await mustSee(db, scope, webhookId)
    return found
  },

  /** Every one, newest first, page after page. */
  async *listAll(filter: DeliveryFilter): AsyncGenerator<Page> {
    const pages = readAll(db.pool, {
      page: (sql, limit, { after }) => page(sql, after ? proved(scope) : scope, webhookId, filter, limit, after),
    })
    for await (const found of pages) {
      if (!found.rows) await mustSee(db, scope, webhookId)
      yield found
    }
  },

  /** With what is sent. */
  async find(id: string): Promise<Written> {
    const [found] = await db.pool.query(sql => detail(sql, scope, webhookId, id))
    if (!found) throw new NotFound('Delivery')
    return found
  },

  /** Sends a `webhook.test` event the way that every event goes. Throws Invalid when the webhook is switched off. */
  async test(): Promise<Written> {
    const [outcome] = await db.pool.query(sql => insertTest(sql, scope, webhookId))
    if (outcome.json !== null) return { json: outcome.json, version: 1 }
    if (!outcome.found) throw new NotFound('Webhook')
    throw new Invalid({ enabled: ['The webhook is not enabled.'] })
  },

  /** Has it tried at once and, should that fail, as often as a new one. One that is being tried right now stays as it is. */
  async retry(id: string): Promise<Written> {
    const [retried] = await db.pool.query(sql => tryAgain(sql, scope, webhookId, id))
    if (!retried) throw new NotFound('Delivery')
    return retried
  },
})

const mustSee = async ({ pool }: Database, scope: Scope, id: string): Promise<void> => {
  const [seen] = await pool.query(
    sql => sql`select w.id from webhooks w where w.id = ${id} and ${visible(sql, scope, 'w.tenant_id')}`,
  )
  if (!seen) throw new NotFound('Webhook')
}

const record = (sql: Sql, more: Fragment = sql``): Fragment => sql`
  (select row_to_json(r)::text from (
    select d.id, d.webhook_id, d.event_id, d.type, d.status, d.attempts, d.last_status, d.last_error,
      iso(d.next_attempt_at) as next_attempt_at, iso(d.finished_at) as finished_at, iso(d.created_at) as created_at ${more}
  ) r)`

const page = (
  sql: Sql,
  scope: Scope,
  webhookId: string,
  { status }: DeliveryFilter,
  limit: number,
  after: Cursor | null,
): Promise<Page> =>
  readPage(
    sql,
    scope,
    limit,
    sql`
      select d.created_at as at, d.id, ${record(sql)} as json
      from webhook_deliveries d
      join webhooks w on w.id = d.webhook_id
      where d.webhook_id = ${webhookId} and ${visible(sql, scope, 'w.tenant_id')}
        ${status ? sql`and d.status = ${status}` : sql``}
        and ${isAfter(sql, after, 'd.created_at', 'd.id')}
      order by d.created_at desc, d.id desc
      limit ${limit + 1}`,
  )

const deed = (sql: Sql, action: string) => ({
  action,
  target: 'webhook',
  targetId: sql`d.webhook_id`,
  tenantId: sql`d.tenant_id`,
  before: sql`null`,
  after: sql`null`,
})

const detail = (sql: Sql, scope: Scope, webhookId: string, id: string) => sql<Written[]>`
  select ${record(sql, sql`, d.payload::json as payload`)} as json, 1 as version
  from webhook_deliveries d
  join webhooks w on w.id = d.webhook_id
  where d.id = ${id} and d.webhook_id = ${webhookId} and ${visible(sql, scope, 'w.tenant_id')}`

const insertTest = (sql: Sql, scope: Scope, webhookId: string) => sql<[{ found: boolean; json: string | null }]>`
  with w as (
    select w.id, w.tenant_id, w.enabled, w.record
    from webhooks w
    where w.id = ${webhookId} and ${visible(sql, scope, 'w.tenant_id')}
    for key share
  ), d as (
    insert into webhook_deliveries (webhook_id, type, payload)
    select w.id, 'webhook.test', webhook_payload('webhook.test', w.record)
    from w
    where w.enabled
    returning id, webhook_id, event_id, type, status, attempts, last_status, last_error, next_attempt_at, finished_at, created_at,
      (select w.tenant_id from w) as tenant_id
  ), ${trail(sql, scope, { ...deed(sql, 'webhook.tested'), answer: record(sql), from: sql`d` })}
  select exists (select from w) as found, (select ${record(sql)} from d) as json`

const tryAgain = (sql: Sql, scope: Scope, webhookId: string, id: string) => sql<Written[]>`
  with d as (
    update webhook_deliveries d
    set status = 'pending',
      attempts = case when d.locked_until > now() then d.attempts else 0 end,
      next_attempt_at = greatest(now(), d.locked_until),
      finished_at = null
    from webhooks w
    where d.id = ${id} and d.webhook_id = ${webhookId} and w.id = d.webhook_id and ${visible(sql, scope, 'w.tenant_id')}
    returning d.id, d.webhook_id, d.event_id, d.type, d.status, d.attempts, d.last_status, d.last_error, d.next_attempt_at,
      d.finished_at, d.created_at, w.tenant_id
  ), ${trail(sql, scope, { ...deed(sql, 'webhook.delivery_retried'), answer: record(sql), from: sql`d` })}
  select ${record(sql)} as json, 1 as version from d`

const BATCH = 5000

/** Gives up what has been due for days (its webhook is switched off or never answers), and forgets what is a month old. */
export const removeOldDeliveries = async ({ pool }: Pick<Database, 'pool'>): Promise<void> => {
  while ((await pool.query(giveUp)).count === BATCH);
  while ((await pool.query(forget)).count === BATCH);
}

const giveUp = (sql: Sql) => sql`
  update webhook_deliveries
  set status = 'failed', next_attempt_at = null, locked_until = null, finished_at = now(), last_error = 'It was due for too long.'
  where id in (
    select id from webhook_deliveries where next_attempt_at < now() - interval '4 days' limit ${BATCH} for update skip locked
  )`

const forget = (sql: Sql) => sql`
  delete from webhook_deliveries
  where id in (
    select id
    from webhook_deliveries
    where created_at < now() - interval '30 days' and next_attempt_at is null
    limit ${BATCH}
    for update skip locked
  )`
