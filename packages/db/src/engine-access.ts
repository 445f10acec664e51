import { entry } from './audit'
import type { Pool } from './pool'
import { systemScope } from './scope'
import { verifierOf } from './scram'
import { freshSecret } from './secrets'

/** SIP servers that log in to the database, each as the role of its name, which sees the schema of its name and nothing else. */
export const ENGINES = ['kamailio', 'asterisk', 'opensips'] as const
export type Engine = (typeof ENGINES)[number]

/**
 * Lets a SIP server log in with a new password, and with no earlier one; returns it. There it waits for nobody longer than a second,
 * so that no one phone keeps it from all others. `pool` is of an owner who may create roles.
 */
export const letIn = async (pool: Pool, engine: Engine): Promise<string> => {
  const password = freshSecret()
  const scope = systemScope('command line')
  await pool.transaction(async sql => {
    // A statement that alters a role takes no parameters, and one that is put together here could end up in a log.
    await sql`select set_config('ringfence.engine', ${engine}, true), set_config('ringfence.verifier', ${verifierOf(password)}, true)`
    await sql`
      do $$
      begin
        execute format('alter role %I login password %L', current_setting('ringfence.engine'), current_setting('ringfence.verifier'));
        execute format('alter role %I in database %I set lock_timeout = %L', current_setting('ringfence.engine'), current_database(), '1s');
        execute format('alter role %I in database %I set statement_timeout = %L', current_setting('ringfence.engine'), current_database(), '10s');
      end $$`
    await entry(sql, scope, {
      action: 'engine.let_in',
      target: 'engine',
      targetId: sql`null::bigint`,
      tenantId: sql`null::bigint`,
      before: sql`null::json`,
      after: sql`json_build_object('engine', ${engine}::text)`,
      from: sql`(select) engine`,
    })
  })
  return password
}
