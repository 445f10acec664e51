import { expect } from 'bun:test'
import { Unavailable } from '../faults'
import type { Pool } from '../pool'

export type Load = {
  /** The pairs that the pool said are written. */
  acknowledged: Set<number>
  failures: unknown[]
  calls: number
  slowestMilliseconds: number
}

/** So that a test which is given up does not leave its callers running under the next. */
const LONGEST_SECONDS = 10

/**
 * What `workers` callers see while `trouble` happens, each writing pairs (both parts or none) into the table `pairs`, half of them
 * as a transaction of two statements. Resolves when every call has settled.
 */
export const underLoad = async (pool: Pool, workers: number, trouble: (load: Load) => Promise<void>): Promise<Load> => {
  const load: Load = { acknowledged: new Set(), failures: [], calls: 0, slowestMilliseconds: 0 }
  const end = performance.now() + LONGEST_SECONDS * 1000
  let isOver = false
  const work = async (write: (pool: Pool, id: number) => Promise<unknown>) => {
    while (!isOver && performance.now() < end) {
      const id = load.calls++
      const began = performance.now()
      await write(pool, id).then(
        () => load.acknowledged.add(id),
        error => load.failures.push(error),
      )
      load.slowestMilliseconds = Math.max(load.slowestMilliseconds, performance.now() - began)
    }
  }
  const working = Promise.all(Array.from({ length: workers }, (_, worker) => work(worker % 2 ? inTwo : inOne)))
  try {
    await trouble(load)
  } finally {
    isOver = true
    await working
  }
  return load
}

/** Every call settled, some failed and each of those as Unavailable; what was acknowledged, and nothing by halves, is stored. */
export const expectHonest = async (observer: Pool, load: Load): Promise<void> => {
  expect(load.acknowledged.size).toBeGreaterThan(0)
  expect(load.failures.length).toBeGreaterThan(0)
  expect(load.acknowledged.size + load.failures.length).toBe(load.calls)
  expect(load.failures.filter(error => !(error instanceof Unavailable))).toEqual([])
  expect(await damage(observer, load)).toEqual({ torn: [], lost: [] })
}

/** The pairs of which one part is missing or stored twice, and the acknowledged ones that are not there. */
const damage = async (observer: Pool, { acknowledged }: Load): Promise<{ torn: number[]; lost: number[] }> => {
  const stored = await observer.query(
    sql => sql<{ id: number; parts: string }[]>`
      select id, string_agg(part::text, ',' order by part) as parts
      from pairs
      group by id`,
  )
  const ids = new Set(stored.map(({ id }) => id))
  return {
    torn: stored.filter(({ parts }) => parts !== '1,2').map(({ id }) => id),
    lost: [...acknowledged].filter(id => !ids.has(id)),
  }
}

const inOne = (pool: Pool, id: number) =>
  pool.query(sql => sql`insert into pairs (id, part) values (${id}, 1), (${id}, 2)`)

const inTwo = (pool: Pool, id: number) =>
  pool.transaction(async sql => {
    await sql`insert into pairs (id, part) values (${id}, 1)`
    await sql`insert into pairs (id, part) values (${id}, 2)`
  })
