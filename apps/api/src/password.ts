import { admins } from '@ringfence/db/admins'
import { openDatabase } from '@ringfence/db/database'
import { migrate } from '@ringfence/db/migrate'
import { systemScope } from '@ringfence/db/scope'
import { freshSecret } from '@ringfence/db/secrets'
import { openStore } from '@ringfence/db/store'
import { passwords } from './auth/passwords'
import { readEnv } from './env'
import { explain } from './explain'

/** A new random password for that admin, or undefined when there is none; the admin's sessions end. */
const renew = async (email: string): Promise<string | undefined> => {
  const store = await openStore(readEnv(process.env))
  await migrate(store.url)
  const { pool } = openDatabase(store.url, store.keys)
  const password = freshSecret()
  const hash = await (await passwords()).hash(password)
  const found = await admins(pool).setPassword(systemScope('command line'), email, hash)
  await pool.end()
  await store.close()
  return found ? password : undefined
}

/** `bun run password <e-mail>` */
const [email] = process.argv.slice(2)
if (!email) {
  console.error('Say whose password: bun run password admin@example.com')
  process.exit(2)
}
try {
  const password = await renew(email)
  console.log(
    password
      ? `The new password of ${email} is ${password} (not shown again).`
      : `There is no admin with the e-mail ${email}.`,
  )
  process.exit(password ? 0 : 1)
} catch (error) {
  console.error(explain(error))
  process.exit(1)
}
