import { hostileValues } from '@ringfence/domain/testing/hostile'
import fc from 'fast-check'
import { resolved, type Schema, textOf } from './operations'

/** A value that the schema allows, as far as the schema says; ids are mostly of records that may be there. */
export const valid = (schema: Schema, name = ''): fc.Arbitrary<unknown> => {
  const value = some(schema, name)
  return schema.nullable ? fc.option(value, { freq: 6 }) : value
}

const some = (schema: Schema, name: string): fc.Arbitrary<unknown> => {
  const { enum: values, anyOf, type, minimum = 0, maximum = 1e9 } = schema
  if (values) return fc.constantFrom(...values)
  if (anyOf) return fc.oneof(...anyOf.map(each => valid(resolved(each), name)))
  if (type === 'string') return stringOf(schema)
  if (type === 'boolean') return fc.boolean()
  if (type === 'number') return fc.integer({ min: 0, max: 1e8 }).map(number => number / 10_000)
  if (type === 'integer') {
    const within = fc.integer({ min: minimum, max: maximum })
    const least = Math.min(Math.max(minimum, 1), maximum)
    const few = fc.integer({ min: least, max: Math.min(maximum, least + 3) })
    return fc.oneof({ weight: 9, arbitrary: few }, fc.constantFrom(minimum, maximum), within)
  }
  if (schema.type === 'array') return fc.array(valid(resolved(schema.items)), { maxLength: 3 })
  return objectOf(schema)
}

const objectOf = ({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> => {
  const fields: [string, fc.Arbitrary<unknown>][] = Object.entries(properties).map(([name, each]) => [
    name,
    valid(resolved(each), name),
  ])
  const known = fc.record(Object.fromEntries(fields), { requiredKeys: required.filter(name => name in properties) })
  if (!additionalProperties) return known
  const more = fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 2 })), {
    maxKeys: 3,
  })
  return fc.tuple(more, known).map(([others, own]) => ({ ...others, ...own }))
}

const stringOf = ({ format, pattern, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> => {
  const known = format && TEXTS[format]
  if (known) return known
  if (pattern) return fc.stringMatching(new RegExp(pattern)).map(text => text.slice(0, maxLength))
  const usual = { minLength, maxLength: Math.min(maxLength, 40) }
  return fc.oneof(
    { weight: 6, arbitrary: fc.string({ ...usual, unit: 'grapheme-ascii' }) },
    { weight: 2, arbitrary: fc.string({ ...usual, unit: 'grapheme' }) },
    fc.string({ ...usual, unit: 'binary' }),
    fc.constant('x'.repeat(Math.min(maxLength, 2000))),
  )
}

const hexadecimal = fc.stringMatching(/^[0-9a-f]{4}$/)

/** What a `format` allows. Addresses lead nowhere but to a closed port of this machine. */
const TEXTS: Record<string, fc.Arbitrary<string>> = {
  'date-time': fc
    .date({ min: new Date('1001-01-01'), max: new Date('9990-01-01'), noInvalidDate: true })
    .map(date => date.toISOString()),
  email: fc.emailAddress(),
  hostname: hexadecimal.map(text => `${text}.sip.example`),
  'mac-address': fc.tuple(hexadecimal, hexadecimal, hexadecimal).map(parts => parts.join('')),
  timezone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns'),
  uri: hexadecimal.map(text => `http://127.0.0.1:9/${text}`),
}

/** A value that broke somebody's server, or any that JSON can say. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...Object.values(hostileValues)) },
  fc.jsonValue({ maxDepth: 3 }),
)

/** Text that a path or a query can hold. */
export const hostileText: fc.Arbitrary<string> = fc
  .oneof(fc.constantFrom(...Object.values(hostileValues)).map(textOf), fc.string({ unit: 'binary', maxLength: 20 }))
  .map(text => text.toWellFormed().slice(0, 500))

/** The same body with something in it, or all of it, that the schema does not allow. */
export const damaged = (body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(body, fc.nat(), hostile).map(([value, at, other]) => withOther(value, at, other)),
    },
    { weight: 2, arbitrary: fc.tuple(body, fc.nat()).map(([value, at]) => without(value, at)) },
    hostile,
  )

const withOther = (value: unknown, at: number, other: unknown): unknown => {
  if (Array.isArray(value)) return value.length > 0 ? value.with(at % value.length, other) : [other]
  if (typeof value !== 'object' || value === null) return other
  const names = Object.keys(value)
  return { ...value, [names[at % names.length] ?? 'x']: other }
}

const without = (value: unknown, at: number): unknown => {
  if (typeof value !== 'object' || value === null) return null
  const entries = Object.entries(value)
  return Object.fromEntries(entries.toSpliced(at % Math.max(1, entries.length), 1))
}
