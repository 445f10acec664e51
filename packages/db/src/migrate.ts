import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openPool, type Sql, type TransactionSql } from './pool'

/** The schema cannot be used; the message is one sentence that says the fix. */
export class SchemaError extends Error {}

type Migration = { version: number; name: string; path: string; checksum: string }

const DIRECTORY = join(import.meta.dir, 'migrations')
const LOCK = 7_464_334_623
// An index over all call records is made in one of them.
const DEADLINE_MINUTES = 6 * 60

/** Brings the database at `url` to this program's schema, as the owner of its tables. Several servers may call it at once. */
export const migrate = async (url: string): Promise<{ applied: string[]; version: number }> => {
  const milliseconds = DEADLINE_MINUTES * 60_000
  const pool = openPool(url, {
    size: 1,
    statementTimeoutMilliseconds: milliseconds,
    lockTimeoutMilliseconds: milliseconds,
    applicationName: 'ringfence migrate',
  })
  try {
    const known = await migrations()
    return await pool.transaction(sql => applyMissing(sql, known), { deadlineMilliseconds: milliseconds })
  } finally {
    await pool.end()
  }
}

/** The version that this program's migrations lead to. */
export const schemaVersion = async (): Promise<number> => (await migrations()).at(-1)?.version ?? 0

/** Throws SchemaError where no migration was ever applied. */
export const proveUsed = async (url: string): Promise<void> => {
  const pool = openPool(url, { size: 1, applicationName: 'ringfence migrate' })
  try {
    if (await pool.query(wasMigrated)) return
  } finally {
    await pool.end()
  }
  throw new SchemaError(
    'This database holds nothing of Ringfence: set DATABASE_URL and SECRETS_KEYS, or DATA_DIR, as the server has them.',
  )
}

const wasMigrated = async (sql: Sql): Promise<boolean> => {
  const [{ isThere }] = await sql<[{ isThere: boolean }]>`
    select to_regclass('public.schema_migrations') is not null as "isThere"`
  return isThere && (await sql`select from schema_migrations limit 1`).length > 0
}

const applyMissing = async (sql: TransactionSql, known: Migration[]) => {
  await sql`select pg_advisory_xact_lock(${LOCK})`
  await sql`
    create table if not exists schema_migrations (
      version integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`
  const done = await sql<
    { version: number; checksum: string }[]
  >`select version, checksum from schema_migrations order by version`
  const missing = missingFrom(known, done)
  for (const migration of missing) {
    await sql.file(migration.path)
    await sql`insert into schema_migrations (version, name, checksum) values (${migration.version}, ${migration.name}, ${migration.checksum})`
  }
  await sql`grant select on schema_migrations to ringfence_api`
  await keepTemporaryTablesOut(sql)
  return { applied: missing.map(migration => migration.name), version: known.at(-1)?.version ?? 0 }
}

/** It belongs to the database itself, so that it is in no dump of one. */
const keepTemporaryTablesOut = (sql: TransactionSql) => sql`
  do $$
  begin
    if has_database_privilege('public', current_database(), 'temporary') then
      execute format('revoke temporary on database %I from public', current_database());
    end if;
  end $$`

/** Throws SchemaError when the database is newer than the program, or was made by migrations that were edited since. */
const missingFrom = (known: Migration[], done: { version: number; checksum: string }[]): Migration[] => {
  const applied = new Map(done.map(({ version, checksum }) => [version, checksum]))
  const newest = done.at(-1)?.version ?? 0
  const last = known.at(-1)?.version ?? 0
  if (newest > last)
    throw new SchemaError(
      `The database has schema version ${newest} and this program knows ${last}: run the newer Ringfence that made it.`,
    )
  const edited = known.find(({ version, checksum }) => applied.has(version) && applied.get(version) !== checksum)
  if (edited)
    throw new SchemaError(
      `Migration ${edited.name} is not the one that made this database: restore the file, and put changes into a new migration.`,
    )
  return known.filter(({ version }) => !applied.has(version))
}

const migrations = async (): Promise<Migration[]> => {
  const names = (await readdir(DIRECTORY)).filter(name => /^\d{4}_\w+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async name => {
      const path = join(DIRECTORY, name)
      const checksum = createHash('sha256')
        .update(await readFile(path))
        .digest('hex')
      return { version: Number(name.slice(0, 4)), name, path, checksum }
    }),
  )
}
