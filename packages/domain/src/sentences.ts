import type { TSchema } from '@sinclair/typebox'
import { type ValueError, ValueErrorType } from '@sinclair/typebox/errors'
import { faultOf } from './kinds'
import { REQUIRED } from './text'

/** What is wrong with a field, in the words of Laravel 8's validator. Never holds the value. */
export const sentence = (field: string, error: ValueError): string =>
  worded(error).replaceAll(':attribute', field.replaceAll('_', ' '))

const worded = (error: ValueError): string => {
  if (error.value === undefined || error.value === null) return REQUIRED
  if (error.type === ValueErrorType.Union) return wordedOptional(error)
  return faultOf(error.schema, error.value) ?? wordedNumber(error.type, error.schema, error.value)
}

// An optional field is its own schema or null; what is wrong is what its own schema says.
const wordedOptional = ({ errors: [own] }: ValueError): string => {
  const fault = own?.First()
  const said = fault ? worded(fault) : INVALID
  return said === REQUIRED ? 'The :attribute field must have a value.' : said
}

const wordedNumber = (type: ValueErrorType, schema: TSchema, value: unknown): string => {
  if (type === ValueErrorType.Boolean) return 'The :attribute field must be true or false.'
  if (type === ValueErrorType.Integer || !Number.isSafeInteger(value)) return 'The :attribute must be an integer.'
  if (type === ValueErrorType.IntegerMinimum) return `The :attribute must be at least ${schema.minimum}.`
  if (type === ValueErrorType.IntegerMaximum) return `The :attribute must not be greater than ${schema.maximum}.`
  return INVALID
}

const INVALID = 'The :attribute is invalid.'
