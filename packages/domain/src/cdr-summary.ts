import { type Static, Type } from '@sinclair/typebox'
import type { Errors } from './admit'
import { Cdr } from './cdr'
import { count, input, record, timestamp } from './fields'
import { admitQuery, CdrListQuery } from './list'
import { text } from './text'

const DAY_MILLISECONDS = 86_400_000
const DEFAULT_DAYS = 30
const GREATEST_DAYS = 400

const { from, to, tenant_id, extension_id, direction } = CdrListQuery.properties

export const CdrSummaryQuery = input(
  {
    from: { ...from, description: 'Only calls that began then or later; without it, 30 days before `to`.' },
    to: { ...to, description: 'Only calls that began before then; without it, now.' },
    timezone: {
      ...text({
        maxLength: 100,
        format: 'timezone',
        description: 'Where days begin and end: the name of an IANA time zone.',
        example: 'Europe/Berlin',
      }),
      default: 'UTC',
    },
    tenant_id,
    extension_id,
    direction,
  },
  'Which call records to count.',
)
export type CdrSummaryQuery = Static<typeof CdrSummaryQuery>

export const CdrSummary = record(
  {
    from: timestamp('The calls that are counted began then or later.'),
    to: timestamp('They began before then.'),
    timezone: CdrSummaryQuery.properties.timezone,
    totals: Type.Array(
      record(
        {
          day: Type.String({
            pattern: '^\\d{4}-\\d{2}-\\d{2}$',
            description: 'A day in that time zone, on which there were calls.',
            example: '2026-11-23',
          }),
          disposition: Cdr.properties.disposition,
          calls: count('How many began that day and ended so.'),
          duration_seconds: count('From the first ring to the end, of all of them.'),
          bill_seconds: count('From the answer to the end, of all of them.'),
          cost: Type.Number({ minimum: 0, description: 'What they cost, exactly.', example: 0.126 }),
        },
        'The calls of one day that ended in the same way.',
      ),
      { description: 'Newest day first.' },
    ),
  },
  'Totals of call records by day and disposition.',
)
export type CdrSummary = Static<typeof CdrSummary>

/** Which call records are counted, and where days begin. */
export type CdrSummaryAsked = CdrSummaryQuery & { from: string; to: string }

/** With the 30 days before `to`, or before now, where nothing else is said. Throws Invalid. */
export const admitCdrSummary = (query: URLSearchParams, now: Date): CdrSummaryAsked => {
  const ranged = ({ from, to }: { from?: string; to?: string }): { from: string; to: string } => {
    const end = to ?? now.toISOString()
    return { from: from ?? new Date(Date.parse(end) - DEFAULT_DAYS * DAY_MILLISECONDS).toISOString(), to: end }
  }
  const asked = admitQuery(CdrSummaryQuery, query, sound => faultsOf(ranged(sound)))
  return { ...asked, ...ranged(asked) }
}

const faultsOf = ({ from, to }: { from: string; to: string }): Errors => {
  const apart = Date.parse(to) - Date.parse(from)
  if (apart <= 0) return { to: ['The to must be a date after from.'] }
  if (apart > GREATEST_DAYS * DAY_MILLISECONDS)
    return { from: [`The from must not be more than ${GREATEST_DAYS} days before to.`] }
  return {}
}
