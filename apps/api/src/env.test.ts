import { describe, expect, test } from 'bun:test'
import { randomBytes } from 'node:crypto'
import { EnvironmentError, readEnv, variables } from './env'

type Name = keyof typeof variables

const key = () => randomBytes(32).toString('base64')
const keys = `1:${key()}`

const faultsOf = (source: Record<string, string>): string[] => {
  try {
    readEnv(source)
    return []
  } catch (error) {
    if (error instanceof EnvironmentError) return error.faults
    throw error
  }
}

/** Values that are read, each with what it is read as. */
const right: Record<Exclude<Name, 'SECRETS_KEYS'>, [value: string, read: unknown][]> = {
  PORT: [
    ['0', 0],
    ['8080', 8080],
    ['65535', 65535],
  ],
  HOST: ['0.0.0.0', '::', '::1', 'localhost', 'pbx-1.example.com'].map(value => [value, value]),
  PUBLIC_URL: [
    ['https://pbx.example.com', 'https://pbx.example.com'],
    ['https://pbx.example.com/', 'https://pbx.example.com'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ],
  DATABASE_URL: [
    'postgres://u:p@h:5432/r',
    'postgresql://u@h/r?sslmode=require',
    'postgres://u:p%40%23@h/r',
    'postgres://u:p,q@h:5432,[::1]:5433,i/r?target_session_attrs=primary',
    'postgres://u@h,i/r?target_session_attrs=read-write',
  ].map(value => [value, value]),
  API_DATABASE_URL: ['postgres://ringfence_app:p@h:6432/r', 'postgres://h/r'].map(value => [value, value]),
  DATA_DIR: ['.data', '/var/lib/ringfence', 'a b'].map(value => [value, value]),
  ADMIN_EMAIL: ['admin@example.com', 'a@b'].map(value => [value, value]),
  ADMIN_PASSWORD: ['ein Satz mit Lücken', 'abcdef'.repeat(170), 'password1234'].map(value => [value, value]),
  POOL_SIZE: [
    ['1', 1],
    ['200', 200],
  ],
  WORKERS: [
    ['1', 1],
    ['64', 64],
  ],
  DEMO: [
    ['0', false],
    ['1', true],
  ],
  LOG_LEVEL: ['debug', 'info', 'warn', 'error', 'silent'].map(value => [value, value]),
  SESSION_IDLE_MINUTES: [
    ['2', 2],
    ['43200', 43_200],
  ],
  SESSION_ABSOLUTE_HOURS: [
    ['1', 1],
    ['2160', 2160],
  ],
  REAUTHENTICATE_MINUTES: [
    ['0', 0],
    ['1440', 1440],
  ],
  REQUIRE_SECOND_FACTOR: [
    ['0', false],
    ['1', true],
  ],
  TRUSTED_PROXIES: [
    ['127.0.0.1', new Set(['127.0.0.1'])],
    ['10.0.0.1, ::1', new Set(['10.0.0.1', '::1'])],
  ],
  RATE_LIMIT: [
    ['0', 0],
    ['1000000', 1_000_000],
  ],
  METRICS_PORT: [
    ['1', 1],
    ['65535', 65535],
  ],
  METRICS_HOST: [
    ['0.0.0.0', '0.0.0.0'],
    ['::1', '::1'],
  ],
  WEBHOOKS: [
    ['0', false],
    ['1', true],
  ],
  WEBHOOK_PRIVATE_TARGETS: [
    ['0', false],
    ['1', true],
  ],
  CDR_RETENTION_MONTHS: [
    ['0', 0],
    ['1200', 1200],
  ],
  SIP_SERVER: [
    ['sip.example.com', { host: 'sip.example.com', port: null }],
    ['192.0.2.10:65535', { host: '192.0.2.10', port: 65_535 }],
  ],
  SIP_TRANSPORT: ['udp', 'tcp', 'tls'].map(value => [value, value]),
}

const notNumbers = ['-1', '1.5', '1e3', '0x10', ' 1', '1 ', '+1', 'ten', 'Infinity', '9'.repeat(10), '٣']

/** Values that are refused. */
const wrong: Record<Name, string[]> = {
  PORT: [...notNumbers, '65536'],
  HOST: [' ', 'a b', 'http://localhost', '127.0.0.1/8', '[::1]'],
  PUBLIC_URL: [
    'pbx.example.com',
    '//pbx.example.com',
    'https://pbx.example.com/path',
    'https://pbx.example.com?a=1',
    'https://user:password@pbx.example.com',
    'ftp://pbx.example.com',
    'https://',
    'https://*.example.com',
  ],
  DATABASE_URL: [
    'mysql://u:p@h/r',
    'host=h user=u',
    'postgres://',
    'postgres://u:p@h:99999/r',
    'postgres://u:p w@h/r',
    'postgres://u:p@h,i:99999/r',
    'postgres://u:p@h,/r',
    'postgres://u:p@h,i/r?target_session_attrs=standby',
    'postgres://u:p@h,i/r?target_session_attrs=any',
    'postgres://u:p@h/r?sslmode=verify-full&sslrootcert=/etc/own.crt',
    'postgres://u:p@h,i/r?options=-crole%3Dx',
  ],
  API_DATABASE_URL: ['mysql://u:p@h/r', 'postgres://', 'ringfence_app'],
  DATA_DIR: [' '],
  ADMIN_EMAIL: ['admin', '@', 'a@', '@b', 'a@b@c', 'a b@c'],
  ADMIN_PASSWORD: ['abcdefgh'.repeat(129), 'tall otter\nhums 42'],
  SECRETS_KEYS: ['CHANGE_ME', key(), `0:${key()}`, `256:${key()}`, `${keys},${keys}`, `${keys},`, '1:c2hvcnQ='],
  POOL_SIZE: [...notNumbers, '0', '201'],
  WORKERS: [...notNumbers, '0', '65'],
  DEMO: ['true', 'false', 'yes', '2', ' 1'],
  LOG_LEVEL: ['INFO', 'trace', 'constructor', ' info'],
  SESSION_IDLE_MINUTES: [...notNumbers, '1', '43201'],
  SESSION_ABSOLUTE_HOURS: [...notNumbers, '0', '2161'],
  REAUTHENTICATE_MINUTES: [...notNumbers, '1441'],
  REQUIRE_SECOND_FACTOR: ['true', 'yes', '2'],
  TRUSTED_PROXIES: ['10.0.0.0/8', 'localhost', '127.0.0.1,,::1', '127.0.0.1:80', '127.0.0.1 ::1'],
  RATE_LIMIT: [...notNumbers, '1000001'],
  METRICS_PORT: [...notNumbers, '0', '65536'],
  METRICS_HOST: ['a b', 'http://localhost', '127.0.0.1/8'],
  WEBHOOKS: ['true', 'no', '2'],
  WEBHOOK_PRIVATE_TARGETS: ['true', 'yes', '2'],
  CDR_RETENTION_MONTHS: [...notNumbers, '1201'],
  SIP_SERVER: [
    'sip:sip.example.com',
    'a b',
    '-',
    'a:0',
    'a:65536',
    'a:',
    '[::1]:5060',
    'a.example/x',
    'a"',
    'a;transport=tcp',
  ],
  SIP_TRANSPORT: ['UDP', 'ws', 'sctp', 'udp,tcp'],
}

const external = { DATABASE_URL: 'postgres://h/r', SECRETS_KEYS: keys }

describe('a right value is read', () => {
  const cases = Object.entries(right).flatMap(([name, values]) =>
    values.map(([value, read]) => ({ name, value, read })),
  )
  test.each(cases)('$name=$value', ({ name, value, read }) => {
    const env: Record<string, unknown> = readEnv({ ...external, [name]: value })
    expect(env[name]).toEqual(read)
  })

  test('SECRETS_KEYS: the first key is the active one', () => {
    const ring = readEnv({ SECRETS_KEYS: `7:${key()}, ${keys}` }).SECRETS_KEYS
    expect(ring?.active).toBe(7)
    expect([...(ring?.keys.keys() ?? [])]).toEqual([7, 1])
  })
})

describe('a wrong value is one fault, which begins with the name and says what is wanted', () => {
  const cases = Object.entries(wrong).flatMap(([name, values]) => values.map(value => ({ name, value })))
  test.each(cases)('$name=$value', ({ name, value }) => {
    const faults = faultsOf({ ...external, [name]: value })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toStartWith(`${name} must be `)
  })
})

test('every variable has its defaults, and an empty one counts as unset', () => {
  const empty = Object.fromEntries(Object.keys(variables).map(name => [name, '']))
  expect(readEnv(empty)).toEqual(readEnv({}))
  expect(readEnv({})).toEqual({
    PORT: 3000,
    HOST: '127.0.0.1',
    PUBLIC_URL: undefined,
    DATABASE_URL: undefined,
    API_DATABASE_URL: undefined,
    DATA_DIR: '.data',
    ADMIN_EMAIL: 'admin@ringfence.example',
    ADMIN_PASSWORD: undefined,
    SECRETS_KEYS: undefined,
    POOL_SIZE: 10,
    WORKERS: 1,
    DEMO: true,
    LOG_LEVEL: 'info',
    SESSION_IDLE_MINUTES: 120,
    SESSION_ABSOLUTE_HOURS: 12,
    REAUTHENTICATE_MINUTES: 15,
    REQUIRE_SECOND_FACTOR: false,
    TRUSTED_PROXIES: new Set(),
    RATE_LIMIT: 0,
    METRICS_PORT: undefined,
    METRICS_HOST: '127.0.0.1',
    WEBHOOKS: true,
    WEBHOOK_PRIVATE_TARGETS: false,
    CDR_RETENTION_MONTHS: 0,
    SIP_SERVER: undefined,
    SIP_TRANSPORT: 'udp',
  })
})

test('all faults are told at once, in the order of the variables', () => {
  const source = Object.fromEntries(Object.entries(wrong).map(([name, [value = '']]) => [name, value]))
  expect(faultsOf(source).map(fault => fault.split(' ', 1)[0] ?? '')).toEqual(Object.keys(variables))
})

test('a fault never repeats a value', () => {
  const canary = 'c4n4ry'
  const values = {
    ...Object.fromEntries(Object.keys(variables).map(name => [name, `${canary} ${canary}`])),
    ADMIN_PASSWORD: `${canary}\n`,
    DATA_DIR: ' ',
    DATABASE_URL: `postgres://ringfence:${canary}@${canary}:99999/${canary}`,
    SECRETS_KEYS: `1:${canary},2:${key()}`,
  }
  const faults = faultsOf(values)
  expect(faults).toHaveLength(Object.keys(variables).length)
  expect(faults.join('\n')).not.toContain(canary)
})

test('API_DATABASE_URL without DATABASE_URL is a fault that says the fix', () => {
  const faults = faultsOf({ API_DATABASE_URL: 'postgres://ringfence_app:password@127.0.0.1/ringfence' })
  expect(faults).toEqual(['API_DATABASE_URL is the login of the API on the database of DATABASE_URL: set that too'])
})

test('DATABASE_URL without SECRETS_KEYS is a fault that says the fix', () => {
  const faults = faultsOf({ DATABASE_URL: 'postgres://ringfence:password@127.0.0.1/ringfence' })
  expect(faults).toHaveLength(1)
  expect(faults[0]).toStartWith('SECRETS_KEYS is required with DATABASE_URL')
  expect(faults[0]).toContain('bun run keys')
  expect(faultsOf({ DATABASE_URL: 'postgres://ringfence:password@127.0.0.1/ringfence', SECRETS_KEYS: keys })).toEqual(
    [],
  )
})
