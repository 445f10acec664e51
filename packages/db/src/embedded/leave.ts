import { closeSync } from 'node:fs'
import { isHeld } from './holders'
import type { Held } from './launch'
import type { Place } from './place'
import { isOver, postmasterOf, signal } from './postmaster'
import { until } from './until'

const STOP_MS = 30_000
const FAST_MS = 5_000

/** Gives up our hold; when nobody else holds the server, its supervisor stops it and we wait until it is gone. */
export const leave = async (place: Place, { pid, holder }: Held): Promise<void> => {
  closeSync(holder)
  if (!isHeld(place.home)) await gone(pid, place.data, performance.now() + STOP_MS)
}

/** Stops a server that lost its supervisor and would run for ever; call it where no other start can be under way. */
export const vacate = async (place: Place, deadline: number): Promise<void> => {
  const postmaster = postmasterOf(place.data)
  if (!postmaster) return
  const { pid } = postmaster
  signal(pid, place.data, 'SIGINT')
  await gone(pid, place.data, Math.min(deadline, performance.now() + FAST_MS)).catch(() =>
    signal(pid, place.data, 'SIGQUIT'),
  )
  await gone(pid, place.data, deadline)
}

const gone = (pid: number, data: string, deadline: number): Promise<true> =>
  until(deadline, `PostgreSQL (process ${pid}) on ${data} does not stop`, () => (isOver(pid, data) ? true : undefined))
