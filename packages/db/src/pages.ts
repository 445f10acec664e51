import type { Cursor } from '@ringfence/domain/list'
import { Unavailable } from './faults'
import type { Pool, Sql } from './pool'
import { type Fragment, type Scope, visibleToAll } from './scope'

/**
 * JSON objects separated by commas, as PostgreSQL printed them, where the next page begins, and whether the caller's credential is live:
 * no row is there to prove it by where none was found.
 */
export type Page = { rows: string; next: Cursor | null; isProved: boolean }

/**
 * One page out of `ordered`: at most `limit` + 1 rows, newest first, each with `at` (timestamptz), `id` and `json`.
 * The extra row only tells whether there is more: nothing is ever counted.
 */
export const readPage = async (sql: Sql, scope: Scope, limit: number, ordered: Fragment): Promise<Page> => {
  const [page] = await sql<
    [{ rows: string | null; at: string | null; id: string | null; more: boolean; isProved: boolean }]
  >`
    select string_agg(json, ',') filter (where place <= ${limit}) as rows,
      max(iso(at)) filter (where place = ${limit}) as at,
      max(id) filter (where place = ${limit}) as id,
      count(*) > ${limit} as more,
      case when count(*) = 0 then ${visibleToAll(sql, scope)} else true end as "isProved"
    from (select row_number() over () as place, at, id, json from (${ordered}) ordered) placed`
  const { rows, at, id, more, isProved } = page
  return { rows: rows ?? '', next: more && at && id ? { at, id } : null, isProved }
}

/**
 * True for the rows that come after the cursor, newest first; `at` and `id` are columns of the query at hand. The moment goes
 * as text: the driver would cut a timestamp to milliseconds.
 */
export const isAfter = (sql: Sql, after: Cursor | null, at: string, id: string): Fragment =>
  after ? sql`(${sql(at)}, ${sql(id)}) < (${after.at}::text::timestamptz, ${after.id}::bigint)` : sql`true`

const WHOLE_LIST_PAGE = 1000
const PATIENCE = 20

/** What `work` comes to, once a connection is free for it, which is waited for so many times. */
const patiently = async (times: number, work: () => Promise<Page>): Promise<Page> => {
  for (let attempt = 1; ; attempt++)
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Unavailable && error.reason === 'busy') || attempt === times) throw error
    }
}

/** Every row, page after page: no cursor or snapshot is held open, and an abandoned reader holds nothing. */
export async function* readAll(
  pool: Pool,
  page: (sql: Sql, limit: number, after: Cursor | null) => Promise<Page>,
): AsyncGenerator<Page> {
  let after: Cursor | null = null
  do {
    // A list under way waits longer than one that begins, or hours of it would be lost to one busy second.
    const current: Page = await patiently(after ? PATIENCE : 1, () =>
      pool.query(sql => page(sql, WHOLE_LIST_PAGE, after)),
    )
    yield current
    after = current.next
  } while (after)
}
