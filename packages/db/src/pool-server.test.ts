import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { openPool, type Pool, type Sql } from './pool'
import { type Cluster, makeCluster } from './testing/cluster'
import { reasonOf } from './testing/failures'
import { expectHonest, underLoad } from './testing/load'
import { until } from './testing/until'

let cluster: Cluster
let pool: Pool
let observer: Pool

beforeAll(async () => {
  cluster = await makeCluster()
  observer = openPool(cluster.url, { size: 2, applicationName: 'observer' })
  await observer.query(sql => sql`create table pairs (id integer not null, part integer not null)`)
}, 30_000)
beforeEach(async () => {
  await observer.query(sql => sql`truncate pairs`)
  pool = openPool(cluster.url, { size: 5, applicationName: 'observed' })
})
afterEach(() => pool.end())
afterAll(async () => {
  await observer.end()
  await cluster.remove()
})

describe('a server', () => {
  test.each(['127.0.0.1', 'localhost'])('that is not there (%s): Unavailable at once', async host => {
    const absent = openPool(`postgres://nobody@${host}:1/nothing`)
    const began = performance.now()
    expect(await reasonOf(absent.query(sql => sql`select 1`))).toBe('connection')
    expect(performance.now() - began).toBeLessThan(500)
    await absent.end()
  })

  test('compiles no plan for us, makes none for single values and starts no helpers', async () => {
    const [settings] = await pool.query(
      sql => sql`
        select current_setting('jit') as jit, current_setting('plan_cache_mode') as plans,
          current_setting('max_parallel_workers_per_gather') as helpers`,
    )
    expect(settings).toEqual({ jit: 'off', plans: 'force_generic_plan', helpers: '0' })
  })

  test('that would plan a statement for each of its values plans it once for all', async () => {
    const named = (name: string) => (sql: Sql) => sql`select from pg_class where relname = ${name} and relkind = 'r'`
    await pool.query(named('a'))
    await pool.query(named('b'))
    const plans = await pool.query(
      sql =>
        sql`select generic_plans::integer, custom_plans::integer from pg_prepared_statements where statement like 'select from pg_class%'`,
    )
    expect(plans).toMatchObject([{ generic_plans: 2, custom_plans: 0 }])
  })

  test('that refuses the login answers so, again and again', async () => {
    const stranger = openPool(cluster.url.replace('owner', 'stranger'), { size: 1 })
    const attempt = () => reasonOf(stranger.query(sql => sql`select 1`))
    expect(await attempt()).toMatchObject({ code: '28000' })
    expect(await attempt()).toMatchObject({ code: '28000' })
    await stranger.end()
  })

  test('whose backends are killed by the hundred: none hangs, none is torn, nothing acknowledged is lost', async () => {
    let kills = 0
    const load = await underLoad(pool, 30, async () => {
      while (kills < 300) {
        const killed = await observer.query(
          sql => sql`
            select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'observed' order by random() limit 2`,
        )
        kills += killed.length
      }
    })
    expect(kills).toBeGreaterThanOrEqual(300)
    await expectHonest(observer, load)
  }, 15_000)

  test.each(['SIGINT', 'SIGQUIT'] as const)(
    'that is stopped by %s and started under load: every answer within 2 s, served again within 2 s',
    async signal => {
      let recovery = 0
      const load = await underLoad(pool, 20, async ({ acknowledged, failures }) => {
        await until('work has begun', () => acknowledged.size > 50)
        await cluster.stop(signal)
        const failed = failures.length
        await until('the callers notice', () => failures.length > failed + 50)
        await cluster.start()
        const served = acknowledged.size
        const began = performance.now()
        await until('work goes on', () => acknowledged.size > served + 100)
        recovery = performance.now() - began
      })
      expect(recovery).toBeLessThan(2000)
      expect(load.slowestMilliseconds).toBeLessThan(2000)
      await expectHonest(observer, load)
    },
    15_000,
  )

  test('that freezes: Unavailable at the deadline, busy while all connections hang, recovery by itself', async () => {
    const frozen = openPool(cluster.url, {
      size: 2,
      deadlineMilliseconds: 600,
      waitMilliseconds: 200,
      applicationName: 'frozen',
    })
    const run = () => reasonOf(frozen.query(sql => sql`select pg_sleep(0.01)`))
    expect(await Promise.all([run(), run()])).toEqual([null, null])
    await cluster.freeze()
    const results = await Promise.all([run(), run(), run()])
    cluster.thaw()
    expect(results).toEqual(['deadline', 'deadline', 'busy'])
    expect(await run()).toBeNull()
    await until('only its own connections are left', async () => {
      const backends = await observer.query(sql => sql`select from pg_stat_activity where application_name = 'frozen'`)
      return backends.length <= 2
    })
    await frozen.end()
  })
})
