import type { TObject, TSchema } from '@sinclair/typebox'
import type { OpenAPIV3 } from 'openapi-types'
import { JSON_TYPE } from '../http/body'
import { exampleOf } from './example'
import { type HeaderName, headers } from './headers'
import { type PublishedOrReference, published } from './published'

type Parameter = OpenAPIV3.ParameterObject

/** `{ message, data }`, or the message alone without `data`. Of several messages the first is the example. */
export const success = (
  description: string,
  messages: string | [string, ...string[]],
  data?: { schema: PublishedOrReference; example: unknown },
  ...named: HeaderName[]
): OpenAPIV3.ResponseObject => ({
  description,
  headers: headers(...named),
  content: {
    [JSON_TYPE]: {
      schema: {
        type: 'object',
        required: data ? ['message', 'data'] : ['message'],
        properties: { message: { type: 'string', enum: [messages].flat() }, ...(data && { data: data.schema }) },
        additionalProperties: false,
      },
      example: { message: [messages].flat()[0], ...(data && { data: data.example }) },
    },
  },
})

/** The id in a path. */
export const idParameter = (one: string): Parameter => ({
  name: 'id',
  in: 'path',
  required: true,
  description: `The id of the ${one}.`,
  schema: { type: 'integer', format: 'int64', minimum: 1 },
  example: 1,
})

export const ifMatchParameter: Parameter = {
  name: 'If-Match',
  in: 'header',
  description: 'The `ETag` of the version to change. Without it, whatever version there is gets changed.',
  schema: { type: 'string' },
  example: '"1"',
}

export const idempotencyParameter: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Any text that is new for each thing to do. The same request with the same key, within 24 hours, is answered what the first was, and does nothing again.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
  example: '7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11',
}

/** The keys of a query string. */
export const queryParameters = (query: TObject): Parameter[] =>
  Object.entries<TSchema>(query.properties).map(([name, field]) => {
    const { description = '', example: _, ...schema } = published(field, () => undefined)
    const required = query.required?.includes(name) ?? false
    return { name, in: 'query', ...(required && { required }), description, schema, example: exampleOf(field) }
  })
