import type { Errors } from '@ringfence/domain/admit'
import { type Sentences, sayingOf } from './constraints'
import type { Database } from './database'
import { commaed } from './lists'
import type { Sql } from './pool'
import type { Fragment } from './scope'

/** Which constraints fields would break, each true or false. */
export type Refusals = Record<string, Fragment>

/**
 * What the database would refuse of fields that are sound in themselves. It says one thing at a time and has the last word: this is asked
 * only once something was refused, so that all of it is named at once.
 */
export const foreseen = async (
  { pool }: Pick<Database, 'pool'>,
  refusals: (sql: Sql) => Refusals,
  sentences: Sentences = {},
): Promise<Errors> => {
  const [broken = {}] = await pool.query(async sql => {
    const checks = Object.entries(refusals(sql))
    if (checks.length === 0) return []
    return sql<Record<string, boolean>[]>`select ${commaed(
      sql,
      checks.map(([name, check]) => sql`${check} as ${sql(name)}`),
    )}`
  })
  const errors: Errors = {}
  for (const [name, isBroken] of Object.entries(broken)) {
    const { field, sentence } = sentences[name] ?? sayingOf(name)
    if (isBroken) errors[field] ??= [sentence]
  }
  return errors
}
