import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { openDatabase } from '@ringfence/db/database'
import { extensions } from '@ringfence/db/extensions'
import { systemScope } from '@ringfence/db/scope'
import { digests, parseKeyRing } from '@ringfence/db/secrets'
import { asOwner, type TestDatabase, testDatabase } from '@ringfence/db/testing/database'
import { Invalid } from '@ringfence/domain/admit'
import { contents } from '../testing/contents'
import type { Amounts } from './plan'
import { NotEmpty, type Progress, type StoreOptions, storeGenerated } from './store'

const AMOUNTS: Amounts = { tenants: 7, extensions: 4500, devices: 6750, queues: 20, cdrs: 5000, seed: 42 }

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
  await storeGenerated(it.db, AMOUNTS)
}, 60_000)
afterAll(() => it.close())

/** What two sets may differ in: the iv of each sealed secret and the times of the load. */
const comparable = async (url: string) => {
  const { audit: _, ...tables } = await contents(url)
  return JSON.stringify(tables, (_, value) =>
    typeof value === 'string' && value.startsWith('{')
      ? { ...JSON.parse(value), secret_sealed: null, created_at: null, updated_at: null }
      : value,
  )
}

/** Those of tables that have no partitions: a new database has no months of the past. */
const indexesOf = async (url: string): Promise<string[]> => {
  const rows = await asOwner(
    url,
    sql => sql<{ definition: string }[]>`
      select indexdef as definition
      from pg_indexes
      where schemaname = 'public' and tablename !~ '^cdrs_[0-9]'
      order by indexdef`,
  )
  return rows.map(({ definition }) => definition)
}

const one = async <T extends object>(work: Parameters<typeof asOwner<T[]>>[1]): Promise<T> => {
  const [row] = await asOwner(it.url, work)
  if (!row) throw new Error('There is no such row.')
  return row
}

describe('a generated set', () => {
  test('has exactly the rows that were asked for', async () => {
    const { tenants, extensions, devices, queues, cdrs } = await contents(it.url)
    expect([tenants, extensions, devices, queues, cdrs].map(rows => rows.length)).toEqual([7, 4500, 6750, 20, 5000])
  })

  test('has tenants of different sizes, counted right and within their quotas', async () => {
    const sizes = await asOwner(
      it.url,
      sql => sql<{ counted: number; present: number; most: number }[]>`
        select t.extensions_count as counted, t.max_extensions as most,
          (select count(*) from extensions e where e.tenant_id = t.id)::integer as present
        from tenants t`,
    )
    for (const { counted, present, most } of sizes) {
      expect(counted).toBe(present)
      expect(counted).toBeLessThanOrEqual(most)
    }
    expect(new Set(sizes.map(({ counted }) => counted)).size).toBeGreaterThan(3)
  })

  test('has phones that may register: the stored digests are those of the secret that the API reveals', async () => {
    const row = await one(
      sql => sql<{ id: string; number: string; domain: string; ha1_md5: string; ha1b_sha256: string }[]>`
        select e.id, e.extension_number as number, t.domain, e.ha1_md5, e.ha1b_sha256
        from extensions e
        join tenants t on t.id = e.tenant_id
        order by e.id desc
        limit 1`,
    )
    const secret = await extensions(it.db, systemScope('test')).reveal(row.id)
    expect(digests(row.number, row.domain, secret)).toMatchObject({
      ha1_md5: row.ha1_md5,
      ha1b_sha256: row.ha1b_sha256,
    })
  })

  test('has every device at its own extension', async () => {
    const { registered, misplaced, most } = await one(
      sql => sql<{ registered: number; misplaced: number; most: number }[]>`
        select count(d.contact)::integer as registered,
          (count(*) filter (where split_part(substr(d.contact, 5), '@', 1) <> e.extension_number))::integer as misplaced,
          (select max(n) from (select count(*)::integer as n from devices group by extension_id) per) as most
        from devices d
        join extensions e on e.id = d.extension_id`,
    )
    expect(registered).toBeGreaterThan(0)
    expect(misplaced).toBe(0)
    expect(most).toBe(2)
  })

  test('has calls over one year, each in the partition of its month, with parties of their tenant', async () => {
    const row = await one(
      sql => sql<{ months: number; elsewhere: number; strangers: number; linked: number }[]>`
        select count(distinct c.tableoid)::integer as months,
          (count(*) filter (where c.tableoid = 'cdrs_other_months'::regclass))::integer as elsewhere,
          (count(*) filter (where e.extension_number not in (c.caller_number, c.destination_number)))::integer as strangers,
          count(e.id)::integer as linked
        from cdrs c
        left join extensions e on e.id = c.extension_id and e.tenant_id = c.tenant_id`,
    )
    expect(row).toEqual({ months: 12, elsewhere: 0, strangers: 0, linked: 5000 })
  })

  test('is in the audit trail: how many rows of what were loaded', async () => {
    const loads = await asOwner(
      it.url,
      sql => sql<{ action: string; rows: number }[]>`
        select action, sum((after->>'rows')::integer)::integer as rows
        from audit
        where action like '%.loaded'
        group by action
        order by action`,
    )
    expect(loads.map(({ action, rows }) => [action, rows])).toEqual([
      ['cdr.loaded', 5000],
      ['device.loaded', 6750],
      ['extension.loaded', 4500],
      ['queue.loaded', 20],
      ['queue_agent.loaded', 100],
      ['tenant.loaded', 7],
    ])
  })

  test('is the same for the same seed and another for another', async () => {
    const [same, other] = [await testDatabase(), await testDatabase()]
    await storeGenerated(same.db, AMOUNTS)
    await storeGenerated(other.db, { ...AMOUNTS, seed: 43 })
    const expected = await comparable(it.url)
    expect((await comparable(same.url)) === expected).toBe(true)
    expect((await comparable(other.url)) === expected).toBe(false)
    await Promise.all([same.close(), other.close()])
  }, 60_000)
})

