import type { OpenAPIV3 } from 'openapi-types'
import { document, faultsAt, pointerTo } from './document'

/** An answer that was read. */
export type Answered = { status: number; headers: Headers; text: string }

/** What of an answer the document does not foresee: its status, type, headers, body. `path` as it was called, or its template. */
export const undocumented = (method: string, path: string, { status, headers, text }: Answered): string[] => {
  const { pathname } = new URL(path, 'http://localhost')
  const template = templateOf(pathname)
  if (template === undefined) return [`The document does not know ${pathname}.`]
  const answer = answerIn(method.toLowerCase(), template, status)
  if (!answer) return [`The document does not foresee ${status} for ${method} ${template}.`]
  const { described, pointer } = answer
  const missing = requiredHeaders(described).filter(name => !headers.has(name))
  const type = headers.get('content-type')?.split(';', 1)[0] ?? ''
  if (!Object.hasOwn(described.content ?? {}, type)) return [...missing.map(lacking), `Its type is not ${type}.`]
  const body: unknown = type === JSON_TYPE ? parsed(text) : text
  return [...missing.map(lacking), ...faultsAt(`${pointer}${pointerTo('content', type, 'schema')}`, body)]
}

const JSON_TYPE = 'application/json'

const lacking = (header: string): string => `It has no ${header}.`

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const templateOf = (pathname: string): string | undefined => {
  const matching = Object.keys(document.paths).filter(known => matches(known, pathname))
  return matching.find(known => known === pathname) ?? matching[0]
}

const matches = (template: string, path: string): boolean => {
  const segments = path.split('/')
  const parts = template.split('/')
  return parts.length === segments.length && parts.every((part, at) => part.startsWith('{') || part === segments[at])
}

const answerIn = (method: string, template: string, status: number) => {
  const operation = METHODS.find(known => known === method)
  const described = operation && document.paths[template]?.[operation]?.responses[status]
  if (!described) return undefined
  if (!('$ref' in described)) return { described, pointer: pointerTo('paths', template, method, 'responses', status) }
  const name = described.$ref.split('/').at(-1) ?? ''
  const shared = document.components.responses[name]
  if (!shared || '$ref' in shared) throw new Error(`The document does not hold ${described.$ref}.`)
  return { described: shared, pointer: pointerTo('components', 'responses', name) }
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const

const requiredHeaders = ({ headers = {} }: OpenAPIV3.ResponseObject): string[] =>
  Object.entries(headers).flatMap(([name, header]) => {
    const known = '$ref' in header ? document.components.headers[header.$ref.split('/').at(-1) ?? ''] : header
    return known && !('$ref' in known) && known.required ? [name] : []
  })
