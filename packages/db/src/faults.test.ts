import { expect, test } from 'bun:test'
import postgres from 'postgres'
import { classified, isConnectionFault, isRetryable, lastingReason, Unavailable } from './faults'

const answered = (code: string, severity = 'ERROR') =>
  Object.assign(new postgres.PostgresError(''), { message: 'a row', code, severity })
const broken = (code: string, more = {}) => Object.assign(new Error('broken'), { code, ...more })
const reasonFor = (error: unknown) => {
  const result = classified(error)
  return result instanceof Unavailable ? result.reason : null
}

test.each([
  ['08000', 'connection'],
  ['08006', 'connection'],
  ['08P01', 'connection'],
  ['25006', 'connection'],
  ['25P03', 'connection'],
  ['57P01', 'connection'],
  ['57P02', 'connection'],
  ['57P03', 'connection'],
  ['57P04', 'connection'],
  ['40001', 'conflict'],
  ['40P01', 'conflict'],
  ['53100', 'resources'],
  ['53200', 'resources'],
  ['53300', 'resources'],
  ['55P03', 'timeout'],
  ['57014', 'timeout'],
] as const)('SQLSTATE %s is unavailable: %s', (code, reason) => {
  expect(reasonFor(answered(code))).toBe(reason)
  expect(isRetryable(answered(code))).toBe(reason === 'conflict')
  expect(isConnectionFault(answered(code))).toBe(reason === 'connection')
})

test.each(['22P02', '22001', '23502', '23503', '23505', '23514', '25P02', '42501', '42P01', '57000', '080000'])(
  'SQLSTATE %s passes as it is and keeps its connection',
  code => {
    const error = answered(code)
    expect(classified(error)).toBe(error)
    expect(isConnectionFault(error)).toBe(false)
  },
)

test.each([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EMFILE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])('the driver code %s is unavailable and ends its connection', code => {
  expect(reasonFor(broken(code))).toBe('connection')
  expect(isConnectionFault(broken(code))).toBe(true)
})

test('a code of a file is a fault of the connection only when connecting gave it', () => {
  expect(isConnectionFault(broken('ENOENT', { syscall: 'connect' }))).toBe(true)
  expect(isConnectionFault(broken('ENOENT', { syscall: 'open' }))).toBe(false)
})

test('a FATAL answer ends its connection even where its code is not about connections', () => {
  const refused = answered('28P01', 'FATAL')
  expect(isConnectionFault(refused)).toBe(true)
  expect(classified(refused)).toBe(refused)
})

test.each([
  ['an error of ours', new TypeError('ours')],
  ['a misused driver', broken('UNDEFINED_VALUE')],
  ['an object with a code', { code: '08006' }],
  ['a text', 'ECONNRESET'],
  ['nothing', null],
])('%s is no fault of the database', (_, error) => {
  expect(classified(error)).toBe(error)
  expect(isConnectionFault(error)).toBe(false)
})

test('an Unavailable is not wrapped twice, keeps the original as its cause and repeats nothing of it', () => {
  const original = answered('40001')
  const unavailable = classified(original)
  expect(classified(unavailable)).toBe(unavailable)
  expect(unavailable).toBeInstanceOf(Unavailable)
  expect(unavailable).toMatchObject({ name: 'Unavailable', retryAfterSeconds: 1, cause: original })
  expect(String(unavailable)).not.toContain(original.message)
})

const pooler = (message: string) => Object.assign(answered('08P01', 'FATAL'), { message })

test.each([
  [pooler('unsupported startup parameter: statement_timeout'), 'protocol'],
  [pooler('no such database: ringfence'), 'protocol'],
  [pooler('pgbouncer cannot connect to server'), null],
  [pooler('server login has been failing, try again later (server_login_retry)'), null],
  [pooler('query_wait_timeout'), null],
  [pooler('no more connections allowed (max_client_conn)'), null],
  [answered('57P03', 'FATAL'), null],
  [broken('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'certificate'],
  [broken('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'certificate'],
  [broken('DEPTH_ZERO_SELF_SIGNED_CERT'), 'certificate'],
  [broken('SELF_SIGNED_CERT_IN_CHAIN'), 'certificate'],
  [broken('CERT_HAS_EXPIRED'), 'certificate'],
  [broken('ERR_TLS_CERT_ALTNAME_INVALID'), 'certificate'],
  [broken('ECONNREFUSED'), null],
  [broken('ERR_SSL_WRONG_VERSION_NUMBER'), null],
] as const)('waiting mends %p, or does not: %p', (error, reason) => {
  expect(lastingReason(classified(error))).toBe(reason)
})
