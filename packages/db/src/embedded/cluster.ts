import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { identity } from './account'
import { type Binaries, environment, LOCALE } from './binaries'
import { EmbeddedPostgresError, lastLines } from './error'
import type { Place } from './place'
import type { StartOptions } from './settings'

export const OWNER = 'ringfence'

const UNFINISHED = 'postgres.init-'

/** Makes the cluster when there is none, all of it or nothing; throws when another major version made the one there. */
export const ensureCluster = async (place: Place, binaries: Binaries, options: StartOptions): Promise<void> => {
  if (existsSync(place.data)) return refuseOtherVersion(place, binaries)
  removeUnfinished(place.directory)
  const unfinished = mkdtempSync(join(place.directory, UNFINISHED))
  try {
    await initialise(unfinished, place, binaries, options)
    renameSync(unfinished, place.home)
    if (options.durable) syncDirectory(place.directory)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    throw error
  }
}

export const ownerPassword = (place: Place): string => readFileSync(join(place.home, 'password'), 'utf8')

const initialise = async (
  home: string,
  place: Place,
  binaries: Binaries,
  { durable, deadline }: StartOptions,
): Promise<void> => {
  const password = join(home, 'password')
  const data = join(home, 'data')
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  mkdirSync(data, { mode: 0o700 })
  if (place.account) {
    chmodSync(home, 0o711)
    for (const path of [password, data]) chownSync(path, place.account.uid, place.account.gid)
  }
  const flags = [
    ...[`--pgdata=${data}`, `--username=${OWNER}`, `--pwfile=${password}`, '--auth=scram-sha-256'],
    ...['--encoding=UTF8', `--locale=${LOCALE}`, '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--no-instructions', ...(durable ? [] : ['--no-sync'])],
  ]
  await run(flags, place, binaries, deadline)
}

const run = (flags: string[], place: Place, binaries: Binaries, deadline: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(binaries.initdb, flags, {
      ...identity(place.account),
      env: environment(binaries),
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: Math.max(1, Math.ceil(deadline - performance.now())),
      killSignal: 'SIGKILL',
    })
    let output = ''
    child.stdout.on('data', chunk => {
      output += chunk
    })
    child.stderr.on('data', chunk => {
      output += chunk
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) return resolve()
      const ending = signal ? `ended by ${signal}: ` : ''
      reject(new EmbeddedPostgresError(`PostgreSQL cannot create its data: ${ending}${lastLines(output)}`))
    })
  })

const refuseOtherVersion = (place: Place, binaries: Binaries): void => {
  const found = readFileSync(join(place.data, 'PG_VERSION'), 'utf8').trim()
  if (found !== binaries.major)
    throw new EmbeddedPostgresError(
      `${place.data} was written by PostgreSQL ${found}, this is PostgreSQL ${binaries.major}: dump it with the old version, or move ${place.home} away to begin with an empty database`,
    )
}

/** What starts that were killed left behind; an initdb that outlived its start may write there still. */
const removeUnfinished = (directory: string): void => {
  for (const name of readdirSync(directory))
    if (name.startsWith(UNFINISHED))
      rmSync(join(directory, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

const syncDirectory = (directory: string): void => {
  const handle = openSync(directory, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
