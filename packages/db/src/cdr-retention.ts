import { trail } from './audit'
import type { Pool, Sql } from './pool'
import { systemScope } from './scope'

/** As many rows go in one statement, which takes well under a second. */
const BATCH = 10_000

/** Drops the call records of all but the current month and `months` (1 or more) before it. */
export const removeOldCdrs = async (pool: Pool, months: number): Promise<void> => {
  while ((await pool.query(sql => forgetCallIds(sql, months))) === BATCH);
  while (await pool.query(sql => dropMonth(sql, months)));
  while ((await pool.query(sql => removeBatch(sql, months))) === BATCH);
}

const scope = systemScope('housekeeping')

const forgetCallIds = async (sql: Sql, months: number): Promise<number> => {
  const [{ forgotten }] = await sql<[{ forgotten: number }]>`
    select forget_call_ids(${months}, ${BATCH}) as forgotten`
  return forgotten
}

const dropMonth = async (sql: Sql, months: number): Promise<string | null> => {
  const [{ dropped }] = await sql<[{ dropped: string | null }]>`
    with old as materialized (
      select drop_oldest_cdr_month(${months}) as month
    ), ${trail(sql, scope, {
      action: 'cdr.retention',
      target: 'cdr',
      targetId: sql`null::bigint`,
      tenantId: sql`null::bigint`,
      before: sql`null`,
      after: sql`json_build_object('months', ${months}::integer, 'dropped', old.month)`,
      from: sql`old where old.month is not null`,
    })}
    select month as dropped from old`
  return dropped
}

/** What has no partition of its own: records of years that nobody makes partitions for. */
const removeBatch = async (sql: Sql, months: number): Promise<number> => {
  const [{ removed }] = await sql<[{ removed: number }]>`
    with old as (
      select id, started_at
      from cdrs
      where started_at < cdrs_kept_since(${months})
      order by started_at desc
      limit ${BATCH}
    ), gone as (
      delete from cdrs c
      using old
      where c.id = old.id and c.started_at = old.started_at and c.started_at < cdrs_kept_since(${months})
      returning c.id
    ), counted as (
      select count(*)::integer as removed from gone
    ), ${trail(sql, scope, {
      action: 'cdr.retention',
      target: 'cdr',
      targetId: sql`null::bigint`,
      tenantId: sql`null::bigint`,
      before: sql`null`,
      after: sql`json_build_object('months', ${months}::integer, 'removed', removed)`,
      from: sql`counted where removed > 0`,
    })}
    select removed from counted`
  return removed
}
