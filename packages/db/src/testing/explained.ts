import postgres from 'postgres'
import type { Database } from '../database'
import { composing } from '../statements'

type Explained = { 'QUERY PLAN': [{ Plan: Record<'Shared Hit Blocks' | 'Shared Read Blocks', number> }] }[]

/**
 * How many pages of tables and indexes PostgreSQL looks at for each statement that `work` sends, which it really does. It does so twice, as
 * the first time a connection also looks its functions up. The work itself sees no rows, and what it makes of that does not matter.
 */
export const pagesFor = async (
  url: string,
  db: Database,
  work: (db: Database) => Promise<unknown>,
): Promise<number[]> => {
  const driver = postgres(url, { max: 1, fetch_types: false, onnotice() {}, connection: { role: 'ringfence_api' } })
  const pages: number[] = []
  const explaining = async (texts: TemplateStringsArray, ...values: string[]) => {
    const [first = '', ...others] = texts
    const template = [`explain (analyze, buffers, format json) ${first}`, ...others]
    const rows = await driver<Explained>(Object.assign(template, { raw: template }), ...values)
    const plan = rows[0]?.['QUERY PLAN'][0].Plan
    pages.push((plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0))
    return rows
  }
  const sql = composing(explaining as unknown as typeof driver)
  const pool = { ...db.pool, query: async <T>(query: (tag: typeof sql) => PromiseLike<T>) => query(sql) }
  await work({ ...db, pool }).catch(() => {})
  pages.length = 0
  await work({ ...db, pool }).catch(() => {})
  await driver.end()
  return pages
}
