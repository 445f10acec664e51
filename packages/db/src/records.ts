import type { Sql } from './pool'
import type { Fragment } from './scope'

/*
 * Records as JSON text, by the alias each table has in every query: t tenants, e extensions, d devices, q queues, a queue agents,
 * c call detail records, m admins. The tables keep them printed (`record` in the migrations); nothing parses or rebuilds them on the way out.
 */

export const tenantRecord = (sql: Sql): Fragment => sql`t.record`
export const extensionRecord = (sql: Sql): Fragment => sql`e.record`
export const queueRecord = (sql: Sql): Fragment => sql`q.record`
export const queueAgentRecord = (sql: Sql): Fragment => sql`a.record`

export const adminRecord = (sql: Sql): Fragment => sql`
  left(m.record, -1) || ',"second_factor":' || m.second_factor || '}'`

/** Whether a device is online is a matter of the moment, so it is not in the kept text. */
export const deviceRecord = (sql: Sql): Fragment => sql`
  left(d.record, -1) || ',"online":' || coalesce(d.registered_at is not null and d.expires_at > now(), false) || '}'`

/** Call records are too many to be kept twice. */
export const cdrRecord = (sql: Sql): Fragment => sql`
  (select row_to_json(r)::text from (
    select c.id, c.tenant_id, c.extension_id, c.caller_number, c.destination_number, c.direction, c.disposition,
      c.duration_seconds, c.bill_seconds, c.cost, iso(c.started_at) as started_at, iso(c.ended_at) as ended_at, c.call_id,
      iso(c.created_at) as created_at, iso(c.updated_at) as updated_at
  ) r)`

/** A record with relations added to its end, each a JSON text. */
export const withRelations = (sql: Sql, record: Fragment, relations: Record<string, Fragment>): Fragment => {
  const added = Object.entries(relations).reduce(
    (text, [name, json]) => sql`${text} || ${`,"${name}":`}::text || ${json}`,
    sql`left(${record}, -1)`,
  )
  return sql`${added} || '}'`
}

/** The rows of a sub-query, each one JSON text, as a JSON array. */
export const jsonArray = (sql: Sql, rows: Fragment): Fragment =>
  sql`('[' || array_to_string(array(${rows}), ',') || ']')`

/** `text` as a LIKE pattern that means "contains": `%`, `_` and `\` mean themselves. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`
