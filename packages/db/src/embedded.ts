import { closeSync, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { binariesFor } from './embedded/binaries'
import { ensureCluster, OWNER, ownerPassword } from './embedded/cluster'
import { ensureDatabase } from './embedded/database'
import { EmbeddedPostgresError } from './embedded/error'
import { isSupervised } from './embedded/holders'
import { joinRunning } from './embedded/join'
import { type Held, launch } from './embedded/launch'
import { leave } from './embedded/leave'
import { locked } from './embedded/lock'
import { LOCK, type Place, POINTER, placeIn } from './embedded/place'
import type { StartOptions } from './embedded/settings'

export { EmbeddedPostgresError }

export type EmbeddedPostgres = {
  /** postgres:// URL of the owner role `ringfence` on database `ringfence`, on 127.0.0.1. */
  url: string
  pid: number
  port: number
  /** True when a server that ran on this data directory already was joined, with the options it was started with. */
  reused: boolean
  /** Lets go of the server. The last process to let go, or to die, stops it: then this resolves when it is gone. */
  stop(): Promise<void>
}

/** `durable: false` skips fsync and loses data at a power cut, for tests. Defaults: true, 60, any free port. */
export type EmbeddedOptions = { durable?: boolean; maxConnections?: number; port?: number | undefined }

const START_MS = 60_000

/**
 * Starts PostgreSQL on `<dataDirectory>/postgres`, made at the first start, or joins the server that runs there. It runs
 * until every process that started or joined it has called `stop` or died, and Ctrl-C in our terminal does not reach it.
 * Throws EmbeddedPostgresError, within a minute.
 */
export const startEmbedded = async (
  dataDirectory: string,
  { durable = true, maxConnections = 60, port }: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> => {
  const deadline = performance.now() + START_MS
  try {
    mkdirSync(dataDirectory, { recursive: true })
    const directory = realpathSync(dataDirectory)
    return await locked(join(directory, LOCK), deadline, () =>
      start(placeIn(directory), { durable, maxConnections, port, deadline }),
    )
  } catch (cause) {
    if (cause instanceof EmbeddedPostgresError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new EmbeddedPostgresError(`PostgreSQL cannot start in ${dataDirectory}: ${reason}`, { cause })
  }
}

/** Whether there is a database to start in that directory, wherever its data are. */
export const isMadeIn = (dataDirectory: string): boolean =>
  ['postgres', POINTER].some(name => existsSync(join(dataDirectory, name)))

const start = async (place: Place, options: StartOptions): Promise<EmbeddedPostgres> => {
  const joined = await joinRunning(place, options.deadline)
  const held = joined ?? (await startNew(place, options))
  try {
    const owner = `postgres://${OWNER}:${ownerPassword(place)}@127.0.0.1:${held.port}`
    const url = await ensureDatabase(owner, options.deadline)
    if (!isSupervised(place.home)) throw new EmbeddedPostgresError(`PostgreSQL on ${place.data} stopped again`)
    return { url, pid: held.pid, port: held.port, reused: joined !== undefined, stop: once(() => leave(place, held)) }
  } catch (error) {
    closeSync(held.holder)
    if (joined && !isSupervised(place.home)) return start(place, options)
    throw error
  }
}

const startNew = async (place: Place, options: StartOptions): Promise<Held> => {
  const binaries = binariesFor(place)
  await ensureCluster(place, binaries, options)
  return launch(place, binaries, options)
}

const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let begun: Promise<void> | undefined
  return () => {
    begun ??= work()
    return begun
  }
}
