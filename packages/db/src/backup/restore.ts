import { existsSync } from 'node:fs'
import { entry } from '../audit'
import { refreshStatistics } from '../bulk'
import { proveCanary } from '../housekeeping'
import { migrate, schemaVersion } from '../migrate'
import { openPool, type Pool, type Sql } from '../pool'
import { makeRoles } from '../roles'
import { systemScope } from '../scope'
import { type KeyRing, KeyRingError } from '../secrets'
import { addressOf } from './address'
import { type Contents, contentsOf } from './contents'
import { BackupError } from './error'
import { type Program, restorer, run, type Surroundings } from './programs'

export type Restored = { tenants: string; extensions: string; admins: string }

export type RestoreOptions = {
  environment: Surroundings
  /** Tables that were begun. */
  onProgress?: (tables: number) => void
  signal?: AbortSignal
}

/**
 * Fills the empty database at `url` from a dump, in one transaction, and brings it to this program's schema. Before anything is written
 * the dump must be one that this program knows and that `keys` open. Throws BackupError, KeyRingError.
 */
export const restore = async (url: string, keys: KeyRing, file: string, options: RestoreOptions): Promise<Restored> => {
  if (!existsSync(file)) throw new BackupError(`There is no file ${file}: give the path of a dump.`)
  const program = restorer(options.environment)
  await judge(await contentsOf(file, program, options.environment), keys)
  const pool = openPool(url, { size: 1, applicationName: 'ringfence restore' })
  try {
    await prepare(pool)
    await fill(url, file, program, options)
    await migrate(url)
    await refreshStatistics(url)
    return await pool.query(noted)
  } finally {
    await pool.end()
  }
}

const judge = async ({ schemaVersion: made, canaries }: Contents, keys: KeyRing): Promise<void> => {
  const known = await schemaVersion()
  if (made === 0) throw new BackupError('This is a dump of something else: it holds no schema of Ringfence.')
  if (made > known)
    throw new BackupError(
      `The dump has schema version ${made} and this program knows ${known}: restore it with the newer Ringfence that made it.`,
    )
  if (canaries.length === 0) throw new KeyRingError('the dump holds no proof of its keys')
  for (const canary of canaries) proveCanary(keys, canary)
}

/** Nothing may be there yet; and the roles belong to the cluster and are in no dump. */
const prepare = async (pool: Pool): Promise<void> => {
  const [{ isEmpty }] = await pool.query(
    sql => sql<[{ isEmpty: boolean }]>`
      select not exists (
        select from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      ) as "isEmpty"`,
  )
  if (!isEmpty)
    throw new BackupError(
      'The database is not empty, and nothing is restored over what is there: name a new one in DATABASE_URL, or a new directory in DATA_DIR.',
    )
  await pool.query(makeRoles)
}

const fill = async (
  url: string,
  file: string,
  program: Program,
  { environment, onProgress, signal }: RestoreOptions,
): Promise<void> => {
  let begun = 0
  const words = ['--single-transaction', '--no-owner', '--no-comments', '--no-password', '--verbose']
  await run(program, [...words, `--dbname=${addressOf(url).PGDATABASE ?? ''}`, file], {
    url,
    environment,
    ...(signal && { signal }),
    onLine(line) {
      if (line.includes('processing data for table')) onProgress?.(++begun)
    },
  })
}

const noted = async (sql: Sql): Promise<Restored> => {
  const [row] = await sql<[Restored]>`
    with trail as (${entry(sql, systemScope('command line'), {
      action: 'database.restored',
      target: 'database',
      targetId: sql`null::bigint`,
      tenantId: sql`null::bigint`,
      before: sql`null::json`,
      after: sql`null::json`,
      from: sql`(select) database`,
    })})
    select (select count(*) from tenants) as tenants, (select count(*) from extensions) as extensions,
      (select count(*) from admins) as admins`
  return row
}
