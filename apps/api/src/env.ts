import { isIP } from 'node:net'
import { type KeyRing, KeyRingError, parseKeyRing } from '@ringfence/db/secrets'
import { readDatabaseUrl } from '@ringfence/db/store'
import { type PhoneAccount, TRANSPORTS } from '@ringfence/domain/phone-configuration'
import { LOG_LEVELS } from './log'

/** The environment cannot be used; `faults` names every variable at fault with the fix. */
export class EnvironmentError extends Error {
  constructor(readonly faults: string[]) {
    super(faults.join('\n'))
  }
}

type Reader<T> = (value: string | undefined) => T

const text =
  (fallback: string, pattern: RegExp, wanted: string): Reader<string> =>
  value => {
    if (value === undefined) return fallback
    if (!pattern.test(value)) throw new Error(`must be ${wanted}`)
    return value
  }

const optional =
  <T>(read: Reader<T>): Reader<T | undefined> =>
  value =>
    value === undefined ? undefined : read(value)

const integer =
  (fallback: number, least: number, most: number): Reader<number> =>
  value => {
    if (value === undefined) return fallback
    const number = /^[0-9]{1,9}$/.test(value) ? Number(value) : Number.NaN
    if (!(number >= least && number <= most)) throw new Error(`must be a whole number from ${least} to ${most}`)
    return number
  }

const flag =
  (fallback: boolean): Reader<boolean> =>
  value => {
    if (value === undefined) return fallback
    if (value !== '0' && value !== '1') throw new Error('must be 0 or 1')
    return value === '1'
  }

const oneOf =
  <T extends string>(values: readonly T[], fallback: T): Reader<T> =>
  value => {
    if (value === undefined) return fallback
    const found = values.find(known => known === value)
    if (found === undefined) throw new Error(`must be one of ${values.join(', ')}`)
    return found
  }

const origin: Reader<string | undefined> = value => {
  if (value === undefined) return undefined
  if (!URL.canParse(value) || new URL(value).origin !== value.replace(/\/$/, '') || !/^https?:[^*]+$/.test(value))
    throw new Error('must be an origin such as https://pbx.example.com, without a path')
  return new URL(value).origin
}

const keyRing: Reader<KeyRing | undefined> = value => {
  try {
    return value === undefined ? undefined : parseKeyRing(value)
  } catch (error) {
    throw new Error(error instanceof KeyRingError ? error.message : 'cannot be read')
  }
}

const sipServer: Reader<NonNullable<PhoneAccount['proxy']>> = value => {
  const [, host, port] =
    /^([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)(?::([1-9][0-9]{0,4}))?$/.exec(value ?? '') ?? []
  if (!host || Number(port ?? 1) > 65535)
    throw new Error('must be a host, or a host and a port such as sip.example.com:5060')
  return { host, port: port === undefined ? null : Number(port) }
}

// Whether it is a good one, only the making of the first admin asks: the rules may have changed since.
const adminPassword: Reader<string> = value => {
  const given = value ?? ''
  if (!/^[^\p{Cc}]{1,1024}$/u.test(given))
    throw new Error('must be text of at most 1024 characters, without control characters')
  return given
}

const addresses: Reader<ReadonlySet<string>> = value => {
  const parts = value?.split(',').map(part => part.trim()) ?? []
  if (parts.some(part => isIP(part) === 0))
    throw new Error('must be a comma-separated list of IP addresses, not ranges')
  return new Set(parts)
}

/** Every variable that Ringfence reads, in the order of `.env.example`. */
export const variables = {
  PORT: integer(3000, 0, 65535),
  HOST: text('127.0.0.1', /^[A-Za-z0-9.:-]+$/, 'an address such as 127.0.0.1 or ::, or a host name'),
  PUBLIC_URL: origin,
  DATABASE_URL: readDatabaseUrl,
  API_DATABASE_URL: readDatabaseUrl,
  DATA_DIR: text('.data', /\S/, 'a directory'),
  ADMIN_EMAIL: text('admin@ringfence.example', /^[^\s@\p{Cc}]{1,64}@[^\s@\p{Cc}]{1,190}$/u, 'an e-mail address'),
  ADMIN_PASSWORD: optional(adminPassword),
  SECRETS_KEYS: keyRing,
  POOL_SIZE: integer(10, 1, 200),
  WORKERS: integer(1, 1, 64),
  DEMO: flag(true),
  LOG_LEVEL: oneOf(LOG_LEVELS, 'info'),
  SESSION_IDLE_MINUTES: integer(120, 2, 60 * 24 * 30),
  SESSION_ABSOLUTE_HOURS: integer(12, 1, 24 * 90),
  REAUTHENTICATE_MINUTES: integer(15, 0, 60 * 24),
  REQUIRE_SECOND_FACTOR: flag(false),
  TRUSTED_PROXIES: addresses,
  RATE_LIMIT: integer(0, 0, 1_000_000),
  METRICS_PORT: optional(integer(0, 1, 65535)),
  METRICS_HOST: text('127.0.0.1', /^[A-Za-z0-9.:-]+$/, 'an address such as 127.0.0.1 or ::, or a host name'),
  WEBHOOKS: flag(true),
  WEBHOOK_PRIVATE_TARGETS: flag(false),
  CDR_RETENTION_MONTHS: integer(0, 0, 1200),
  SIP_SERVER: optional(sipServer),
  SIP_TRANSPORT: oneOf(TRANSPORTS, 'udp'),
}

export type Env = { [Name in keyof typeof variables]: ReturnType<(typeof variables)[Name]> }

/** Reads all variables at once; an empty one counts as unset. Throws EnvironmentError, which never repeats a value. */
export const readEnv = (source: Record<string, string | undefined>): Env => {
  const faults: string[] = []
  const entries = Object.entries(variables).map(([name, read]) => {
    try {
      return [name, read(source[name] || undefined)]
    } catch (error) {
      faults.push(`${name} ${error instanceof Error ? error.message : 'cannot be read'}`)
      return [name, undefined]
    }
  })
  if (source.DATABASE_URL && !source.SECRETS_KEYS)
    faults.push(
      'SECRETS_KEYS is required with DATABASE_URL: make one with `bun run keys`, and keep it apart from the database',
    )
  if (source.API_DATABASE_URL && !source.DATABASE_URL)
    faults.push('API_DATABASE_URL is the login of the API on the database of DATABASE_URL: set that too')
  if (faults.length > 0) throw new EnvironmentError(faults)
  // Each entry was made by the reader of its own name, one line above.
  return Object.fromEntries(entries) as Env
}
