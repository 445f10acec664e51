import { admins } from '@ringfence/db/admins'
import { bearers } from '@ringfence/db/bearers'
import type { Database } from '@ringfence/db/database'
import { loginAttempts } from '@ringfence/db/login-attempts'
import { schemaVersion } from '@ringfence/db/migrate'
import { type SessionLimits, sessions } from '@ringfence/db/sessions'
import { authentication } from '../auth/lucia'
import { passwords } from '../auth/passwords'
import type { Deps } from '../deps'
import { rateLimit } from '../http/rate-limit'
import { openLog } from '../log'
import { readiness } from '../readiness'

export type TestDepsOptions = {
  origins?: ReadonlySet<string>
  limits?: SessionLimits
  rateLimit?: number
  /** As behind https: another cookie and one more header. */
  secure?: boolean
  overrides?: Partial<Deps>
}

/** What `main` makes, over a database that is open already; silent, and without a rate limit. */
export const testDeps = async (db: Database, options: TestDepsOptions = {}): Promise<Deps> => {
  const limits = options.limits ?? { idleMinutes: 120, absoluteHours: 12 }
  return {
    db,
    admins: admins(db.pool),
    loginAttempts: loginAttempts(db.pool),
    authentication: authentication(sessions(db.pool, limits), bearers(db.pool), limits, options.secure ?? false),
    passwords: await hashing(),
    rateLimit: rateLimit(options.rateLimit ?? 0),
    log: openLog('silent'),
    metrics: null,
    origins: options.origins ?? new Set(),
    publicUrl: null,
    trustedProxies: new Set(),
    privateTargets: false,
    requiresSecondFactor: false,
    reauthenticateMinutes: 15,
    registrar: { proxy: null, transport: 'udp' },
    phase: () => 'serving',
    ready: readiness(db.pool, await schemaVersion()),
    ...options.overrides,
  }
}

let shared: ReturnType<typeof passwords> | undefined

/** One for all servers of the process, as the cores that it shares out are the same ones. */
const hashing = () => {
  shared ??= passwords()
  return shared
}
