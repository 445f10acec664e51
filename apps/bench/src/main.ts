import { join } from 'node:path'
import { HELP, LARGE, readArguments, type Task, UsageError } from './arguments'
import { bench } from './bench'
import { growth } from './growth'
import { withSection } from './table'

const stopping = new AbortController()

/** `bun run bench`: the only file here that reads the command line, prints and ends the process. */
const main = async (): Promise<void> => {
  const task = readArguments(process.argv.slice(2))
  if (!task) return console.log(HELP)
  requirePrograms()
  // The measurement at hand ends first, then everything that was started.
  const stop = () => stopping.abort()
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  const section = await (task.growth ? growth : bench)(task, say, stopping.signal)
  if (process.stderr.isTTY) process.stderr.write(CLEARED_LINE)
  console.log(section)
  await write(task, section)
}

const CLEARED_LINE = '\r\x1b[2K'

const say = (text: string): void => {
  process.stderr.write(process.stderr.isTTY ? CLEARED_LINE + text : `${text}\n`)
}

const requirePrograms = (): void => {
  const missing = ['wrk', 'pgbench', 'psql', 'node'].filter(name => !Bun.which(name))
  if (process.platform !== 'linux') throw new UsageError('CPU times are read from /proc: run the benchmark on Linux.')
  if (missing.length > 0)
    throw new UsageError(`${missing.join(', ')} missing: apt-get install wrk postgresql-contrib nodejs.`)
}

const write = async ({ out, growth, amounts }: Task, section: string): Promise<void> => {
  const file = Bun.file(out ?? join(import.meta.dir, '../../../docs/performance.md'))
  const name = growth ? 'growth' : amounts === LARGE ? 'large' : 'bench'
  await Bun.write(file, withSection((await file.exists()) ? await file.text() : '', name, section))
}

try {
  await main()
} catch (error) {
  // Ctrl-C reaches what we started too, and then it fails in many ways.
  if (stopping.signal.aborted) console.error('Stopped.')
  else if (error instanceof UsageError) console.error(error.message)
  else console.error(error)
  process.exit(error instanceof UsageError ? 2 : 1)
}
process.exit(0)
