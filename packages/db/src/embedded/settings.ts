/** `deadline` as `performance.now()` tells it; any free port when `port` is undefined. */
export type StartOptions = { durable: boolean; maxConnections: number; port: number | undefined; deadline: number }

/** PostgreSQL's settings for one small server that only this machine talks to. */
export const settings = ({ durable, maxConnections }: StartOptions): string[] =>
  Object.entries({
    ...REACH,
    ...SIZE,
    ...SILENCE,
    max_connections: String(maxConnections),
    ...(durable ? {} : FORGETFUL),
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])

const REACH = { listen_addresses: '127.0.0.1', unix_socket_directories: '' }

const SIZE = {
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  wal_compression: 'on',
  jit: 'off',
}

/** Statements, parameters and the rows in an error's detail may hold SIP secrets; errors reach the client, not the log. */
const SILENCE = {
  log_destination: 'stderr',
  logging_collector: 'off',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
}

/** Fast, and gone after a power cut: for tests. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
