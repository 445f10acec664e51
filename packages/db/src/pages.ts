import type { Cursor } from '@ringfence/domain/list'
import { readAhead } from './ahead'
import { Unavailable } from './faults'
import type { Pool, Sql } from './pool'
import { type Fragment, type Scope, visibleToAll } from './scope'

/**
 * JSON objects separated by commas, as PostgreSQL printed them, where the next page of what was asked for begins, and whether the
 * caller's credential is live: no row is there to prove it by where none was found.
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

/** True for the rows that come before the one at the cursor, and for that one. */
export const isUpTo = (sql: Sql, upTo: Cursor | null, at: string, id: string): Fragment =>
  upTo ? sql`(${sql(at)}, ${sql(id)}) >= (${upTo.at}::text::timestamptz, ${upTo.id}::bigint)` : sql`true`

/** The rows that come after a place in a list, up to and with the one at another place, or all of them. */
export type Span = { after: Cursor | null; upTo: Cursor | null }

/** A list in statements. */
export type Listing = {
  page(sql: Sql, limit: number, span: Span): Promise<Page>
  /** The last row of each page of `limit` rows after that place, for at most so many pages: what is read without the rows themselves. */
  ends?(sql: Sql, limit: number, pages: number, after: Cursor): Promise<Cursor[]>
}

const WHOLE_LIST_PAGE = 1000
/** So many pages are looked ahead for. */
const LOOKED_AHEAD = 16
const PATIENCE = 20

/** What `work` comes to, once a connection is free for it, which is waited for so many times. */
const patiently = async <T>(times: number, work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++)
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Unavailable && error.reason === 'busy') || attempt === times) throw error
    }
}

/**
 * Every row, page after page, two at once while there is room: no cursor or snapshot is held open, and an abandoned reader holds nothing.
 * Only the first page may be empty.
 */
export async function* readAll(pool: Pool, { page, ends }: Listing): AsyncGenerator<Page> {
  // A list under way waits longer than one that begins, or hours of it would be lost to one busy second.
  const query = <T>(work: (sql: Sql) => Promise<T>) => patiently(PATIENCE, () => pool.query(work))
  const read = async (span: Span) => ({ span, page: await query(sql => page(sql, WHOLE_LIST_PAGE, span)) })
  const endsAfter = async (after: Cursor) => (ends ? query(sql => ends(sql, WHOLE_LIST_PAGE, LOOKED_AHEAD, after)) : [])

  const first = await pool.query(sql => page(sql, WHOLE_LIST_PAGE, { after: null, upTo: null }))
  yield first
  if (!first.next) return
  for await (let { span, page } of readAhead(pool, spans(first.next, endsAfter), read))
    for (;;) {
      if (page.rows) yield page
      if (!page.next) break
      // Rows that came meanwhile made the span longer than a page.
      ;({ span, page } = await read({ ...span, after: page.next }))
    }
}

/** A page each, and all the rest in the last one. */
async function* spans(from: Cursor, endsAfter: (after: Cursor) => Promise<Cursor[]>): AsyncGenerator<Span> {
  let after = from
  for (;;) {
    const ends = await endsAfter(after).catch(untimely)
    for (const upTo of ends) {
      yield { after, upTo }
      after = upTo
    }
    if (ends.length < LOOKED_AHEAD) return yield { after, upTo: null }
  }
}

/** What takes too long to look ahead in is read page by page. */
const untimely = (error: unknown): Cursor[] => {
  if (error instanceof Unavailable && error.reason === 'timeout') return []
  throw error
}
