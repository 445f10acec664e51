import { resolve } from 'node:path'
import { isAlive } from './alive'
import { EmbeddedPostgresError, isMadeIn, startEmbedded } from './embedded'
import { keyFileIn, ownKeys } from './key-file'
import { proveUsed } from './migrate'
import type { KeyRing } from './secrets'
import { serversOf } from './servers'

export type StoreOptions = { DATABASE_URL: string | undefined; DATA_DIR: string; SECRETS_KEYS: KeyRing | undefined }

/** DATABASE_URL as it may be. Throws an Error that says what it must be and repeats nothing of it. */
export const readDatabaseUrl = (value: string | undefined): string | undefined => {
  if (value !== undefined && !(/^postgres(ql)?:\/\/\S+$/.test(value) && areServers(value)))
    throw new Error(
      'must be a URL such as postgres://user:password@host:5432/ringfence, special characters %-encoded; of several servers (host:5432,other:5432) never a standby',
    )
  if (value !== undefined && !parametersOf(value).every(name => PARAMETERS.includes(name)))
    throw new Error(
      `must be without other parameters than ${PARAMETERS.join(', ')}: the file of a certificate authority is named in NODE_EXTRA_CA_CERTS`,
    )
  return value
}

/** Any other one would be sent to the server, which refuses it, or be told to the driver. */
const PARAMETERS = ['sslmode', 'target_session_attrs', 'host', 'application_name']

const parametersOf = (url: string): string[] =>
  serversOf(url).flatMap(server => [...new URL(server).searchParams.keys()])

const areServers = (url: string): boolean => {
  try {
    return serversOf(url).length > 0
  } catch {
    return false
  }
}

/** Where the rows and the keys are; `keysPlace` is a file or the variable. */
export type Store = {
  url: string
  keys: KeyRing
  embedded: boolean
  place: string
  keysPlace: string
  close(): Promise<void>
}

/** The database of DATABASE_URL, or else the embedded one, whose keys are made with it. */
export const openStore = async ({ DATABASE_URL, DATA_DIR, SECRETS_KEYS }: StoreOptions): Promise<Store> => {
  if (DATABASE_URL && SECRETS_KEYS) {
    const servers = serversOf(DATABASE_URL).map(url => new URL(url))
    return {
      url: DATABASE_URL,
      keys: SECRETS_KEYS,
      embedded: false,
      place: `PostgreSQL at ${servers.map(({ hostname, port }) => `${hostname}:${port || 5432}`)}${servers[0]?.pathname}`,
      keysPlace: 'SECRETS_KEYS',
      close: async () => {},
    }
  }
  const directory = resolve(DATA_DIR)
  const postgres = await keptRunning(directory)
  const keys = SECRETS_KEYS ?? ownKeys(directory)
  return {
    url: postgres.url,
    keys,
    embedded: true,
    place: `${directory} (embedded PostgreSQL)`,
    keysPlace: SECRETS_KEYS ? 'SECRETS_KEYS' : keyFileIn(directory),
    close: postgres.close,
  }
}

/** The same where a server has used it, for what means nothing elsewhere: makes no database. Throws EmbeddedPostgresError, SchemaError. */
export const openUsedStore = async (options: StoreOptions): Promise<Store> => {
  const directory = resolve(options.DATA_DIR)
  if (!options.DATABASE_URL && !isMadeIn(directory))
    throw new EmbeddedPostgresError(
      `There is no database in ${directory}: set DATABASE_URL and SECRETS_KEYS, or DATA_DIR, as the server has them.`,
    )
  const store = await openStore(options)
  try {
    await proveUsed(store.url)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

const GLANCE_MILLISECONDS = 200

/** The embedded server, started again on the same port when it dies under us: nobody else would. */
const keptRunning = async (directory: string): Promise<{ url: string; close(): Promise<void> }> => {
  let server = await startEmbedded(directory)
  const { url, port } = server
  let mending: Promise<void> | undefined
  const mend = async () => {
    await server.stop()
    server = await startEmbedded(directory, { port })
  }
  const watch = setInterval(() => {
    if (isAlive(server.pid)) return
    // A start that fails is tried again at the next glance; callers are told 503 meanwhile.
    mending ??= mend()
      .catch(() => {})
      .finally(() => {
        mending = undefined
      })
  }, GLANCE_MILLISECONDS)
  watch.unref()
  return {
    url,
    async close() {
      clearInterval(watch)
      await mending
      await server.stop()
    },
  }
}
