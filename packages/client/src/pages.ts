import type { paths } from './generated/api'

/** The calls that answer a list in pages. */
export type ListPath = {
  [P in keyof paths]: paths[P] extends {
    get: { parameters: { query?: { cursor?: string } }; responses: { 200: { content: { 'application/json': List } } } }
  }
    ? P
    : never
}[keyof paths]

type List = { data: unknown[] }

export type ListParameters<P extends ListPath> = Pick<paths[P]['get']['parameters'], 'query' | 'path'>

export type ListQuery<P extends ListPath> = NonNullable<paths[P]['get']['parameters']['query']>

export type Row<P extends ListPath> = paths[P]['get']['responses'][200]['content']['application/json']['data'][number]

/** The query of the next page, out of the `Link` header (RFC 8288); undefined after the last. */
export const nextQuery = (answer: Response): Record<string, string> | undefined => {
  const target = /<([^>]*)>\s*;\s*rel="?next"?/.exec(answer.headers.get('link') ?? '')?.[1]
  // Only the query of the link is taken: nobody else's host is asked with the caller's credential.
  return target === undefined ? undefined : Object.fromEntries(new URL(target, 'http://link').searchParams)
}
