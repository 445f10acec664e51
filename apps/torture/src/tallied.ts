import type { Tally as Written } from '@ringfence/rig/writers'
import type { Tally } from './case'

/** The longest that a write may take whatever happens to its database: the deadline of a lease, a wait for it, and a busy machine. */
const LONGEST_MILLISECONDS = 9000

/** What may be answered, beside the success of each call and 503. */
export type Expected = { statuses?: number[]; longestMilliseconds?: number }

/** What writers saw, held against what the database has; of the statuses, 0 stands for a connection that broke. */
export const tallied = (
  written: Written,
  { lost, torn }: { lost: string[]; torn: number },
  { statuses = [], longestMilliseconds = LONGEST_MILLISECONDS }: Expected = {},
): Tally => {
  const counts = [...written.statuses]
  const foreseen = [200, 201, 503, ...statuses]
  const unexpected = counts
    .filter(([status]) => !foreseen.includes(status))
    .map(([status, count]) => (status ? `${count} writes were answered ${status}.` : `${count} connections broke.`))
  if (written.withoutRetryAfter > 0) unexpected.push(`${written.withoutRetryAfter} answers of 503 lacked Retry-After.`)
  const acknowledged = (written.statuses.get(200) ?? 0) + (written.statuses.get(201) ?? 0)
  if (acknowledged === 0) unexpected.push('No write was acknowledged.')
  return {
    tried: counts.reduce((sum, [, count]) => sum + count, 0),
    acknowledged,
    lost: lost.length,
    torn,
    hung: written.slowestMilliseconds > longestMilliseconds ? 1 : 0,
    unexpected,
  }
}

/** The tally of a case in which no writers take part: each check is tried, and acknowledged when it came true. */
export const checked = (checks: Record<string, boolean>): Tally => {
  const wrong = Object.keys(checks).filter(sentence => !checks[sentence])
  const tried = Object.keys(checks).length
  return { ...NOTHING, tried, acknowledged: tried - wrong.length, unexpected: wrong.map(what => `Not true: ${what}.`) }
}

export const NOTHING: Tally = { tried: 0, acknowledged: 0, lost: 0, torn: 0, hung: 0, unexpected: [] }

/** Several tallies as one. */
export const summed = (tallies: Tally[]): Tally =>
  tallies.reduce(
    (sum, each) => ({
      tried: sum.tried + each.tried,
      acknowledged: sum.acknowledged + each.acknowledged,
      lost: sum.lost + each.lost,
      torn: sum.torn + each.torn,
      hung: sum.hung + each.hung,
      unexpected: [...sum.unexpected, ...each.unexpected],
    }),
    NOTHING,
  )
