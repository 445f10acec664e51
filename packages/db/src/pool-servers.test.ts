import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test'
import { openPool, type Pool, type PoolOptions } from './pool'
import { type Cluster, makeCluster } from './testing/cluster'
import { reasonOf } from './testing/failures'
import { answersWith, openFaultProxy } from './testing/fault-proxy'
import { until } from './testing/until'

/*
 * Two servers in one URL: a primary, and a standby that is promoted at the end.
 */

let primary: Cluster
let standby: Cluster
let observer: Pool
const pools: Pool[] = []

beforeAll(async () => {
  primary = await makeCluster()
  await primary.stop()
  standby = await primary.standby()
  await primary.start()
  observer = openPool(primary.url, { size: 1 })
  await observer.query(sql => sql`create table notes (id integer not null)`)
}, 120_000)
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.end()
})
afterAll(async () => {
  await observer.end()
  await Promise.all([primary.remove(), standby.remove()])
})

const urlOf = (...ports: (number | string)[]) =>
  `postgres://owner@${ports.map(port => `127.0.0.1:${port}`)}/postgres?target_session_attrs=primary`

const through = (url: string, options: PoolOptions = {}): Pool => {
  const pool = openPool(url, { size: 4, ...options })
  pools.push(pool)
  return pool
}

const portOf = async (pool: Pool): Promise<number> => {
  const [row] = await pool.query(sql => sql<[{ port: number }]>`select inet_server_port() as port`)
  return row.port
}

test('the primary is found wherever the URL names it, also behind a server that is gone', async () => {
  expect(await portOf(through(urlOf(primary.port, standby.port)))).toBe(primary.port)
  expect(await portOf(through(urlOf(standby.port, primary.port)))).toBe(primary.port)
  expect(await portOf(through(urlOf(1, standby.port, primary.port)))).toBe(primary.port)
})

test('a standby answers nothing, not even reads, which would be of the past', async () => {
  const pool = through(urlOf(standby.port))
  for (let time = 0; time < 3; time++) expect(await reasonOf(pool.query(sql => sql`select 1`))).toBe('connection')
  expect(await reasonOf(pool.transaction(sql => sql`select 1`))).toBe('connection')
})

test('a statement whose answer was lost is sent to no other server, as it may have been done', async () => {
  const proxy = await openFaultProxy(primary.url)
  const pool = through(urlOf(new URL(proxy.url).port, primary.port), { size: 1 })
  await portOf(pool)
  const repeated = through(urlOf(new URL(proxy.url).port, primary.port), { size: 1 })
  proxy.isCut = answersWith('INSERT')
  for (const cut of [pool, repeated])
    expect(await reasonOf(cut.query(sql => sql`insert into notes (id) values (1)`))).toBe('connection')
  proxy.stop()
  expect(await observer.query(sql => sql`select id from notes`)).toHaveLength(2)
  expect(await portOf(pool)).toBe(primary.port)
})

test('a server that is silent is passed over after the time to connect, and not tried again while another serves', async () => {
  const silent = await openFaultProxy(primary.url)
  silent.mode = 'swallow'
  const pool = through(urlOf(new URL(silent.url).port, primary.port))
  expect(await portOf(pool)).toBe(primary.port)
  expect(silent.accepted()).toBe(1)
  const ports = await Promise.all([1, 2, 3, 4].map(() => portOf(pool)))
  expect(ports).toEqual([1, 2, 3, 4].map(() => primary.port))
  expect(silent.accepted()).toBe(1)
  silent.stop()
})

test('when the primary dies and the standby is promoted, work goes on there by itself', async () => {
  const pool = through(urlOf(primary.port, standby.port))
  expect(await portOf(pool)).toBe(primary.port)
  await observer.end()
  await primary.stop('SIGQUIT')
  expect(await reasonOf(portOf(pool))).toBe('connection')
  await standby.promote()
  await until('it is found', async () => (await reasonOf(portOf(pool))) === null, 2)
  expect(await portOf(pool)).toBe(standby.port)
  expect(await reasonOf(pool.query(sql => sql`create table promoted (id integer)`))).toBeNull()
})
