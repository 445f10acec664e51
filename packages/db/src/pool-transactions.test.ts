import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { openPool, type Pool, type PoolOptions, type Sql } from './pool'
import { type Cluster, makeCluster } from './testing/cluster'
import { failureOf, reasonOf } from './testing/failures'

let cluster: Cluster
const pools: Pool[] = []
const open = (options: PoolOptions = {}) => {
  const pool = openPool(cluster.url, options)
  pools.push(pool)
  return pool
}
const pidOf = async (pool: Pool) =>
  (await pool.query(sql => sql<[{ pid: number }]>`select pg_backend_pid() as pid`))[0].pid

beforeAll(async () => {
  cluster = await makeCluster()
  await open().query(sql => sql`create table numbers (number integer)`)
  await open().query(
    sql => sql`
      create function collide_until(name text, attempts integer) returns void language plpgsql as $$
      begin
        if nextval(name) < attempts then raise sqlstate '40001'; end if;
      end $$`,
  )
}, 30_000)
afterAll(async () => {
  await Promise.all(pools.map(pool => pool.end()))
  await cluster.remove()
})

describe('a collision', () => {
  const collidingUntil = async (pool: Pool, name: string, attempts: number) => {
    await pool.query(sql => sql`create sequence ${sql(name)}`)
    return pool.query(sql => sql`select collide_until(${name}, ${attempts})`)
  }
  const triesOf = async (pool: Pool, name: string) =>
    (await pool.query(sql => sql`select last_value::int as tries from ${sql(name)}`))[0]?.tries

  test('is repeated until it passes', async () => {
    const pool = open()
    await collidingUntil(pool, 'thrice', 4)
    expect(await triesOf(pool, 'thrice')).toBe(4)
  })

  test('is given up after three repeats, as a conflict', async () => {
    const pool = open()
    expect(await reasonOf(collidingUntil(pool, 'always', 100))).toBe('conflict')
    expect(await triesOf(pool, 'always')).toBe(4)
  })
})

describe('a transaction', () => {
  const has = async (number: number) =>
    (await open().query(sql => sql`select from numbers where number = ${number}`)).length === 1

  test('stands when its work resolves, and answers with what that did', async () => {
    const [row] = await open().transaction(async sql => sql`insert into numbers values (10) returning number`)
    expect(row).toEqual({ number: 10 })
    expect(await has(10)).toBe(true)
  })

  test('is undone when its work throws, and its connection is fit for the next', async () => {
    const pool = open({ size: 1 })
    const pid = await pidOf(pool)
    const ours = new Error('ours')
    const work = pool.transaction(async sql => {
      await sql`insert into numbers values (11)`
      throw ours
    })
    expect(await failureOf(work)).toBe(ours)
    expect(await has(11)).toBe(false)
    expect(await pidOf(pool)).toBe(pid)
    expect((await pool.query(sql => sql`select pg_current_xact_id_if_assigned() as left_over`))[0]).toEqual({
      left_over: null,
    })
  })

  test('is never reported as done when a failed statement in it was ignored', async () => {
    const work = open().transaction(async sql => {
      await sql`insert into numbers values (12)`
      await sql`select 1 / 0`.then(null, () => 'ignored')
    })
    expect(await failureOf(work)).toBeInstanceOf(Error)
    expect(await has(12)).toBe(false)
  })

  test('with a longer deadline has a longer statement timeout, for itself alone', async () => {
    const pool = open({ size: 1 })
    const timeout = async (sql: Sql) => (await sql`select current_setting('statement_timeout') as it`)[0]?.it
    expect(await pool.transaction(timeout, { deadlineMilliseconds: 60_000 })).toBe('48s')
    expect(await pool.transaction(timeout)).toBe('4s')
    expect(await pool.query(timeout)).toBe('4s')
  })

  test('that outlives its deadline is undone', async () => {
    const pool = open({ size: 1 })
    const work = pool.transaction(
      async sql => {
        await sql`insert into numbers values (13)`
        await sql`select pg_sleep(30)`
      },
      { deadlineMilliseconds: 100 },
    )
    expect(await reasonOf(work)).toBe('deadline')
    expect(await has(13)).toBe(false)
  })
})
