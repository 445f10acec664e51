import { join } from 'node:path'
import type { Subprocess } from 'bun'

export type Ended = { stdout: string; stderr: string; status: number }

/** A command of this app, as `bun run` starts it. */
export const launchCommand = (
  name: string,
  words: string[],
  env: Record<string, string>,
): { process: Subprocess; ended: Promise<Ended> } => {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, '..', `${name}.ts`), ...words], {
    env,
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const ended = async (): Promise<Ended> => {
    const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()])
    return { stdout, stderr, status: await child.exited }
  }
  return { process: child, ended: ended() }
}

export const runCommand = (name: string, words: string[], env: Record<string, string>): Promise<Ended> =>
  launchCommand(name, words, env).ended
