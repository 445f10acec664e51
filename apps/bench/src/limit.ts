import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Call, Prepared } from './calls'
import { pgbenchScript, type Statement } from './pgbench-script'
import { openRecorder } from './recording'
import type { Rig } from './rig'
import { output } from './run'
import { percentile } from './statistics'
import { sampleOf } from './template'

/** The statement of each variant of a call, and the values that its variables had when it was recorded. */
export type Recorded = { statements: Statement[]; sample: Record<string, string> }

/** Does a call's work once for each variant, for the statement that does it. */
export const record = async ({ databaseUrl, keys }: Rig, call: Call): Promise<Recorded> => {
  const recorder = openRecorder(databaseUrl, keys)
  const { variables, cleanUp } = await call.prepare(1)
  const sample = sampleOf(variables)
  const statements: Statement[] = []
  try {
    for (const variant of call.variants) {
      await call.work?.(recorder.db, { ...variant, ...sample })
      const last = recorder.taken().at(-1)
      if (last) statements.push(last)
    }
  } finally {
    await recorder.end()
    await cleanUp()
  }
  return { statements, sample }
}

export type Load = { requests: number; seconds: number; p50: number; p99: number }

/** pgbench with the recorded statements, prepared, as the role of our API. */
export const runPgbench = async (
  rig: Rig,
  { statements, sample }: Recorded,
  { variables, count }: Prepared,
  { seconds, clients }: { seconds: number; clients: number },
): Promise<Load> => {
  const directory = await mkdtemp(join(rig.directory, 'pgbench-'))
  const files: string[] = []
  let definitions: Record<string, string> = {}
  for (const [index, statement] of statements.entries()) {
    const script = pgbenchScript(statement, variables, sample, { clients, prefix: `s${index}_` })
    const file = join(directory, `${index}.sql`)
    await writeFile(file, script.text)
    files.push('--file', file)
    definitions = { ...definitions, ...script.definitions }
  }
  const printed = await output(
    [
      ...['pgbench', '--no-vacuum', '--protocol', 'prepared', '--client', String(clients), '--jobs', '1'],
      ...(count === null ? ['--time', String(seconds)] : ['--transactions', String(Math.floor(count / clients))]),
      ...['--log', '--log-prefix', join(directory, 'log')],
      ...Object.entries(definitions).flatMap(([name, value]) => ['--define', `${name}=${value}`]),
      ...files,
    ],
    connection(rig.databaseUrl),
    seconds,
  )
  const perSecond = Number(/^tps = ([\d.]+)/m.exec(printed)?.[1])
  const latencies = await latenciesIn(directory)
  return {
    requests: latencies.length,
    seconds: latencies.length / perSecond,
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
  }
}

const latenciesIn = async (directory: string): Promise<number[]> => {
  const name = (await readdir(directory)).find(file => file.startsWith('log'))
  if (!name) throw new Error('pgbench wrote no log')
  const lines = (await Bun.file(join(directory, name)).text()).trimEnd().split('\n')
  return lines.map(line => Number(line.split(' ')[2]) / 1000)
}

const connection = (url: string): Record<string, string> => {
  const { hostname, port, username, password, pathname } = new URL(url)
  return {
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
    PGOPTIONS:
      '-c role=ringfence_api -c TimeZone=UTC -c search_path=public -c plan_cache_mode=force_generic_plan -c max_parallel_workers_per_gather=0 -c jit=off',
  }
}
