import { type Errors, Invalid } from '@ringfence/domain/admit'
import type { CdrInput } from '@ringfence/domain/cdr'
import { entry } from './audit'
import { openCdrMonths } from './cdr-months'
import { explained, sayingOf } from './constraints'
import type { Database } from './database'
import { Unavailable } from './faults'
import { claim } from './idempotency'
import { commaed } from './lists'
import type { Written } from './outcome'
import type { Sql } from './pool'
import { type Fragment, type Scope, visible } from './scope'

/** A call record and its place among those that were sent. */
export type Placed = { place: number; input: CdrInput }

/** What came of a batch: how many were stored, how many were there by their call id, and the places at fault. */
export type Loaded = { created: number; existing: number; refused: { place: number; errors: Errors }[] }

const ATTEMPTS = 5

/**
 * Stores call records, hundreds in one statement with a row for each tenant in the audit trail. What has a call id that its tenant knows
 * is left as it is. Two batches at once may bring the same call: the second to come undoes its statement and finds the first one's.
 */
export const cdrBatches = (db: Database, scope: Scope) => ({
  /** Those that can be stored; the others are refused. */
  load: (rows: Placed[]): Promise<Written> => stored(db, scope, rows, sql => sql`true`),

  /** All or none. Throws Invalid, whose fields are called `place.field`. */
  async loadWhole(rows: Placed[]): Promise<Written> {
    const written = await stored(db, scope, rows, sql => sql`not exists (select from refused)`)
    const faults = loadedIn(written).refused.flatMap(({ place, errors }) =>
      Object.entries(errors).map(([field, sentences]) => [`${place}.${field}`, sentences]),
    )
    if (faults.length > 0) throw new Invalid(Object.fromEntries(faults))
    return written
  },
})

/** What a batch's answer says. */
export const loadedIn = ({ json }: Pick<Written, 'json'>): Loaded => {
  const { created, existing, refused } = JSON.parse(json) as Answer
  return {
    created,
    existing,
    refused: refused.map(([place, constraint]) => {
      const { field, sentence } = sayingOf(constraint)
      return { place, errors: { [field]: [sentence] } }
    }),
  }
}

// As the statement below builds it.
type Answer = { created: number; existing: number; refused: [place: number, constraint: string][] }

const stored = async (db: Database, scope: Scope, rows: Placed[], held: (sql: Sql) => Fragment): Promise<Written> => {
  await openCdrMonths(
    db,
    rows.map(({ input }) => input.started_at),
  )
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++)
    try {
      const [written] = await explained(db.pool.query(sql => insert(sql, scope, rows, held(sql))))
      return written
    } catch (error) {
      // What the statement looked for was made or went while it worked.
      if (!(error instanceof Invalid)) throw error
    }
  throw new Unavailable('conflict')
}

/** With their types under the names that quotes leave alone. */
const COLUMNS = {
  tenant_id: 'int8',
  extension_id: 'int8',
  caller_number: 'text',
  destination_number: 'text',
  direction: 'text',
  disposition: 'text',
  duration_seconds: 'int4',
  bill_seconds: 'int4',
  cost: 'numeric',
  started_at: 'timestamptz',
  ended_at: 'timestamptz',
  call_id: 'text',
}

// In the order of their call ids, so that two batches never wait for each other.
const insert = (sql: Sql, scope: Scope, rows: Placed[], held: Fragment) => sql<[Written]>`
  with sent as materialized (
    select s.place, ${columns(sql, 's')}
    from json_to_recordset(${JSON.stringify(rows.map(({ place, input }) => ({ place, ...input })))}::text::json) as s (
      place integer, ${typed(sql)}
    )
  ), refused as materialized (
    select s.place, case when t.id is null then 'cdrs_tenant_exists' else 'cdrs_extension_exists' end as broken
    from sent s
    left join tenants t on t.id = s.tenant_id and ${visible(sql, scope, 't.id')}
    left join extensions e on e.tenant_id = s.tenant_id and e.id = s.extension_id
    where t.id is null or (s.extension_id is not null and e.id is null)
  ), sound as materialized (
    select s.place, ${columns(sql, 's')}
    from sent s
    where not exists (select from refused where refused.place = s.place) and ${held}
  ), fresh as (
    select distinct on (s.tenant_id, s.call_id, case when s.call_id is null then s.place end) ${columns(sql, 's')}
    from sound s
    where not exists (select from cdr_call_ids i where i.tenant_id = s.tenant_id and i.call_id = s.call_id)
    order by s.tenant_id, s.call_id, case when s.call_id is null then s.place end, s.place
  ), made as (
    insert into cdrs (${columns(sql)})
    select ${columns(sql, 'f')}
    from fresh f
    order by f.tenant_id, f.call_id
    returning tenant_id
  ), ${recorded(sql, scope)}
  select answer::text as json, 1 as version from counted`

const recorded = (sql: Sql, scope: Scope): Fragment => sql`
  trail as (${entry(sql, scope, {
    action: 'cdr.loaded',
    target: 'cdr',
    targetId: sql`null::bigint`,
    tenantId: sql`tenant_id`,
    before: sql`null`,
    after: sql`json_build_object('rows', rows)`,
    from: sql`(select tenant_id, count(*) as rows from made group by tenant_id) loaded`,
  })}), counted as (
    select json_build_object(
      'created', made.rows,
      'existing', (select count(*) from sound) - made.rows,
      'refused', coalesce((select json_agg(json_build_array(place, broken) order by place) from refused), '[]')
    ) as answer
    from (select count(*) as rows from made) made
  ) ${scope.claim ? claim(sql, scope.claim, { answer: sql`counted.answer`, version: sql`1`, from: sql`counted where exists (select from sound)` }) : sql``}`

const columns = (sql: Sql, as?: string): Fragment =>
  commaed(
    sql,
    Object.keys(COLUMNS).map(name => sql`${sql(as ? `${as}.${name}` : name)}`),
  )

const typed = (sql: Sql): Fragment =>
  commaed(
    sql,
    Object.entries(COLUMNS).map(([name, type]) => sql`${sql(name)} ${sql(type)}`),
  )
