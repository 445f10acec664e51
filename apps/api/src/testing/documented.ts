import { expect } from 'bun:test'
import type { OpenAPIV3 } from 'openapi-types'
import { document, faultsAt, pointerTo } from './document'

/** Fails unless the document foresees this status of a call, and the body is what it says. `path` as it was called, or its template. */
export const expectDocumented = (method: string, path: string, status: number, body: unknown): void => {
  const { pointer } = answerIn(method, path, status)
  expect(faultsAt(`${pointer}${JSON_SCHEMA}`, body)).toEqual([])
}

/** The same for a whole answer, with its type and the headers that it must have. Returns its body. */
export const expectDocumentedAnswer = async (method: string, path: string, answer: Response): Promise<unknown> => {
  const { described } = answerIn(method, path, answer.status)
  const body: unknown = await answer.json()
  expectDocumented(method, path, answer.status, body)
  expect(answer.headers.get('content-type')).toBe('application/json')
  for (const name of requiredHeaders(described))
    expect(answer.headers.has(name), `${name} of ${method} ${path}`).toBe(true)
  return body
}

const JSON_SCHEMA = pointerTo('content', 'application/json', 'schema')

const answerIn = (method: string, path: string, status: number) => {
  const { pathname } = new URL(path, 'http://localhost')
  const matching = Object.keys(document.paths).filter(known => matches(known, pathname))
  const template = matching.find(known => known === pathname) ?? matching[0]
  if (!template) throw new Error(`The document does not know ${pathname}.`)
  const operation = document.paths[template]?.[methodNamed(method)]
  const described = operation?.responses[status]
  if (!described) throw new Error(`The document does not foresee ${status} for ${method} ${template}.`)
  if (!('$ref' in described)) {
    const pointer = pointerTo('paths', template, method.toLowerCase(), 'responses', status)
    return { described, pointer }
  }
  const name = described.$ref.split('/').at(-1) ?? ''
  const shared = document.components.responses[name]
  if (!shared || '$ref' in shared) throw new Error(`The document does not hold ${described.$ref}.`)
  return { described: shared, pointer: pointerTo('components', 'responses', name) }
}

const matches = (template: string, path: string): boolean => {
  const segments = path.split('/')
  const parts = template.split('/')
  return parts.length === segments.length && parts.every((part, at) => part.startsWith('{') || part === segments[at])
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const

const methodNamed = (method: string): (typeof METHODS)[number] => {
  const known = METHODS.find(one => one === method.toLowerCase())
  if (!known) throw new Error(`The document does not know ${method}.`)
  return known
}

const requiredHeaders = ({ headers = {} }: OpenAPIV3.ResponseObject): string[] =>
  Object.entries(headers).flatMap(([name, header]) => {
    const known = '$ref' in header ? document.components.headers[header.$ref.split('/').at(-1) ?? ''] : header
    return known && !('$ref' in known) && known.required ? [name] : []
  })
