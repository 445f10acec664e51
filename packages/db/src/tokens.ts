import { randomBytes } from 'node:crypto'
import type { Cursor, TokenListQuery } from '@ringfence/domain/list'
import { generateToken, prefixOf, type TokenInput } from '@ringfence/domain/token'
import { trail } from './audit'
import { explained } from './constraints'
import type { Database } from './database'
import { engineProof } from './engines'
import { NotFound } from './errors'
import type { Written } from './outcome'
import { isAfter, type Page, readAll, readPage } from './pages'
import type { Sql } from './pool'
import { containing } from './records'
import { type Fragment, proved, type Scope, visible, visibleToAll } from './scope'
import { hashed } from './sessions'

export type TokenFilter = Pick<TokenListQuery, 'search'>

/** A new token, which only its answer may hold. */
export const freshToken = (): string => generateToken(randomBytes)

/** The tokens that a scope sees: all of its tenant's, for a viewer his own. Nothing of one changes but when it was last used. */
export const tokens = ({ pool }: Pick<Database, 'pool'>, scope: Scope) => ({
  /** One page, newest first. */
  list: (filter: TokenFilter, limit: number, after: Cursor | null): Promise<Page> =>
    pool.query(sql => page(sql, scope, filter, limit, after)),

  /** Every row, newest first, page after page. */
  listAll: (filter: TokenFilter): AsyncGenerator<Page> =>
    readAll(pool, (sql, limit, after) => page(sql, after ? proved(scope) : scope, filter, limit, after)),

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
  ${visible(sql, scope, 'k.tenant_id')} ${scope.role === 'viewer' ? sql`and k.admin_id = ${scope.actorId}` : sql``}`

const tokenRecord = (sql: Sql): Fragment => sql`
  left(k.record, -1) || ',"last_used_at":' || coalesce('"' || iso(k.last_used_at) || '"', 'null') || '}'`

const page = (sql: Sql, scope: Scope, { search }: TokenFilter, limit: number, after: Cursor | null): Promise<Page> =>
  readPage(
    sql,
    scope,
    limit,
    sql`
      select k.created_at as at, k.id, ${tokenRecord(sql)} as json
      from api_tokens k
      where ${own(sql, scope)}
        ${search ? sql`and lower(k.name) like ${containing(search.toLowerCase())}` : sql``}
        and ${isAfter(sql, after, 'k.created_at', 'k.id')}
      order by k.created_at desc, k.id desc
      limit ${limit + 1}`,
  )

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
