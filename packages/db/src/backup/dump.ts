import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { openPool, type Sql } from '../pool'
import { BackupError } from './error'
import { dumperFor, restorer, run, type Surroundings } from './programs'

/** Tables whose rows are of the moment: sessions and links that were ended or used since must not come alive again. */
const MOMENTARY = ['public.sessions', 'public.provisioning_links', 'public.login_attempts']

export type DumpOptions = {
  environment: Surroundings
  /** Tables that were begun, of how many there are, and bytes that were written. */
  onProgress?: (tables: number, total: number, bytes: number) => void
  signal?: AbortSignal
}

/**
 * Writes the database at `url` into a new file that its owner alone may read; resolves to its size in bytes. The file is there
 * whole or not at all. Throws BackupError.
 */
export const dump = async (url: string, file: string, options: DumpOptions): Promise<number> => {
  if (existsSync(file)) throw new BackupError(`${file} is there already: name another file.`)
  const { major, tables } = await factsOf(url)
  const program = dumperFor(major, options.environment)
  const unfinished = `${file}.${process.pid}.partial`
  claim(unfinished)
  try {
    await write(url, unfinished, program, tables, options)
    await run(restorer(options.environment), ['--list', unfinished], options)
    synchronise(unfinished)
    renameSync(unfinished, file)
    return statSync(file).size
  } finally {
    rmSync(unfinished, { force: true })
  }
}

const factsOf = async (url: string): Promise<{ major: number; tables: number }> => {
  const pool = openPool(url, { size: 1, applicationName: 'ringfence backup' })
  try {
    const [{ version, tables }] = await pool.query(selectFacts)
    return { major: Math.floor(version / 10_000), tables: tables - MOMENTARY.length }
  } finally {
    await pool.end()
  }
}

const selectFacts = (sql: Sql) => sql<[{ version: number; tables: number }]>`
  select current_setting('server_version_num')::integer as version, (
    select count(*)::integer
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  ) as tables`

const write = async (
  url: string,
  file: string,
  program: ReturnType<typeof dumperFor>,
  total: number,
  { environment, onProgress, signal }: DumpOptions,
): Promise<void> => {
  let begun = 0
  const words = ['--format=custom', '--no-password', '--verbose', `--file=${file}`]
  await run(program, [...words, ...MOMENTARY.map(table => `--exclude-table-data=${table}`)], {
    url,
    environment,
    ...(signal && { signal }),
    onLine(line) {
      if (line.includes('dumping contents of table')) onProgress?.(++begun, total, statSync(file).size)
    },
  })
}

/** Made before anything is written to it: whoever may read it then may not read it later either. */
const claim = (file: string): void => {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    throw new BackupError(
      `${file} cannot be written (${codeOf(error)}): name a file in a directory that you may write to.`,
    )
  }
}

const synchronise = (file: string): void => {
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
