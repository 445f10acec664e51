import { KeyRingError, parseKeyRing } from '@ringfence/db/secrets'
import type { StoreOptions } from '@ringfence/db/store'

/** Reads the variables that say where the database is; an empty one counts as unset. Throws EnvironmentError. */
export const readEnv = (source: Record<string, string | undefined>): StoreOptions => {
  const url = source.DATABASE_URL || undefined
  const keys = source.SECRETS_KEYS || undefined
  if (url && !URL.canParse(url))
    throw new EnvironmentError('DATABASE_URL must be a URL such as postgres://user:password@host:5432/ringfence.')
  if (url && !keys) throw new EnvironmentError('SECRETS_KEYS is required with DATABASE_URL: use those of the server.')
  return { DATABASE_URL: url, DATA_DIR: source.DATA_DIR || '.data', SECRETS_KEYS: keys ? keysIn(keys) : undefined }
}

/** The environment cannot be used; the message is one sentence that says the fix and repeats no value. */
export class EnvironmentError extends Error {}

const keysIn = (text: string) => {
  try {
    return parseKeyRing(text)
  } catch (error) {
    if (error instanceof KeyRingError) throw new EnvironmentError(`SECRETS_KEYS ${error.message}.`)
    throw error
  }
}
