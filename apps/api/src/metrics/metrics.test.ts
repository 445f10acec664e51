import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { freePort } from '@ringfence/db/embedded/launch'
import { openPool } from '@ringfence/db/pool'
import { type Cluster, makeCluster } from '@ringfence/db/testing/cluster'
import { asOwner } from '@ringfence/db/testing/database'
import { until } from '@ringfence/db/testing/until'
import { AggregatorRegistry } from 'prom-client'
import { ADMIN, environment, type Program, startProgram } from '../testing/program'
import { samplesOf, sumOf } from '../testing/prometheus'
import { openMetrics } from './metrics'
import { storedNow } from './stored'

/*
 * The real program as Prometheus sees it.
 */

const SECRET_PATH = '/api/extensions/123456/not-a-label'

let cluster: Cluster
let env: Record<string, string>
const running: Program[] = []

beforeAll(async () => {
  cluster = await makeCluster()
  env = await environment(cluster.url)
}, 60_000)

afterAll(async () => {
  for (const { process } of running) {
    process.kill('SIGTERM')
    await process.exited
  }
  await cluster.remove()
}, 60_000)

const started = async (settings: Record<string, string> = {}): Promise<Program & { scrape(): Promise<string> }> => {
  const METRICS_PORT = String(await freePort())
  const program = await startProgram({ ...env, METRICS_PORT, ...settings })
  running.push(program)
  const scrape = async () => (await fetch(`http://127.0.0.1:${METRICS_PORT}/metrics`)).text()
  return { ...program, scrape }
}

