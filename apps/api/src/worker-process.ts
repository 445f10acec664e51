import { join } from 'node:path'
import type { KeyRing } from '@ringfence/db/secrets'
import type { Env } from './env'
import { StartError } from './explain'
import type { Counted } from './metrics/metrics'

/** What a worker is told at its start. It travels through the channel, where no list of processes shows it. */
export type Task = { number: number; env: Env; url: string; keys: KeyRing; poolSize: number; isServing: boolean }

export type Order =
  | { kind: 'start'; task: Task }
  | { kind: 'serve' }
  /** Make way for another worker: nobody must notice. */
  | { kind: 'leave' }
  | { kind: 'stop' }
  | { kind: 'count' }

export type Report =
  | { kind: 'listening' }
  | { kind: 'failed'; sentence: string }
  | { kind: 'counted'; counted: Counted }

/** One worker, as its supervisor sees it. */
export type WorkerProcess = {
  number: number
  pid: number
  /** Rejects when it ends before it listens: with StartError when it said what the fix is. */
  listening: Promise<void>
  /** Its exit status, once it is gone. */
  ended: Promise<number>
  tell(order: Order): void
  kill(): void
  /** What it has counted; nothing when it does not say so in time. */
  counted(): Promise<Counted>
}

const COUNT_MILLISECONDS = 1000

/** What a worker takes over of our environment: neither the owner's URL nor the keys, which every process of this account could read there. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR']

const surroundings = (): Record<string, string> =>
  Object.fromEntries(INHERITED.flatMap(name => (process.env[name] ? [[name, process.env[name]]] : [])))

export const spawnWorker = (task: Task): WorkerProcess => {
  const listening = Promise.withResolvers<void>()
  // Whoever waits hears it; that nobody waits is no fault.
  listening.promise.catch(() => {})
  let counted = Promise.withResolvers<Counted>()
  const child = Bun.spawn([process.execPath, '--no-env-file', join(import.meta.dir, 'worker.ts')], {
    env: surroundings(),
    stdin: 'ignore',
    stdout: 'inherit',
    stderr: 'inherit',
    serialization: 'advanced',
    ipc(report: Report) {
      if (report.kind === 'listening') listening.resolve()
      else if (report.kind === 'counted') counted.resolve(report.counted)
      else listening.reject(new StartError(report.sentence))
    },
  })
  const tell = (order: Order) => {
    try {
      child.send(order)
    } catch {
      // It is ending already, which `ended` tells.
    }
  }
  void child.exited.then(() => listening.reject(new Error(`Worker ${task.number} ended before it listened.`)))
  tell({ kind: 'start', task })
  return {
    number: task.number,
    pid: child.pid,
    listening: listening.promise,
    ended: child.exited,
    tell,
    kill: () => child.kill('SIGKILL'),
    counted() {
      counted = Promise.withResolvers<Counted>()
      tell({ kind: 'count' })
      return Promise.race([counted.promise, Bun.sleep(COUNT_MILLISECONDS).then(() => [])])
    },
  }
}
