import postgres from 'postgres'

/** Why the database has no answer now; only `busy` and `closed` are certain that nothing was sent. */
export type UnavailableReason = 'busy' | 'closed' | 'conflict' | 'connection' | 'deadline' | 'resources' | 'timeout'

const sentences: Record<UnavailableReason, string> = {
  busy: 'Every database connection is busy.',
  closed: 'The connection pool is closed.',
  conflict: 'Concurrent changes kept colliding.',
  connection: 'The database cannot be reached.',
  deadline: 'The database did not answer within the deadline.',
  resources: 'The database is out of resources.',
  timeout: 'The database took too long.',
}

/** The database cannot serve this now and may in a moment. The cause may hold rows and parameters: not for logs or callers. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
  readonly retryAfterSeconds = 1

  constructor(
    readonly reason: UnavailableReason,
    options?: ErrorOptions,
  ) {
    super(sentences[reason], options)
  }
}

/** True when the connection that gave this error must not be used again. */
export const isConnectionFault = (error: unknown): boolean => {
  if (error instanceof Unavailable) return error.reason === 'connection' || error.reason === 'deadline'
  if (error instanceof postgres.PostgresError) return endsSession(error) || reasonOf(error) === 'connection'
  return reasonOf(error) === 'connection'
}

/** Why `error` will not pass by waiting, if it is certain that it will not: nobody trusts the server's certificate, or it does not speak as we do. */
export const lastingReason = (error: unknown): LastingReason | null => {
  const cause = error instanceof Unavailable ? error.cause : null
  if (!(cause instanceof Error && 'code' in cause)) return null
  if (cause instanceof postgres.PostgresError)
    return cause.code === '08P01' && !PASSING.test(cause.message) ? 'protocol' : null
  return CERTIFICATE_CODES.test(String(cause.code)) ? 'certificate' : null
}

export type LastingReason = 'certificate' | 'protocol'

/** What pgbouncer, which has one code for everything, says while its server is away or its pool is full. */
const PASSING = /try again|cannot connect|wait_timeout|no more connections|shutting down/i

const CERTIFICATE_CODES =
  /^(UNABLE_TO_(VERIFY|GET_ISSUER)_|(DEPTH_ZERO_)?SELF_SIGNED_|CERT_|HOSTNAME_MISMATCH$|ERR_TLS_CERT_)/

/** True for a serialization failure or a deadlock: the server undid the statement, so it may be repeated at once. */
export const isRetryable = (error: unknown): boolean => reasonOf(error) === 'conflict'

/** True for a value that the database refused to take: out of range, ill-formed, or against a constraint (SQLSTATE 22 and 23). */
export const isRejectedValue = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && /^2[23]/.test(error.code)

/** `error` as `Unavailable` with the original as its cause where it is one, else `error` itself. */
export const classified = (error: unknown): unknown => {
  const reason = error instanceof Unavailable ? null : reasonOf(error)
  return reason ? new Unavailable(reason, { cause: error }) : error
}

const SQLSTATES: [RegExp, UnavailableReason][] = [
  [/^(08...|57P0[1-5]|25006|25P0[34])$/, 'connection'],
  [/^(40001|40P01)$/, 'conflict'],
  [/^(53100|53200|53300)$/, 'resources'],
  [/^(55P03|57014)$/, 'timeout'],
]

const DRIVER_CODES =
  /^(CONNECTION_|CONNECT_TIMEOUT$|SASL_|ERR_(SOCKET|STREAM|SSL|TLS)_)|CERT|^UNABLE_TO_VERIFY|^HOSTNAME_MISMATCH/

const SOCKET_CODES = new Set(
  `ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN EAI_FAIL EHOSTUNREACH EHOSTDOWN ENETUNREACH ENETDOWN
  ENOTCONN EADDRNOTAVAIL EMFILE ENFILE`.split(/\s+/),
)

const reasonOf = (error: unknown): UnavailableReason | null => {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  const { code } = error
  if (error instanceof postgres.PostgresError) return SQLSTATES.find(([states]) => states.test(code))?.[1] ?? null
  return DRIVER_CODES.test(code) || SOCKET_CODES.has(code) || isConnectError(error) ? 'connection' : null
}

/** Such as ENOENT or EACCES of a unix socket, codes that a file could give as well. */
const isConnectError = (error: Error): boolean => 'syscall' in error && error.syscall === 'connect'

/** After FATAL or PANIC the server closes the connection, whatever the code says. */
const endsSession = ({ severity }: postgres.PostgresError): boolean => severity === 'FATAL' || severity === 'PANIC'
