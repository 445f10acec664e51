import { existsSync, readFileSync } from 'node:fs'

/** Why the embedded PostgreSQL does not start, in one sentence that an operator can act on. */
export class EmbeddedPostgresError extends Error {}

const LINES = 5

/** The last lines of a log, on one line. */
export const lastLines = (log: string): string =>
  log
    .split('\n')
    .filter(line => line.trim())
    .slice(-LINES)
    .join(' | ')

export const lastLinesOf = (file: string): string => (existsSync(file) ? lastLines(readFileSync(file, 'utf8')) : '')
