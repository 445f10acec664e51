import type { Sql } from './pool'
import type { Fragment } from './scope'

/*
 * Column lists in the order of the contract, by the alias each table has in every query: t tenants, e extensions, d devices,
 * q queues, a queue agents, c call detail records. PostgreSQL prints the JSON; nothing rebuilds it on the way out.
 */

export const tenantColumns = (sql: Sql): Fragment => sql`
  t.id, t.name, t.slug, t.domain, t.status, t.timezone, t.max_extensions, t.settings,
  iso(t.created_at) as created_at, iso(t.updated_at) as updated_at`

export const extensionColumns = (sql: Sql): Fragment => sql`
  e.id, e.tenant_id, e.extension_number, e.display_name, e.email, e.status, e.voicemail_enabled,
  iso(e.created_at) as created_at, iso(e.updated_at) as updated_at`

export const deviceColumns = (sql: Sql): Fragment => sql`
  d.id, d.extension_id, d.label, d.mac_address, d.vendor, d.model, d.user_agent, d.contact, d.transport, d.received_from,
  iso(d.registered_at) as registered_at, iso(d.expires_at) as expires_at,
  coalesce(d.registered_at is not null and d.expires_at > now(), false) as online,
  iso(d.created_at) as created_at, iso(d.updated_at) as updated_at`

export const queueColumns = (sql: Sql): Fragment => sql`
  q.id, q.tenant_id, q.name, q.queue_number, q.strategy, q.timeout, q.status,
  iso(q.created_at) as created_at, iso(q.updated_at) as updated_at`

export const queueAgentColumns = (sql: Sql): Fragment => sql`
  a.id, a.queue_id, a.extension_id, a.penalty, a.status,
  iso(a.created_at) as created_at, iso(a.updated_at) as updated_at`

export const cdrColumns = (sql: Sql): Fragment => sql`
  c.id, c.tenant_id, c.extension_id, c.caller_number, c.destination_number, c.direction, c.disposition,
  c.duration_seconds, c.bill_seconds, c.cost, iso(c.started_at) as started_at, iso(c.ended_at) as ended_at, c.call_id,
  iso(c.created_at) as created_at, iso(c.updated_at) as updated_at`

/** The rows of a sub-query as one JSON array, `[]` when there are none. */
export const jsonArray = (sql: Sql, rows: Fragment): Fragment => sql`
  (select coalesce(json_agg(row_to_json(listed)), '[]'::json) from (${rows}) listed)`

/** The row of a sub-query as one JSON object, or null. */
export const jsonObject = (sql: Sql, row: Fragment): Fragment => sql`(select row_to_json(found) from (${row}) found)`

/** `text` as a LIKE pattern that means "contains": `%`, `_` and `\` mean themselves. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`
