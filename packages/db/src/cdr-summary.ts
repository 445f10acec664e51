import type { CdrSummaryAsked } from '@ringfence/domain/cdr-summary'
import { instant } from './cdrs'
import type { Database } from './database'
import type { Sql } from './pool'
import { type Fragment, type Scope, visible } from './scope'

/** Totals by day and disposition as JSON; `isEmpty` when no call was found, which proves no session. */
export const cdrSummary = async (
  { pool }: Pick<Database, 'pool'>,
  scope: Scope,
  asked: CdrSummaryAsked,
): Promise<{ json: string; isEmpty: boolean }> => {
  const [summary] = await pool.query(
    sql => sql<[{ json: string; isEmpty: boolean }]>`
      with totals as (
        select days.day, counted.disposition, counted.calls, counted.duration_seconds, counted.bill_seconds, counted.cost
        from (${days(sql, asked)}) days, lateral (${countedWithin(sql, scope, asked)}) counted
      )
      select json_build_object(
          'from', iso(${instant(sql, asked.from)}),
          'to', iso(${instant(sql, asked.to)}),
          'timezone', ${asked.timezone}::text,
          'totals', coalesce(json_agg(row_to_json(totals) order by day desc, disposition), '[]')
        )::text as json,
        count(*) = 0 as "isEmpty"
      from totals`,
  )
  return summary
}

// Day by day: grouped by a day made of each call's moment, a year of calls is sorted on disk, as nobody can tell how many days it has.
const days = (sql: Sql, { from, to, timezone }: CdrSummaryAsked): Fragment => sql`
  select day::date::text as day,
    greatest(day at time zone ${timezone}::text, ${instant(sql, from)}) as since,
    least((day + interval '1 day') at time zone ${timezone}::text, ${instant(sql, to)}) as until
  from generate_series(
    date_trunc('day', ${instant(sql, from)} at time zone ${timezone}::text),
    ${instant(sql, to)} at time zone ${timezone}::text,
    '1 day'
  ) day`

const countedWithin = (
  sql: Sql,
  scope: Scope,
  { tenant_id, extension_id, direction }: CdrSummaryAsked,
): Fragment => sql`
  select c.disposition, count(*) as calls, sum(c.duration_seconds) as duration_seconds,
    sum(c.bill_seconds) as bill_seconds, sum(c.cost) as cost
  from cdrs c
  where ${visible(sql, scope, 'c.tenant_id')}
    and c.started_at >= days.since
    and c.started_at < days.until
    ${tenant_id === undefined ? sql`` : sql`and c.tenant_id = ${tenant_id}`}
    ${extension_id === undefined ? sql`` : sql`and c.extension_id = ${extension_id}`}
    ${direction === undefined ? sql`` : sql`and c.direction = ${direction}`}
  group by c.disposition`
