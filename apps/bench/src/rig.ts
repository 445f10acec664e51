import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@ringfence/db/embedded'
import { generateKeyRing, type KeyRing, parseKeyRing } from '@ringfence/db/secrets'
import type { Subprocess } from 'bun'
import postgres from 'postgres'
import type { Amounts } from './arguments'

/** A server under measurement. */
export type Application = { url: string; pid: number }

export type Rig = {
  /** An empty directory for scripts and logs. */
  directory: string
  databaseUrl: string
  postmasterPid: number
  keys: KeyRing
  /** A connection as the database's owner. */
  owner: postgres.Sql
  ringfence: Application
  peer: Application
  admin: { email: string; password: string }
  /** Ends what was started and removes what was written. */
  stop(): Promise<void>
}

const ROOT = join(import.meta.dir, '../../..')
const START_MILLISECONDS = 30_000
const ADMIN = { email: 'admin@ringfence.example', password: crypto.randomUUID() }

/** PostgreSQL, data, our API as users start it, and the peer: all on this machine's loopback, in a directory that goes away. */
export const startRig = async (amounts: Amounts, say: (text: string) => void): Promise<Rig> => {
  const directory = mkdtempSync(join(tmpdir(), 'ringfence-bench-'))
  // PostgreSQL runs under an account of its own where we are root, and must get in.
  chmodSync(directory, 0o755)
  const endings: Ending[] = [() => rmSync(directory, { recursive: true, force: true })]
  const stop = async () => {
    for (let end = endings.pop(); end; end = endings.pop()) await end()
  }
  try {
    return { ...(await startAll(directory, amounts, say, endings)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Ending = () => unknown

const startAll = async (
  directory: string,
  amounts: Amounts,
  say: (text: string) => void,
  endings: Ending[],
): Promise<Omit<Rig, 'stop'>> => {
  say('PostgreSQL')
  // Waiting for the disk costs every engine the same, and would make all of them look alike.
  const cluster = await startEmbedded(join(directory, 'data'), { durable: false })
  endings.push(cluster.stop)
  const ring = generateKeyRing()
  const env = environment(cluster.url, ring)
  say(`${amounts.extensions} extensions and ${amounts.cdrs} call records`)
  await seed(amounts, env)
  const owner = postgres(cluster.url, { max: 1, onnotice() {} })
  endings.push(() => owner.end({ timeout: 1 }))
  say('servers')
  const ours = [process.execPath, join(ROOT, 'apps/api/src/main.ts')]
  const theirs = ['node', await builtPeer()]
  return {
    directory,
    databaseUrl: cluster.url,
    postmasterPid: cluster.pid,
    keys: parseKeyRing(ring),
    owner,
    ringfence: await launched(ours, env, join(directory, 'ringfence'), endings),
    peer: await launched(theirs, env, join(directory, 'fastify'), endings),
    admin: ADMIN,
  }
}

/** A server whose output goes to `<path>.log` and `<path>.err`, once it says where it listens. */
const launched = async (
  command: string[],
  env: Record<string, string>,
  path: string,
  endings: Ending[],
): Promise<Application> => {
  const child = Bun.spawn(command, { env, stdout: Bun.file(`${path}.log`), stderr: Bun.file(`${path}.err`) })
  endings.push(() => ended(child))
  return { url: await addressIn(path, child), pid: child.pid }
}

const environment = (url: string, ring: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: tmpdir(),
  DATABASE_URL: url,
  SECRETS_KEYS: ring,
  PORT: '0',
  ADMIN_EMAIL: ADMIN.email,
  ADMIN_PASSWORD: ADMIN.password,
})

const seed = async (amounts: Amounts, env: Record<string, string>): Promise<void> => {
  const options = Object.entries(amounts).flatMap(([name, value]) => [`--${name}`, String(value)])
  const child = Bun.spawn([process.execPath, join(ROOT, 'apps/seed/src/main.ts'), ...options], {
    env,
    stdout: 'ignore',
    stderr: 'pipe',
  })
  const complaint = await new Response(child.stderr).text()
  if ((await child.exited) !== 0) throw new Error(`The seed failed: ${complaint}`)
}

/** Node runs no TypeScript, so the peer is built first, to where Node finds its dependencies. */
const builtPeer = async (): Promise<string> => {
  const outdir = join(import.meta.dir, '../node_modules/.cache/ringfence-bench')
  const { outputs } = await Bun.build({
    entrypoints: [join(import.meta.dir, 'peer/main.ts')],
    target: 'node',
    external: ['fastify', 'pg'],
    outdir,
    naming: 'peer.mjs',
  })
  const [built] = outputs
  if (!built) throw new Error('The peer was not built.')
  return built.path
}

const addressIn = async (path: string, child: Subprocess): Promise<string> => {
  const deadline = performance.now() + START_MILLISECONDS
  for (;;) {
    const text = await Bun.file(`${path}.log`).text()
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0]
    if (url) return url
    if (child.exitCode !== null || performance.now() > deadline) {
      const complaint = await Bun.file(`${path}.err`).text()
      throw new Error(`It does not serve:\n${text}${complaint}`)
    }
    await Bun.sleep(20)
  }
}

const KILL_MILLISECONDS = 12_000

const ended = async (child: Subprocess): Promise<void> => {
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), KILL_MILLISECONDS)
  await child.exited
  clearTimeout(timer)
}
