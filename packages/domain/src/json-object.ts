import { kind } from './kinds'

export type JsonObject = { [key: string]: unknown }

const GREATEST_DEPTH = 32
const GREATEST_LENGTH = 65_536

/** A JSON object that is stored as it is: at most 65,536 characters of JSON and 32 levels. */
export const jsonObject = (options: { description: string; example: JsonObject }) =>
  jsonObjectKind<JsonObject>({ type: 'object', additionalProperties: true, ...options })

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const fault = (value: unknown): string | undefined => {
  if (!isJsonObject(value)) return 'The :attribute must be an object.'
  const within = contentFault(value)
  if (within) return within
  return JSON.stringify(value).length > GREATEST_LENGTH
    ? `The :attribute must not be greater than ${GREATEST_LENGTH} characters.`
    : undefined
}

// Level by level and not by recursion: a body of nothing but brackets would exhaust the stack.
const contentFault = (root: JsonObject): string | undefined => {
  let level: unknown[] = [root]
  for (let depth = 0; level.length; depth++) {
    if (depth > GREATEST_DEPTH) return `The :attribute must not be nested deeper than ${GREATEST_DEPTH} levels.`
    if (!level.every(isStorable))
      return 'The :attribute must hold numbers that JSON carries exactly and valid Unicode text without NUL only.'
    level = level.flatMap(value =>
      isJsonObject(value) ? Object.entries(value).flat() : Array.isArray(value) ? value : [],
    )
  }
  return undefined
}

const isStorable = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.isWellFormed() && !value.includes('\0')
    : typeof value !== 'number' || (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)))

const jsonObjectKind = kind('JsonObject', (_, value) => fault(value))
