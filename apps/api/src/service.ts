import { admins } from '@ringfence/db/admins'
import { bearers } from '@ringfence/db/bearers'
import type { Database } from '@ringfence/db/database'
import { loginAttempts } from '@ringfence/db/login-attempts'
import { schemaVersion } from '@ringfence/db/migrate'
import { outbox } from '@ringfence/db/outbox'
import { sessions } from '@ringfence/db/sessions'
import { createApp } from './app'
import { authentication } from './auth/lucia'
import { passwords } from './auth/passwords'
import type { Deps, Phase } from './deps'
import { DEADLINE_MILLISECONDS, drain } from './drain'
import type { Env } from './env'
import { StartError } from './explain'
import { ownOrigins } from './http/origins'
import { rateLimit } from './http/rate-limit'
import type { Log } from './log'
import { type Counted, openMetrics } from './metrics/metrics'
import { readiness } from './readiness'
import { type Dispatcher, openDispatcher } from './webhooks/dispatcher'
import { reachOf } from './webhooks/post'

/** The API on its port, and while it serves the delivery of events to webhooks, unless WEBHOOKS is 0. */
export type Service = Pick<Deps, 'passwords'> & {
  port: number
  enter(phase: Phase): void
  /** Waits until nothing is in flight, then closes; false when requests took longer than `milliseconds`. */
  drain(milliseconds?: number): Promise<boolean>
  /** What was counted, where METRICS_PORT asks for that. */
  counted(): Promise<Counted>
}

/** Listens at once, and answers 503 until the phase is `serving`. With `isShared`, other processes may have the same port. Throws StartError. */
export const openService = async (
  env: Env,
  db: Database,
  log: Log,
  { isShared, worker = 1 }: { isShared: boolean; worker?: number },
): Promise<Service> => {
  let phase: Phase = 'starting'
  let dispatcher: Dispatcher | undefined
  const origins = new Set<string>()
  const routes = new Set<string>()
  const metrics = env.METRICS_PORT === undefined ? null : openMetrics(db.pool, routes, worker)
  const deps = { ...(await dependencies(env, db, log, origins, () => phase)), metrics }
  const app = createApp(deps)
  for (const { path } of app.routes) routes.add(path)
  try {
    app.listen({ hostname: env.HOST, port: env.PORT, reusePort: isShared })
  } catch {
    throw portInUse(env)
  }
  const port = app.server?.port ?? env.PORT
  for (const origin of env.PUBLIC_URL ? [env.PUBLIC_URL] : ownOrigins(env.HOST, port)) origins.add(origin)
  return {
    port,
    passwords: deps.passwords,
    enter(next) {
      phase = next
      if (next !== 'serving') void dispatcher?.stop()
      else if (env.WEBHOOKS) dispatcher ??= openDispatcher(outbox(db), reachOf(env.WEBHOOK_PRIVATE_TARGETS), log)
      else log.warn('webhooks are off')
    },
    async drain(milliseconds = DEADLINE_MILLISECONDS) {
      // A delivery that takes longer is made again by whoever is there when its lease ends.
      const delivered = Promise.race([dispatcher?.stop(), Bun.sleep(milliseconds)])
      const [drained] = await Promise.all([drain(app, milliseconds), delivered])
      return drained
    },
    counted: async () => metrics?.counted() ?? [],
  }
}

export const portInUse = ({ HOST, PORT }: Pick<Env, 'HOST' | 'PORT'>): StartError =>
  new StartError(`${HOST}:${PORT} cannot be listened on, something else may be using it: set PORT or HOST.`)

const dependencies = async (
  env: Env,
  db: Database,
  log: Log,
  origins: ReadonlySet<string>,
  phase: () => Phase,
): Promise<Omit<Deps, 'metrics'>> => {
  const limits = { idleMinutes: env.SESSION_IDLE_MINUTES, absoluteHours: env.SESSION_ABSOLUTE_HOURS }
  const secure = env.PUBLIC_URL?.startsWith('https:') ?? false
  return {
    db,
    admins: admins(db.pool),
    loginAttempts: loginAttempts(db.pool),
    authentication: authentication(sessions(db.pool, limits), bearers(db.pool), limits, secure),
    passwords: await passwords(),
    rateLimit: rateLimit(env.RATE_LIMIT),
    log,
    origins,
    publicUrl: env.PUBLIC_URL ?? null,
    trustedProxies: env.TRUSTED_PROXIES,
    privateTargets: env.WEBHOOK_PRIVATE_TARGETS,
    requiresSecondFactor: env.REQUIRE_SECOND_FACTOR,
    reauthenticateMinutes: env.REAUTHENTICATE_MINUTES,
    registrar: { proxy: env.SIP_SERVER ?? null, transport: env.SIP_TRANSPORT },
    phase,
    ready: readiness(db.pool, await schemaVersion()),
  }
}
