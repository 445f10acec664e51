import { entry } from './audit'
import { serverName } from './database'
import { proveKeys } from './housekeeping'
import { HOURS } from './idempotency'
import { commaed } from './lists'
import type { Pool, Sql } from './pool'
import { type Fragment, systemScope } from './scope'
import { SEALED, type Sealed } from './sealed'
import { type KeyRing, KeyRingError, open, seal } from './secrets'

/** How many values of each table a key seals; a key whose canary is there and that seals nothing has no table. */
export type KeyUse = Map<number, Record<string, number>>

/** A row whose secret these keys do not open. */
export type Unopened = { table: string; key: string }

/** The keys cannot be changed now; the message is one sentence that says the fix. */
export class RotationError extends Error {}

const AT_ONCE = 500
const PAUSE_MILLISECONDS = 200
/** An import holds its rows for less. */
const PATIENCE_MILLISECONDS = 90_000

/** Which keys seal what is stored. `pool` is the owner's, here and below. */
export const keyUse = async (pool: Pool): Promise<KeyUse> => {
  const canaries = await pool.query(sql => sql<{ id: number }[]>`select key_id as id from key_canaries`)
  const use: KeyUse = new Map(canaries.map(({ id }) => [id, {}]))
  for (const sealed of SEALED)
    for (const { id, rows } of await pool.query(sql => countByKey(sql, sealed)))
      use.set(id, { ...use.get(id), [sealed.table]: Number(rows) })
  return use
}

/** Keys that seal nothing and yet recognise requests that may be sent again, each with when that ends, as ISO 8601 says it. */
export const recognisedUntil = async (pool: Pool): Promise<Map<number, string>> => {
  const rows = await pool.query(
    sql => sql<{ id: number; until: string }[]>`
      select r.id::integer as id,
        to_char((max(a.at) + make_interval(hours => ${HOURS})) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as until
      from audit a
      cross join lateral json_array_elements_text(a.after -> 'retired') r (id)
      where a.action = 'keys.rotated' and a.at > now() - make_interval(hours => ${HOURS})
      group by 1`,
  )
  return new Map(rows.map(({ id, until }) => [id, until]))
}

const countByKey = (sql: Sql, { table, column }: Sealed) => sql<{ id: number; rows: string }[]>`
  select ${keyIn(sql, column)} as id, count(*) as rows
  from ${sql(table)} x
  where ${sql(`x.${column}`)} is not null
  group by 1`

const keyIn = (sql: Sql, column: string): Fragment => sql`get_byte(${sql(`x.${column}`)}, 1)`

/**
 * Seals everything with the active key of the ring, beside servers that have it too: what they change meanwhile stays as they leave
 * it, no version or date moves and no event is told. Stopped anywhere, it goes on when it is called again. What does not open stays as it
 * is, and is told. Then the canaries of keys that seal nothing go, which lets servers start without those keys; resolves to their ids.
 * Throws KeyRingError, RotationError.
 */
export const reseal = async (
  pool: Pool,
  keys: KeyRing,
  onProgress: (done: number) => void = () => {},
): Promise<{ resealed: number; retired: number[]; unopened: Unopened[] }> => {
  await proveKeys(pool, keys)
  await refuseOthers(pool, keys)
  let resealed = 0
  let since = performance.now()
  for (;;) {
    const pass = await resealAll(pool, keys, done => onProgress(resealed + done))
    resealed += pass.done
    if (pass.left === 0) return { resealed, retired: await retire(pool, keys, resealed), unopened: pass.unopened }
    if (pass.done > 0) since = performance.now()
    if (performance.now() - since > PATIENCE_MILLISECONDS)
      throw new RotationError('Others held some rows all the while: run this again.')
    // Others hold what is left.
    await Bun.sleep(PAUSE_MILLISECONDS)
  }
}

const refuseOthers = async (pool: Pool, { active }: KeyRing): Promise<void> => {
  const [other] = await pool.query(
    sql => sql<{ id: string | null }[]>`select o.id from ${otherServers(sql, active)} o order by o.id limit 1`,
  )
  if (!other) return
  throw new RotationError(
    other.id
      ? `A server that runs seals with key ${other.id}: restart it, so that it has this key ring too, and run this again.`
      : 'A server of an older version runs, which does not say its key: stop it, and run this again.',
  )
}

/** What servers called themselves before they said their key. */
const WITHOUT_KEY = 'ringfence'

