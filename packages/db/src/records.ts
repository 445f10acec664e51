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

/**
 * A kept record without its last brace, so that more can follow. It is cut by its bytes: `left` counts the characters of the whole
 * text, which took PostgreSQL a fifth of the time of a page.
 */
export const opened = (sql: Sql, record: Fragment): Fragment => sql`
  convert_from(substr(convert_to(${record}, 'UTF8'), 1, octet_length(${record}) - 1), 'UTF8')`

/** The same of a record that is not kept: `offset 0` has the planner print it once, and not for each mention. */
export const openedOnce = (sql: Sql, record: Fragment): Fragment => sql`
  (select ${opened(sql, sql`once.record`)} from (select ${record} as record offset 0) once)`

const closed = (sql: Sql, open: Fragment): Fragment => sql`${open} || '}'`

export const adminRecord = (sql: Sql): Fragment =>
  closed(sql, sql`${opened(sql, sql`m.record`)} || ',"second_factor":' || m.second_factor`)

/** Whether a device is online is a matter of the moment, so it is not in the kept text. */
export const openDevice = (sql: Sql): Fragment => sql`
  ${opened(sql, sql`d.record`)} || ',"online":' || coalesce(d.registered_at is not null and d.expires_at > now(), false)`

export const deviceRecord = (sql: Sql): Fragment => closed(sql, openDevice(sql))

/** Call records are too many to be kept twice. */
export const cdrRecord = (sql: Sql): Fragment => sql`
  (select row_to_json(r)::text from (
    select c.id, c.tenant_id, c.extension_id, c.caller_number, c.destination_number, c.direction, c.disposition,
      c.duration_seconds, c.bill_seconds, c.cost, iso(c.started_at) as started_at, iso(c.ended_at) as ended_at, c.call_id,
      iso(c.created_at) as created_at, iso(c.updated_at) as updated_at
  ) r)`

/** A record that lacks its last brace, with relations added to its end, each a JSON text. */
export const withRelations = (sql: Sql, open: Fragment, relations: Record<string, Fragment>): Fragment =>
  closed(
    sql,
    Object.entries(relations).reduce((text, [name, json]) => sql`${text} || ${`,"${name}":`}::text || ${json}`, open),
  )

/** The rows of a sub-query, each one JSON text, as a JSON array. */
export const jsonArray = (sql: Sql, rows: Fragment): Fragment =>
  sql`('[' || array_to_string(array(${rows}), ',') || ']')`

/** `text` as a LIKE pattern that means "contains": `%`, `_` and `\` mean themselves. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`
