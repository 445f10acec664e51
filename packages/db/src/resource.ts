import type { Errors } from '@ringfence/domain/admit'
import type { Cursor } from '@ringfence/domain/list'
import { explained, type Sentences } from './constraints'
import type { Database } from './database'
import { NotFound, Stale } from './errors'
import { Unavailable } from './faults'
import { foreseen, type Refusals } from './foreseen'
import { settled, type Versions, type Written } from './outcome'
import { isAfter, isUpTo, type Page, readAll, readPage, type Span } from './pages'
import type { Sql } from './pool'
import { type Fragment, proved, type Scope, visible } from './scope'
import { matching, newest, type Search, type Searched } from './search'
import { alter, erase, insert } from './writes'

/** A value of a column: a parameter, or an expression over what the statement sees. */
export type Column = string | number | boolean | null | Buffer | Fragment

/** How rows are listed. */
export type Listed<Filter> = Searched & {
  /** What lists and shown records are read from, with the rows that they relate to. */
  source(sql: Sql): Fragment
  row(sql: Sql): Fragment
  filters(
    sql: Sql,
    filter: Filter,
  ): Pick<Search, 'within' | 'beside'> & { tenantId?: number | undefined; search?: string | undefined }
}

/** How a resource is read and removed. */
export type Readable<Filter, Show = unknown> = Listed<Filter> & {
  /** As messages name it: `Queue agent`. */
  singular: string
  /** As the audit trail names it: `queue_agent`. */
  target: string
  /** Its record as JSON text, and the columns that this takes beside the id, the tenant and the version. */
  record(sql: Sql): Fragment
  recordColumns: string[]
  detail?(sql: Sql, show: Show): Fragment
  /** What constraints mean here that mean something else elsewhere. */
  sentences?: Sentences
  /** Which constraints these fields would break in a new row, or in the one with this id. */
  refusals?(sql: Sql, scope: Scope, fields: Record<string, unknown>, id: string | null): Refusals
}

/** What a resource is in SQL. Everything that two of them would write alike is made of it. */
export type Table<Input, Filter, Show = unknown> = Readable<Filter, Show> & {
  /** The columns that a create or a change sets. What lies outside the scope must come out as null where none may stand. */
  columns(sql: Sql, scope: Scope, input: Partial<Input>): Record<string, Column>
  /** What the trail says of a change beside the record: fields that no record shows. */
  unshown?(change: Partial<Input>): Record<string, string> | null
}

const ATTEMPTS = 3

/** The list of the rows that a scope sees; nothing here reaches another tenant's. */
export const listing = <Filter>({ pool }: Pick<Database, 'pool'>, scope: Scope, table: Listed<Filter>) => ({
  /** One page, newest first. */
  list: (filter: Filter, limit: number, after: Cursor | null): Promise<Page> =>
    pool.query(sql => page(sql, scope, table, filter, limit, { after, upTo: null })),

  /** Every row, newest first, page after page. */
  listAll: (filter: Filter): AsyncGenerator<Page> =>
    readAll(pool, {
      page: (sql, limit, span) => page(sql, span.after ? proved(scope) : scope, table, filter, limit, span),
      ends: (sql, limit, pages, after) => ends(sql, scope, table, filter, limit, pages, after),
    }),
})

/** The rows of a table that a scope sees, one by one too. */
export const reading = <Filter, Show>(db: Pick<Database, 'pool'>, scope: Scope, table: Readable<Filter, Show>) => ({
  ...listing(db, scope, table),

  /** Everything that the database would refuse of fields that are sound in themselves, in a new row or in the one with this id. */
  refusals: (fields: Record<string, unknown>, id: string | null): Promise<Errors> =>
    foreseen(db, sql => table.refusals?.(sql, scope, fields, id) ?? {}, table.sentences),

  /** With what it relates to. Throws NotFound. */
  async find(id: string, show: Show): Promise<Written> {
    const [found] = await db.pool.query(sql => detail(sql, scope, table, id, show))
    if (!found) throw new NotFound(table.singular)
    return found
  },

  /** Throws NotFound, Stale, and InUse when others need it. */
  async remove(id: string, versions: Versions = null): Promise<void> {
    const [outcome] = await explained(
      db.pool.query(sql => erase(sql, scope, table, id, versions)),
      { sentences: table.sentences, removing: table.singular },
    )
    if (outcome.removed) return
    if (outcome.found && versions) throw new Stale()
    throw new NotFound(table.singular)
  },
})

