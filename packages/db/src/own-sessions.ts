import type { Cursor } from '@ringfence/domain/list'
import { trail } from './audit'
import type { Database } from './database'
import { NotFound } from './errors'
import { spending } from './factor-codes'
import { isAfter, type Page, readAll, readPage } from './pages'
import type { Sql } from './pool'
import { proved, type Scope, visibleToAll } from './scope'
import { hashed, type Proof, proving } from './sessions'

/** The live sessions of the one who acts, told apart by numbers; `current` is the id of the one that he acts with. */
export const ownSessions = ({ pool }: Pick<Database, 'pool'>, scope: Scope, current: string) => ({
  /** One page, newest first. */
  list: (_: object, limit: number, after: Cursor | null): Promise<Page> =>
    pool.query(sql => page(sql, scope, current, limit, after)),

  /** Every one, newest first, page after page. */
  listAll: (_: object): AsyncGenerator<Page> =>
    readAll(pool, {
      page: (sql, limit, { after }) => page(sql, after ? proved(scope) : scope, current, limit, after),
    }),

  /** Ends one. Throws NotFound, also for somebody else's. */
  async remove(id: string): Promise<void> {
    const [ended] = await pool.query(sql => end(sql, scope, id))
    if (!ended) throw new NotFound('Session')
  },

  /**
   * Notes of this one that its admin proved again who he is, and gives it another id: the one so far is dead. Spends the code, unless
   * the proof or the session holds no longer.
   */
  async authenticate(proof: Proof, freshId: string): Promise<'done' | 'code spent before' | 'ended'> {
    const [outcome] = await pool.query(sql => authenticate(sql, scope, current, proof, freshId))
    if (!outcome.held) return 'ended'
    return outcome.renewed ? 'done' : 'code spent before'
  },

  /** Ends all of them, this one too. Throws NotFound when that was done already. */
  async removeAll(): Promise<void> {
    const [ended] = await pool.query(sql => endAll(sql, scope))
    if (!ended) throw new NotFound('Session')
  },
})

const page = (sql: Sql, scope: Scope, current: string, limit: number, after: Cursor | null): Promise<Page> =>
  readPage(
    sql,
    scope,
    limit,
    sql`
      select s.created_at as at, s.id, (select row_to_json(r)::text from (
        select s.id, s.address, s.user_agent, s.id_hash = ${hashed(current)} as current, iso(s.created_at) as created_at,
          iso(s.last_used_at) as last_used_at, iso(s.expires_at) as expires_at
      ) r) as json
      from sessions s
      where s.admin_id = ${scope.actorId} and s.expires_at > now() and ${visibleToAll(sql, scope)}
        and ${isAfter(sql, after, 's.created_at', 's.id')}
      order by s.created_at desc, s.id desc
      limit ${limit + 1}`,
  )

const deed = (sql: Sql, scope: Scope, action: string) => ({
  action,
  tenantId: sql`${scope.tenantId}::bigint`,
  before: sql`null::json`,
  after: sql`null::json`,
})

const end = (sql: Sql, scope: Scope, id: string) => sql`
  with s as (
    delete from sessions s
    where s.id = ${id} and s.admin_id = ${scope.actorId} and ${visibleToAll(sql, scope)}
    returning s.id
  ), ${trail(sql, scope, { ...deed(sql, scope, 'session.ended'), target: 'session', targetId: sql`s.id`, from: sql`s` })}
  select id from s`

type Outcome = { held: boolean; renewed: boolean }

// The session is locked before the code is spent: of two that authenticate it at once the second finds it gone and keeps its code.
const authenticate = (sql: Sql, scope: Scope, current: string, proof: Proof, freshId: string) => sql<[Outcome]>`
  with ${proving(sql, scope.actorId, proof)}, held as materialized (
    select a.id, s.id as session_id
    from a
    join sessions s on s.admin_id = a.id
    where s.id_hash = ${hashed(current)} and s.expires_at > now()
    for update of s
  ), ${spending(sql, proof.code, sql`held`)}, s as (
    update sessions s
    set authenticated_at = now(), id_hash = ${hashed(freshId)}
    from held, spent
    where s.id = held.session_id
    returning s.id
  ), ${trail(sql, scope, { ...deed(sql, scope, 'admin.reauthenticated'), target: 'session', targetId: sql`s.id`, from: sql`s` })}
  select exists (select from held) as held, exists (select from s) as renewed`

const endAll = (sql: Sql, scope: Scope) => sql`
  with s as (
    delete from sessions s
    where s.admin_id = ${scope.actorId} and ${visibleToAll(sql, scope)}
    returning s.id
  ), ended as (
    select count(*) as sessions
    from s
    having count(*) > 0
  ), ${trail(sql, scope, {
    ...deed(sql, scope, 'admin.signed_out_everywhere'),
    target: 'admin',
    targetId: sql`${scope.actorId}::bigint`,
    from: sql`ended`,
  })}
  select sessions from ended`