const otherServers = (sql: Sql, active: number): Fragment => sql`
  (select substring(a.application_name from '\\d+$') as id
  from pg_stat_activity a
  where a.datname = current_database() and a.application_name ~ ${`^${serverName(0).slice(0, -1)}\\d+$`}
    and a.application_name <> ${serverName(active)}
  union all
  select null
  from pg_stat_activity a
  where a.datname = current_database() and a.application_name = ${WITHOUT_KEY})`

const resealAll = async (pool: Pool, keys: KeyRing, onProgress: (done: number) => void) => {
  let done = 0
  let left = 0
  const unopened: Unopened[] = []
  for (const sealed of SEALED)
    for (let after: string | null = null; ; ) {
      const found: Found[] = await pool.query(sql => select(sql, sealed, keys.active, after))
      const last = found.at(-1)
      if (!last) break
      const fresh = found.flatMap(row => renewed(keys, sealed, row) ?? [])
      const opened = new Set(fresh.map(({ key }) => key))
      unopened.push(...found.flatMap(({ key }) => (opened.has(key) ? [] : [{ table: sealed.table, key }])))
      const { count } = await pool.query(sql => replace(sql, sealed, fresh))
      done += count
      left += fresh.length - count
      after = last.key
      onProgress(done)
    }
  return { done, left, unopened }
}

type Found = { key: string; sealed: Uint8Array; parts: string[] }
type Fresh = { key: string; opened: string; sealed: string }

const select = (sql: Sql, { table, column, key, keyOf, parts }: Sealed, active: number, after: string | null) => sql<
  Found[]
>`
  select ${sql(`x.${key}`)}::text as key, ${sql(`x.${column}`)} as sealed,
    array_to_json(array[${commaed(
      sql,
      parts.map(part => sql`${sql(`x.${part}`)}::text`),
    )}]) as parts
  from ${sql(table)} x
  where ${sql(`x.${column}`)} is not null and ${keyIn(sql, column)} <> ${active}
    ${after === null ? sql`` : sql`and ${sql(`x.${key}`)} > ${keyOf(sql, sql`${after}::text`)}`}
  order by ${sql(`x.${key}`)}
  limit ${AT_ONCE}`

const renewed = (keys: KeyRing, { bound }: Sealed, { key, sealed, parts }: Found): Fresh | undefined => {
  try {
    return {
      key,
      opened: Buffer.from(sealed).toString('hex'),
      sealed: seal(keys, open(keys, sealed, bound(parts)), bound(parts)).toString('hex'),
    }
  } catch (error) {
    if (error instanceof KeyRingError) return undefined
    throw error
  }
}

/** Waits for nobody, so that no two who hold rows can wait for each other: what is held has its turn later. */
const replace = (sql: Sql, { table, column, key, keyOf }: Sealed, fresh: Fresh[]) => sql`
  with n as materialized (
    select ${keyOf(sql, sql`n.key`)} as key, decode(n.opened, 'hex') as opened, decode(n.sealed, 'hex') as sealed
    from json_to_recordset(${JSON.stringify(fresh)}::text::json) n (key text, opened text, sealed text)
  ), held as materialized (
    select ${sql(`x.${key}`)} as key, n.sealed
    from ${sql(table)} x
    join n on ${sql(`x.${key}`)} = n.key
    where ${sql(`x.${column}`)} = n.opened
    for no key update of x skip locked
  )
  update ${sql(table)} x
  set ${sql(column)} = held.sealed
  from held
  where ${sql(`x.${key}`)} = held.key`

const retire = async (pool: Pool, { active }: KeyRing, resealed: number): Promise<number[]> => {
  const retired = await pool.query(
    sql => sql<{ id: number }[]>`
      with retired as (
        delete from key_canaries c
        where c.key_id <> ${active} and ${sealsNothing(sql)}
          and not exists (select from ${otherServers(sql, active)} o)
        returning c.key_id
      ), trail as (${entry(sql, systemScope('command line'), {
        action: 'keys.rotated',
        target: 'keys',
        targetId: sql`null::bigint`,
        tenantId: sql`null::bigint`,
        before: sql`null::json`,
        after: sql`json_build_object('active', ${active}::integer, 'resealed', ${resealed}::integer, 'retired', array(select key_id from retired))`,
        from: sql`(select where ${resealed}::integer > 0 or exists (select from retired)) done`,
      })})
      select key_id as id from retired`,
  )
  return retired.map(({ id }) => id)
}

const sealsNothing = (sql: Sql): Fragment =>
  SEALED.map(
    ({ table, column }): Fragment =>
      sql`not exists (select from ${sql(table)} x where ${sql(`x.${column}`)} is not null and ${keyIn(sql, column)} = c.key_id)`,
  ).reduce((all, one) => sql`${all} and ${one}`)
