import { Unavailable } from './faults'

export type PoolTotals = {
  size: number
  leased: number
  waiting: number
  leases: number
  /** Those who had to wait, how long they did, and those of them and of others who got none. */
  waits: number
  waitedMilliseconds: number
  refused: number
}

export type Line = {
  enter(): Promise<void>
  leave(): void
  stats(): { free: number; waiting: number }
  totals(): PoolTotals
  emptied(): Promise<void>
}

/** Hands out `size` places, first come first served. */
export const openLine = ({
  size,
  maxWaiting,
  waitMilliseconds,
}: {
  size: number
  maxWaiting: number
  waitMilliseconds: number
}): Line => {
  const waiting = new Set<() => void>()
  const emptied = Promise.withResolvers<void>()
  let free = size
  let isClosing = false
  const past = { leases: 0, waits: 0, waitedMilliseconds: 0, refused: 0 }
  const refusal = () => {
    past.refused++
    return new Unavailable('busy')
  }
  return {
    async enter() {
      if (free > 0) {
        past.leases++
        return void free--
      }
      if (waiting.size >= maxWaiting) throw refusal()
      past.waits++
      const since = performance.now()
      await new Promise<void>((resolve, reject) => {
        const admit = () => {
          past.leases++
          past.waitedMilliseconds += performance.now() - since
          clearTimeout(timer)
          resolve()
        }
        const timer = setTimeout(() => {
          waiting.delete(admit)
          past.waitedMilliseconds += performance.now() - since
          reject(refusal())
        }, waitMilliseconds)
        waiting.add(admit)
      })
    },
    leave() {
      const [next] = waiting
      if (next) {
        waiting.delete(next)
        next()
        return
      }
      free++
      if (isClosing && free === size) emptied.resolve()
    },
    stats: () => ({ free, waiting: waiting.size }),
    totals: () => ({ size, leased: size - free, waiting: waiting.size, ...past }),
    emptied() {
      isClosing = true
      if (free === size) emptied.resolve()
      return emptied.promise
    },
  }
}