describe('a large set that the owner stores', () => {
  const keptBy = async (work: (own: TestDatabase, progress: Progress) => Promise<unknown>) => {
    const own = await testDatabase()
    const kinds = new Set<string>()
    await work(own, kind => kinds.add(kind))
    await own.close()
    return kinds
  }
  const stored = async (own: TestDatabase, amounts: Amounts, options: StoreOptions) => {
    const db = openDatabase(own.url, parseKeyRing(own.keyRing), { size: 1 })
    await storeGenerated(db, amounts, { owned: true, ...options })
    await db.pool.end()
  }

  test('has the same rows, and indexes that were made after them', async () => {
    const kinds = await keptBy(async (own, progress) => {
      const before = await indexesOf(own.url)
      await stored(own, AMOUNTS, { progress })
      expect((await comparable(own.url)) === (await comparable(it.url))).toBe(true)
      expect(await indexesOf(own.url)).toEqual(before)
    })
    for (const name of ['extensions_search', 'devices_extension_exists', 'cdrs_newest']) expect(kinds).toContain(name)
  }, 60_000)

  test('locks nobody out beside tenants that are there, nor for a few rows', async () => {
    const few: Amounts = { tenants: 1, extensions: 2, devices: 3, queues: 0, cdrs: 4, seed: 5 }
    const kinds = await keptBy(async (own, progress) => {
      await stored(own, few, { progress })
      await stored(own, AMOUNTS, { beside: true, progress })
    })
    expect([...kinds].sort()).toEqual(['cdrs', 'devices', 'extensions', 'queues', 'tenants'])
  }, 60_000)
})

describe('beside tenants that are there', () => {
  const FEW: Amounts = { tenants: 2, extensions: 4, devices: 0, queues: 0, cdrs: 0, seed: 5 }

  test('nothing is stored unless that was asked for, and then only what is new', async () => {
    const own = await testDatabase()
    await storeGenerated(own.db, FEW)
    const before = await contents(own.url)
    await expect(storeGenerated(own.db, { ...FEW, seed: 6 })).rejects.toBeInstanceOf(NotEmpty)
    await expect(storeGenerated(own.db, FEW, { beside: true })).rejects.toBeInstanceOf(Invalid)
    expect(await contents(own.url)).toEqual(before)
    await storeGenerated(own.db, { ...FEW, seed: 6 }, { beside: true })
    expect((await contents(own.url)).extensions).toHaveLength(8)
    await own.close()
  })

  test('two sets at the same time end with one', async () => {
    const own = await testDatabase()
    const both = await Promise.allSettled([storeGenerated(own.db, FEW), storeGenerated(own.db, { ...FEW, seed: 6 })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await contents(own.url)).tenants).toHaveLength(2)
    await own.close()
  })

  test('a set that breaks off leaves nothing', async () => {
    const own = await testDatabase()
    const breakOff = () => {
      throw new Error('broken off')
    }
    const broken = storeGenerated(
      own.db,
      { ...FEW, cdrs: 3 },
      {
        progress: kind => (kind === 'cdrs' ? breakOff() : undefined),
      },
    )
    await expect(broken).rejects.toThrow('broken off')
    expect(Object.values(await contents(own.url)).flat()).toEqual([])
    await own.close()
  })
})
