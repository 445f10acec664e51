import type { FreeNumbersQuery } from '@ringfence/domain/free-numbers'
import type { Database } from './database'
import { NotFound } from './errors'
import type { Sql } from './pool'
import { type Fragment, type Scope, visible } from './scope'

/** So many numbers in a row that are all taken are passed over at once: counting entries of an index is the least work. */
const STRIDE = 1000

/** The first free numbers of a tenant within a range, and the first ranges of them, as JSON text. Throws NotFound. */
export const freeNumbers = async (
  { pool }: Pick<Database, 'pool'>,
  scope: Scope,
  tenantId: string,
  query: FreeNumbersQuery,
): Promise<string> => {
  const [plan] = await pool.query(sql => walk(sql, scope, tenantId, query))
  if (!plan) throw new NotFound('Tenant')
  return plan.json
}

/** Steps from stretch to stretch, free ones and taken ones, and no further than asked for. */
const walk = (sql: Sql, scope: Scope, tenantId: string, { from, to, limit }: FreeNumbersQuery) => {
  const digits = from.length
  const text = (number: Fragment) => sql`lpad((${number})::text, ${digits}, '0')`
  const last = sql`least(prior.until + ${STRIDE}, ${to}::text::bigint)`
  const extensions = sql`
    e.tenant_id = ${tenantId} and e.extension_number ~ '^[0-9]+$' and length(e.extension_number) = ${digits}
      and e.extension_number collate "C"`
  const queues = sql`
    q.tenant_id = ${tenantId} and q.queue_number ~ '^[0-9]+$' and length(q.queue_number) = ${digits}
      and q.queue_number collate "C"`
  const onward = sql`between ${text(sql`prior.until + 1`)} and ${to}`
  const within = sql`between ${text(sql`prior.until + 1`)} and ${text(last)}`
  return sql<{ json: string }[]>`
    with recursive plan as (
      select t.id
      from tenants t
      where t.id = ${tenantId} and ${visible(sql, scope, 't.id')}
    ), stretches as (
      select null::bigint as since, ${from}::text::bigint - 1 as until, false as free
      from plan
      union all
      select prior.until + 1, case
          when taken.next is null then ${to}::text::bigint
          when taken.next > prior.until + 1 then taken.next - 1
          when (select count(*) from extensions e where ${extensions} ${within}) = ${last} - prior.until then ${last}
          else (
            select number
            from (
              select number, lead(number) over (order by number) as next
              from (
                select e.extension_number::bigint as number from extensions e where ${extensions} ${within}
                union all
                select q.queue_number::bigint from queues q where ${queues} ${within}
              ) numbers
            ) pairs
            where next is distinct from number + 1
            order by number
            limit 1
          )
        end, taken.next is distinct from prior.until + 1
      from stretches prior, lateral (
        select least(
          (select min(e.extension_number collate "C") from extensions e where ${extensions} ${onward})::bigint,
          (select min(q.queue_number collate "C") from queues q where ${queues} ${onward})::bigint
        ) as next
        -- Fences it off, or it is looked up again wherever it is named.
        offset 0
      ) taken
      where prior.until < ${to}::text::bigint
    ), ranges as materialized (
      select since, until
      from stretches
      where free
      limit ${limit}
    ), numbers as (
      select number
      from ranges, generate_series(since, least(until, since + ${limit} - 1)) number
      order by number
      limit ${limit}
    )
    select '{"numbers":' || coalesce((select json_agg(${text(sql`number`)} order by number) from numbers), '[]')
      || ',"ranges":' || coalesce((select json_agg(r order by r."from") from (
        select ${text(sql`since`)} as "from", ${text(sql`until`)} as "to", until - since + 1 as count
        from ranges
      ) r), '[]') || '}' as json
    from plan`
}
