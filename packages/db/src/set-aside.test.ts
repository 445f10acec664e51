import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { bulk } from './bulk'
import { type Database, openDatabase, withinTransaction } from './database'
import type { Sql } from './pool'
import { systemScope } from './scope'
import { parseKeyRing } from './secrets'
import { putBack, setAside } from './set-aside'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { inputFor } from './testing/extension'
import { cdrInput } from './testing/members'
import { mintTenant, type TestTenant } from './testing/tenant'

const TABLES = ['extensions', 'cdrs']

let it: TestDatabase
/** Logged in as the owner, acting as the API. */
let db: Database
beforeAll(async () => {
  it = await testDatabase()
  db = openDatabase(it.url, parseKeyRing(it.keyRing), { size: 1 })
})
afterAll(async () => {
  await db.pool.end()
  await it.close()
})

/** Every index and constraint, of partitions too, as the statement that makes it. */
const schema = async (): Promise<string[]> =>
  [
    ...(await asOwner(
      it.url,
      sql => sql<{ statement: string }[]>`
      select indexdef as statement
      from pg_indexes
      where schemaname = 'public'
      union all
      select conrelid::regclass || ' ' || conname || ' ' || convalidated || ' ' || pg_get_constraintdef(oid)
      from pg_constraint
      where connamespace = 'public'::regnamespace
      order by statement`,
    )),
  ].map(({ statement }) => statement)

const countOf = async (table: string): Promise<number> => {
  const [row] = await asOwner(it.url, sql => sql<[{ n: number }]>`select count(*)::integer as n from ${sql(table)}`)
  return row.n
}

const loaded = async (tx: Database, tenant: TestTenant, strangers: number[]): Promise<void> => {
  const rows = bulk(tx, systemScope('test'))
  const extension = { ...inputFor(tenant), domain: tenant.domain, created_at: '2026-01-02T03:04:05Z' }
  const ids = await rows.extensions([extension])
  await rows.cdrs([...ids, ...strangers].map(id => cdrInput(tenant.id, { extension_id: id })))
}

describe('indexes and references that are set aside for a load', () => {
  test('are back after it as they were, on partitions too', async () => {
    const tenant = await mintTenant(it.url)
    const before = await schema()
    const said: string[] = []
    await withinTransaction(db, async tx => {
      const parts = await setAside(tx, TABLES)
      expect([...(await tx.pool.query(present))]).toEqual([])
      await loaded(tx, tenant, [])
      await putBack(tx, parts, ({ name }, isDone) => said.push(`${name} ${isDone}`))
    })
    expect(await schema()).toEqual(before)
    expect(said.slice(0, 2)).toEqual(['extensions_newest false', 'extensions_newest true'])
    expect(said).toContain('cdrs_extension_exists true')
  })

  test('leave the load itself to the role of the API', async () => {
    await withinTransaction(db, async tx => {
      const parts = await setAside(tx, TABLES)
      expect(await roleOf(tx)).toBe('ringfence_api')
      await putBack(tx, parts, () => {})
      expect(await roleOf(tx)).toBe('ringfence_api')
    })
  })

  test('are back when the load fails, and when one of its rows has no right to be there: then none is stored', async () => {
    const tenant = await mintTenant(it.url)
    const [before, rows] = [await schema(), await countOf('cdrs')]
    const load = (strangers: number[], end: () => void) =>
      withinTransaction(db, async tx => {
        const parts = await setAside(tx, TABLES)
        await loaded(tx, tenant, strangers)
        end()
        await putBack(tx, parts, () => {})
      })
    const breakOff = () => {
      throw new Error('broken off')
    }
    await expect(load([], breakOff)).rejects.toThrow('broken off')
    await expect(load([2 ** 40], () => {})).rejects.toMatchObject({ constraint_name: 'cdrs_extension_exists' })
    expect(await schema()).toEqual(before)
    expect(await countOf('cdrs')).toBe(rows)
  })
})

const roleOf = async ({ pool }: Database): Promise<string> => {
  const [{ role }] = await pool.query(sql => sql<[{ role: string }]>`select current_user as role`)
  return role
}

const present = (sql: Sql) => sql`
  select indexrelid::regclass
  from pg_index
  where indrelid in ('extensions'::regclass, 'cdrs'::regclass, 'cdrs_other_months'::regclass) and not indisunique`
