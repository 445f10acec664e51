import { closeSync } from 'node:fs'
import { hold, isSupervised } from './holders'
import type { Held } from './launch'
import type { Place } from './place'
import { type Postmaster, postmasterOf } from './postmaster'
import { until } from './until'

/**
 * Holds the running server, once it is ready; undefined when there is none, or one that is about to stop. Throws when a
 * supervisor listens whose server stays out of sight, as from another container: two servers would ruin the data.
 */
export const joinRunning = async (place: Place, deadline: number): Promise<Held | undefined> => {
  const holder = hold(place.home)
  if (holder === undefined) return undefined
  try {
    const postmaster = await settled(place, deadline)
    if (postmaster) return { pid: postmaster.pid, port: postmaster.port, holder }
  } catch (error) {
    closeSync(holder)
    throw error
  }
  closeSync(holder)
  return undefined
}

const settled = async (place: Place, deadline: number): Promise<Postmaster | undefined> => {
  const sentence = `a PostgreSQL runs on ${place.data} that is not ready, or not of this machine or container`
  const { postmaster } = await until(deadline, sentence, () => {
    const postmaster = postmasterOf(place.data)
    return postmaster?.ready || !isSupervised(place.home) ? { postmaster } : undefined
  })
  return postmaster?.ready ? postmaster : undefined
}
