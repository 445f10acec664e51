import type { OpenAPIV3 } from 'openapi-types'

export type HeaderName = 'X-Request-Id' | 'ETag' | 'Link' | 'Retry-After' | 'Set-Cookie'

type Headers = Record<string, OpenAPIV3.ReferenceObject>

/** References to headers of an answer; every answer has `X-Request-Id`. */
export const headers = (...names: HeaderName[]): Headers =>
  Object.fromEntries(
    (['X-Request-Id', ...names] as const).map(name => [name, { $ref: `#/components/headers/${component(name)}` }]),
  )

/** What each of those headers means. */
export const headerComponents = (cookie: string): Record<string, OpenAPIV3.HeaderObject> => {
  const described: Record<HeaderName, OpenAPIV3.HeaderObject> = {
    'X-Request-Id': {
      description: 'The id of this request, as the log has it: that of the request, if it came with one.',
      required: true,
      schema: { type: 'string', pattern: '^[A-Za-z0-9_.-]{1,64}$', example: '7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11' },
    },
    ETag: {
      description: 'The version of the record: send it back as `If-Match` to change this version and no newer one.',
      required: true,
      schema: { type: 'string', pattern: '^"[1-9][0-9]*"$', example: '"1"' },
    },
    Link: {
      description: 'Where the next page is (RFC 8288). Absent on the last page, and without `limit` and `cursor`.',
      schema: { type: 'string', example: '</api/extensions?limit=50&cursor=MjAyNi0x>; rel="next"' },
    },
    'Retry-After': {
      description: 'How many seconds to wait before the next attempt.',
      required: true,
      schema: { type: 'integer', format: 'int32', minimum: 1, example: 1 },
    },
    'Set-Cookie': {
      description: 'The cookie of the session: HttpOnly, SameSite=Lax, and Secure over https.',
      required: true,
      schema: {
        type: 'string',
        example: `${cookie}=bssqtt5s4lwmt4xucxhx46mhbm6k5qvtdnnpfh72; Path=/; HttpOnly; SameSite=Lax`,
      },
    },
  }
  return Object.fromEntries(Object.entries(described).map(([name, header]) => [name.replaceAll('-', ''), header]))
}

const component = (name: HeaderName): string => name.replaceAll('-', '')
