import { type Static, Type } from '@sinclair/typebox'
import type { Errors } from './admit'
import { count, input, integer, record } from './fields'
import { admitQuery } from './list'
import { text } from './text'

/** So many digits fit 64 bits. */
const DIGITS = 18
const GREATEST_WIDTH = 1_000_000

const number = (description: string, example: string) =>
  text({ maxLength: DIGITS, pattern: '^[0-9]+$', description, example })

export const FreeNumbersQuery = input(
  {
    from: number('The first number to look at. Digits alone; `0100` is another number than `100`.', '1000'),
    to: number('The last one, of as many digits, and at most 1,000,000 numbers on.', '1999'),
    limit: integer({
      minimum: 1,
      maximum: 1000,
      default: 10,
      description: 'At most so many numbers, and so many ranges.',
      example: 10,
    }),
  },
  'Where to look for free numbers.',
)
export type FreeNumbersQuery = Static<typeof FreeNumbersQuery>

const range = record(
  {
    from: number('Its first number.', '1000'),
    to: number('Its last number.', '1999'),
    count: count('How many it has.'),
  },
  'Free numbers in a row.',
)

export const FreeNumbers = record(
  {
    numbers: Type.Array(number('A free number.', '1000'), {
      description: 'The first free numbers, in their order.',
      example: ['1000', '1003'],
    }),
    ranges: Type.Array(range, {
      description: 'The first ranges of free numbers, in their order.',
      example: [
        { from: '1000', to: '1000', count: 1 },
        { from: '1003', to: '1999', count: 997 },
      ],
    }),
  },
  'Numbers that neither an extension nor a queue has.',
)
export type FreeNumbers = Static<typeof FreeNumbers>

/** Throws Invalid, also for ends that do not go together. */
export const admitFreeNumbersQuery = (query: URLSearchParams): FreeNumbersQuery =>
  admitQuery(FreeNumbersQuery, query, ends)

const ends = ({ from, to }: Partial<FreeNumbersQuery>): Errors => {
  if (from === undefined || to === undefined) return {}
  if (from.length !== to.length) return { to: ['The to must have as many digits as the from.'] }
  const width = BigInt(to) - BigInt(from) + 1n
  if (width < 1n) return { to: ['The to must not be less than the from.'] }
  return width > GREATEST_WIDTH ? { to: [`The range must not be wider than ${GREATEST_WIDTH} numbers.`] } : {}
}
