import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const PROGRAMS = ['postgres', 'initdb', 'pg_dump', 'pg_restore']
const SHELF = '/usr/lib/postgresql'

/** One line for whoever lacks them. */
export const HOW_TO_INSTALL = 'apt-get install --no-install-recommends postgresql'

/** The directory of an installed PostgreSQL that has what it is dumped with. Undefined where there is none, which is a fault where CI asks. */
export const postgresPrograms = (): string | undefined => {
  const versions = existsSync(SHELF) ? readdirSync(SHELF).map(version => join(SHELF, version, 'bin')) : []
  const found = [...(process.env.PATH ?? '').split(delimiter), ...versions].find(directory =>
    PROGRAMS.every(program => existsSync(join(directory, program))),
  )
  if (!found && process.env.CI) throw new Error(`PostgreSQL's programs are missing: ${HOW_TO_INSTALL}`)
  return found
}
