/** What one engine did on one call, or the medians of several such rounds. Times in milliseconds, memory in megabytes. */
export type Figures = {
  perSecond: number
  p50: number
  p99: number
  /** CPU time per request of the application; null when there is none. */
  applicationCpu: number | null
  postgresCpu: number
  megabytes: number | null
}

export const median = (values: readonly number[]): number => percentile(values, 50)

/** By the nearest rank; NaN without values. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((left, right) => left - right)
  const rank = Math.max(1, Math.ceil((share / 100) * sorted.length))
  return sorted[rank - 1] ?? Number.NaN
}

/** Each figure's own median; one that is null in any round stays null. */
export const medians = (rounds: Figures[]): Figures => ({
  perSecond: median(rounds.map(round => round.perSecond)),
  p50: median(rounds.map(round => round.p50)),
  p99: median(rounds.map(round => round.p99)),
  applicationCpu: medianOrNull(rounds.map(round => round.applicationCpu)),
  postgresCpu: median(rounds.map(round => round.postgresCpu)),
  megabytes: medianOrNull(rounds.map(round => round.megabytes)),
})

const medianOrNull = (values: (number | null)[]): number | null => {
  const present = values.filter(value => value !== null)
  return present.length === values.length ? median(present) : null
}
