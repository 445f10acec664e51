import { afterAll, setDefaultTimeout } from 'bun:test'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { EmbeddedPostgres } from '../embedded'
import { until } from './until'

const directories: string[] = []
const processes: ChildProcess[] = []

/** Call it at the head of a test file: a start may take seconds on a busy machine, and what it leaves is removed. */
export const prepare = (): void => {
  setDefaultTimeout(60_000)
  afterAll(async () => {
    for (const process of processes.splice(0)) {
      process.kill('SIGKILL')
      await ended(process)
    }
    for (const directory of directories.splice(0))
      rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  })
}

/** An empty directory that anyone may enter; it is removed after the tests of the file. */
export const emptyDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'ringfence-embedded-'))
  chmodSync(directory, 0o755)
  removeLater(directory)
  return directory
}

export const removeLater = (directory: string): void => {
  directories.push(directory)
}

export const soon = <Found>(sentence: string, probe: () => Found | undefined): Promise<Found> =>
  until(performance.now() + 10_000, sentence, probe)

/** What a user process of the tests printed: its server, or why there is none. */
export type Report = Partial<Omit<EmbeddedPostgres, 'stop'>> & { failure?: string }

export type User = { process: ChildProcess; report(): Promise<Report>; said(line: string): Promise<true> }

type UserOptions = {
  packages?: string
  account?: { uid: number; gid: number }
  bun?: string
  /** Of the files that the process and its children write, in blocks of the shell (512 or 1024 bytes). */
  fileLimit?: number
}

/** A process that uses the embedded server until its stdin ends; at SIGINT it first asks the database something. */
export const user = (dataDirectory: string, options: UserOptions = {}): User => {
  const bun = options.bun ?? process.execPath
  const limit = options.fileLimit ? `ulimit -f ${options.fileLimit}; ` : ''
  const program = PROGRAM(options.packages ?? join(import.meta.dir, '..'))
  const child = spawn('/bin/sh', ['-c', `${limit}exec "$@"`, 'sh', bun, '-e', program, dataDirectory], {
    ...options.account,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  processes.push(child)
  let output = ''
  child.stdout.on('data', chunk => {
    output += chunk
  })
  const line = (wanted: (line: string) => boolean) => output.split('\n').slice(0, -1).find(wanted)
  const printed = (wanted: (line: string) => boolean) =>
    until(performance.now() + 30_000, `the process did not say it; it said: ${output}`, () => line(wanted))
  return {
    process: child,
    report: () => printed(text => text.startsWith('{')).then(text => JSON.parse(text)),
    said: text => printed(found => found === text).then(() => true as const),
  }
}

const PROGRAM = (packages: string): string => `
import { startEmbedded } from '${packages}/embedded.ts'
import postgres from '${packages}/../node_modules/postgres'
process.on('SIGINT', async () => {
  const sql = postgres(server.url, { max: 1 })
  for (let question = 0; question < 20; question++) await sql\`select pg_sleep(0.01)\`
  await sql.end()
  console.log('answered')
  await server.stop()
  process.exit(0)
})
const server = await startEmbedded(process.argv.at(-1), { durable: false }).catch(error => {
  console.log(JSON.stringify({ failure: error.message }))
  process.exit(1)
})
console.log(JSON.stringify(server))
process.stdin.on('end', async () => {
  await server.stop()
  process.exit(0)
})
process.stdin.resume()
`

export const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise(resolve => child.once('exit', resolve))

/** Lets a user process stop its server and end. */
export const release = (child: ChildProcess): Promise<number | null> => {
  child.stdin?.end()
  return ended(child)
}

export const alive = (pid: number): boolean => {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)])
    .stdout.toString()
    .trim()
  return state !== '' && !state.startsWith('Z')
}

/** Asks the database behind `url` with a connection of its own. */
export const ask = async <Answer>(url: string, question: (sql: postgres.Sql) => Promise<Answer>): Promise<Answer> => {
  const sql = postgres(url, { max: 1, onnotice() {} })
  try {
    return await question(sql)
  } finally {
    await sql.end({ timeout: 0 })
  }
}

export const logOf = (dataDirectory: string): string => {
  const file = join(dataDirectory, 'postgres', 'server.log')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
