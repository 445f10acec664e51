import { systemScope } from '@ringfence/db/scope'
import { freshSecret } from '@ringfence/db/secrets'
import type { Deps } from './deps'
import type { Env } from './env'

/** Undefined when there was an admin; `password` only when it was made here, for that is the one time it is seen. */
export type FirstAdmin = { email: string; password?: string } | undefined

export const makeFirstAdmin = async (
  { admins, passwords }: Pick<Deps, 'admins' | 'passwords'>,
  { ADMIN_EMAIL, ADMIN_PASSWORD }: Pick<Env, 'ADMIN_EMAIL' | 'ADMIN_PASSWORD'>,
): Promise<FirstAdmin> => {
  if (await admins.exist()) return undefined
  const password = ADMIN_PASSWORD ?? freshSecret()
  const passwordHash = await passwords.hash(password)
  const made = await admins.createFirst(systemScope('first start'), {
    name: 'Administrator',
    email: ADMIN_EMAIL,
    passwordHash,
  })
  if (!made) return undefined
  return ADMIN_PASSWORD ? { email: ADMIN_EMAIL } : { email: ADMIN_EMAIL, password }
}
