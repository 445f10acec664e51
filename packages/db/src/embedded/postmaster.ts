import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The PostgreSQL server process that runs on a data directory. */
export type Postmaster = { pid: number; port: number; ready: boolean }

/** Undefined when none runs: postmaster.pid may be stale, its process a zombie, its number another program's by now. */
export const postmasterOf = (data: string): Postmaster | undefined => {
  const lines = pidFile(data)
  const pid = Number(lines[0])
  if (!isPostmaster(pid, data)) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** The process number that postmaster.pid names, whatever runs under it. */
export const recordedPid = (data: string): string | undefined => pidFile(data)[0]?.trim()

/** Whether that server is over. One that is ending has lost its command line, but not yet its port and its files. */
export const isOver = (pid: number, data: string): boolean => {
  if (isPostmaster(pid, data)) return false
  return process.platform !== 'linux' || commandLine(pid) !== '' || ['', 'Z', 'X'].includes(processState(pid))
}

/** Fast shutdown (SIGINT: clients are cut, nothing is lost) or immediate (SIGQUIT: the next start recovers). */
export const signal = (pid: number, data: string, name: 'SIGINT' | 'SIGQUIT'): void => {
  if (!isPostmaster(pid, data)) return
  try {
    process.kill(pid, name)
  } catch (error) {
    if (isPostmaster(pid, data)) throw error
  }
}

const pidFile = (data: string): string[] => {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** Whether `pid` is the server on `data`: told by its command line, which any user may read and a zombie has not. */
export const isPostmaster = (pid: number, data: string): boolean => {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  if (process.platform === 'linux') return commandLine(pid).includes(`\0-D\0${data}\0`)
  return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)])
    .stdout.toString()
    .includes(` -D ${data} `)
}

const commandLine = (pid: number): string => processFile(pid, 'cmdline')

/** One letter, or nothing when there is no such process; it follows the name in brackets, which may hold anything. */
const processState = (pid: number): string => processFile(pid, 'stat').split(') ').at(-1)?.charAt(0) ?? ''

const processFile = (pid: number, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
