import { createHash, hkdfSync } from 'node:crypto'
import postgres from 'postgres'
import { openPool, type Sql } from './pool'
import { verifierOf } from './scram'
import { type KeyRing, KeyRingError } from './secrets'

/** The API gets no login of its own; the message is one sentence that says the fix. */
export class LoginError extends Error {}

type Login = { role: string; password: string }

/** The role that has what the API may do; who logs in for it is a member of it and of nothing else. */
export const API_ROLE = 'ringfence_api'

/** `owner`, the URL of a database, with the login of the API instead of its owner's. */
export const apiUrl = (owner: string, { keys, active }: KeyRing): string => {
  const { role, password } = loginOf(owner, keys.get(active))
  return owner.replace(/^(postgres(?:ql)?:\/\/)(?:[^/?#]*@)?/, `$1${role}:${password}@`)
}

/**
 * Lets the API in by `apiUrl`, and by the logins that the other keys of the ring make, so that a server with an older ring goes on beside
 * one with a newer one. Those of keys that are not in the ring go: prove it before. Writes nothing where nothing is missing. Throws
 * LoginError when `owner` may not make roles or the login is refused.
 */
export const letApiIn = async (owner: string, ring: KeyRing): Promise<void> => {
  for (const renews of [false, true]) {
    await arrange(owner, ring, renews)
    if (await isAdmitted(apiUrl(owner, ring))) return
  }
  throw new LoginError(REFUSED)
}

const FORBIDDEN = '42501'
const MAY_NOT =
  'The user of DATABASE_URL may not make the login of the API: let it create roles (createrole) and grant ringfence_api (with admin option), or set API_DATABASE_URL.'
const REFUSED =
  'The database does not take the login of the API, which was made for it a moment ago: set API_DATABASE_URL.'

const arrange = async (owner: string, { keys }: KeyRing, renews: boolean): Promise<void> => {
  const logins = [...keys.values()].map(key => loginOf(owner, key))
  const pool = openPool(owner, { size: 1 })
  try {
    await pool.transaction(sql => makeLogins(sql, beginningOf(owner), logins, renews))
  } catch (error) {
    throw codeOf(error) === FORBIDDEN ? new LoginError(MAY_NOT, { cause: error }) : error
  } finally {
    await pool.end()
  }
}

const isAdmitted = async (url: string): Promise<boolean> => {
  const pool = openPool(url, { size: 1, role: API_ROLE })
  try {
    await pool.query(sql => sql`select`)
    return true
  } catch (error) {
    if (isRefused(error) || isRefused(causeOf(error))) return false
    throw error
  } finally {
    await pool.end()
  }
}

const codeOf = (error: unknown): string => (error instanceof postgres.PostgresError ? error.code : '')
const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined)

/** By the server, or by a proxy that knows no such user (08P01). */
const isRefused = (error: unknown): boolean => ['28000', '28P01', '08P01', FORBIDDEN].includes(codeOf(error))

/** Roles belong to the cluster, so each database has logins of its own, which only its name and a key can make. */
const loginOf = (url: string, key: Buffer | undefined): Login => {
  if (!key) throw new KeyRingError('the active key is missing')
  const made = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', key, databaseOf(url), `ringfence ${purpose}`, bytes)).toString('hex')
  return { role: beginningOf(url) + made('api login', 8), password: made('api password', 32) }
}

const beginningOf = (url: string): string =>
  `${API_ROLE}_${createHash('sha256').update(databaseOf(url)).digest('hex').slice(0, 8)}_`

/** By its name in the URL, which may name several servers. */
const databaseOf = (url: string): string => /^[^:]+:\/\/[^/?#]*\/?([^?#]*)/.exec(url)?.[1] ?? ''

// A statement that alters a role takes no parameters, and one that is put together here could end up in a log. Who looks after the
// servers of the database sees what they do there as a member of their logins.
const makeLogins = async (sql: Sql, beginning: string, logins: Login[], renews: boolean): Promise<void> => {
  const wanted = JSON.stringify(logins.map(({ role, password }) => ({ role, renews, verifier: verifierOf(password) })))
  await sql`select pg_advisory_xact_lock(hashtext('ringfence.api_login'))`
  await sql`select set_config('ringfence.logins', ${wanted}, true), set_config('ringfence.beginning', ${beginning}, true)`
  await sql`
    do $$
    declare
      login record;
    begin
      for login in select role, renews, verifier from json_to_recordset(current_setting('ringfence.logins')::json) l (role text, renews boolean, verifier text) loop
        if not exists (select from pg_roles where rolname = login.role) then
          execute format('create role %I login password %L', login.role, login.verifier);
        elsif login.renews then
          execute format('alter role %I login password %L', login.role, login.verifier);
        end if;
        if not pg_has_role(login.role, 'ringfence_api', 'usage') then
          execute format('grant ringfence_api to %I', login.role);
        end if;
        if not pg_has_role(current_user, login.role, 'usage') then
          execute format('grant %I to current_user', login.role);
        end if;
      end loop;
      for login in
        select r.rolname as role
        from pg_roles r
        where starts_with(r.rolname, current_setting('ringfence.beginning'))
          and r.rolname not in (select l.role from json_to_recordset(current_setting('ringfence.logins')::json) l (role text))
      loop
        execute format('drop role %I', login.role);
      end loop;
    end $$`
}
