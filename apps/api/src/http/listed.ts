import type { Page } from '@ringfence/db/pages'
import { admitQuery, type Cursor } from '@ringfence/domain/list'
import type { Static, TObject } from '@sinclair/typebox'
import type { Deps } from '../deps'
import { fetched, fetchedAll } from './envelope'
import type { Exchange } from './exchange'
import { prove, reporter } from './guard'
import { nextLink, queryOf } from './query'

/** What a resource's repository offers to its list. */
export type Listable<Filter> = {
  list(filter: Filter, limit: number, after: Cursor | null): Promise<Page>
  listAll(filter: Filter): AsyncGenerator<Page>
}

type Paging = { limit?: number; cursor?: Cursor }

const DEFAULT_LIMIT = 100

/** The list of a resource: all rows as a stream, or with `limit` or `cursor` one page and a `Link` to the next. */
export const listed = async <S extends TObject>(
  deps: Pick<Deps, 'authentication' | 'log'>,
  { request, set }: Exchange,
  plural: string,
  schema: S,
  rows: Listable<Omit<Static<S>, keyof Paging>>,
): Promise<string | Response> => {
  // Every list's query has these two beside its filters.
  const { limit, cursor, ...filter } = admitQuery(schema, queryOf(request)) as Static<S> & Paging
  const first = limit === undefined && !cursor ? rows.listAll(filter) : undefined
  if (first) return fetchedAll(plural, provedFirst(deps, request, first), reporter(deps.log, request))
  const page = await rows.list(filter, limit ?? DEFAULT_LIMIT, cursor ?? null)
  if (!page.isProved) await prove(deps, request)
  if (page.next) set.headers.link = nextLink(request, page.next)
  return fetched(plural, page.rows)
}

/** The first page says whether who asked for it may still ask. */
async function* provedFirst(
  deps: Pick<Deps, 'authentication'>,
  request: Request,
  pages: AsyncGenerator<Page>,
): AsyncGenerator<Page> {
  for await (const page of pages) {
    if (!page.isProved) await prove(deps, request)
    yield page
  }
}
