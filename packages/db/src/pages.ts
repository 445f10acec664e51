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

/** True for the rows that come before the last one meant, and for that one. */
export const isUpTo = (sql: Sql, last: Cursor | null, at: string, id: string): Fragment =>
  last ? sql`(${sql(at)}, ${sql(id)}) >= (${last.at}::text::timestamptz, ${last.id}::bigint)` : sql`true`

/** The rows that come after a place in a list, down to another one or to the list's end. */
export type Span = { after: Cursor | null; last: Cursor | null }

/** A list in statements. */
export type Listing = {
  page(sql: Sql, limit: number, span: Span): Promise<Page>
  /** The last row of each page of `limit` rows after that place, for at most so many pages: what is read without the rows themselves. */
  ends?(sql: Sql, limit: number, pages: number, after: Cursor): Promise<Cursor[]>
}

const WHOLE_LIST_PAGE = 1000
const SPANS = 8
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
 * Every row, page after page: no cursor or snapshot is held open, and an abandoned reader holds nothing. While more than half of the
 * connections are free, the page after the one that is awaited is read on a second one. Only the first page may be empty.
 */
export async function* readAll(pool: Pool, { page, ends }: Listing): AsyncGenerator<Page> {
  // A list under way waits longer than one that begins, or hours of it would be lost to one busy second.
  const read = <T>(work: (sql: Sql) => Promise<T>) => patiently(PATIENCE, () => pool.query(work))
  const begin = ({ after, last }: Span): Begun => {
    const first = read(sql => page(sql, WHOLE_LIST_PAGE, { after, last }))
    // An abandoned reader does not hear how it ends.
    first.catch(() => {})
    return { first, last }
  }
  async function* whole({ first, last }: Begun): AsyncGenerator<Page> {
    for (let current = await first; ; current = await begin({ after: current.next, last }).first) {
      if (current.rows) yield current
      // Rows that came meanwhile can make a span longer than a page.
      if (!current.next) return
    }
  }

  const first = await pool.query(sql => page(sql, WHOLE_LIST_PAGE, { after: null, last: null }))
  yield first
  if (!first.next) return
  const begun: Begun[] = []
  for await (const span of spans(first.next, async after =>
    ends ? read(sql => ends(sql, WHOLE_LIST_PAGE, SPANS, after)) : [],
  )) {
    for (const earlier of begun.splice(0, begun.length - (isHalfTaken(pool) ? 0 : 1))) yield* whole(earlier)
    begun.push(begin(span))
  }
  for (const rest of begun) yield* whole(rest)
}

type Begun = { first: Promise<Page>; last: Cursor | null }

/** All that comes after a place: spans of a page each, as far as it can be told in time where they end, and the rest. */
async function* spans(after: Cursor, endsAfter: (after: Cursor) => Promise<Cursor[]>): AsyncGenerator<Span> {
  let from = after
  for (;;) {
    const ends = await endsAfter(from).catch(untimely)
    for (const last of ends) {
      yield { after: from, last }
      from = last
    }
    if (ends.length < SPANS) return yield { after: from, last: null }
  }
}

const untimely = (error: unknown): Cursor[] => {
  if (error instanceof Unavailable && error.reason === 'timeout') return []
  throw error
}

const isHalfTaken = (pool: Pool): boolean => {
  const { leased, size } = pool.totals()
  return leased * 2 >= size
}
