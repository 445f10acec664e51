import { openDatabase } from '@ringfence/db/database'
import { openStore } from '@ringfence/db/store'
import { passwords } from './auth/passwords'
import { openCrew } from './crew'
import type { Env } from './env'
import { StartError } from './explain'
import { greeting } from './greeting'
import { localUrl } from './http/origins'
import type { Log } from './log'
import { openMetricsListener } from './metrics/listener'
import { storedNow } from './metrics/stored'
import { addressOf, keepHouseHourly, prepare } from './preparation'
import { portInUse } from './service'
import type { Running } from './start'
import { spawnWorker } from './worker-process'

/** What migrations and housekeeping need; the workers have pools of their own. */
const POOL_SIZE = 2
const LEAST_POOL_SIZE = 2

/** As `start`, with WORKERS processes on the port. This one answers no request: it prepares the database and keeps the others alive. */
export const supervise = async (env: Env, log: Log): Promise<Running> => {
  if (process.platform !== 'linux') throw new StartError('several processes on one port need Linux: set WORKERS to 1.')
  const store = await openStore(env)
  const address = addressOf(env, store)
  const db = openDatabase(address, store.keys, { size: POOL_SIZE })
  const port = unusedPort(env)
  const task = {
    env: { ...env, PORT: port, DATABASE_URL: undefined, SECRETS_KEYS: undefined, ADMIN_PASSWORD: undefined },
    url: address,
    keys: store.keys,
    poolSize: Math.max(LEAST_POOL_SIZE, Math.floor(env.POOL_SIZE / env.WORKERS)),
  }
  const crew = openCrew(env.WORKERS, log, (number, isServing) => spawnWorker({ ...task, number, isServing }))
  await crew.raise()
  const listener = openMetricsListener(env, log, () => Promise.all([...crew.counted(), storedNow(address, db.pool)]))
  const firstAdmin = await prepare(env, { store, db, passwords: await passwords(), log })
  const endHousekeeping = keepHouseHourly(env, db, log)
  crew.serve()

  const url = env.PUBLIC_URL ?? localUrl(env.HOST, port)
  process.stdout.write(greeting({ url, place: store.place, firstAdmin, adminEmail: env.ADMIN_EMAIL }))
  return {
    async stop() {
      endHousekeeping()
      const drained = await crew.stop()
      listener?.stop()
      await db.pool.end()
      await store.close()
      return drained
    },
    abort: crew.abort,
    restart: crew.restart,
    failed: crew.failed,
  }
}

/** The port to share. Sharing would let in whoever else shares it, so it must be nobody's before. Throws StartError. */
const unusedPort = (env: Env): number => {
  try {
    const probe = Bun.serve({ hostname: env.HOST, port: env.PORT, reusePort: false, fetch: () => Response.error() })
    const { port = env.PORT } = probe
    void probe.stop(true)
    return port
  } catch {
    throw portInUse(env)
  }
}
