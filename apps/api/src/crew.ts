import { StartError } from './explain'
import type { Log } from './log'
import type { Counted } from './metrics/metrics'
import type { WorkerProcess } from './worker-process'

export type Crew = {
  /** Resolves when every worker listens. Throws StartError. */
  raise(): Promise<void>
  serve(): void
  /** Replaces one worker after the other; whoever calls meanwhile gets a further round. */
  restart(): Promise<void>
  /** Lets every worker finish what is in flight; false when that took longer than it may. */
  stop(): Promise<boolean>
  /** Ends every worker at once. */
  abort(): void
  /** Rejects with StartError when a dead worker cannot be replaced. */
  failed: Promise<never>
  /** What each of those that are to stay has counted. */
  counted(): Promise<Counted>[]
}

const FIRST_PAUSE_MILLISECONDS = 100
const LONGEST_PAUSE_MILLISECONDS = 10_000
const HEALTHY_MILLISECONDS = 10_000
/** A little more than a drain may take. */
const STOP_MILLISECONDS = 12_000

/** Workers by number, from 1: one that dies is replaced, after a pause that doubles while they keep dying young. */
export const openCrew = (
  size: number,
  log: Log,
  spawn: (number: number, isServing: boolean) => WorkerProcess,
): Crew => {
  const places = new Map<number, WorkerProcess>()
  const alive = new Set<WorkerProcess>()
  const failed = Promise.withResolvers<never>()
  // It may happen before anyone listens.
  failed.promise.catch(() => {})
  let isServing = false
  let isEnding = false

  const launch = async (number: number): Promise<WorkerProcess> => {
    const worker = spawn(number, isServing)
    alive.add(worker)
    void worker.ended.then(() => alive.delete(worker))
    log.info('worker started', { worker: number, pid: worker.pid })
    try {
      await worker.listening
    } catch (error) {
      worker.kill()
      throw error
    }
    return worker
  }

  const watch = async (worker: WorkerProcess, diedYoung = 0): Promise<void> => {
    const began = performance.now()
    places.set(worker.number, worker)
    const status = await worker.ended
    if (isEnding || places.get(worker.number) !== worker) return
    log.error('worker died', { worker: worker.number, pid: worker.pid, status })
    await replace(worker, performance.now() - began < HEALTHY_MILLISECONDS ? diedYoung + 1 : 0)
  }

  const replace = async (dead: WorkerProcess, diedYoung: number): Promise<void> => {
    await Bun.sleep(Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** diedYoung, LONGEST_PAUSE_MILLISECONDS))
    const isMissing = () => !isEnding && places.get(dead.number) === dead
    if (!isMissing()) return
    try {
      const fresh = await launch(dead.number)
      if (isMissing()) void watch(fresh, diedYoung)
      else fresh.tell({ kind: 'leave' })
    } catch (error) {
      if (isEnding) return
      if (error instanceof StartError) return failed.reject(error)
      log.error('worker died', { worker: dead.number })
      await replace(dead, diedYoung + 1)
    }
  }

  const rotate = async (): Promise<void> => {
    for (const [number, old] of [...places]) {
      if (isEnding) return
      const fresh = await launch(number)
      void watch(fresh)
      old.tell({ kind: 'leave' })
      await old.ended
    }
    log.info('workers restarted')
  }
  const rounds = oneAfterAnother(() =>
    rotate().catch(error => {
      if (!isEnding) log.error('restart given up', { reason: error instanceof Error ? error.message : undefined })
    }),
  )

  return {
    async raise() {
      const numbers = Array.from({ length: size }, (_, index) => index + 1)
      const workers = await Promise.all(numbers.map(launch)).catch(error => {
        throw error instanceof StartError ? error : new StartError('A worker ended before it listened.')
      })
      for (const worker of workers) void watch(worker)
    },
    serve() {
      isServing = true
      for (const worker of alive) worker.tell({ kind: 'serve' })
    },
    restart: rounds,
    async stop() {
      isEnding = true
      for (const worker of alive) worker.tell({ kind: 'stop' })
      const statuses = Promise.all([...alive].map(worker => worker.ended))
      const inTime = await Promise.race([statuses, Bun.sleep(STOP_MILLISECONDS)])
      for (const worker of alive) worker.kill()
      return inTime?.every(status => status === 0) ?? false
    },
    abort() {
      isEnding = true
      for (const worker of alive) worker.kill()
    },
    failed: failed.promise,
    counted: () => [...places.values()].map(worker => worker.counted()),
  }
}

/** Runs `work` now, or once more after the run that is under way, however often it is asked for meanwhile. */
const oneAfterAnother = (work: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const run = (): Promise<void> => {
    running = work().finally(() => {
      running = undefined
    })
    return running
  }
  return () => {
    if (!running) return run()
    next ??= running.then(() => {
      next = undefined
      return run()
    })
    return next
  }
}
