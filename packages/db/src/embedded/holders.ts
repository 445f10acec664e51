import { execFileSync } from 'node:child_process'
import { closeSync, constants, existsSync, openSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'

// Every process that uses the server holds the write end of one named pipe; the supervisor reads it. The kernel closes
// the ends of a process that dies, however it dies, so the supervisor sees the end of the pipe when nobody is left.

const { O_RDONLY, O_WRONLY, O_NONBLOCK } = constants

/** A new pipe: the end for us to hold and the end for the supervisor. Holders of an earlier server keep their old pipe. */
export const openHolders = (home: string): { holder: number; supervised: number } => {
  const pipe = pipeOf(home)
  rmSync(pipe, { force: true })
  execFileSync('mkfifo', ['-m', '600', pipe])
  const opener = openSync(pipe, O_RDONLY | O_NONBLOCK)
  const holder = openSync(pipe, O_WRONLY)
  const supervised = openSync(pipe, O_RDONLY)
  closeSync(opener)
  return { holder, supervised }
}

/** Joins the holders; undefined when no supervisor listens, because it is stopping the server or was killed. */
export const hold = (home: string): number | undefined => {
  try {
    return openSync(pipeOf(home), O_WRONLY | O_NONBLOCK)
  } catch (error) {
    if (isCode(error, 'ENXIO') || isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** Whether a supervisor still keeps the server for its holders. */
export const isSupervised = (home: string): boolean => {
  const end = hold(home)
  if (end !== undefined) closeSync(end)
  return end !== undefined
}

/** Whether any process (or caller in this one) holds the server. */
export const isHeld = (home: string): boolean => {
  if (!existsSync(pipeOf(home))) return false
  const end = openSync(pipeOf(home), O_RDONLY | O_NONBLOCK)
  try {
    readSync(end, Buffer.alloc(1))
    return false
  } catch (error) {
    if (isCode(error, 'EAGAIN')) return true
    throw error
  } finally {
    closeSync(end)
  }
}

const pipeOf = (home: string): string => join(home, 'holders')

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
