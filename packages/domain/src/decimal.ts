import { kind } from './kinds'

const GREATEST = 9_999_999_999.9999

/** An amount from 0 with at most four decimal places: 14 digits at most, which a double and numeric(14,4) carry exactly. */
export const decimal = (options: { description: string; example: number }) =>
  decimalKind<number>({ type: 'number', minimum: 0, maximum: GREATEST, ...options })

const PLACES = 'The :attribute must be a number with at most 4 decimal places.'

const fault = (value: unknown): string | undefined => {
  if (typeof value !== 'number') return PLACES
  if (value < 0) return 'The :attribute must be at least 0.'
  if (value > GREATEST) return `The :attribute must not be greater than ${GREATEST}.`
  return /^\d+(?:\.\d{1,4})?$/.test(String(value)) ? undefined : PLACES
}

// Clients send money as text too. What a double would round is left as text, and refused. Adding 0 makes 0 of -0.
const read = (value: unknown): unknown => {
  const isNumber =
    typeof value === 'number' || (typeof value === 'string' && /^-?(?:0|[1-9]\d{0,10})(?:\.\d{1,4})?$/.test(value))
  return isNumber ? Number(value) + 0 : value
}

const decimalKind = kind('Decimal', (_, value) => fault(value), read)
