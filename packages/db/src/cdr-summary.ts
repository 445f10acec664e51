import type { CdrSummaryAsked } from '@ringfence/domain/cdr-summary'
import { readAhead } from './ahead'
import { instant } from './cdrs'
import type { Database } from './database'
import type { Sql } from './pool'
import { type Fragment, type Scope, visible } from './scope'

/** As many days are counted in one statement: a month, whatever the clocks do in it, and never too many calls for the time that one has. */
const PART_DAYS = 35
const DAY_MILLISECONDS = 86_400_000

/** Totals by day and disposition as JSON, and whether all that was read proves the caller's session: days without a call do not. */
export const cdrSummary = async (
  { pool }: Pick<Database, 'pool'>,
  scope: Scope,
  asked: CdrSummaryAsked,
): Promise<{ json: string; isProved: boolean }> => {
  const read = async (part: number) => {
    const [totals] = await pool.query(sql => totalsOf(sql, scope, asked, part))
    return totals
  }
  const parts = await Array.fromAsync(readAhead(pool, Array(partsOf(asked)).keys(), read))
  const rows = parts.flatMap(({ rows }) => rows ?? [])
  const [{ range = '' } = {}] = parts
  return {
    json: `${range.slice(0, -1)},"totals":[${rows.join(', ')}]}`,
    isProved: rows.length === parts.length,
  }
}

type Totals = { range: string; rows: string | null }

/** Days begin elsewhere than at the range's ends, and some zone has left one out. */
const partsOf = ({ from, to }: CdrSummaryAsked): number =>
  Math.ceil((Math.ceil((Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS) + 2) / PART_DAYS)

/** Those of one part of the range's days; the first has the newest. */
const totalsOf = (sql: Sql, scope: Scope, asked: CdrSummaryAsked, part: number) => sql<[Totals]>`
  with totals as (
    select days.day, counted.disposition, counted.calls, counted.duration_seconds, counted.bill_seconds, counted.cost
    from (${days(sql, asked)} offset ${part * PART_DAYS} limit ${PART_DAYS}) days, lateral (${countedWithin(sql, scope, asked)}) counted
  )
  select json_build_object(
      'from', iso(${instant(sql, asked.from)}),
      'to', iso(${instant(sql, asked.to)}),
      'timezone', ${asked.timezone}::text
    )::text as range,
    string_agg(row_to_json(totals)::text, ', ' order by day desc, disposition) as rows
  from totals`

// Day by day: grouped by a day made of each call's moment, a year of calls is sorted on disk, as nobody can tell how many days it has.
const days = (sql: Sql, { from, to, timezone }: CdrSummaryAsked): Fragment => sql`
  select day::date::text as day,
    greatest(day at time zone ${timezone}::text, ${instant(sql, from)}) as since,
    least((day + interval '1 day') at time zone ${timezone}::text, ${instant(sql, to)}) as until
  from generate_series(
    date_trunc('day', ${instant(sql, from)} at time zone ${timezone}::text),
    ${instant(sql, to)} at time zone ${timezone}::text,
    '1 day'
  ) day
  order by day desc`

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
