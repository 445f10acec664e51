import { ENGINES, type Engine, letIn } from '@ringfence/db/engine-access'
import { migrate } from '@ringfence/db/migrate'
import { openPool } from '@ringfence/db/pool'
import { serversOf } from '@ringfence/db/servers'
import { openStore } from '@ringfence/db/store'
import { readEnv } from './env'
import { explain } from './explain'

type Access = { hostname: string; port: string; database: string; password: string }

/** The lines of each engine's own configuration in infra/ that say where the database is. */
const lines: Record<Engine, (access: Access) => string> = {
  kamailio: access => `#!subst "!DB_URL!${urlOf('kamailio', access)}!g"`,
  opensips: access => `db_default_url="${urlOf('opensips', access)}"`,
  asterisk: ({ hostname, port, database, password }) =>
    [`hostname=${hostname}`, `port=${port}`, `dbname=${database}`, 'user=asterisk', `password=${password}`].join('\n'),
}

/** How each writes a comment. */
const comments: Record<Engine, string> = { kamailio: '#', opensips: '#', asterisk: ';' }

/** Those that Debian trusts; libpq before 16 knows no other name for them. */
const AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt'

/** Where DATABASE_URL asks for TLS, how the engine gets it: its address has no place for that, and its libpq heeds the environment. */
const encryption = (engine: Engine, { searchParams }: URL): string[] => {
  const mode = searchParams.get('sslmode') ?? ''
  if (!/^[a-z-]+$/.test(mode)) return []
  const unit = `${comments[engine]} For TLS as DATABASE_URL asks for it: systemctl edit ${engine}, [Service], Environment=PGSSLMODE=${mode}`
  return [mode.startsWith('verify-') ? `${unit} PGSSLROOTCERT=${AUTHORITIES}` : unit]
}

/** Of several servers in DATABASE_URL a SIP server gets the first: it knows one, and would not look which of them is the primary. */
const choice = (engine: Engine, servers: string[]): string[] =>
  servers.length > 1
    ? [`${comments[engine]} The first server of DATABASE_URL: put the address here that always leads to the primary.`]
    : []

const urlOf = (engine: Engine, { hostname, port, database, password }: Access): string =>
  `postgres://${engine}:${password}@${hostname}:${port}/${database}`

const renew = async (engine: Engine): Promise<string> => {
  const store = await openStore(readEnv(process.env))
  try {
    await migrate(store.url)
    const pool = openPool(store.url, { size: 1 })
    const password = await letIn(pool, engine).finally(() => pool.end())
    const servers = serversOf(store.url)
    const url = new URL(servers[0] ?? store.url)
    const access = { hostname: url.hostname, port: url.port || '5432', database: url.pathname.slice(1), password }
    return [...choice(engine, servers), ...encryption(engine, url), lines[engine](access)].join('\n')
  } finally {
    await store.close()
  }
}

/** `bun run engine <kamailio|asterisk|opensips>`: the lines alone on stdout, so that they can be redirected. */
const engine = ENGINES.find(known => known === process.argv[2])
if (!engine) {
  console.error(`Say which SIP server is to log in to the database: bun run engine ${ENGINES.join('|')}`)
  process.exit(2)
}
try {
  console.log(await renew(engine))
  console.error(`The role ${engine} has this new password, not shown again, and no earlier one works any more.`)
  process.exit(0)
} catch (error) {
  console.error(explain(error))
  process.exit(1)
}
