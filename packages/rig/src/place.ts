import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A directory for one run, and what was started in it. */
export type Place = {
  directory: string
  /** Has `end` called at the stop, before all that was kept earlier. */
  keep(end: () => unknown): void
  /** Ends what was kept, the latest first, and removes the directory. */
  stop(): Promise<void>
}

export const openPlace = (prefix: string): Place => {
  const directory = mkdtempSync(join(tmpdir(), prefix))
  // PostgreSQL runs under an account of its own where we are root, and must get in.
  chmodSync(directory, 0o755)
  const endings: (() => unknown)[] = [() => rmSync(directory, { recursive: true, force: true })]
  const endAll = async () => {
    for (let end = endings.pop(); end; end = endings.pop()) await end()
  }
  let stopping: Promise<void> | undefined
  return {
    directory,
    keep(end) {
      endings.push(end)
      // What was being started when all was stopped.
      if (stopping) stopping = stopping.then(endAll)
    },
    stop: () => (stopping ??= endAll()),
  }
}
