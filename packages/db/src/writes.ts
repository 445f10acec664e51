import { trail } from './audit'
import { commaed } from './lists'
import { integers, type Outcome, type Versions, type Written } from './outcome'
import type { Sql } from './pool'
import type { Column, Readable, Table } from './resource'
import { type Fragment, type Scope, visible, visibleToAll } from './scope'

/*
 * What changes a row of any resource, each in one statement together with its row in the audit trail.
 */

type Kept = Omit<Readable<never, never>, 'filters' | 'detail'>
type Changed<Input> = Kept & Pick<Table<Input, never, never>, 'columns' | 'unshown'>

export const insert = <Input>(sql: Sql, scope: Scope, table: Changed<Input>, input: Input) => {
  const columns = Object.entries(table.columns(sql, scope, input))
  return sql<Written[]>`
  with ${sql(table.as)} as (
    insert into ${sql(table.name)} as ${sql(table.as)} (${commaed(
      sql,
      columns.map(([name]) => sql`${sql(name)}`),
    )})
    select ${commaed(
      sql,
      columns.map(([, value]) => sql`${value}`),
    )}
    where ${visibleToAll(sql, scope)}
    returning ${returned(sql, table)}
  ), ${written(sql, table)}, ${trail(sql, scope, {
    ...deed(sql, table, 'created'),
    before: sql`null`,
    after: sql`written.json::json`,
    from: sql`written`,
  })}
  select json, version from written`
}

/** What else a change asks for and does: a condition over `old` and the table, CTEs that follow it, and what must hold in the end. */
export type Along = { only: Fragment; also: Fragment; held: Fragment }

export const alter = <Input>(
  sql: Sql,
  scope: Scope,
  table: Changed<Input>,
  id: string,
  change: Partial<Input>,
  versions: Versions,
  along?: Along,
) => {
  const { as } = table
  const unshown = table.unshown?.(change)
  return sql<[Outcome]>`
  with old as (
    select ${sql(`${as}.id`)}, ${sql(`${as}.version`)}, ${table.record(sql)} as json
    from ${sql(table.name)} ${sql(as)}
    where ${sql(`${as}.id`)} = ${id} and ${visible(sql, scope, `${as}.${table.tenant}`)}
    for no key update
  ), ${sql(as)} as (
    update ${sql(table.name)} ${sql(as)}
    set ${assignments(sql, as, table.columns(sql, scope, change))}
    from old
    where ${sql(`${as}.id`)} = old.id
      ${versions ? sql`and old.version = any(${integers(versions)}::integer[])` : sql``}
      ${along ? sql`and ${along.only}` : sql``}
    returning ${returned(sql, table)}
  ), ${written(sql, table)} ${along?.also ?? sql``}, ${trail(sql, scope, {
    ...deed(sql, table, 'updated'),
    before: sql`old.json::json`,
    after: unshown
      ? sql`(left(written.json, -1) || ',' || substr(${JSON.stringify(unshown)}, 2))::json`
      : sql`written.json::json`,
    from: sql`written join old on old.id = written.id`,
  })}
  select exists (select from ${sql(table.name)} ${sql(as)} where ${sql(`${as}.id`)} = ${id} and ${visible(sql, scope, `${as}.${table.tenant}`)}) as found,
    (select version from old) as locked,
    (select json from written) as json,
    (select version from written) as version
    ${along ? sql`, ${along.held} as held` : sql``}`
}

/** Every change counts a version on and says when. */
export const assignments = (sql: Sql, as: string, columns: Record<string, Column>): Fragment =>
  commaed(sql, [
    sql`version = ${sql(`${as}.version`)} + 1`,
    sql`updated_at = now()`,
    ...Object.entries(columns).map(([name, value]) => sql`${sql(name)} = ${value}`),
  ])

export const erase = (sql: Sql, scope: Scope, table: Kept, id: string, versions: Versions) => {
  const { as } = table
  return sql<[{ found: boolean; removed: boolean }]>`
  with ${sql(as)} as (
    delete from ${sql(table.name)} ${sql(as)}
    where ${sql(`${as}.id`)} = ${id} and ${visible(sql, scope, `${as}.${table.tenant}`)}
      ${versions ? sql`and ${sql(`${as}.version`)} = any(${integers(versions)}::integer[])` : sql``}
    returning ${returned(sql, table)}
  ), ${written(sql, table)}, ${trail(sql, scope, {
    ...deed(sql, table, 'deleted'),
    before: sql`written.json::json`,
    after: sql`null`,
    from: sql`written`,
  })}
  select exists (select from ${sql(table.name)} ${sql(as)} where ${sql(`${as}.id`)} = ${id} and ${visible(sql, scope, `${as}.${table.tenant}`)}) as found,
    exists (select from written) as removed`
}

const returned = (sql: Sql, { as, tenant, recordColumns }: Kept): Fragment =>
  commaed(
    sql,
    [...new Set(['id', tenant, 'version', ...recordColumns])].map(name => sql`${sql(`${as}.${name}`)}`),
  )

/** The row as it is written, or was when it went. */
const written = (sql: Sql, table: Kept): Fragment => sql`
  written as (
    select ${sql(`${table.as}.id`)}, ${sql(`${table.as}.${table.tenant}`)} as tenant_id, ${sql(`${table.as}.version`)}, ${table.record(sql)} as json
    from ${sql(table.as)}
  )`

const deed = (sql: Sql, { target }: Kept, verb: string) => ({
  action: `${target}.${verb}`,
  target,
  targetId: sql`written.id`,
  tenantId: sql`written.tenant_id`,
})
