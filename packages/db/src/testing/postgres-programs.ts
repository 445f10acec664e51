import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where an installed PostgreSQL's programs are, those that it is dumped with among them, and what they need to run. */
export type PostgresPrograms = { bin: string; env: Record<string, string> }

const PROGRAMS = ['postgres', 'initdb', 'pg_dump', 'pg_restore']
const SHELF = 'usr/lib/postgresql'

/** One line for whoever lacks them. */
export const HOW_TO_INSTALL =
  'apt-get install --no-install-recommends postgresql; or unpack it with dpkg -x and name the directory in HA_TOOLS'

/** From the directory that they were unpacked to for `apps/ha`, or from where they were installed. Undefined where there are none, which is a fault where CI asks. */
export const postgresPrograms = (
  env: Record<string, string | undefined> = process.env,
): PostgresPrograms | undefined => {
  const found = [env.HA_TOOLS, '/'].flatMap(root => (root ? programsIn(root) : []))[0]
  if (!found && env.CI) throw new Error(`PostgreSQL's programs are missing: ${HOW_TO_INSTALL}`)
  return found
}

const programsIn = (root: string): PostgresPrograms[] => {
  const shelf = join(root, SHELF)
  const versions = existsSync(shelf) ? readdirSync(shelf).map(version => join(shelf, version, 'bin')) : []
  return versions
    .filter(bin => PROGRAMS.every(program => existsSync(join(bin, program))))
    .map(bin => ({ bin, env: { PATH: `${bin}:${process.env.PATH}`, ...(root !== '/' && librariesOf(root)) } }))
}

const librariesOf = (root: string) => ({
  LD_LIBRARY_PATH: join(root, 'usr/lib', `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`),
})
