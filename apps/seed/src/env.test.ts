import { expect, test } from 'bun:test'
import { generateKeyRing } from '@ringfence/db/secrets'
import { EnvironmentError, readEnv } from './env'

const URL = 'postgres://ringfence@db.example/ringfence'

test('without variables the database is the embedded one in .data, with keys of its own', () => {
  const embedded = { DATABASE_URL: undefined, DATA_DIR: '.data', SECRETS_KEYS: undefined }
  expect(readEnv({})).toEqual(embedded)
  expect(readEnv({ DATABASE_URL: '', DATA_DIR: '', SECRETS_KEYS: '' })).toEqual(embedded)
})

test('a database of DATABASE_URL is opened with the keys of SECRETS_KEYS', () => {
  const { DATABASE_URL, SECRETS_KEYS } = readEnv({ DATABASE_URL: URL, SECRETS_KEYS: generateKeyRing() })
  expect(DATABASE_URL).toBe(URL)
  expect(SECRETS_KEYS?.active).toBe(1)
})

test('variables that cannot be used are refused, and their values not repeated', () => {
  const table: [Record<string, string>, string][] = [
    [{ DATABASE_URL: URL }, 'SECRETS_KEYS is required with DATABASE_URL: use those of the server.'],
    [
      { DATABASE_URL: 'hunter2', SECRETS_KEYS: generateKeyRing() },
      'DATABASE_URL must be a URL such as postgres://user:password@host:5432/ringfence, special characters %-encoded; of several servers (host:5432,other:5432) never a standby.',
    ],
    [
      { SECRETS_KEYS: 'hunter2' },
      'SECRETS_KEYS must be a comma-separated list of <id from 1 to 255>:<32 bytes in base64>, each id once.',
    ],
  ]
  for (const [source, sentence] of table) expect(() => readEnv(source)).toThrow(new EnvironmentError(sentence))
})
