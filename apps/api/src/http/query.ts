import { type Cursor, encodeCursor } from '@ringfence/domain/list'

/** Path and query of a request. Bun builds the URL out of the Host header, which is the caller's to choose and may be no host at all. */
export const locationOf = (request: Request): URL =>
  new URL(`http://ringfence${request.url.replace(/^https?:\/\/[^/?#]*/, '')}`)

export const queryOf = (request: Request): URLSearchParams => locationOf(request).searchParams

/** The `Link` header (RFC 8288) to the page after `next`, with every other parameter kept; relative, so that no Host goes into it. */
export const nextLink = (request: Request, next: Cursor): string => {
  const { pathname, searchParams } = locationOf(request)
  searchParams.set('cursor', encodeCursor(next))
  return `<${pathname}?${searchParams}>; rel="next"`
}
