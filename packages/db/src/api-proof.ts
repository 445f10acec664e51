import { LoginError } from './api-login'
import { IDLE_IN_TRANSACTION_MILLISECONDS } from './client'
import { DEFAULTS, openPool, type Pool } from './pool'

/**
 * Proves that the connections of `api` lead to the database of `owner`, as somebody who cannot become its owner, under the limits that
 * were asked for: a pooler may have dropped them. Throws LoginError, whose sentence says the fix.
 */
export const proveApi = async (owner: string, api: Pool): Promise<void> => {
  if (!(await isSameDatabase(owner, api))) throw new LoginError(ELSEWHERE)
  const wrong = await wrongSettings(api)
  if (wrong.length > 0) throw new LoginError(`${UNHEARD} ${wrong.join(', ')}: ${REMEDY}`)
}

const ELSEWHERE = 'API_DATABASE_URL leads to another database than DATABASE_URL: set both to the same one.'
const UNHEARD = 'The connections of the API did not get what they asked for, as a pooler may do, in'
const REMEDY = 'see "The login of the API" in infra/README.md, and set API_DATABASE_URL.'

/** An advisory lock belongs to one database of one cluster, and whoever is there sees that it is held. */
const isSameDatabase = async (owner: string, api: Pool): Promise<boolean> => {
  const key = crypto.getRandomValues(new BigInt64Array(1)).join()
  const pool = openPool(owner, { size: 1, applicationName: 'ringfence start' })
  try {
    return await pool.transaction(async sql => {
      await sql`select pg_advisory_xact_lock(${key}::text::bigint)`
      const [{ isFree }] = await api.query(
        sql => sql<[{ isFree: boolean }]>`select pg_try_advisory_xact_lock(${key}::text::bigint) as "isFree"`,
      )
      return !isFree
    })
  } finally {
    await pool.end()
  }
}

const MOST_MILLISECONDS = JSON.stringify({
  statement_timeout: DEFAULTS.statementTimeoutMilliseconds,
  lock_timeout: DEFAULTS.lockTimeoutMilliseconds,
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MILLISECONDS,
})

const wrongSettings = async (api: Pool): Promise<string[]> => {
  const rows = await api.query(
    sql => sql<{ name: string }[]>`
      select 'role' as name
      from pg_class c
      where c.oid = 'public.tenants'::regclass
        and (pg_has_role(c.relowner, 'member') or not pg_has_role('ringfence_api', 'usage'))
      union all
      select 'search_path'
      where current_schemas(false) <> '{public}'
      union all
      select s.name
      from json_each_text(${MOST_MILLISECONDS}::text::json) m (name, most)
      join pg_settings s on s.name = m.name
      where s.setting::bigint not between 1 and m.most::bigint`,
  )
  return rows.map(({ name }) => name)
}
