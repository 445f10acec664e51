import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { identity } from './account'
import { type Binaries, environment } from './binaries'
import { EmbeddedPostgresError, lastLinesOf } from './error'
import { openHolders } from './holders'
import { vacate } from './leave'
import type { Place } from './place'
import { postmasterOf, recordedPid } from './postmaster'
import { type StartOptions, settings } from './settings'
import { until } from './until'

/** A server that we hold: it stops when the last holder closes `holder` or dies. */
export type Held = { pid: number; port: number; holder: number }

const ATTEMPTS = 5

/** Starts PostgreSQL on a free port; throws EmbeddedPostgresError with the end of its log. */
export const launch = async (
  place: Place,
  binaries: Binaries,
  options: StartOptions,
  pickPort: () => Promise<number> = async () => options.port ?? freePort(),
): Promise<Held> => {
  for (let attempt = 1; ; attempt++)
    try {
      await vacate(place, options.deadline)
      return await launchOn(await pickPort(), place, binaries, options)
    } catch (error) {
      if (attempt === ATTEMPTS || !mayPass(lastLinesOf(logOf(place)))) throw error
    }
}

/** Another program took the port first, or a server came up that had been started by a process killed since. */
const mayPass = (log: string): boolean =>
  log.includes('Address already in use') || log.includes('"postmaster.pid" already exists')

// Started in a session of its own, out of reach of the terminal's Ctrl-C and of signals to our process group. At the end
// of the holders' pipe it stops PostgreSQL: fast, and after five seconds without the last checkpoint, because PostgreSQL
// 18 hangs in a fast stop that comes while it recovers from a crashed backend. It ends with PostgreSQL.
const SUPERVISOR = `
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
trap '' HUP INT TERM
{
  while read -r _; do :; done
  exec </dev/null
  kill -INT $server
  tenths=0
  while [ $tenths -lt 50 ]; do sleep 0.1; tenths=$((tenths + 1)); done
  kill -QUIT $server
} <&3 3<&- &
watch=$!
exec 3<&-
wait $server
kill -KILL $watch 2>/dev/null
`

const launchOn = async (port: number, place: Place, binaries: Binaries, options: StartOptions): Promise<Held> => {
  const log = openSync(logOf(place), 'w', 0o600)
  const { holder, supervised } = openHolders(place.home)
  try {
    const command = [binaries.postgres, '-D', place.data, '-p', String(port), ...settings(options)]
    const supervisor = supervise(command, place, binaries, [supervised, log, log])
    const pid = await started(supervisor, place, options.deadline)
    return { pid, port, holder }
  } catch (error) {
    closeSync(holder)
    throw error
  } finally {
    closeSync(supervised)
    closeSync(log)
  }
}

const supervise = (command: string[], place: Place, binaries: Binaries, stdio: number[]): ChildProcess => {
  const stale = recordedPid(place.data)
  const supervisor = spawn('/bin/sh', ['-c', SUPERVISOR, 'ringfence-postgres', ...command], {
    ...identity(place.account),
    // PostgreSQL lets this one number pass in a postmaster.pid, and still looks whether the shared memory is in use: we
    // know that no server runs under it, where PostgreSQL would take a zombie or an unrelated process for one.
    env: { ...environment(binaries), ...(stale ? { PG_GRANDPARENT_PID: stale } : {}) },
    cwd: '/',
    detached: true,
    stdio,
  })
  supervisor.unref()
  return supervisor
}

const started = async (supervisor: ChildProcess, place: Place, deadline: number): Promise<number> => {
  let ended: string | undefined
  supervisor.on('error', error => {
    ended = error.message
  })
  supervisor.on('exit', () => {
    ended ??= lastLinesOf(logOf(place))
  })
  const { pid } = await until(deadline, `PostgreSQL on ${place.data} does not become ready`, () => {
    if (ended !== undefined) throw new EmbeddedPostgresError(`PostgreSQL on ${place.data} did not start: ${ended}`)
    const postmaster = postmasterOf(place.data)
    return postmaster?.ready ? postmaster : undefined
  })
  return pid
}

const logOf = (place: Place): string => join(place.home, 'server.log')

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
