import type { TObject, TSchema } from '@sinclair/typebox'
import type { OpenAPIV3 } from 'openapi-types'
import { JSON_TYPE } from '../http/body'
import { exampleOf } from './example'
import { type HeaderName, headers } from './headers'
import { type PublishedOrReference, published } from './published'

type Parameter = OpenAPIV3.ParameterObject

/** `{ message, data }`, or the message alone without `data`. */
export const success = (
  description: string,
  message: string,
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
        properties: { message: { type: 'string', enum: [message] }, ...(data && { data: data.schema }) },
        additionalProperties: false,
      },
      example: { message, ...(data && { data: data.example }) },
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

/** The keys of a query string. */
export const queryParameters = (query: TObject): Parameter[] =>
  Object.entries<TSchema>(query.properties).map(([name, field]) => {
    const { description = '', example: _, ...schema } = published(field, () => undefined)
    return { name, in: 'query', description, schema, example: exampleOf(field) }
  })
