import { until } from '@ringfence/db/testing/until'
import type { Tally } from '@ringfence/rig/writers'

const SECONDS = 20

/** Resolves when so many more writes were acknowledged; rejects when that takes longer than it may on a busy machine. */
export const moreWritten = (written: Tally, count = 20): Promise<void> => {
  const before = written.acknowledged.size
  return until(`${count} more writes are acknowledged`, () => written.acknowledged.size >= before + count, SECONDS)
}

/** The same for answers of 503. */
export const moreRefused = (written: Tally, count = 10): Promise<void> => {
  const refused = () => written.statuses.get(503) ?? 0
  const before = refused()
  return until(`${count} more requests are answered 503`, () => refused() >= before + count, SECONDS)
}
