import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type ExtensionFilter, extensions } from './extensions'
import { Unavailable } from './faults'
import type { Page } from './pages'
import type { Pool } from './pool'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idsNewestFirst, insertMany } from './testing/many-extensions'
import { mintTenant } from './testing/tenant'
import { until } from './testing/until'

/*
 * Lists that take several pages, which may be read two at once.
 */

const SIZE = 10
/** More than are looked ahead for at once. */
const ROWS = 20_500

let it: TestDatabase
let tenant: Awaited<ReturnType<typeof mintTenant>>
let expected: number[]
beforeAll(async () => {
  it = await testDatabase({ size: SIZE })
  tenant = await mintTenant(it.url, { maxExtensions: ROWS })
  await insertMany(it.url, tenant.id, ROWS, 50)
  expected = await idsNewestFirst(it.url, tenant.id)
}, 30_000)
afterAll(() => it.close())

const own = (pool: Pool = it.db.pool) => extensions({ ...it.db, pool }, tenant.scope)
const idsOf = (page: Page): number[] => JSON.parse(`[${page.rows}]`).map((row: { id: number }) => row.id)
const read = async (pages: AsyncGenerator<Page>): Promise<number[][]> => {
  const parts: number[][] = []
  for await (const page of pages) parts.push(idsOf(page))
  return parts
}

/** The pool of the test, with something that happens around each of its queries, counted from 1. */
const around = (happens: (work: () => Promise<unknown>, place: number) => Promise<unknown>): Pool => {
  const { pool } = it.db
  let place = 0
  return { ...pool, query: work => happens(() => pool.query(work), ++place) as Promise<never> }
}

/** How many of a whole list's queries were under way at once, from so many on. */
const mostAtOnce = async (filter: ExtensionFilter = {}, from = 1): Promise<number> => {
  let [now, most] = [0, 0]
  const counting = around(async (work, place) => {
    now++
    if (place >= from) most = Math.max(most, now)
    return await work().finally(() => now--)
  })
  expect((await read(own(counting).listAll(filter))).flat()).toEqual(expected)
  return most
}

describe(`a list of ${ROWS}`, () => {
  test('is read whole, in order, in parts', async () => {
    const parts = await read(own().listAll({}))
    expect(parts.map(part => part.length)).toEqual([...Array(20).fill(1000), 500])
    expect(parts.flat()).toEqual(expected)
  })

  test('is the same of one status and of one word, which are not looked ahead in', async () => {
    for (const filter of [{ status: 'active' as const }, { search: 'desk' }]) expect(await mostAtOnce(filter)).toBe(1)
  })

  test('takes a second connection while more than half of them are free', async () => {
    expect(await mostAtOnce()).toBe(2)
    // One page, the ends of 16, those pages, more ends.
    expect(await mostAtOnce({}, 20)).toBe(2)
  })

  test('makes do with one beside others', async () => {
    const held = Promise.withResolvers<void>()
    const others = [1, 2, 3, 4].map(() => it.db.pool.transaction(() => held.promise))
    await until('the others have theirs', async () => it.db.pool.stats().free === SIZE - 4)
    expect(await mostAtOnce()).toBe(1)
    held.resolve()
    await Promise.all(others)
  })

  test('leaves the pool whole when its readers stop half way', async () => {
    for (const pages of [1, 2, 3, 4])
      for (let reader = 0; reader < 4; reader++) {
        let read = 0
        for await (const page of own().listAll({})) {
          expect(page.rows).not.toBe('')
          if (++read === pages) break
        }
        await until('all is given back', async () => it.db.pool.stats().free === SIZE)
      }
    expect(it.db.pool.stats()).toEqual({ free: SIZE, waiting: 0 })
  })

  test('is whole where looking ahead takes too long', async () => {
    const late = around(async (work, place) => {
      if (place === 2) throw new Unavailable('timeout')
      return work()
    })
    expect((await read(own(late).listAll({}))).flat()).toEqual(expected)
  })

  for (const failing of [1, 2, 3, 4])
    test(`ends with the error of query ${failing}`, async () => {
      const broken = around(async (work, place) => {
        if (place === failing) throw new Unavailable('connection')
        return work()
      })
      expect(await read(own(broken).listAll({})).catch(error => error)).toEqual(new Unavailable('connection'))
    })
})

describe('a list that changes while it is read', () => {
  test('has what came into a part whose end was known before', async () => {
    const other = await mintTenant(it.url)
    await insertMany(it.url, other.id, 3500, 50)
    const changing = around(async (work, place) => {
      const outcome = await work()
      // The ends of the parts are known: these rows fall between two of them.
      if (place === 2)
        await asOwner(
          it.url,
          sql => sql`
            insert into extensions (tenant_id, extension_number, display_name, status, created_at,
              secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
            select tenant_id, '9' || extension_number, 'Late', 'active', timestamptz '2026-11-01 12:00:00.123456Z' + interval '20 microseconds',
              secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256
            from extensions
            where tenant_id = ${other.id} and extension_number < '12501'`,
        )
      return outcome
    })
    const parts = await read(extensions({ ...it.db, pool: changing }, other.scope).listAll({}))
    expect(parts.flat()).toEqual(await idsNewestFirst(it.url, other.id))
    expect(parts.flat()).toHaveLength(3500 + 2500)
  })

  test('has no empty page when all that was left is gone', async () => {
    const other = await mintTenant(it.url)
    await insertMany(it.url, other.id, 1500, 50)
    const pages = extensions(it.db, other.scope).listAll({})
    expect((await pages.next()).value?.next).not.toBeNull()
    await asOwner(it.url, sql => sql`delete from extensions where tenant_id = ${other.id}`)
    expect(await read(pages)).toEqual([])
  })
})