/** The same with what makes and changes them. */
export const resource = <Input, Filter, Show = unknown>(
  db: Pick<Database, 'pool'>,
  scope: Scope,
  table: Table<Input, Filter, Show>,
) => ({
  ...reading(db, scope, table),

  /** Throws Invalid when a constraint refuses it, NotFound when the scope's credential is dead. */
  async create(input: Input): Promise<Written> {
    const [created] = await explained(
      db.pool.query(sql => insert(sql, scope, table, input)),
      table,
    )
    if (!created) throw new NotFound(table.singular)
    return created
  },

  /** Changes the fields that `change` names. Throws NotFound, Stale, or Invalid when a constraint refuses it. */
  async update(id: string, change: Partial<Input>, versions: Versions = null): Promise<Written> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const [outcome] = await explained(
        db.pool.query(sql => alter(sql, scope, table, id, change, versions)),
        table,
      )
      const written = settled(table.singular, outcome, versions)
      if (written) return written
    }
    throw new Unavailable('conflict')
  },
})

const page = <Filter>(
  sql: Sql,
  scope: Scope,
  table: Listed<Filter>,
  filter: Filter,
  limit: number,
  { after, upTo }: Span,
): Promise<Page> => {
  const { as, at, tenant } = table
  const { within, beside, tenantId, search } = table.filters(sql, filter)
  const found = { text: search ?? '', tenantId: tenantId ?? scope.tenantId, after, within, beside }
  return readPage(
    sql,
    scope,
    limit,
    sql`
      select ${sql(`${as}.${at}`)} as at, ${sql(`${as}.id`)}, ${table.row(sql)} as json
      from ${table.source(sql)}
      where ${visible(sql, scope, `${as}.${tenant}`)}
        ${tenantId === undefined ? sql`` : sql`and ${sql(`${as}.${tenant}`)} = ${tenantId}`}
        and ${within}
        ${beside ? sql`and ${beside.condition}` : sql``}
        ${search ? sql`and ${sql(`${as}.id`)} = any (array(${matching(sql, table, found, limit + 1)}))` : sql``}
        and ${isAfter(sql, after, `${as}.${at}`, `${as}.id`)} and ${isUpTo(sql, upTo, `${as}.${at}`, `${as}.id`)}
      order by ${sql(`${as}.${at}`)} desc, ${sql(`${as}.id`)} desc
      limit ${limit + 1}`,
  )
}

/** Where pages end. None where rows must be looked at to be told apart: that would be done twice. */
const ends = async <Filter>(
  sql: Sql,
  scope: Scope,
  table: Listed<Filter>,
  filter: Filter,
  limit: number,
  pages: number,
  after: Cursor,
): Promise<Cursor[]> => {
  const { within, beside, tenantId = scope.tenantId, search } = table.filters(sql, filter)
  if (search || beside) return []
  const place = isAfter(sql, after, `${table.as}.${table.at}`, `${table.as}.id`)
  return sql<Cursor[]>`
    select iso(at) as at, id
    from (
      select ${sql(table.at)} as at, id, row_number() over () as place
      from (${newest(sql, table, { tenantId, within }, place, [table.at, 'id'])} limit ${limit * pages}) listed
    ) placed
    where place % ${limit} = 0
    order by place`
}

const detail = <Filter, Show>(sql: Sql, scope: Scope, table: Readable<Filter, Show>, id: string, show: Show) => sql<
  Written[]
>`
  select ${sql(`${table.as}.version`)}, ${table.detail?.(sql, show) ?? table.row(sql)} as json
  from ${table.source(sql)}
  where ${sql(`${table.as}.id`)} = ${id} and ${visible(sql, scope, `${table.as}.${table.tenant}`)}`
