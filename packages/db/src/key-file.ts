import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { locked } from './embedded/lock'
import { generateKeyRing, type KeyRing, parseKeyRing, printKeyRing, withNewKey } from './secrets'

const LOCK_MILLISECONDS = 10_000

/** Where the key ring is kept beside the embedded database. */
export const keyFileIn = (directory: string): string => join(directory, 'secrets.keys')

/** The key ring in that file, made at the first start; of two first starts at once one makes it. */
export const ownKeys = (directory: string): KeyRing => {
  mkdirSync(directory, { recursive: true })
  const path = keyFileIn(directory)
  try {
    written(path, generateKeyRing(), fresh => linkSync(fresh, path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return read(path)
}

/** The same ring with a new active key, once the file has it. When somebody else changed the file meanwhile, the ring that it has. */
export const addKey = (path: string, ring: KeyRing): Promise<KeyRing> =>
  locked(`${path}.lock`, Date.now() + LOCK_MILLISECONDS, async () => {
    const present = read(path)
    if (printKeyRing(present) !== printKeyRing(ring)) return present
    const longer = withNewKey(ring)
    written(path, printKeyRing(longer), fresh => renameSync(fresh, path))
    return longer
  })

const read = (path: string): KeyRing => parseKeyRing(readFileSync(path, 'utf8').trim())

/** On the disk before the first secret is sealed with it: a power cut must not leave secrets without their key. */
const written = (path: string, text: string, publish: (fresh: string) => void): void => {
  const fresh = `${path}.${process.pid}`
  try {
    writeFileSync(fresh, text, { mode: 0o600, flush: true })
    publish(fresh)
    synchronise(join(path, '..'))
  } finally {
    rmSync(fresh, { force: true })
  }
}

const synchronise = (directory: string): void => {
  const handle = openSync(directory, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
