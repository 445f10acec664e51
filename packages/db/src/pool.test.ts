import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import { openPool, type Pool, type PoolOptions, type Sql } from './pool'
import { type Cluster, makeCluster } from './testing/cluster'
import { failureOf, reasonOf } from './testing/failures'
import { until } from './testing/until'

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
  await open().query(sql => sql`create table numbers (number integer constraint numbers_taken unique)`)
}, 30_000)
afterAll(async () => {
  await Promise.all(pools.map(pool => pool.end()))
  await cluster.remove()
})

describe('a connection', () => {
  const currentSettings = (sql: Sql) => sql`
    select current_user::text as role, session_user::text as login,
      current_setting('search_path') as path, current_setting('statement_timeout') as timeout`
  const installed = () => {
    try {
      return readdirSync('/usr/lib/postgresql').map(version => `/usr/lib/postgresql/${version}/bin`)
    } catch {
      return []
    }
  }
  test.each([undefined, ...installed()])(
    'acts as its role and sees the schema public alone, whatever its URL says (server %p)',
    async binaries => {
      const server = binaries ? await makeCluster({ binaries }) : cluster
      const pool = openPool(`${server.url}?role=owner&search_path=pg_temp&statement_timeout=0`, { role: 'pg_monitor' })
      const read = async () => (await pool.query(currentSettings))[0]
      const expected = { role: 'pg_monitor', login: 'owner', path: 'public', timeout: '4s' }
      try {
        expect(await read()).toEqual(expected)
        await pool.query(sql => sql`reset role`)
        expect(await read()).toEqual(expected)
      } finally {
        await pool.end()
        if (binaries) await server.remove()
      }
    },
    30_000,
  )

  test('has its limits, its name and UTC from the first statement', async () => {
    const [settings] = await open({
      applicationName: 'named',
      statementTimeoutMilliseconds: 1234,
      lockTimeoutMilliseconds: 567,
    }).query(
      sql => sql`select current_setting('application_name') as name, current_setting('statement_timeout') as statement,
        current_setting('lock_timeout') as lock, current_setting('idle_in_transaction_session_timeout') as idle, current_setting('TimeZone') as zone`,
    )
    expect(settings).toEqual({ name: 'named', statement: '1234ms', lock: '567ms', idle: '10s', zone: 'UTC' })
  })

  test('is used again, with its prepared statements', async () => {
    const pool = open()
    const prepared = () =>
      pool.query(
        sql => sql<[{ name: string; pid: number }]>`select name, pg_backend_pid() as pid from pg_prepared_statements`,
      )
    const [first] = await prepared()
    expect(first.name).not.toBe('')
    expect((await prepared())[0]).toEqual(first)
  })

  test('survives errors of a statement and of the caller, which pass as they are', async () => {
    const pool = open()
    const pid = await pidOf(pool)
    const ours = new Error('ours')
    await pool.query(sql => sql`insert into numbers values (1)`)
    expect(await failureOf(pool.query(sql => sql`insert into numbers values (1)`))).toMatchObject({
      code: '23505',
      constraint_name: 'numbers_taken',
    })
    expect(await failureOf(pool.query(() => Promise.reject(ours)))).toBe(ours)
    expect(
      await failureOf(
        pool.query(() => {
          throw ours
        }),
      ),
    ).toBe(ours)
    expect(await pidOf(pool)).toBe(pid)
  })
})

