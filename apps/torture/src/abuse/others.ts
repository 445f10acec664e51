import type { Ask } from './ledger'

/** What others did meanwhile who behave. */
export type Work = { statuses: Map<number, number>; milliseconds: number[] }

/** `workers` of them ask one after the other for what `path` gives, while `trouble` happens. */
export const whileWorking = async (
  workers: number,
  ask: (worker: number) => ReturnType<Ask>,
  trouble: () => Promise<unknown>,
): Promise<Work> => {
  const work: Work = { statuses: new Map(), milliseconds: [] }
  let isOver = false
  const go = async (worker: number) => {
    while (!isOver) {
      const began = performance.now()
      const status = (await ask(worker))?.status ?? 0
      work.milliseconds.push(performance.now() - began)
      work.statuses.set(status, (work.statuses.get(status) ?? 0) + 1)
    }
  }
  const going = Promise.all(Array.from({ length: workers }, (_, worker) => go(worker)))
  try {
    await trouble()
  } finally {
    isOver = true
    await going
  }
  return work
}

/** The time within which 99 of 100 were answered, in milliseconds. */
export const p99 = ({ milliseconds }: Work): number => {
  const sorted = milliseconds.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? Number.NaN
}

/** How many answers had each status, as `12 × 200, 1 × 503`. */
export const statusesOf = (statuses: Map<number, number>): string =>
  [...statuses]
    .sort(([one], [other]) => one - other)
    .map(([status, count]) => `${count} × ${status || 'none'}`)
    .join(', ')

/** Sentences about answers that are neither success nor among what overload may be told. */
export const unforeseen = (who: string, statuses: Map<number, number>, foreseen: number[]): string[] =>
  [...statuses]
    .filter(([status]) => !foreseen.includes(status))
    .map(([status, count]) => `${count} of ${who} were answered ${status || 'nothing'}.`)
