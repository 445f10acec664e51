import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, accountFor, permits } from './account'
import { EmbeddedPostgresError } from './error'

/** Where one embedded PostgreSQL lives, and whom it runs as (undefined: as ourselves). */
export type Place = {
  /** The caller's directory, or the one that stands in for it where PostgreSQL may not enter. */
  directory: string
  /** What is ours beside PostgreSQL's own data: password, log, holders. It appears by one rename, complete. */
  home: string
  data: string
  account: Account | undefined
}

/** The lock of starts in a directory; SQLite keeps a journal beside it. */
export const LOCK = 'postgres.lock'

/** Names the directory that stands in for the caller's. */
export const POINTER = 'postgres.location'

const OUTSIDE = ['/var/lib', '/var/tmp']

/**
 * Inside `directory` (a real path) if PostgreSQL's account can enter it. If it cannot, as below a home of mode 0700, a
 * directory of its own outside, named in `postgres.location`: only an empty directory is ours to open.
 */
export const placeIn = (directory: string): Place => {
  const pointer = join(directory, POINTER)
  if (existsSync(pointer)) return pointedTo(pointer)
  const inside = placeAt(directory)
  if (!inside.account || mayEnter(inside.account, directory)) return inside
  if (existsSync(inside.data))
    throw new EmbeddedPostgresError(`${inside.account.name}, who owns ${inside.data}, may not enter ${directory}`)
  const outside = makeOutside()
  writeFileSync(pointer, `${outside}\n\nThe database is there: ${inside.account.name} may not enter this directory.\n`)
  writeFileSync(join(outside, 'README'), `The database that belongs to ${directory}\n`)
  return placeAt(outside)
}

const mayEnter = (account: Account, directory: string): boolean => {
  if (permits(account, directory, 'x')) return true
  if (readdirSync(directory).some(name => !name.startsWith(LOCK))) return false
  chmodSync(directory, 0o711)
  return permits(account, directory, 'x')
}

const placeAt = (directory: string): Place => {
  const home = join(directory, 'postgres')
  const data = join(home, 'data')
  return { directory, home, data, account: accountFor(data) }
}

const pointedTo = (pointer: string): Place => {
  const [directory = ''] = readFileSync(pointer, 'utf8').split('\n')
  if (directory && existsSync(directory)) return placeAt(directory)
  throw new EmbeddedPostgresError(
    `${pointer} names ${directory || 'nothing'}, which is not there: bring it back, or delete ${pointer} to begin with an empty database`,
  )
}

const makeOutside = (): string => {
  const faults: unknown[] = []
  for (const parent of OUTSIDE)
    try {
      const directory = mkdtempSync(join(parent, 'ringfence-'))
      chmodSync(directory, 0o711)
      return directory
    } catch (error) {
      faults.push(error)
    }
  throw new EmbeddedPostgresError(`PostgreSQL needs a directory of its own in ${OUTSIDE.join(' or ')}: ${faults[0]}`)
}
