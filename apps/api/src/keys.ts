import { generateKeyRing } from '@ringfence/db/secrets'

/** `bun run keys`: prints a fresh SECRETS_KEYS, alone on stdout so that it can be redirected. */
console.log(generateKeyRing())
console.error(
  'This is a SECRETS_KEYS: keep it apart from the database, without it no stored SIP secret can be read. ' +
    'To add it to keys in use, give it the next free number and put it first: 2:<this>,1:<the one before>.',
)
