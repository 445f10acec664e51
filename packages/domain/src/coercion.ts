import { Kind, type TSchema } from '@sinclair/typebox'
import { formats } from './formats'
import { readAs } from './kinds'

/** The value that was meant: the spellings of booleans and integers that clients are used to, and nothing more. */
export const understood = (schema: TSchema, value: unknown): unknown => {
  const own = plain(schema)
  if (own[Kind] === 'Boolean') return BOOLEANS.get(value) ?? value
  if (own[Kind] === 'Integer') return integral(value)
  return readAs(own, value)
}

/** The one spelling that is stored, of a value that passed its checks. */
export const stored = (schema: TSchema, value: unknown): unknown => {
  const format = plain(schema).format
  return typeof value === 'string' && isFormat(format) ? (formats[format].stored?.(value) ?? value) : value
}

const plain = (schema: TSchema): TSchema => (schema[Kind] === 'Union' ? (schema.anyOf[0] ?? schema) : schema)

const BOOLEANS = new Map<unknown, boolean>([
  [1, true],
  ['1', true],
  ['true', true],
  [0, false],
  ['0', false],
  ['false', false],
])

// Adding 0 makes 0 of -0, which no database keeps. What is beyond the safe integers, the schema's limits refuse.
const integral = (value: unknown): unknown => {
  const isInteger = typeof value === 'number' || (typeof value === 'string' && /^(?:0|-?[1-9]\d{0,15})$/.test(value))
  return isInteger ? Number(value) + 0 : value
}

const isFormat = (name: unknown): name is keyof typeof formats =>
  typeof name === 'string' && Object.hasOwn(formats, name)
