import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { openPool, type Pool, type PoolOptions } from './pool'
import { type Cluster, makeCluster } from './testing/cluster'
import { reasonOf } from './testing/failures'
import { answersWith, type FaultProxy, openFaultProxy } from './testing/fault-proxy'
import { expectHonest, underLoad } from './testing/load'
import { until } from './testing/until'

let cluster: Cluster
let proxy: FaultProxy
let pool: Pool
/** Straight to the server, to see what really happened there. */
let observer: Pool
const SIZE = 5

const through = (options: PoolOptions = {}) =>
  openPool(proxy.url, { size: SIZE, applicationName: 'through', ...options })
const insert = (id: number, by = pool) => by.query(sql => sql`insert into notes (id) values (${id})`)
const copiesOf = async (id: number) => (await observer.query(sql => sql`select from notes where id = ${id}`)).length
const works = async () => (await reasonOf(insert(next()))) === null
let last = 0
const next = () => ++last

beforeAll(async () => {
  cluster = await makeCluster()
  observer = openPool(cluster.url, { size: 2, applicationName: 'observer' })
  await observer.query(sql => sql`create table notes (id integer not null)`)
  await observer.query(sql => sql`create table pairs (id integer not null, part integer not null)`)
}, 30_000)
beforeEach(async () => {
  await observer.query(sql => sql`truncate pairs`)
  proxy = await openFaultProxy(cluster.url)
  pool = through()
})
afterEach(async () => {
  await pool.end()
  await until('every socket is closed', () => proxy.open() === 0)
  proxy.stop()
})
afterAll(async () => {
  await observer.end()
  await cluster.remove()
})

describe('a lost acknowledgement', () => {
  test('of an insert: the caller is told Unavailable, and it is stored once', async () => {
    await works()
    proxy.isCut = answersWith('INSERT 0 1')
    const ids = Array.from({ length: 40 }, next)
    expect(await Promise.all(ids.map(id => reasonOf(insert(id))))).toEqual(ids.map(() => 'connection'))
    proxy.isCut = () => false
    expect(await works()).toBe(true)
    expect(await Promise.all(ids.map(copiesOf))).toEqual(ids.map(() => 1))
  })

  test.each([
    ['BEGIN', 0],
    ['INSERT 0 1', 0],
    ['COMMIT', 1],
  ])('of %s in a transaction: the caller is told Unavailable, and it is stored %d times', async (answer, copies) => {
    proxy.isCut = answersWith(answer)
    const ids = Array.from({ length: 10 }, next)
    const work = ids.map(id => pool.transaction(async sql => sql`insert into notes (id) values (${id})`))
    expect(await Promise.all(work.map(reasonOf))).toEqual(ids.map(() => 'connection'))
    proxy.isCut = () => false
    expect(await works()).toBe(true)
    expect(await Promise.all(ids.map(copiesOf))).toEqual(ids.map(() => copies))
  })
})

describe('a network', () => {
  test('that swallows everything: Unavailable at the deadline, nothing is sent later, recovery by itself', async () => {
    const hasty = through({ deadlineMilliseconds: 300 })
    await insert(next(), hasty)
    proxy.mode = 'swallow'
    const [warm, cold] = [next(), next()]
    expect(await reasonOf(insert(warm, hasty))).toBe('deadline')
    const began = performance.now()
    expect(await reasonOf(insert(cold))).toBe('connection')
    expect(performance.now() - began).toBeLessThan(2000)
    proxy.mode = 'pass'
    await Promise.all([insert(next(), hasty), insert(next())])
    expect([await copiesOf(warm), await copiesOf(cold)]).toEqual([0, 0])
    await hasty.end()
  })

  test('that swallows everything does not keep an ended pool alive', async () => {
    const script = `
      const { openPool } = await import(${JSON.stringify(join(import.meta.dir, 'pool'))})
      const pool = openPool(${JSON.stringify(proxy.url)}, { deadlineMilliseconds: 200 })
      await pool.query(sql => sql\`select 1\`)
      console.log('warm')
      await Bun.stdin.text()
      await pool.query(sql => sql\`select 1\`).catch(error => console.log(error.reason))
      await pool.end()`
    const child = spawn(process.execPath, ['--eval', script], { stdio: ['pipe', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', text => {
      said += text
    })
    await until('it is connected', () => said === 'warm\n')
    proxy.mode = 'swallow'
    child.stdin.end()
    await until('it is at its deadline', () => said === 'warm\ndeadline\n')
    await until('it has exited', () => child.exitCode === 0, 1)
  })

  test('that accepts and closes: Unavailable at once, with one attempt for each call', async () => {
    proxy.mode = 'close'
    const began = performance.now()
    expect(await Promise.all(Array.from({ length: 20 }, () => reasonOf(insert(next()))))).toEqual(
      Array(20).fill('connection'),
    )
    expect(performance.now() - began).toBeLessThan(500)
    expect(proxy.accepted()).toBe(20)
  })

  test('that closes idle connections: the next calls do not notice', async () => {
    await Promise.all(Array.from({ length: SIZE }, () => pool.query(sql => sql`select pg_sleep(0.02)`)))
    proxy.closeAll()
    await until('the connections are gone', () => proxy.open() === 0)
    const results = await Promise.all(Array.from({ length: SIZE }, () => reasonOf(insert(next()))))
    expect(results).toEqual(Array(SIZE).fill(null))
  })

  test('that closes busy connections again and again: every call settles, what was acknowledged is stored once', async () => {
    const load = await underLoad(pool, 20, async ({ acknowledged }) => {
      for (let round = 0; round < 30; round++) {
        proxy.closeAll()
        const before = acknowledged.size
        await until('work goes on', () => acknowledged.size > before + 20)
      }
    })
    await expectHonest(observer, load)
  }, 15_000)
})
