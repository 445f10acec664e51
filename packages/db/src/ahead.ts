import type { Pool } from './pool'

/**
 * What `read` makes of each part, one after another. While more than half of the connections are free, the part after the one that is
 * awaited is read on a second one: what takes long takes half as long, but never the connections of others.
 */
export async function* readAhead<Part, Answer>(
  pool: Pick<Pool, 'totals'>,
  parts: Iterable<Part> | AsyncIterable<Part>,
  read: (part: Part) => Promise<Answer>,
): AsyncGenerator<Answer> {
  const begun: Promise<Answer>[] = []
  for await (const part of parts) {
    const answer = read(part)
    // An abandoned reader does not hear how it ends.
    answer.catch(() => {})
    begun.push(answer)
    const kept = isHalfTaken(pool) ? 0 : 1
    yield* begun.splice(0, Math.max(0, begun.length - kept))
  }
  yield* begun
}

const isHalfTaken = (pool: Pick<Pool, 'totals'>): boolean => {
  const { leased, size } = pool.totals()
  return leased * 2 >= size
}
