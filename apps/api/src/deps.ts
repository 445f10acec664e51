import type { Admins } from '@ringfence/db/admins'
import type { Database } from '@ringfence/db/database'
import type { LoginAttempts } from '@ringfence/db/login-attempts'
import type { PhoneAccount } from '@ringfence/domain/phone-configuration'
import type { Authentication } from './auth/lucia'
import type { Passwords } from './auth/passwords'
import type { RateLimit } from './http/rate-limit'
import type { Log } from './log'
import type { Metrics } from './metrics/metrics'

/** Who is `leaving` serves as before, and sends its clients away one answer at a time: another process takes them. */
export type Phase = 'starting' | 'serving' | 'leaving' | 'draining'

/** Work is begun while serving or leaving: not before the database is ready, not after the process was asked to stop. */
export const takesWork = (phase: Phase): boolean => phase === 'serving' || phase === 'leaving'

/** Everything that the routes stand on; `main` makes it, nothing else does. */
export type Deps = {
  db: Database
  admins: Admins
  loginAttempts: LoginAttempts
  authentication: Authentication
  passwords: Passwords
  rateLimit: RateLimit
  log: Log
  /** Null where nobody is to read them. */
  metrics: Metrics | null
  /** Origins whose pages may write, as `https://host[:port]`. */
  origins: ReadonlySet<string>
  /** The origin by which others find us, if we were told. */
  publicUrl: string | null
  /** Proxies in front of us, whose X-Forwarded-For is believed. */
  trustedProxies: ReadonlySet<string>
  /** Whether webhooks may lead to addresses that are not public. */
  privateTargets: boolean
  /** Whether admins without a second factor may do nothing but add one. */
  requiresSecondFactor: boolean
  /** For how many minutes a sign-in is enough for what changes who may sign in, or reveals a secret; 0: always. */
  reauthenticateMinutes: number
  /** How phones that are provisioned reach their registrar. */
  registrar: Pick<PhoneAccount, 'proxy' | 'transport'>
  phase: () => Phase
  /** True when the database answers within a second and has this program's schema. */
  ready: () => Promise<boolean>
}
