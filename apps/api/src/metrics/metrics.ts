import type { Pool } from '@ringfence/db/pool'
import { Counter, Gauge, Histogram, type MetricObjectWithValues, type MetricValue, Registry } from 'prom-client'

/** What a process has counted, as it goes from a worker to its supervisor. */
export type Counted = MetricObjectWithValues<MetricValue<string>>[]

export type Answered = { method: string; route: string | undefined; status: number; milliseconds: number }

export type Metrics = {
  answered(request: Answered): void
  signInRefused(): void
  counted(): Promise<Counted>
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
const BUCKETS_SECONDS = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]

/**
 * Counts what this process does. Labels are few, whatever is asked: patterns of routes and never paths, no tenant and no name.
 * `routes` are the patterns that there are.
 */
export const openMetrics = (pool: Pick<Pool, 'totals'>, routes: ReadonlySet<string>, worker = 1): Metrics => {
  const registry = new Registry()
  registry.setDefaultLabels({ worker: String(worker) })
  const registers = [registry]
  const requests = new Histogram({
    name: 'ringfence_http_request_seconds',
    help: 'Answers by method, pattern of the route and status, with how long they took.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_SECONDS,
    registers,
  })
  const refused = new Counter({
    name: 'ringfence_sign_ins_refused_total',
    help: 'Sign-ins with a wrong e-mail or password.',
    registers,
  })
  measurePool(pool, registers)
  measureProcess(registers)
  return {
    answered({ method, route = '', status, milliseconds }) {
      const labels = {
        method: METHODS.has(method) ? method : 'other',
        route: routes.has(route) ? route : 'none',
        status: String(status),
      }
      requests.observe(labels, milliseconds / 1000)
    },
    signInRefused: () => refused.inc(),
    counted: () => registry.getMetricsAsJSON(),
  }
}

type Measured = { name: string; help: string; read: () => number }

/** What is counted elsewhere, and read when somebody asks. Those whose name ends in `_total` only grow. */
const measure = (registers: Registry[], { name, help, read }: Measured): void => {
  if (name.endsWith('_total')) {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset()
        this.inc(read())
      },
    })
    return
  }
  new Gauge({
    name,
    help,
    registers,
    collect() {
      this.set(read())
    },
  })
}

const measurePool = ({ totals }: Pick<Pool, 'totals'>, registers: Registry[]): void => {
  const pool = 'ringfence_pool'
  const measured: Measured[] = [
    { name: `${pool}_connections`, help: 'Database connections that may be leased.', read: () => totals().size },
    { name: `${pool}_leased`, help: 'Connections that are leased now.', read: () => totals().leased },
    { name: `${pool}_waiting`, help: 'Callers who wait for a connection now.', read: () => totals().waiting },
    { name: `${pool}_leases_total`, help: 'Leases of a connection.', read: () => totals().leases },
    { name: `${pool}_waits_total`, help: 'Callers who had to wait for a connection.', read: () => totals().waits },
    {
      name: `${pool}_wait_seconds_total`,
      help: 'How long they waited, together.',
      read: () => totals().waitedMilliseconds / 1000,
    },
    { name: `${pool}_refused_total`, help: 'Callers who waited in vain.', read: () => totals().refused },
  ]
  for (const one of measured) measure(registers, one)
}

/** Under the names that Prometheus's own clients give them. */
const measureProcess = (registers: Registry[]): void => {
  const startedAt = Date.now() / 1000 - process.uptime()
  const cpuSeconds = () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1e6
  }
  measure(registers, {
    name: 'process_resident_memory_bytes',
    help: 'Memory of the process.',
    read: () => process.memoryUsage.rss(),
  })
  measure(registers, { name: 'process_cpu_seconds_total', help: 'Time on a processor.', read: cpuSeconds })
  measure(registers, { name: 'process_start_time_seconds', help: 'When it was started.', read: () => startedAt })
}
