import { type Static, Type } from '@sinclair/typebox'
import { type Errors, Invalid } from './admit'
import { admitCdr, type CdrInput } from './cdr'
import { count, record } from './fields'

/** As many call records go in one array. */
export const GREATEST_BATCH = 1000

/** As many lines at fault are named. */
export const GREATEST_REPORT = 1000

export const CdrBatchResult = record(
  {
    created: count('How many were stored.'),
    existing: count('How many were there already, by their call id.'),
    failed: count('How many lines are at fault.'),
    errors: Type.Array(
      record(
        {
          line: Type.Integer({ minimum: 1, description: 'Which line of the body, from 1.', example: 7 }),
          errors: Type.Record(Type.String(), Type.Array(Type.String()), {
            description: 'Sentences by field; `body` is the line as a whole.',
            example: { direction: ['The direction field is required.'] },
          }),
        },
        'A line at fault.',
      ),
      { description: `The first ${GREATEST_REPORT} lines at fault; \`failed\` counts them all.`, example: [] },
    ),
  },
  'What came of a batch of call records.',
)
export type CdrBatchResult = Static<typeof CdrBatchResult>

/** All of an array. Throws Invalid with every faulty field of every record, as `2.direction`. */
export const admitCdrs = (body: unknown): CdrInput[] => {
  if (!Array.isArray(body)) throw new Invalid({ body: ['The body must be an array.'] })
  if (body.length > GREATEST_BATCH)
    throw new Invalid({ body: [`The body must not have more than ${GREATEST_BATCH} items.`] })
  const admitted: CdrInput[] = []
  const errors: Errors = {}
  for (const [place, item] of body.entries()) {
    const judged = judgedCdr(item)
    if ('input' in judged) admitted.push(judged.input)
    else for (const [field, sentences] of Object.entries(judged.errors)) errors[`${place}.${field}`] = sentences
  }
  if (Object.keys(errors).length > 0) throw new Invalid(errors)
  return admitted
}

/** One of many, of which the others may be sound. */
export const judgedCdr = (item: unknown): { input: CdrInput } | { errors: Errors } => {
  try {
    return { input: admitCdr(item) }
  } catch (error) {
    if (error instanceof Invalid) return { errors: error.errors }
    throw error
  }
}
