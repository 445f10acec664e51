import { readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { addressOf } from './address'
import { BackupError } from './error'

export type Name = 'pg_dump' | 'pg_restore'
export type Program = { path: string; major: number }

/** What a program needs of our environment to run at all. */
export type Surroundings = Record<string, string | undefined>

/** Where Debian and Red Hat keep one of each version. */
const SHELVES = [
  { shelf: '/usr/lib/postgresql', bin: 'bin' },
  { shelf: '/usr', bin: 'bin', only: /^pgsql-/ },
]

const INHERITED = ['PATH', 'HOME', 'LD_LIBRARY_PATH', 'TMPDIR']

/** The least version that understands a server of that one. Throws BackupError, which says what to install. */
export const dumperFor = (serverMajor: number, environment: Surroundings): Program => {
  const found = installed('pg_dump', environment)
  const fitting = found.filter(({ major }) => major >= serverMajor).sort((a, b) => a.major - b.major)[0]
  if (fitting) return fitting
  const newest = found.map(({ major }) => major).sort((a, b) => b - a)[0]
  throw new BackupError(
    `${newest ? `pg_dump ${newest} is older than the server, PostgreSQL ${serverMajor}, and refuses it` : 'There is no pg_dump here'}: install postgresql-client-${serverMajor} or newer (PostgreSQL's own packages have every version).`,
  )
}

/** The newest, which reads the files of all others. Throws BackupError. */
export const restorer = (environment: Surroundings): Program => {
  const [newest] = installed('pg_restore', environment).sort((a, b) => b.major - a.major)
  if (!newest) throw new BackupError('There is no pg_restore here: install postgresql-client.')
  return newest
}

const installed = (name: Name, environment: Surroundings): Program[] => {
  const directories = [...(environment.PATH ?? '').split(delimiter).filter(Boolean), ...SHELVES.flatMap(shelved)]
  return [...new Set(directories)].flatMap(directory => {
    const path = Bun.which(name, { PATH: directory })
    const major = path && majorOf(path, environment)
    return path && major ? [{ path, major }] : []
  })
}

const shelved = ({ shelf, bin, only = /^\d+$/ }: (typeof SHELVES)[number]): string[] => {
  try {
    return readdirSync(shelf)
      .filter(name => only.test(name))
      .map(name => join(shelf, name, bin))
  } catch {
    return []
  }
}

const majorOf = (path: string, environment: Surroundings): number | undefined => {
  const { stdout, success } = Bun.spawnSync([path, '--version'], { env: inherited(environment), stderr: 'ignore' })
  const [, major] = (success && /\(PostgreSQL\) (\d+)/.exec(stdout.toString())) || []
  return major === undefined ? undefined : Number(major)
}

type Run = { url?: string; environment: Surroundings; onLine?: (line: string) => void; signal?: AbortSignal }

/** Runs a program to its end and returns what it printed. Throws BackupError with the fault that it named first, and no more of it: what follows may hold rows. */
export const run = async (
  { path }: Program,
  words: string[],
  { url, environment, onLine, signal }: Run,
): Promise<string> => {
  const child = Bun.spawn([path, ...words], {
    env: { ...inherited(environment), ...(url && addressOf(url, environment)) },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    ...(signal && { signal }),
  })
  const printed = new Response(child.stdout).text()
  let fault: string | undefined
  for await (const line of linesOf(child.stderr)) {
    onLine?.(line)
    if (/: (?:error|fatal): /.test(line)) fault ??= line
  }
  if ((await child.exited) === 0) return printed
  if (signal?.aborted) throw new BackupError('It was stopped, and nothing was left behind.')
  throw new BackupError(`${fault?.replace(/^(\w+): \w+: /, "PostgreSQL's $1 says: ") ?? `${path} failed`}.`)
}

const inherited = (environment: Surroundings): Record<string, string> => ({
  LC_ALL: 'C',
  ...Object.fromEntries(INHERITED.flatMap(name => (environment[name] ? [[name, environment[name]]] : []))),
})

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest) yield rest
}
