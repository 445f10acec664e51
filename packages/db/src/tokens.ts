import { randomBytes } from 'node:crypto'
import type { TokenListQuery } from '@ringfence/domain/list'
import { generateToken, prefixOf, type TokenInput } from '@ringfence/domain/token'
import { trail } from './audit'
import { explained } from './constraints'
import type { Database } from './database'
import { engineProof } from './engines'
import { NotFound } from './errors'
import type { Written } from './outcome'
import type { Sql } from './pool'
import { containing, opened } from './records'
import { type Listed, listing } from './resource'
import { type Fragment, type Scope, visible, visibleToAll } from './scope'
import { hashed } from './sessions'

export type TokenFilter = Pick<TokenListQuery, 'search'>

/** A new token, which only its answer may hold. */
export const freshToken = (): string => generateToken(randomBytes)

/** The tokens that a scope sees: all of its tenant's, for a viewer his own. Nothing of one changes but when it was last used. */
export const tokens = ({ pool }: Pick<Database, 'pool'>, scope: Scope) => ({
  ...listing({ pool }, scope, listed(scope)),

  /** Throws NotFound. */
  async find(id: string): Promise<Written> {
    const [found] = await pool.query(
      sql => sql<Written[]>`
        select ${tokenRecord(sql)} as json, 1 as version
        from api_tokens k
        where k.id = ${id} and ${own(sql, scope)}`,
    )
    if (!found) throw new NotFound('Token')
    return found
  },

  /** Stores what was admitted for this very scope. Throws Invalid when a constraint refuses it, NotFound when its maker changed meanwhile. */
  async create(input: TokenInput, token: string): Promise<Written> {
    const [created] = await explained(pool.query(sql => insert(sql, scope, input, token)))
    if (!created) throw new NotFound('Admin')
    return created
  },

  /** It works no more from now on. Throws NotFound. */
  async remove(id: string): Promise<void> {
    const [removed] = await pool.query(sql => erase(sql, scope, id))
    if (!removed) throw new NotFound('Token')
  },
})

const own = (sql: Sql, scope: Scope): Fragment => sql`
  ${visible(sql, scope, 'k.tenant_id')} and ${ofActor(sql, scope)}`

const ofActor = (sql: Sql, scope: Scope): Fragment =>
  scope.role === 'viewer' ? sql`k.admin_id = ${scope.actorId}` : sql`true`

const tokenRecord = (sql: Sql): Fragment => sql`
  ${opened(sql, sql`k.record`)} || ',"last_used_at":' || coalesce('"' || iso(k.last_used_at) || '"', 'null') || '}'`

const listed = (scope: Scope): Listed<TokenFilter> => ({
  name: 'api_tokens',
  as: 'k',
  tenant: 'tenant_id',
  at: 'created_at',
  source: sql => sql`api_tokens k`,
  row: tokenRecord,
  filters: (sql, { search }) => ({
    within: sql`${ofActor(sql, scope)} ${search ? sql`and lower(k.name) like ${containing(search.toLowerCase())}` : sql``}`,
    beside: null,
  }),
})

const deed = (sql: Sql, action: string) => ({
  action,
  target: 'token',
  targetId: sql`k.id`,
  tenantId: sql`k.tenant_id`,
  from: sql`k`,
})

// The lock makes a change of the maker wait, whose trigger then finds this token and removes it.
const insert = (sql: Sql, scope: Scope, input: TokenInput, token: string) => sql<Written[]>`
  with maker as (
    select m.id
    from admins m
    where m.id = ${scope.actorId} and m.status = 'active' and m.role = ${scope.role}
      and m.tenant_id is not distinct from ${scope.tenantId}::bigint and ${visibleToAll(sql, scope)}
    for share
  ), k as (
    insert into api_tokens (admin_id, name, prefix, token_hash, engine_hash, role, tenant_id, read_only, expires_at)
    select maker.id, ${input.name}, ${prefixOf(token)}, ${hashed(token)}::bytea,
      ${input.role === 'engine' ? engineProof(token) : null}::bytea, ${input.role},
      ${input.tenant_id ?? scope.tenantId}::bigint, ${input.read_only}::boolean, ${input.expires_at}::text::timestamptz
    from maker
    returning id, tenant_id, record, last_used_at
  ), ${trail(sql, scope, {
    ...deed(sql, 'token.created'),
    before: sql`null::json`,
    after: sql`k.record::json`,
    answer: tokenRecord(sql),
  })}
  select ${tokenRecord(sql)} as json, 1 as version from k`

const erase = (sql: Sql, scope: Scope, id: string) => sql`
  with k as (
    delete from api_tokens k
    where k.id = ${id} and ${own(sql, scope)}
    returning k.id, k.tenant_id, k.record
  ), ${trail(sql, scope, { ...deed(sql, 'token.revoked'), before: sql`k.record::json`, after: sql`null::json` })}
  select id from k`
