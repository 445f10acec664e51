import type { Sql } from './pool'
import type { Fragment } from './scope'

/** The parts one after another with commas between them; there must be one. */
export const commaed = (sql: Sql, [first, ...more]: Fragment[]): Fragment =>
  more.reduce((list, part) => sql`${list}, ${part}`, first ?? sql``)

/** How many rows go in one statement, and are sealed before others are answered. */
const PART = 500

/** The rows in parts that are one statement each. */
export const parts = <T>(rows: T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / PART) }, (_, index) => rows.slice(index * PART, (index + 1) * PART))
