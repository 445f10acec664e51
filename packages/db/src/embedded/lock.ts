import { Database, SQLiteError } from 'bun:sqlite'
import { EmbeddedPostgresError } from './error'
import { until } from './until'

/**
 * Runs `work` while no other process (or caller in this one) is inside `locked` with the same file. The lock is SQLite's
 * lock on an empty database: the kernel drops it with its holder, so a killed process leaves nothing to clean up.
 */
export const locked = async <Result>(file: string, deadline: number, work: () => Promise<Result>): Promise<Result> => {
  const lock = opened(file)
  try {
    await until(deadline, `another start holds ${file} and does not finish`, () => acquired(lock, file))
    return await work()
  } finally {
    lock.close()
  }
}

const opened = (file: string): Database => {
  try {
    return new Database(file)
  } catch (error) {
    throw unusable(file, error)
  }
}

const acquired = (lock: Database, file: string): true | undefined => {
  try {
    lock.run('begin exclusive')
    return true
  } catch (error) {
    if (error instanceof SQLiteError && error.code === 'SQLITE_BUSY') return undefined
    throw unusable(file, error)
  }
}

const unusable = (file: string, cause: unknown): EmbeddedPostgresError =>
  new EmbeddedPostgresError(
    `${file} cannot be locked (${cause instanceof Error ? cause.message : cause}): does it belong to another user?`,
    { cause },
  )