describe('the waiting line', () => {
  const occupied = (options: PoolOptions) => {
    const pool = open({ size: 1, ...options })
    const { promise: until, resolve: free } = Promise.withResolvers<void>()
    const holder = pool.query(() => until)
    return { pool, free, holder }
  }

  test('is left after the waiting time, as busy', async () => {
    const { pool, free, holder } = occupied({ waitMilliseconds: 150 })
    const began = performance.now()
    expect(await reasonOf(pidOf(pool))).toBe('busy')
    expect(performance.now() - began).toBeWithin(140, 1000)
    expect(pool.stats()).toEqual({ free: 0, waiting: 0 })
    free()
    await holder
    expect(pool.stats()).toEqual({ free: 1, waiting: 0 })
    expect(await pidOf(pool)).toBePositive()
  })

  test('is bounded: whoever finds it full is turned away at once', async () => {
    const { pool, free, holder } = occupied({ maxWaiting: 2 })
    const waiting = [pidOf(pool), pidOf(pool)]
    const began = performance.now()
    expect(await reasonOf(pidOf(pool))).toBe('busy')
    expect(performance.now() - began).toBeLessThan(100)
    expect(pool.stats()).toEqual({ free: 0, waiting: 2 })
    free()
    await Promise.all([holder, ...waiting])
  })

  test('is served first come first served, also by newcomers at the moment a place is free', async () => {
    const { pool, free, holder } = occupied({})
    const served: number[] = []
    const join = (place: number) =>
      pool.query(async sql => {
        served.push(place)
        return sql`select 1`
      })
    const early = [0, 1, 2, 3, 4].map(join)
    free()
    await holder
    await Promise.all([...early, join(5), join(6)])
    expect(served).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  test('is served by as many connections as the pool has, and no more', async () => {
    const pool = open({ size: 3, applicationName: 'three' })
    await Promise.all(Array.from({ length: 60 }, () => pool.query(sql => sql`select pg_sleep(0.002)`)))
    const [{ connections }] = await open().query(
      sql =>
        sql<
          [{ connections: number }]
        >`select count(*)::int as connections from pg_stat_activity where application_name = 'three'`,
    )
    expect(connections).toBe(3)
  })
})

describe('a limit', () => {
  test('of time: the deadline throws the connection away and the place is free at once', async () => {
    const pool = open({
      size: 1,
      deadlineMilliseconds: 200,
      statementTimeoutMilliseconds: 600,
      applicationName: 'slow',
    })
    const pid = await pidOf(pool)
    const began = performance.now()
    expect(await reasonOf(pool.query(sql => sql`select pg_sleep(30)`))).toBe('deadline')
    expect(performance.now() - began).toBeLessThan(500)
    expect(await pidOf(pool)).not.toBe(pid)
    await until('the abandoned statement is gone from the server', async () => {
      const [{ sleeping }] = await open().query(
        sql =>
          sql<[{ sleeping: boolean }]>`select exists (select from pg_stat_activity where pid = ${pid}) as sleeping`,
      )
      return !sleeping
    })
  })

  test('of the statement and of the lock: timeout, and the connection stays', async () => {
    const pool = open({ size: 1, statementTimeoutMilliseconds: 300, lockTimeoutMilliseconds: 50 })
    const pid = await pidOf(pool)
    const slow = await failureOf(pool.query(sql => sql`select pg_sleep(30)`))
    expect(slow).toMatchObject({ reason: 'timeout', cause: { code: '57014' } })
    await open().transaction(async sql => {
      await sql`lock table numbers`
      const locked = await failureOf(pool.query(sql => sql`select from numbers`))
      expect(locked).toMatchObject({ reason: 'timeout', cause: { code: '55P03' } })
    })
    expect(await pidOf(pool)).toBe(pid)
  })
})

test('an ended pool finishes what was leased and waiting, takes nothing new and leaves no connection', async () => {
  const pool = openPool(cluster.url, { size: 2, applicationName: 'ending' })
  const work = Array.from({ length: 6 }, () => pool.query(sql => sql`select pg_sleep(0.05)`))
  const ended = pool.end()
  expect(await reasonOf(pidOf(pool))).toBe('closed')
  await ended
  expect(await Promise.all(work.map(reasonOf))).toEqual(Array(6).fill(null))
  expect(await pool.end()).toBeUndefined()
  await until(
    'its connections are gone',
    async () =>
      (await open().query(sql => sql`select from pg_stat_activity where application_name = 'ending'`)).length === 0,
  )
})
