import { join } from 'node:path'
import type { Subprocess } from 'bun'
import type { Place } from './place'

const ROOT = join(import.meta.dir, '../../..')
const START_MILLISECONDS = 30_000
const KILL_MILLISECONDS = 12_000

/** The API as users start it. */
export const API = [process.execPath, join(ROOT, 'apps/api/src/main.ts')]

export type Program = {
  pid: number
  process: Subprocess
  /** All that it printed so far, on both outputs. */
  printed(): Promise<string>
  /** Ends it; killed when it does not. */
  end(): Promise<void>
}

/** Becomes the program, and leaves a watch behind that ends it once the holder of our standard input is gone. */
const WATCHED = 'exec 3<&0; (cat <&3 >/dev/null; kill -TERM $$) 2>/dev/null & exec "$@" </dev/null 3<&-'

/** A program whose output goes to `<name>.log` and `<name>.err`. It ends with the place, and when we die. */
export const launch = (
  place: Place,
  name: string,
  command: string[],
  { env, cwd = place.directory }: { env: Record<string, string>; cwd?: string },
): Program => {
  const path = join(place.directory, name)
  const child = Bun.spawn(['/bin/sh', '-c', WATCHED, 'sh', ...command], {
    env,
    cwd,
    stdin: 'pipe',
    stdout: Bun.file(`${path}.log`),
    stderr: Bun.file(`${path}.err`),
  })
  // The watch outlives the program until its input ends.
  void child.exited.then(() => child.stdin.end())
  const program = {
    pid: child.pid,
    process: child,
    printed: async () => (await Bun.file(`${path}.log`).text()) + (await Bun.file(`${path}.err`).text()),
    end: () => ended(child),
  }
  place.keep(program.end)
  return program
}

/** The same, once it says where it listens. Throws with what it printed when it ends instead. */
export const serve = async (
  place: Place,
  name: string,
  command: string[],
  env: Record<string, string>,
): Promise<Program & { url: string }> => {
  const program = launch(place, name, command, { env })
  const deadline = performance.now() + START_MILLISECONDS
  for (;;) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(await program.printed())?.[0]
    if (url) return { ...program, url }
    if (program.process.exitCode !== null || performance.now() > deadline)
      throw new Error(`It does not serve:\n${await program.printed()}`)
    await Bun.sleep(20)
  }
}

const ended = async (child: Subprocess<'pipe'>): Promise<void> => {
  // The watch tells it, and goes first: a program may wait for all of its children.
  child.stdin.end()
  const timer = setTimeout(() => child.kill('SIGKILL'), KILL_MILLISECONDS)
  await child.exited
  clearTimeout(timer)
}
