import { document } from '@ringfence/rig/document'
import type { OpenAPIV3 } from 'openapi-types'

export type Schema = OpenAPIV3.SchemaObject

export type Parameter = { name: string; in: string; schema: Schema; example: unknown }

/** Something to send: a media type with its schema and an example. */
export type Body = { type: string; schema: Schema; example: unknown }

/** Who may call it: anyone, an admin or his token, an admin alone, or a SIP server. */
export type Caller = 'anyone' | 'account' | 'session' | 'engine'

/** An operation of the document. */
export type Operation = {
  id: string
  method: string
  path: string
  parameters: Parameter[]
  bodies: Body[]
  caller: Caller
}

/** The schema itself, wherever the document keeps it. */
export const resolved = (schema: Schema | OpenAPIV3.ReferenceObject): Schema => {
  if (!('$ref' in schema)) return schema
  const known = document.components.schemas[schema.$ref.split('/').at(-1) ?? '']
  if (!known) throw new Error(`The document does not hold ${schema.$ref}.`)
  return resolved(known)
}

/** The path with these values in it, each escaped, and a query. */
export const address = (path: string, values: Record<string, string>, query: Record<string, string> = {}): string => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
  const search = new URLSearchParams(query).toString()
  return search ? `${filled}?${search}` : filled
}

/** The examples of those parameters that are `place`, by their names. */
export const examplesIn = ({ parameters }: Operation, place: string): Record<string, string> =>
  Object.fromEntries(parameters.filter(each => each.in === place).map(({ name, example }) => [name, String(example)]))

/** A text as it is, anything else as JSON. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

/** A value as this media type writes it. */
export const written = (type: string, value: unknown): string => {
  if (type.endsWith('json') && !type.includes('ndjson')) return JSON.stringify(value) ?? ''
  if (type !== 'application/x-www-form-urlencoded') return textOf(value)
  const fields = Object.entries(value ?? {}).map(([name, one]) => [name, textOf(one)])
  return new URLSearchParams(Object.fromEntries(fields)).toString()
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const

const callerOf = (security: OpenAPIV3.SecurityRequirementObject[] | undefined): Caller => {
  if (!security) return 'account'
  if (security.length === 0) return 'anyone'
  return security.some(each => 'engine' in each) ? 'engine' : 'session'
}

const parametersOf = ({ parameters = [] }: OpenAPIV3.OperationObject): Parameter[] =>
  parameters.flatMap(each =>
    'in' in each && each.schema
      ? [{ name: each.name, in: each.in, schema: resolved(each.schema), example: each.example }]
      : [],
  )

const bodiesOf = ({ requestBody }: OpenAPIV3.OperationObject): Body[] => {
  if (!requestBody || '$ref' in requestBody) return []
  return Object.entries(requestBody.content).map(([type, { schema = {}, example }]) => ({
    type,
    schema: resolved(schema),
    example,
  }))
}

/** All of them, in the order of the document. */
export const operations: Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  METHODS.flatMap(method => {
    const operation = item?.[method]
    if (!operation) return []
    return {
      id: operation.operationId ?? `${method} ${path}`,
      method: method.toUpperCase(),
      path,
      parameters: parametersOf(operation),
      bodies: bodiesOf(operation),
      caller: callerOf(operation.security),
    }
  }),
)

/** What the document itself gives as an example of it, with the body of the first type. */
export const exampleOf = (operation: Operation): { path: string; headers: Record<string, string>; body?: string } => {
  const [body] = operation.bodies
  return {
    path: address(operation.path, examplesIn(operation, 'path'), examplesIn(operation, 'query')),
    headers: body ? { 'content-type': body.type } : {},
    ...(body && { body: written(body.type, body.example) }),
  }
}
