import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { startEmbedded } from '@ringfence/db/embedded'
import { type KeyRing, parseKeyRing } from '@ringfence/db/secrets'
import { openPlace, type Place } from '@ringfence/rig/place'
import { API, serve } from '@ringfence/rig/program'
import postgres from 'postgres'
import type { Amounts } from './arguments'
import type { PeerName } from './calls'
import { keepIn, keptIn, newOrigin, type Origin } from './kept'
import { servePostgrest } from './postgrest'

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
  peers: Record<PeerName, Application>
  admin: { email: string; password: string }
  /** Ends what was started and removes what was written. */
  stop(): Promise<void>
}

const ROOT = join(import.meta.dir, '../../..')

/**
 * PostgreSQL, data, our API as users start it, and its peers: all on this machine's loopback, in a directory that goes away; the data
 * stays when it has a directory of its own.
 */
export const startRig = async (amounts: Amounts, data: string | null, say: (text: string) => void): Promise<Rig> => {
  const place = openPlace('ringfence-bench-')
  try {
    return { ...(await startAll(place, amounts, data, say)), stop: place.stop }
  } catch (error) {
    await place.stop()
    throw error
  }
}

const startAll = async (
  place: Place,
  amounts: Amounts,
  data: string | null,
  say: (text: string) => void,
): Promise<Omit<Rig, 'stop'>> => {
  const { directory, keep } = place
  say('PostgreSQL')
  // Waiting for the disk costs every engine the same, and would make all of them look alike.
  const kept = data === null ? undefined : await keptIn(data, amounts)
  const origin = kept ?? newOrigin(amounts)
  const cluster = await startEmbedded(data ?? join(directory, 'data'), { durable: false })
  keep(cluster.stop)
  const env = environment(cluster.url, origin)
  say(`${amounts.extensions} extensions and ${amounts.cdrs} call records`)
  if (!kept) await seed(amounts, env, say)
  const owner = postgres(cluster.url, { max: 1, onnotice() {} })
  keep(() => owner.end({ timeout: 1 }))
  say('servers')
  const ringfence = await serve(place, 'ringfence', API, env)
  if (data !== null && !kept) await keepIn(data, origin)
  return {
    directory,
    databaseUrl: cluster.url,
    postmasterPid: cluster.pid,
    keys: parseKeyRing(origin.ring),
    owner,
    ringfence,
    peers: {
      Fastify: await serve(place, 'fastify', ['node', await builtPeer()], env),
      PostgREST: await servePostgrest(place, cluster.url),
    },
    admin: origin.admin,
  }
}

const environment = (url: string, { ring, admin }: Origin): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: tmpdir(),
  DATABASE_URL: url,
  SECRETS_KEYS: ring,
  PORT: '0',
  ADMIN_EMAIL: admin.email,
  ADMIN_PASSWORD: admin.password,
})

const seed = async (amounts: Amounts, env: Record<string, string>, say: (text: string) => void): Promise<void> => {
  const options = Object.entries(amounts).flatMap(([name, value]) => [`--${name}`, String(value)])
  const child = Bun.spawn([process.execPath, join(ROOT, 'apps/seed/src/main.ts'), ...options], {
    env,
    stdout: 'ignore',
    stderr: 'pipe',
  })
  const lines: string[] = []
  for await (const line of createInterface(Readable.fromWeb(child.stderr))) {
    lines.push(line)
    say(line)
  }
  if ((await child.exited) !== 0) throw new Error(`The seed failed: ${lines.slice(-20).join('\n')}`)
}

/** Node runs no TypeScript, so Fastify's application is built first, to where Node finds its dependencies. */
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
