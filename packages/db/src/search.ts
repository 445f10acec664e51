import type { Cursor } from '@ringfence/domain/list'
import { commaed } from './lists'
import { isAfter } from './pages'
import type { Sql } from './pool'
import type { Fragment } from './scope'

/** A table with `search_text`, its index of `search_words`, and an index of its newest rows. */
export type Searched = {
  name: string
  as: string
  tenant: string
  /** The moment that its rows are listed by. */
  at: string
}

export type Search = {
  text: string
  tenantId: string | number | null
  after: Cursor | null
  /** What an index of the newest rows can be walked by. */
  within: Fragment
  /** What each row must be looked at for, and the columns that this takes. */
  beside: { columns: string[]; condition: Fragment } | null
}

/** As many of the newest rows tell how frequent a text is: looking through them costs less than a millisecond. */
const SAMPLE = 1000
const FREQUENT = 3

/** What is frequent is found among so many more; what is not was so among the newest alone, as a new tenant's name is. */
const NEAR = 20_000

/** Past so many matches it is less work to walk the list than to fetch and sort them. */
const SORTABLE = 3000

/**
 * The ids of the newest `limit` rows that contain the text, and maybe of some older ones that do. What is frequent is found
 * by walking the list from its newest end, what is rare by the index: each alone takes seconds on a million rows for the other.
 * The planner cannot choose, as it knows neither the text when it plans once for all nor how frequent a part of a word is.
 */
export const matching = (sql: Sql, table: Searched, search: Search, limit: number): Fragment => {
  const { as, at } = table
  const found = columns(sql, table, [at, 'id'])
  const names = read(table, search)
  const walk = newest(sql, table, search, isAfter(sql, search.after, `${as}.${at}`, `${as}.id`), names)
  const beyond = newest(sql, table, search, isBeyondNewest(sql, table), names)
  return sql`
  -- Once for all rows, which each would make it anew.
  with sought as materialized (
    select lower(${search.text}) as pattern
  ), recent as materialized (
    select ${found}
    from (${walk} limit ${SAMPLE}) ${sql(as)}
    where ${contains(sql, table, search)}
    limit ${limit}
  ), beyond as materialized (
    select ${found}
    from (${walk} limit 1 offset ${SAMPLE}) ${sql(as)}
  ), near as materialized (
    select ${found}
    from (${beyond} limit ${NEAR}) ${sql(as)}
    where (select count(*) from recent) between ${FREQUENT}::bigint and ${limit}::bigint - 1
      and ${contains(sql, table, search)}
    limit ${limit}
  ), indexed as materialized (
    select ${found}
    from (
      select ${columns(sql, table, names)}
      from ${sql(table.name)} ${sql(as)}
      where (
          (select count(*) from recent) < least(${FREQUENT}::bigint, ${limit})
          -- What was walked through did not fill the page, and is more than the newest alone.
          or (select count(*) from recent) + (select count(*) from near) < ${limit} and exists (select from beyond)
        )
        and search_words(${sql(`${as}.${table.tenant}`)}, ${sql(`${as}.search_text`)}) @@ (select search_pattern(${search.tenantId}, pattern) from sought)
        and ${search.within}
      -- Fences off what follows, or the planner reads half of another index for it.
      offset 0
    ) ${sql(as)}
    where ${contains(sql, table, search)} and ${isAfter(sql, search.after, `${as}.${at}`, `${as}.id`)}
    limit ${SORTABLE + 1}
  ), walked as (
    select ${found}
    from (${beyond}) ${sql(as)}
    where (select count(*) from indexed) > ${SORTABLE} and ${contains(sql, table, search)}
    limit ${limit}
  )
  select id from recent
  union all
  select id from near
  union all
  (select id from indexed order by ${sql(at)} desc, id desc limit ${limit})
  union all
  select id from walked`
}

/** These columns of the rows that `place` holds for, newest first. */
export const newest = (
  sql: Sql,
  { name, as, at, tenant }: Searched,
  { tenantId, within }: Pick<Search, 'tenantId' | 'within'>,
  place: Fragment,
  names: string[],
): Fragment => sql`
  select ${columns(sql, { as }, names)}
  from ${sql(name)} ${sql(as)}
  where ${tenantId === null ? sql`true` : sql`${sql(`${as}.${tenant}`)} = ${tenantId}`}
    and ${within}
    and ${place}
  order by ${sql(`${as}.${at}`)} desc, ${sql(`${as}.id`)} desc`

/** True for the rows that come after the newest ones, none when there are no more. */
const isBeyondNewest = (sql: Sql, { as, at }: Searched): Fragment => sql`
  (${sql(`${as}.${at}`)}, ${sql(`${as}.id`)}) <= (select ${sql(at)}, id from beyond)`

const read = ({ at }: Searched, { beside }: Search): string[] => [at, 'id', 'search_text', ...(beside?.columns ?? [])]

const columns = (sql: Sql, { as }: Pick<Searched, 'as'>, names: string[]): Fragment =>
  commaed(
    sql,
    names.map(name => sql`${sql(`${as}.${name}`)}`),
  )

const contains = (sql: Sql, { as }: Searched, { beside }: Search): Fragment => sql`
  strpos(${sql(`${as}.search_text`)}, (select pattern from sought)) > 0 ${beside ? sql`and ${beside.condition}` : sql``}`
