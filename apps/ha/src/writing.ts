import { until } from '@ringfence/db/testing/until'
import { type Tally, whileWriting } from '@ringfence/rig/writers'
import type { Instance } from './instance'
import type { Rig } from './rig'

/** What the clients of one instance saw. */
export type Seen = { instance: Instance; tally: Tally; longestPauseSeconds: number }

export const WRITERS = 4
const GLANCE_MILLISECONDS = 20
const LONGEST_SECONDS = 60

export type Writing = {
  seen: Seen[]
  /** Resolves when each instance has acknowledged more. */
  moreAcknowledged(): Promise<void>
}

/** Clients write through both instances while `trouble` happens. */
export const whileBothWrite = async (
  { instances, session, tenantId }: Rig,
  trouble: (writing: Writing) => Promise<void>,
): Promise<Seen[]> => {
  const seen: Seen[] = []
  const over = Promise.withResolvers<void>()
  const clients = instances.map(instance =>
    whileWriting(
      () => ({ url: instance.url, ...session }),
      tenantId,
      WRITERS,
      async tally => {
        const one = { instance, tally, longestPauseSeconds: 0 }
        seen.push(one)
        const end = watchPauses(one)
        await over.promise.finally(end)
      },
    ),
  )
  const moreAcknowledged = async () => {
    const before = seen.map(({ tally }) => tally.acknowledged.size)
    const more = () => seen.every(({ tally }, index) => tally.acknowledged.size > (before[index] ?? 0) + 20)
    await until('writes are acknowledged by both instances', more, LONGEST_SECONDS)
  }
  try {
    await trouble({ seen, moreAcknowledged })
  } finally {
    over.resolve()
    await Promise.all(clients)
  }
  return seen
}

/** Notes the longest time without an acknowledgement; returns what ends it. */
const watchPauses = (seen: Seen): (() => void) => {
  let [size, since] = [0, performance.now()]
  const watch = setInterval(() => {
    seen.longestPauseSeconds = Math.max(seen.longestPauseSeconds, (performance.now() - since) / 1000)
    if (seen.tally.acknowledged.size > size) [size, since] = [seen.tally.acknowledged.size, performance.now()]
  }, GLANCE_MILLISECONDS)
  return () => clearInterval(watch)
}
