import { systemScope } from '@ringfence/db/scope'
import { freshSecret } from '@ringfence/db/secrets'
import { passwordFaults } from '@ringfence/domain/password'
import type { Deps } from './deps'
import type { Env } from './env'
import { StartError } from './explain'

/** Undefined when there was an admin; `password` only when it was made here, for that is the one time it is seen. */
export type FirstAdmin = { email: string; password?: string } | undefined

/** Throws StartError for an ADMIN_PASSWORD that no admin may have. */
export const makeFirstAdmin = async (
  { admins, passwords }: Pick<Deps, 'admins' | 'passwords'>,
  { ADMIN_EMAIL, ADMIN_PASSWORD }: Pick<Env, 'ADMIN_EMAIL' | 'ADMIN_PASSWORD'>,
): Promise<FirstAdmin> => {
  if (await admins.exist()) return undefined
  const password = ADMIN_PASSWORD ?? freshSecret()
  if (Object.keys(passwordFaults(password, ADMIN_EMAIL)).length > 0)
    throw new StartError(
      'ADMIN_PASSWORD must be 12 to 1024 characters long, and neither one of the usual passwords nor made of ADMIN_EMAIL',
    )
  const passwordHash = await passwords.hash(password)
  const made = await admins.createFirst(systemScope('first start'), {
    name: 'Administrator',
    email: ADMIN_EMAIL,
    passwordHash,
  })
  if (!made) return undefined
  return ADMIN_PASSWORD ? { email: ADMIN_EMAIL } : { email: ADMIN_EMAIL, password }
}
