import { refreshStatistics } from '../bulk'
import { asOwner } from './database'
import { mintTenant } from './tenant'

const LONG = { deadlineMilliseconds: 60_000, statementTimeoutMilliseconds: 60_000 }

/**
 * `count` call records of the last 300 days, shared out among `tenants` new tenants, in their months, and statistics of them. Each is from
 * another number; one in fifty failed; the oldest half alone was ever busy.
 */
export const insertCalls = async (url: string, count: number, tenants: number): Promise<number[]> => {
  const ids: number[] = []
  for (let index = 0; index < tenants; index++) ids.push((await mintTenant(url)).id)
  await asOwner(url, sql => sql`select make_cdr_months((now() - interval '300 days')::date, now()::date)`)
  await asOwner(
    url,
    sql => sql`
      insert into cdrs (tenant_id, caller_number, destination_number, direction, disposition, duration_seconds, bill_seconds, cost, started_at)
      select (${`{${ids.join(',')}}`}::text::bigint[])[1 + n % ${tenants}::int], '+4930' || (5000000 + n * 7919 % 1000000), 1000 + n % 500,
        case when n % 3 = 0 then 'outbound' else 'inbound' end,
        case when n % 50 = 0 then 'failed' when n > ${count}::int / 2 and n % 5 = 0 then 'busy' else 'answered' end,
        n % 600, n % 500, n % 1000 * 0.0001, now() - n * interval '300 days' / ${count}::int
      from generate_series(1, ${count}::int) n`,
    LONG,
  )
  await refreshStatistics(url)
  return ids
}
