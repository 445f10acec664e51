import { connect, type Socket } from 'node:net'
import postgres from 'postgres'
import { Unavailable } from './faults'
import { composing, type Sql } from './statements'

export type ClientOptions = {
  applicationName: string
  role: string | null
  statementTimeoutMilliseconds: number
  lockTimeoutMilliseconds: number
}

/** One connection, once. */
export type Client = {
  sql: Sql
  isUsable(): boolean
  /** False as long as it is certain that nothing was sent to a server that would do it. */
  hasReachedPrimary(): boolean
  /** Has `listener` called when the connection is lost; the last listener given counts. */
  onLost(listener: () => void): void
  /** Ends the connection at once, whatever it is doing; what it was doing rejects. */
  discard(): void
  /** Ends an idle connection politely, within a second. */
  close(): Promise<void>
}

const CONNECT_SECONDS = 1.5
const KEEP_ALIVE_MILLISECONDS = 60_000
/** How long a transaction may wait for its next statement. */
export const IDLE_IN_TRANSACTION_MILLISECONDS = 10_000

/**
 * A client that connects at its first statement and never a second time. The driver reconnects by itself: it spins when a server
 * accepts and closes, and sends what waits to a session that knows nothing of what went before. So it gets one socket and no other.
 * A standby is as good as lost: it would take reads, of a past that it cannot tell, and refuse writes.
 */
export const openClient = (url: string, { role, ...options }: ClientOptions): Client => {
  let socket: Socket | undefined
  let usable = true
  let reached = false
  let listener = () => {}
  const settings = {
    max: 1,
    connect_timeout: CONNECT_SECONDS,
    idle_timeout: 0,
    max_lifetime: null,
    backoff: false,
    fetch_types: false,
    onnotice() {},
    onclose: () => lose(),
    // The server says so when it lets us in, before it is ready for a statement.
    onparameter(name: string, value: string) {
      if (!usable) return
      reached = !(name === 'in_hot_standby' && value === 'on')
      if (!reached) lose()
    },
    socket: (target: Target) => {
      if (socket) throw new Unavailable('connection')
      socket = dial(target)
      return socket
    },
    connection: {
      application_name: options.applicationName,
      statement_timeout: options.statementTimeoutMilliseconds,
      lock_timeout: options.lockTimeoutMilliseconds,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MILLISECONDS,
      // Over partitions, compiling a plan takes many times as long as running it.
      jit: 'off',
      // To start the processes of a parallel plan takes longer than a call may, and each would take a core from another caller.
      max_parallel_workers_per_gather: '0',
      // Left to itself PostgreSQL plans a page anew for each caller, which takes half as long again as reading it.
      plan_cache_mode: 'force_generic_plan',
      TimeZone: 'UTC',
      search_path: 'public',
      ...(role && { role }),
    },
  }
  const driver = postgres(withoutParameters(url, Object.keys(settings.connection)), settings)
  const lose = () => {
    if (!usable) return
    usable = false
    listener()
    void driver.end({ timeout: 0 })
    socket?.destroy()
  }
  return {
    sql: composing(driver),
    isUsable: () => usable,
    hasReachedPrimary: () => reached,
    onLost(next) {
      listener = next
    },
    discard: lose,
    async close() {
      usable = false
      await driver.end({ timeout: 1 })
      socket?.destroy()
    },
  }
}

type Target = { host: string[]; port: number[]; path?: string | false }

/** The driver looks at `host` when it checks the name in the server's certificate. */
const dial = ({ host: [host = 'localhost'], port: [port = 5432], path }: Target): Socket => {
  const socket = connect({
    ...(path ? { path } : { host, port }),
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MILLISECONDS,
  })
  return Object.assign(socket, { host, port })
}

/** Without the query parameters of these names: the driver lets the URL win over what is set here, the role among it. */
const withoutParameters = (url: string, names: string[]): string => {
  const address = new URL(url)
  for (const name of names) address.searchParams.delete(name)
  return address.href
}
