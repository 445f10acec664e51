import type { TUnsafe } from '@sinclair/typebox'
import { type Format, formats } from './formats'
import { kind } from './kinds'

type TextOptions<T extends string = string> = {
  /** In code points, inclusive. */
  maxLength: number
  pattern?: string
  format?: Format
  enum?: readonly T[]
  description: string
  example: NoInfer<T>
}

export const REQUIRED = 'The :attribute field is required.'

/** A text field, stored exactly as sent unless its format has one spelling. Blank is as good as missing. */
export const text = <T extends string = string>(options: TextOptions<T>): TUnsafe<T> =>
  textKind<T>({ type: 'string', minLength: 1, ...options })

/** True when there is nothing to read: no characters, or whitespace alone. */
export const isBlank = (value: string): boolean => value.trim() === ''

// Cc is C0, DEL and C1: a line feed forges log lines and SIP headers, and C1 is text decoded with the wrong table, which
// terminals obey. Cs is a lone surrogate, which UTF-8 cannot hold.
const UNREADABLE = /[\p{Cc}\p{Cs}]/u

// Cheap checks come first: a megabyte never reaches a pattern.
const textKind = kind<TextOptions>('Text', ({ maxLength, pattern, format, enum: choices }, value) => {
  if (typeof value !== 'string') return 'The :attribute must be a string.'
  if (isBlank(value)) return REQUIRED
  if (isLonger(value, maxLength)) return `The :attribute must not be greater than ${maxLength} characters.`
  if (UNREADABLE.test(value)) return 'The :attribute must be valid Unicode text without control characters.'
  if (choices && !choices.includes(value)) return 'The selected :attribute is invalid.'
  if (pattern && !compiled(pattern).test(value)) return 'The :attribute format is invalid.'
  return format && !formats[format].accepts(value) ? formats[format].sentence : undefined
})

// A code point is one or two UTF-16 units, so only what is near the limit needs counting.
const isLonger = (value: string, codePoints: number): boolean =>
  value.length > codePoints && (value.length > codePoints * 2 || [...value].length > codePoints)

const patterns = new Map<string, RegExp>()

const compiled = (pattern: string): RegExp => {
  const known = patterns.get(pattern) ?? new RegExp(pattern, 'u')
  patterns.set(pattern, known)
  return known
}
