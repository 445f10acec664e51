import { OptionalKind, type TObject, type TProperties, type TSchema, Type } from '@sinclair/typebox'

type Described = { description: string; example: unknown }

/** PostgreSQL's `integer`. */
export const GREATEST_INTEGER = 2_147_483_647

/** A whole number, within ±(2^53 − 1) that JSON carries exactly unless the limits say less. */
export const integer = (options: Described & { minimum?: number; maximum?: number; default?: number }) =>
  Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER, ...options })

/** The id of another row; whether that exists, only the database can tell. */
export const reference = (what: string) => integer({ description: `The id of an existing ${what}.`, example: 1 })

/** A field that may be left out or null, which are the same. */
export const optional = <S extends TSchema>(schema: S) => ({ ...nullable(schema), default: null })

export const nullable = <S extends TSchema>(schema: S) =>
  Type.Union([schema, Type.Null()], { description: schema.description ?? '', example: schema.example })

/** What a client may send. A field with a default may be left out, every other must be there, unknown keys are no fault. */
export const input = <P extends TProperties>(properties: P, description: string): TObject<P> => {
  const object = Type.Object(properties, { description })
  const required = Object.entries(properties).filter(([, field]) => field.default === undefined && !field[OptionalKind])
  if (required.length) return { ...object, required: required.map(([name]) => name) }
  // OpenAPI 3.0 knows no empty list of required fields.
  Reflect.deleteProperty(object, 'required')
  return object
}

/** What an answer holds, and nothing else. */
export const record = <P extends TProperties>(properties: P, description: string): TObject<P> =>
  Type.Object(properties, { additionalProperties: false, description })

export const recordId = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'Given by the server.',
  example: 1,
})

export const count = (description: string) => Type.Integer({ minimum: 0, description, example: 3 })

/** An instant as answers print it: UTC, microseconds, Z. */
export const timestamp = (description: string) =>
  Type.String({
    format: 'date-time',
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}Z$',
    description,
    example: '2026-11-23T21:00:00.123456Z',
  })

export const stamps = {
  created_at: timestamp('When it was created.'),
  updated_at: timestamp('When it was last changed.'),
}
