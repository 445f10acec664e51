import type { Versions } from '@ringfence/db/outcome'

/** The versions that `If-Match` allows: null without the header or for `*`, none for tags that are weak or not ours (RFC 9110). */
export const expectedVersions = (request: Request): Versions => {
  const header = request.headers.get('if-match')
  if (header === null || header.trim() === '*') return null
  return header.split(',').flatMap(tag => {
    const version = /^\s*"([1-9][0-9]{0,8})"\s*$/.exec(tag)?.[1]
    return version ? [Number(version)] : []
  })
}
