import { formats } from './formats'
import { parseId } from './id'
import { isJsonObject } from './json-object'
import { kind } from './kinds'

/** The last row of a page: its instant (ISO 8601, UTC, microseconds) and its id. */
export type Cursor = { at: string; id: string }

/** Opaque to clients, so that its inside may change. */
export const encodeCursor = ({ at, id }: Cursor): string => Buffer.from(`${at} ${id}`).toString('base64url')

/** Undefined for whatever `encodeCursor` did not make; never throws. */
export const decodeCursor = (text: string): Cursor | undefined => {
  if (text.length > GREATEST_LENGTH) return undefined
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString('latin1').split(' ')
  const cursor = { at, id }
  return isCursor(cursor) && encodeCursor(cursor) === text ? cursor : undefined
}

/** A cursor out of a query string, decoded. */
export const cursor = (options: { description: string; example: string }) =>
  cursorKind<Cursor>({ type: 'string', maxLength: GREATEST_LENGTH, ...options })

// 27 characters of instant, a space and 19 digits, in base64.
const GREATEST_LENGTH = 63

const isCursor = (value: unknown): value is Cursor => {
  if (!isJsonObject(value)) return false
  const { at, id } = value
  return typeof at === 'string' && typeof id === 'string' && isPrintedInstant(at) && parseId(id) !== undefined
}

const isPrintedInstant = (at: string): boolean => /\.\d{6}Z$/.test(at) && formats['date-time'].accepts(at)

const cursorKind = kind(
  'Cursor',
  (_, value) => (isCursor(value) ? undefined : 'The :attribute is invalid.'),
  value => (typeof value === 'string' ? (decodeCursor(value) ?? value) : value),
)
