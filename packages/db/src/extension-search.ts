import type { Cursor } from '@ringfence/domain/list'
import { isAfter } from './pages'
import type { Sql } from './pool'
import type { Fragment } from './scope'

export type Search = { text: string; tenantId: string | number | null; status: string | null; after: Cursor | null }

/** As many of the newest extensions tell how frequent a text is: looking through them costs less than a millisecond. */
const SAMPLE = 1000
const FREQUENT = 3
/** Past so many matches it is less work to walk the list than to fetch and sort them. */
const SORTABLE = 3000

/**
 * The ids of the newest `limit` extensions that contain the text, and maybe of some older ones that do. What is frequent is found
 * by walking the list from its newest end, what is rare by the index: each alone takes seconds on a million rows for the other.
 * The planner cannot choose, as it knows neither the text when it plans once for all nor how frequent a part of a word is.
 */
export const matching = (sql: Sql, search: Search, limit: number): Fragment => sql`
  with recent as materialized (
    select e.created_at, e.id
    from (${newest(sql, search)} limit ${SAMPLE}) e
    where ${contains(sql, search)}
    limit ${limit}
  ), indexed as materialized (
    select e.created_at, e.id
    from (
      select e.created_at, e.id, e.search_text, e.status
      from extensions e
      where (select count(*) from recent) < least(${FREQUENT}::bigint, ${limit})
        and search_words(e.tenant_id, e.search_text) @@ (select search_pattern(${search.tenantId}, lower(${search.text})))
      -- Fences off what follows, or the planner reads half of another index for it.
      offset 0
    ) e
    where ${contains(sql, search)} and ${isAfter(sql, search.after, 'e.created_at', 'e.id')}
    limit ${SORTABLE + 1}
  ), walked as (
    select e.created_at, e.id
    from (${newest(sql, search)}) e
    where ((select count(*) from recent) between ${FREQUENT}::bigint and ${limit}::bigint - 1 or (select count(*) from indexed) > ${SORTABLE})
      and ${contains(sql, search)}
    limit ${limit}
  )
  select id from recent
  union all
  (select id from indexed order by created_at desc, id desc limit ${limit})
  union all
  select id from walked`

const newest = (sql: Sql, { tenantId, status, after }: Search): Fragment => sql`
  select e.created_at, e.id, e.search_text ${status === null ? sql`` : sql`, e.status`}
  from extensions e
  where ${tenantId === null ? sql`true` : sql`e.tenant_id = ${tenantId}`}
    and ${isAfter(sql, after, 'e.created_at', 'e.id')}
  order by e.created_at desc, e.id desc`

const contains = (sql: Sql, { text, status }: Search): Fragment => sql`
  strpos(e.search_text, lower(${text})) > 0 ${status === null ? sql`` : sql`and e.status = ${status}`}`
