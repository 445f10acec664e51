import { KeyRingError, parseKeyRing } from '@ringfence/db/secrets'
import { readDatabaseUrl, type StoreOptions } from '@ringfence/db/store'

/** Reads the variables that say where the database is; an empty one counts as unset. Throws EnvironmentError. */
export const readEnv = (source: Record<string, string | undefined>): StoreOptions => {
  const url = databaseUrlIn(source.DATABASE_URL || undefined)
  const keys = source.SECRETS_KEYS || undefined
  if (url && !keys) throw new EnvironmentError('SECRETS_KEYS is required with DATABASE_URL: use those of the server.')
  return { DATABASE_URL: url, DATA_DIR: source.DATA_DIR || '.data', SECRETS_KEYS: keys ? keysIn(keys) : undefined }
}

/** The environment cannot be used; the message is one sentence that says the fix and repeats no value. */
export class EnvironmentError extends Error {}

const databaseUrlIn = (text: string | undefined) => {
  try {
    return readDatabaseUrl(text)
  } catch (error) {
    throw new EnvironmentError(`DATABASE_URL ${error instanceof Error ? error.message : 'cannot be read'}.`)
  }
}

const keysIn = (text: string) => {
  try {
    return parseKeyRing(text)
  } catch (error) {
    if (error instanceof KeyRingError) throw new EnvironmentError(`SECRETS_KEYS ${error.message}.`)
    throw error
  }
}
