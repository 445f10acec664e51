import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Subprocess } from 'bun'
import { ADMIN } from './server'

export type Ended = { status: number; out: string; error: string }

type Started = { input?: string | Uint8Array; env?: Record<string, string> }

type Typing = { typed?: Record<string, string>; env?: Record<string, string>; columns?: number }

/** The command as users start it, in a home of its own. */
export type Home = {
  directory: string
  run(args: string[], options?: Started): Promise<Ended>
  /** The same on a terminal: `typed` holds what is typed, once, when the screen ends in its key. */
  onTerminal(args: string[], options?: Typing): Promise<{ status: number; screen: string }>
  /** The same, left to the test. */
  start(args: string[]): Subprocess<'pipe', 'pipe', 'pipe'>
  /** Throws when the server refuses the admin. */
  signIn(url: string): Promise<void>
  remove(): void
}

const MAIN = join(import.meta.dir, '../main.ts')
const COLUMNS = 80

export const makeHome = (): Home => {
  const directory = mkdtempSync(join(tmpdir(), 'ringfence-cli-'))
  const command = (args: string[]) => [process.execPath, MAIN, ...args]
  const settings = (env: Record<string, string> = {}) => ({
    cwd: directory,
    env: { PATH: process.env.PATH ?? '', HOME: directory, TERM: 'xterm', ...env },
  })
  const home: Home = {
    directory,
    async run(args, { input = '', env } = {}) {
      const child = Bun.spawn(command(args), {
        ...settings(env),
        stdin: Buffer.from(input),
        stdout: 'pipe',
        stderr: 'pipe',
      })
      const [out, error] = await Promise.all([child.stdout.text(), child.stderr.text()])
      return { status: await child.exited, out, error }
    },
    async onTerminal(args, { typed = {}, env, columns = COLUMNS } = {}) {
      let screen = ''
      const answers = new Map(Object.entries(typed))
      const child = Bun.spawn(command(args), {
        ...settings(env),
        terminal: {
          cols: columns,
          rows: 24,
          data(terminal, bytes) {
            screen += Buffer.from(bytes).toString()
            const asked = [...answers.keys()].find(key => Bun.stripANSI(screen).trimEnd().endsWith(key)) ?? ''
            const answer = answers.get(asked)
            if (answer !== undefined) terminal.write(`${answer}\r`)
            answers.delete(asked)
          },
        },
      })
      return { status: await child.exited, screen }
    },
    start: args => Bun.spawn(command(args), { ...settings(), stdin: 'pipe', stdout: 'pipe', stderr: 'pipe' }),
    async signIn(url) {
      const { status, error } = await home.run(['login', '--url', url, '--email', ADMIN.email, '--password-stdin'], {
        input: ADMIN.password,
      })
      if (status !== 0) throw new Error(error)
    },
    remove: () => rmSync(directory, { recursive: true }),
  }
  return home
}

/** The objects of NDJSON. */
export const objects = (out: string): Record<string, unknown>[] =>
  out
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
