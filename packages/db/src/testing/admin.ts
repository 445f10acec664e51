import type { Account } from '../sessions'
import { asOwner } from './database'

export type TestAdmin = { id: string; email: string; account: Account }

let minted = 0

export const PASSWORD_HASH = 'hash-of-a-password'

/** A new owner with that password hash. */
export const mintAdmin = async (url: string): Promise<TestAdmin> => {
  const email = `admin-${++minted}@example.com`
  const [{ id }] = await asOwner(
    url,
    sql => sql<[{ id: string }]>`
      insert into admins (name, email, password_hash, role)
      values ('Ada', ${email}, ${PASSWORD_HASH}, 'owner')
      returning id`,
  )
  return { id, email, account: { id, name: 'Ada', email, role: 'owner', tenantId: null } }
}
