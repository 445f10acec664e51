import { admins } from '@ringfence/db/admins'
import { openDatabase } from '@ringfence/db/database'
import { migrate } from '@ringfence/db/migrate'
import { systemScope } from '@ringfence/db/scope'
import { openStore } from '@ringfence/db/store'
import { generateSecret } from '@ringfence/domain/secret'
import { passwords } from './auth/passwords'
import { readEnv } from './env'

/** `bun run password <e-mail>`: gives an admin a new random password, prints it once and ends that admin's sessions. */
const email = process.argv[2]
if (!email) {
  console.error('Say whose password: bun run password admin@example.com')
  process.exit(2)
}
const store = await openStore(readEnv(process.env))
await migrate(store.url)
const { pool } = openDatabase(store.url, store.keys)
const password = generateSecret(count => crypto.getRandomValues(new Uint8Array(count)))
const found = await admins(pool).setPassword(
  systemScope('command line'),
  email,
  await (await passwords()).hash(password),
)
await pool.end()
await store.close()
console.log(
  found
    ? `The new password of ${email} is ${password} (not shown again).`
    : `There is no admin with the e-mail ${email}.`,
)
process.exit(found ? 0 : 1)
