import { LoginError } from '@ringfence/db/api-login'
import { BackupError } from '@ringfence/db/backup/error'
import { EmbeddedPostgresError } from '@ringfence/db/embedded'
import { type LastingReason, lastingReason, Unavailable } from '@ringfence/db/faults'
import { RotationError } from '@ringfence/db/key-rotation'
import { SchemaError } from '@ringfence/db/migrate'
import { AlteredSecretError, KeyRingError } from '@ringfence/db/secrets'
import { EnvironmentError } from './env'
import { errorFields } from './log'

/** The server cannot start; the message is one sentence that says the fix. */
export class StartError extends Error {}

/** Why a command ended, for the person who called it. Never the text of an unknown error: one of the database holds its query. */
export const explain = (error: unknown): string => {
  if (error instanceof EnvironmentError)
    return `The environment cannot be used:\n${error.faults.map(fault => `  ${fault}`).join('\n')}`
  if (error instanceof AlteredSecretError) return sentence(error)
  if (error instanceof KeyRingError) return `${sentence(error)}: put that key back into SECRETS_KEYS.`
  if (plain.some(kind => error instanceof kind)) return sentence(error as Error)
  const lasting = lastingReason(error)
  if (lasting) return lastingFaults[lasting]
  if (error instanceof Unavailable) return `${error.message} Is the one of DATABASE_URL running and in reach?`
  if (missesOther(error)) return unforeseen(error)
  return refusals[sqlStateOf(error)] ?? unforeseen(error)
}

const unforeseen = (error: unknown): string => `This was not foreseen: ${JSON.stringify(errorFields(error))}`

/** Something else than our roles is missing; their names are in the message in every language. */
const missesOther = (error: unknown): boolean =>
  sqlStateOf(error) === '42704' && error instanceof Error && !/\bringfence_(?:api|sip)\b/.test(error.message)

/** Those whose message is one sentence that says the fix. */
const plain = [StartError, SchemaError, EmbeddedPostgresError, BackupError, LoginError, RotationError]

const sentence = ({ message }: Error): string => message.charAt(0).toUpperCase() + message.slice(1)

const sqlStateOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const lastingFaults: Record<LastingReason, string> = {
  certificate:
    'The certificate of the database is not trusted here, or not made for the name in DATABASE_URL or API_DATABASE_URL: name the file of its authority in NODE_EXTRA_CA_CERTS, and connect by the name in it.',
  protocol:
    'What answers at DATABASE_URL or API_DATABASE_URL refuses how Ringfence connects, as a pooler may do: see "The login of the API" in infra/README.md.',
}

const login = 'The database refuses the user or the password of DATABASE_URL, or of API_DATABASE_URL.'
const roles =
  'The roles ringfence_api and ringfence_sip are missing: see "Restoring" in infra/README.md, or let the user of DATABASE_URL create roles.'

/** What the database says of a set-up that cannot work, by SQLSTATE. */
const refusals: Record<string, string> = {
  '28P01': login,
  '28000': login,
  '3D000': 'The database that DATABASE_URL names does not exist: create it.',
  '42501': 'The user of DATABASE_URL may not do this: it must own the database and may create roles (createrole).',
  '42704': roles,
  '22023': roles,
}
