import type { TSchema } from '@sinclair/typebox'
import type { OpenAPIV3 } from 'openapi-types'

export type Published = OpenAPIV3.SchemaObject
export type PublishedOrReference = Published | OpenAPIV3.ReferenceObject

/** The name under which the document holds a schema once for all, if it does. */
export type NameOf = (schema: TSchema) => string | undefined

export const referenceTo = (name: string): OpenAPIV3.ReferenceObject => ({ $ref: `#/components/schemas/${name}` })

/** A schema as OpenAPI 3.0.3 writes it; schemas inside it that have a name become references. */
export const published = (schema: TSchema, nameOf: NameOf): Published => {
  const variants: TSchema[] = schema.anyOf ?? []
  const own = variants.filter(variant => variant.type !== 'null')
  const [first] = own
  if (own.length < variants.length && own.length === 1 && first) return nullable(first, schema, nameOf)
  if (variants.length > 0 && variants.every(variant => 'const' in variant)) return choices(variants, schema)
  if (variants.length > 0) return { ...annotations(schema), anyOf: variants.map(variant => within(variant, nameOf)) }
  if (schema.type === 'null') return { ...annotations(schema), ...NOTHING }
  if ('const' in schema) return choices([schema], schema)
  return { ...annotations(schema), ...plain(schema), ...structure(schema, nameOf) }
}

const ANNOTATIONS = ['description', 'default', 'example']
const KEYWORDS = [
  'type',
  'format',
  'pattern',
  'enum',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
]

// 3.0 has no type null: this is the only way to say that a value is null and nothing else.
const NOTHING: Published = { type: 'object', nullable: true, enum: [null] }

const GREATEST_INT32 = 2_147_483_647

const within = (schema: TSchema, nameOf: NameOf): PublishedOrReference => {
  const name = nameOf(schema)
  return name ? referenceTo(name) : published(schema, nameOf)
}

const nullable = (schema: TSchema, outer: TSchema, nameOf: NameOf): Published => {
  const own = within(schema, nameOf)
  const described = annotations(outer)
  if ('$ref' in own) return { ...described, anyOf: [own, NOTHING] }
  return { ...own, ...described, nullable: true, ...(own.enum && { enum: [...own.enum, null] }) }
}

const choices = (variants: TSchema[], outer: TSchema): Published => {
  const values = variants.map(variant => variant.const)
  return { ...annotations(outer), type: typeof values[0] === 'number' ? 'number' : 'string', enum: values }
}

const annotations = (schema: TSchema): Published => taken(schema, ANNOTATIONS)

// Generators make 32 bits of an integer that says nothing about its size.
const plain = (schema: TSchema): Published => {
  const size = schema.maximum <= GREATEST_INT32 ? 'int32' : 'int64'
  return { ...taken(schema, KEYWORDS), ...(schema.type === 'integer' && { format: size }) }
}

const structure = (schema: TSchema, nameOf: NameOf): Published => {
  if (schema.type === 'array' && schema.items) return { type: 'array', items: within(schema.items, nameOf) }
  if (schema.type !== 'object') return {}
  const additional = Object.values(schema.patternProperties ?? {})[0] ?? schema.additionalProperties
  return {
    ...(schema.required?.length > 0 && { required: schema.required }),
    ...(schema.properties && { properties: properties(schema.properties, nameOf) }),
    ...(additional !== undefined && {
      additionalProperties: typeof additional === 'boolean' ? additional : within(additional, nameOf),
    }),
  }
}

const properties = (schemas: Record<string, TSchema>, nameOf: NameOf): Record<string, PublishedOrReference> =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, within(schema, nameOf)]))

// Only keywords that mean the same in both dialects are taken over: what TypeBox adds for itself stays behind.
const taken = (schema: TSchema, keywords: string[]): Published =>
  Object.fromEntries(keywords.flatMap(keyword => (schema[keyword] === undefined ? [] : [[keyword, schema[keyword]]])))
