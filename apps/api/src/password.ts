import { admins } from '@ringfence/db/admins'
import { openDatabase } from '@ringfence/db/database'
import { loginAttempts } from '@ringfence/db/login-attempts'
import { migrate } from '@ringfence/db/migrate'
import { systemScope } from '@ringfence/db/scope'
import { secondFactors } from '@ringfence/db/second-factors'
import { freshSecret } from '@ringfence/db/secrets'
import { openStore } from '@ringfence/db/store'
import { passwords } from './auth/passwords'
import { readEnv } from './env'
import { explain } from './explain'

type Renewed = { password: string; isDisabled: boolean; secondFactor: 'none' | 'kept' | 'removed' }

/** A new random password for that admin, or undefined when there is none; the admin's sessions and locks end. */
const renew = async (email: string, resetSecondFactor: boolean): Promise<Renewed | undefined> => {
  const store = await openStore(readEnv(process.env))
  await migrate(store.url)
  const db = openDatabase(store.url, store.keys)
  const scope = systemScope('command line')
  const password = freshSecret()
  const hash = await (await passwords()).hash(password)
  const removed = resetSecondFactor && (await secondFactors(db, scope).removeOf(email))
  const found = await admins(db.pool).setPassword(scope, email, hash)
  await loginAttempts(db.pool).forget(email)
  const account = await admins(db.pool).findForSignIn(email)
  await db.pool.end()
  await store.close()
  const secondFactor = removed ? 'removed' : account?.secondFactor ? 'kept' : 'none'
  return found ? { password, isDisabled: account === undefined, secondFactor } : undefined
}

const RESET = '--reset-second-factor'

const SECOND_FACTOR: Record<Renewed['secondFactor'], string> = {
  none: '',
  kept: `\nThe second factor stays: who lost it adds ${RESET}.`,
  removed: '\nThe second factor is removed.',
}

const DISABLED = '\nThe admin is disabled, and cannot sign in until an owner makes him active again.'

/** `bun run password <e-mail> [--reset-second-factor]` */
const [email, option] = process.argv.slice(2)
if (!email || (option !== undefined && option !== RESET)) {
  console.error(`Say whose password: bun run password admin@example.com [${RESET}]`)
  process.exit(2)
}
try {
  const renewed = await renew(email, option === RESET)
  console.log(
    renewed
      ? `The new password of ${email} is ${renewed.password} (not shown again).${SECOND_FACTOR[renewed.secondFactor]}${renewed.isDisabled ? DISABLED : ''}`
      : `There is no admin with the e-mail ${email}.`,
  )
  process.exit(renewed ? 0 : 1)
} catch (error) {
  console.error(explain(error))
  process.exit(1)
}
