import type { Sql } from './pool'
import type { Fragment } from './scope'

/** The parts one after another with commas between them; there must be one. */
export const commaed = (sql: Sql, [first, ...more]: Fragment[]): Fragment =>
  more.reduce((list, part) => sql`${list}, ${part}`, first ?? sql``)
