import { AggregatorRegistry, Registry } from 'prom-client'
import { StartError } from '../explain'
import { errorFields, type Log } from '../log'
import type { Counted } from './metrics'

type Address = { METRICS_HOST: string; METRICS_PORT: number | undefined }

const HEADERS = {
  'content-type': Registry.PROMETHEUS_CONTENT_TYPE,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
}

export type MetricsListener = { port: number; stop(): void }

/**
 * Answers `GET /metrics` and nothing else, to whoever reaches METRICS_PORT; undefined where that is not set. What is counted is asked
 * for once, however many ask at once. Throws StartError.
 */
export const openMetricsListener = (
  { METRICS_HOST: hostname, METRICS_PORT: port }: Address,
  log: Log,
  collect: () => Promise<Counted[]>,
): MetricsListener | undefined => {
  if (port === undefined) return undefined
  const text = shared(async () => AggregatorRegistry.aggregate(await collect()).metrics())
  const server = listening(hostname, port, async ({ method, url }) => {
    if (new URL(url).pathname !== '/metrics') return new Response(null, { status: 404 })
    if (method !== 'GET' && method !== 'HEAD')
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } })
    try {
      return new Response(await text(), { headers: HEADERS })
    } catch (error) {
      log.warn('metrics', errorFields(error))
      return new Response(null, { status: 503 })
    }
  })
  return { port: server.port ?? port, stop: () => void server.stop(true) }
}

const listening = (hostname: string, port: number, fetch: (request: Request) => Promise<Response>) => {
  try {
    return Bun.serve({ hostname, port, reusePort: false, maxRequestBodySize: 0, fetch })
  } catch {
    throw new StartError(
      `${hostname}:${port} cannot be listened on, something else may be using it: set METRICS_PORT or METRICS_HOST.`,
    )
  }
}

/** The work that is under way, or else new work. */
const shared = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let running: Promise<T> | undefined
  return () =>
    (running ??= work().finally(() => {
      running = undefined
    }))
}
