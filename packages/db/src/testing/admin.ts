import type { Role } from '@ringfence/domain/admin'
import type { Account, Origin, Proof } from '../sessions'
import { asOwner } from './database'

export type TestAdmin = { id: string; email: string; account: Account }

let minted = 0

export const PASSWORD_HASH = 'hash-of-a-password'

/** What begins its sessions. */
export const PROOF: Proof = { passwordHash: PASSWORD_HASH, secondFactor: false, code: null }

/** Where they begin. */
export const ORIGIN: Origin = { address: '192.0.2.1', userAgent: 'curl/8' }

/** A new admin with that password hash: an owner, unless said otherwise. */
export const mintAdmin = async (
  url: string,
  { role = 'owner', tenantId = null }: { role?: Role; tenantId?: number | null } = {},
): Promise<TestAdmin> => {
  const email = `admin-${++minted}@example.com`
  const [{ id }] = await asOwner(
    url,
    sql => sql<[{ id: string }]>`
      insert into admins (name, email, password_hash, role, tenant_id)
      values ('Ada', ${email}, ${PASSWORD_HASH}, ${role}, ${tenantId})
      returning id`,
  )
  const account = {
    id,
    name: 'Ada',
    email,
    role,
    tenantId: tenantId === null ? null : String(tenantId),
    secondFactor: false,
  }
  return { id, email, account }
}
