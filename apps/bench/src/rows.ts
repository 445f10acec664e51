import type postgres from 'postgres'
import type { Prepared } from './calls'

/*
 * Rows for writes. Each measurement begins with the seeded rows and its own, and leaves the seeded ones behind.
 */

const FIRST_NEW_NUMBER = 7_000_000_000_000
const NUMBERS_EACH = 100_000_000
const ROWS_TO_CHANGE = 5000
const MOST_DELETED_PER_SECOND = 8000
const LARGE = 500_000
const VACUUMS = 5

let ranges = 0

/** Numbers that no measurement had before: what the last one left in flight is stored after its rows were removed. */
export const createdRows = async (owner: postgres.Sql): Promise<Prepared & { first: number }> => {
  await forgetTrail(owner)
  const first = FIRST_NEW_NUMBER + ++ranges * NUMBERS_EACH
  return {
    first,
    variables: [{ name: 'number', kind: 'counter', from: first }],
    count: null,
    cleanUp: () => removeOurs(owner),
  }
}

/** The extensions of one tenant whose number is their id and a constant, so that an update can repeat it. */
export const rowsToChange = async (owner: postgres.Sql, tenant: number): Promise<Prepared & { first: number }> => {
  const from = await makeRows(owner, [tenant], ROWS_TO_CHANGE)
  await owner`
    update extensions set extension_number = (id + ${FIRST_NEW_NUMBER}::bigint)::text
    where id >= ${from}`
  return {
    first: from,
    variables: [
      { name: 'id', kind: 'random', from, to: from + ROWS_TO_CHANGE - 1 },
      { name: 'number', kind: 'offset', of: 'id', plus: FIRST_NEW_NUMBER },
    ],
    count: null,
    cleanUp: () => removeOurs(owner),
  }
}

export const rowsToDelete = async (owner: postgres.Sql, tenants: number[], seconds: number): Promise<Prepared> => {
  const count = seconds * MOST_DELETED_PER_SECOND
  const from = await makeRows(owner, tenants, count)
  return { variables: [{ name: 'id', kind: 'counter', from }], count, cleanUp: () => removeOurs(owner) }
}

/** A plan of `count` numbers of one tenant, all taken but the last, as autovacuum leaves it: an index alone tells what is there. */
export const fullPlan = async (
  owner: postgres.Sql,
  tenant: number,
  count: number,
): Promise<{ from: string; to: string; cleanUp(): Promise<void> }> => {
  await makeRows(owner, [tenant], count - 1)
  for (let tries = 0; tries < VACUUMS && !(await isSettled(owner)); tries++) await owner`vacuum extensions`
  const [from, to] = [2 * FIRST_NEW_NUMBER + 1, 2 * FIRST_NEW_NUMBER + count].map(String)
  const cleanUp = async () => {
    await removeOurs(owner)
    await owner`vacuum extensions`
  }
  return { from: from ?? '', to: to ?? '', cleanUp }
}

/** Whether hardly a page has rows that anybody may not see yet: an autovacuum at the same time keeps ours from saying so. */
const isSettled = async (owner: postgres.Sql): Promise<boolean> => {
  const [{ settled }] = await owner<[{ settled: boolean }]>`
    select relallvisible > 0.99 * pg_relation_size(oid) / current_setting('block_size')::integer as settled
    from pg_class
    where oid = 'extensions'::regclass`
  return settled
}

/** The first of their ids; the others follow it one by one. */
const makeRows = async (owner: postgres.Sql, tenants: number[], count: number): Promise<number> => {
  await forgetTrail(owner)
  const list = `{${tenants.join(',')}}`
  const [made] = await owner<[{ first: string; last: string }]>`
    with made as (
      insert into extensions (tenant_id, extension_number, display_name, email, status, secret_sealed,
        ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
      select (${list}::bigint[])[1 + place % ${tenants.length}::bigint], (${2 * FIRST_NEW_NUMBER}::bigint + place)::text,
        'Made to be changed', 'made@example.com', 'active', ${Buffer.alloc(54)}::bytea,
        repeat('0', 32), repeat('0', 64), repeat('0', 32), repeat('0', 64)
      from generate_series(1, ${count}::bigint) place
      returning id
    )
    select min(id) as first, max(id) as last from made`
  if (Number(made.last) - Number(made.first) !== count - 1) throw new Error('The ids of new extensions have gaps.')
  if (!(await isLarge(owner))) await owner`analyze extensions`
  return Number(made.first)
}

const removeOurs = async (owner: postgres.Sql): Promise<void> => {
  await owner`delete from extensions where length(extension_number) >= 13`
  await owner`truncate deleted_extensions`
  await forgetTrail(owner)
  if (await isLarge(owner)) return
  await owner`vacuum analyze extensions`
  await owner`vacuum analyze tenants`
}

/** Among so many rows ours change nothing for the planner, and a vacuum after each measurement takes minutes in all. */
const isLarge = async (owner: postgres.Sql): Promise<boolean> => {
  const [{ rows }] = await owner<[{ rows: number }]>`
    select reltuples as rows from pg_class where oid = 'extensions'::regclass`
  return rows >= LARGE
}

const forgetTrail = async (owner: postgres.Sql): Promise<void> => {
  await owner`truncate audit`
}
