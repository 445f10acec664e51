import { openDatabase } from '@ringfence/db/database'
import { StartError } from './explain'
import { acceptAtOnce, closeListeners } from './listeners'
import { logWith, openLog } from './log'
import { openService } from './service'
import type { Order, Report, Task } from './worker-process'

/*
 * The program of one of several processes on a port. It does what its supervisor says, and ends when that is gone.
 */

/** For idle clients to send their next request, whose answer tells them to connect anew. */
const FAREWELL_MILLISECONDS = 2000
const LEAVING_MILLISECONDS = 60_000

const open = async ({ number, env, url, keys, poolSize, isServing }: Task) => {
  // The channel makes plain bytes of the buffers.
  const ring = { ...keys, keys: new Map([...keys.keys].map(([id, key]) => [id, Buffer.from(key)])) }
  const db = openDatabase(url, ring, { size: poolSize })
  const log = logWith(openLog(env.LOG_LEVEL), { worker: number })
  const service = await openService(env, db, log, { isShared: true, worker: number })
  acceptAtOnce()
  if (isServing) service.enter('serving')
  return { service, db }
}

const worker = Promise.withResolvers<Awaited<ReturnType<typeof open>>>()
worker.promise.catch(() => {})

const start = async (task: Task): Promise<void> => {
  try {
    worker.resolve(await open(task))
    report({ kind: 'listening' })
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    report({ kind: 'failed', sentence: error.message })
    worker.reject(error)
  }
}

const leave = async (): Promise<void> => {
  const { service } = await worker.promise
  service.enter('leaving')
  await closeListeners()
  await Bun.sleep(FAREWELL_MILLISECONDS)
  await end(LEAVING_MILLISECONDS)
}

const stop = async (): Promise<void> => {
  const { service } = await worker.promise.catch(() => process.exit(1))
  service.enter('draining')
  await end()
}

const end = async (milliseconds?: number): Promise<void> => {
  const { service, db } = await worker.promise
  const drained = await service.drain(milliseconds)
  await db.pool.end()
  process.exit(drained ? 0 : 1)
}

const count = async (): Promise<void> => {
  const { service } = await worker.promise
  report({ kind: 'counted', counted: await service.counted() })
}

const report = (report: Report): void => {
  process.send?.(report)
}

const obey = (order: Order): Promise<void> => {
  switch (order.kind) {
    case 'start':
      return start(order.task)
    case 'serve':
      return worker.promise.then(({ service }) => service.enter('serving'))
    case 'leave':
      return leave()
    case 'stop':
      return stop()
    case 'count':
      return count()
  }
}

// Whoever read our output is gone; that is no reason to stop serving.
process.stdout.on('error', () => {})
process.on('message', obey)
process.on('disconnect', stop)
process.on('SIGTERM', stop)
// A terminal sends these to everyone; the supervisor says what follows.
process.on('SIGINT', () => {})
process.on('SIGHUP', () => {})
