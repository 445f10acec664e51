import type { Tally as Written } from '@ringfence/rig/writers'
import type { Tally } from './case'

/** The longest that a write may take whatever happens to its database: the deadline of a lease, and a wait for it. */
const LONGEST_MILLISECONDS = 8000

type Expected = { statuses?: number[]; longestMilliseconds?: number }

/** What writers saw, held against what the database has; 201 and 503 are expected unless said otherwise. */
export const tallied = (
  written: Written,
  { lost, torn }: { lost: string[]; torn: number },
  { statuses = [201, 503], longestMilliseconds = LONGEST_MILLISECONDS }: Expected = {},
): Tally => {
  const counts = [...written.statuses]
  const unexpected = counts
    .filter(([status]) => !statuses.includes(status))
    .map(([status, count]) => `${count} writes were answered ${status || 'by a broken connection'}.`)
  if (written.withoutRetryAfter > 0) unexpected.push(`${written.withoutRetryAfter} answers of 503 lacked Retry-After.`)
  if (written.acknowledged.size === 0) unexpected.push('No write was acknowledged.')
  return {
    tried: counts.reduce((sum, [, count]) => sum + count, 0),
    acknowledged: written.acknowledged.size,
    lost: lost.length,
    torn,
    hung: written.slowestMilliseconds > longestMilliseconds ? 1 : 0,
    unexpected,
  }
}
