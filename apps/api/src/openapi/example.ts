import type { TSchema } from '@sinclair/typebox'

/** A value that a schema accepts, put together from the examples of its fields. */
export const exampleOf = (schema: TSchema): unknown => {
  if (schema.example !== undefined) return schema.example
  if (schema.type === 'array') return [exampleOf(schema.items)]
  if (schema.anyOf) return exampleOf(schema.anyOf[0])
  if (!schema.properties) return schema.default
  return exampleRecord(schema)
}

/** The same for an object, with some fields' examples replaced. */
export const exampleRecord = (schema: TSchema, replaced: Record<string, unknown> = {}): Record<string, unknown> => {
  const fields = Object.entries<TSchema>(schema.properties ?? {})
  return Object.fromEntries(fields.map(([name, field]) => [name, name in replaced ? replaced[name] : exampleOf(field)]))
}
