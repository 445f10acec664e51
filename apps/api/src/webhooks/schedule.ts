const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long to wait after each failed attempt, in milliseconds: almost three days in all, then it is given up. */
export const SCHEDULE = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
  24 * HOUR,
]

const SPREAD = 0.2

/** The wait after attempt number `attempts`, spread so that what failed together does not come back together; undefined after the last. */
export const waitAfter = (
  schedule: readonly number[],
  attempts: number,
  random = Math.random(),
): number | undefined => {
  const wait = schedule[attempts - 1]
  return wait === undefined ? undefined : Math.round(wait * (1 + SPREAD * (2 * random - 1)))
}
