import { admins } from '@ringfence/db/admins'
import { type Database, openDatabase } from '@ringfence/db/database'
import { Unavailable } from '@ringfence/db/faults'
import { keepHouse, proveKeys } from '@ringfence/db/housekeeping'
import { loginAttempts } from '@ringfence/db/login-attempts'
import { migrate, schemaVersion } from '@ringfence/db/migrate'
import { sessions } from '@ringfence/db/sessions'
import { openStore } from '@ringfence/db/store'
import { loadDemoFixtures } from '@ringfence/seed/demo'
import { createApp } from './app'
import { authentication } from './auth/lucia'
import { passwords } from './auth/passwords'
import type { Deps, Phase } from './deps'
import { drain } from './drain'
import type { Env } from './env'
import { StartError } from './explain'
import { type FirstAdmin, makeFirstAdmin } from './first-admin'
import { greeting } from './greeting'
import { localUrl, ownOrigins } from './http/origins'
import { rateLimit } from './http/rate-limit'
import { errorFields, type Log } from './log'
import { readiness } from './readiness'

export type Running = {
  url: string
  /** Finishes what is in flight; false when that took longer than it may. */
  stop(): Promise<boolean>
}

const HOUSEKEEPING_MILLISECONDS = 60 * 60_000
const WAITING_MILLISECONDS = 1000

/**
 * From nothing to serving: database, listener, schema, first admin, demo data, and the block that says where everything is. It
 * listens before the database is ready, so that whoever comes early is told to come back instead of being refused.
 */
export const start = async (env: Env, log: Log): Promise<Running> => {
  const store = await openStore(env)
  let phase: Phase = 'starting'
  const db = openDatabase(store.url, store.keys, { size: env.POOL_SIZE })
  const origins = new Set<string>()
  const deps = await dependencies(env, db, log, origins, () => phase)
  const app = createApp(deps)
  listen(app, env)
  const port = app.server?.port ?? env.PORT
  for (const origin of env.PUBLIC_URL ? [env.PUBLIC_URL] : ownOrigins(env.HOST, port)) origins.add(origin)

  let firstAdmin: FirstAdmin
  await whenAvailable(log, async () => {
    await migrate(store.url)
    await proveKeys(db.pool, store.keys)
    await keepHouse(db.pool)
    // Kept when what follows must be repeated: the password that was made is known here alone.
    firstAdmin ??= await makeFirstAdmin(deps, env)
    if (store.embedded && env.DEMO) await loadDemoFixtures(db)
  })
  const house = setInterval(
    () => keepHouse(db.pool).catch(error => log.warn('housekeeping', errorFields(error))),
    HOUSEKEEPING_MILLISECONDS,
  )
  phase = 'serving'

  const url = localUrl(env.HOST, port)
  process.stdout.write(
    greeting({ url: env.PUBLIC_URL ?? url, place: store.place, firstAdmin, adminEmail: env.ADMIN_EMAIL }),
  )
  return {
    url,
    async stop() {
      clearInterval(house)
      phase = 'draining'
      const drained = await drain(app)
      await db.pool.end()
      await store.close()
      return drained
    },
  }
}

/** A database that is still starting is waited for; every other fault is the caller's. */
const whenAvailable = async (log: Log, work: () => Promise<void>): Promise<void> => {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
      log.warn('waiting for the database', errorFields(error))
      await Bun.sleep(WAITING_MILLISECONDS)
    }
  }
}

const dependencies = async (
  env: Env,
  db: Database,
  log: Log,
  origins: ReadonlySet<string>,
  phase: () => Phase,
): Promise<Deps> => {
  const limits = { idleMinutes: env.SESSION_IDLE_MINUTES, absoluteHours: env.SESSION_ABSOLUTE_HOURS }
  const secure = env.PUBLIC_URL?.startsWith('https:') ?? false
  return {
    db,
    admins: admins(db.pool),
    loginAttempts: loginAttempts(db.pool),
    authentication: authentication(sessions(db.pool, limits), limits, secure),
    passwords: await passwords(),
    rateLimit: rateLimit(env.RATE_LIMIT),
    log,
    origins,
    trustedProxies: env.TRUSTED_PROXIES,
    phase,
    ready: readiness(db.pool, await schemaVersion()),
  }
}

const listen = (app: ReturnType<typeof createApp>, { HOST, PORT }: Env): void => {
  try {
    app.listen({ hostname: HOST, port: PORT })
  } catch {
    throw new StartError(`${HOST}:${PORT} cannot be listened on, something else may be using it: set PORT or HOST.`)
  }
}