const signInWith = ({ url }: Program, password: string) =>
  fetch(`${url}/api/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...ADMIN, password }),
  })

describe('METRICS_PORT', () => {
  test('tells of requests, connections and the process, in few labels whatever is asked', async () => {
    const program = await started()
    const cookie = await program.signIn()
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(`${program.url}${path}`, { ...init, headers: { cookie } })
    await Promise.all([...Array(20).keys()].map(id => ask(`/api/extensions/${id + 1}`)))
    await ask(SECRET_PATH)
    await ask('/api/extensions', { method: 'PROPFIND' })
    await signInWith(program, 'another password')
    const requests = { route: '/api/extensions/:id', method: 'GET', status: '404' }
    await until('all are counted', async () => {
      return sumOf(await program.scrape(), 'ringfence_http_request_seconds_count') >= 24
    })

    const text = await program.scrape()
    expect(sumOf(text, 'ringfence_http_request_seconds_count', requests)).toBe(20)
    expect(sumOf(text, 'ringfence_http_request_seconds_bucket', { ...requests, le: '+Inf' })).toBe(20)
    expect(sumOf(text, 'ringfence_http_request_seconds_count', { method: 'other' })).toBe(1)
    expect(sumOf(text, 'ringfence_sign_ins_refused_total')).toBe(1)
    expect(sumOf(text, 'ringfence_pool_connections')).toBe(10)
    expect(sumOf(text, 'ringfence_pool_leases_total')).toBeGreaterThan(20)
    expect(sumOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000)
    expect(sumOf(text, 'ringfence_database_up')).toBe(1)
    const routes = new Set(samplesOf(text).map(({ labels }) => labels.route))
    expect([...routes].filter(route => route && !/^(?:none|\/[a-z/:*-]*)$/.test(route))).toEqual([])
    for (const private_ of ['123456', 'PROPFIND', ADMIN.email]) expect(text).not.toContain(private_)
  }, 60_000)

  test('says what is in the database and what waits there, and that it is gone when it is', async () => {
    const program = await started()
    await asOwner(
      cluster.url,
      sql => sql`
        with w as (
          insert into webhooks (url, events, enabled, secret_sealed, sealed_for)
          values ('https://hook.example/', '{extension.created}', false, ''::bytea, gen_random_uuid())
          returning id
        )
        insert into webhook_deliveries (webhook_id, type, payload, next_attempt_at)
        select w.id, 'extension.created', '{}', now() - interval '1 hour' from w`,
    )
    const before = await program.scrape()
    expect(sumOf(before, 'ringfence_outbox_pending')).toBe(1)
    expect(sumOf(before, 'ringfence_outbox_overdue_seconds')).toBeGreaterThan(3599)
    await cluster.stop('SIGQUIT')
    try {
      const during = await program.scrape()
      expect(sumOf(during, 'ringfence_database_up')).toBe(0)
      expect(during).not.toContain('ringfence_outbox_pending')
      expect(sumOf(during, 'ringfence_pool_connections')).toBe(10)
    } finally {
      await cluster.start()
    }
  }, 60_000)

  test('adds up several workers, each under its number', async () => {
    const program = await started({ WORKERS: '2' })
    // A connection goes to one worker, so each of these has its own.
    const ask = () => fetch(`${program.url}/livez`, { headers: { connection: 'close' } })
    for (let asked = 0; asked < 40; asked++) await ask()
    const live = { route: '/livez', status: '200' }
    await until('all are counted', async () => {
      return sumOf(await program.scrape(), 'ringfence_http_request_seconds_count', live) === 40
    })
    const text = await program.scrape()
    const workers = samplesOf(text).filter(({ name }) => name === 'process_resident_memory_bytes')
    expect(workers.map(({ labels }) => labels.worker).sort()).toEqual(['1', '2'])
    expect(text.match(/^# TYPE ringfence_http_request_seconds /gm)).toHaveLength(1)
    expect(sumOf(text, 'ringfence_database_up')).toBe(1)
  }, 60_000)

  test('is the one place where it is told: not on the public port, and nowhere when it is unset', async () => {
    const program = await startProgram(env)
    running.push(program)
    expect((await fetch(`${program.url}/metrics`)).status).toBe(401)
    const cookie = await program.signIn()
    expect((await fetch(`${program.url}/metrics`, { headers: { cookie } })).status).toBe(404)
    const other = await started()
    expect((await fetch(`${other.url}/metrics`, { headers: { cookie } })).status).toBe(404)
  }, 60_000)
})

test('whoever waits for a connection is counted, with how long, and who waits in vain', async () => {
  const pool = openPool(cluster.url, { size: 1, waitMilliseconds: 200 })
  const metrics = openMetrics(pool, new Set())
  const text = async () => AggregatorRegistry.aggregate([await metrics.counted()]).metrics()
  const free = Promise.withResolvers<void>()
  const holder = pool.transaction(() => free.promise)
  const vain = pool.query(sql => sql`select 1`).catch(() => {})
  expect(sumOf(await text(), 'ringfence_pool_waiting')).toBe(1)
  expect(sumOf(await text(), 'ringfence_pool_leased')).toBe(1)
  await vain
  const served = pool.query(sql => sql`select 1`)
  free.resolve()
  await Promise.all([holder, served])
  const after = await text()
  expect(sumOf(after, 'ringfence_pool_waits_total')).toBe(2)
  expect(sumOf(after, 'ringfence_pool_refused_total')).toBe(1)
  expect(sumOf(after, 'ringfence_pool_leases_total')).toBe(2)
  expect(sumOf(after, 'ringfence_pool_wait_seconds_total')).toBeGreaterThan(0.15)
  expect(sumOf(after, 'ringfence_pool_leased')).toBe(0)
  await pool.end()
})

test('a database whose connections are all busy here, or whose tables are locked, is up', async () => {
  const pool = openPool(cluster.url, { size: 1 })
  const free = Promise.withResolvers<void>()
  const holder = pool.transaction(async sql => {
    await sql`lock table tenants`
    await free.promise
  })
  await until('the connection is leased', () => pool.stats().free === 0)
  const text = await AggregatorRegistry.aggregate([await storedNow(cluster.url, pool)]).metrics()
  free.resolve()
  await holder
  await pool.end()
  expect(sumOf(text, 'ringfence_database_up')).toBe(1)
  expect(text).not.toContain('ringfence_tenants')
})
