import { asOwner } from '@ringfence/db/testing/database'
import type { Role } from '@ringfence/domain/admin'
import { ADMIN, type TestServer } from './server'

export type TestAdmin = { email: string; password: string }

let made = 0

/** A new admin with the password of the first one, or with a stored hash of the test's own. */
export const makeAdmin = async (
  { ownerUrl }: TestServer,
  { role = 'owner', tenantId = null, status = 'active', passwordHash = null }: AdminOptions = {},
): Promise<TestAdmin> => {
  const email = `admin-${++made}@ringfence.example`
  await asOwner(
    ownerUrl,
    sql => sql`
      insert into admins (name, email, password_hash, role, tenant_id, status)
      select 'Admin', ${email}, coalesce(${passwordHash}, password_hash), ${role}, ${tenantId}, ${status}
      from admins
      where email = ${ADMIN.email}`,
  )
  return { email, password: ADMIN.password }
}

type AdminOptions = {
  role?: Role
  tenantId?: number | null
  status?: 'active' | 'disabled'
  passwordHash?: string | null
}

/** A new session, as the value of a Cookie header. */
export const signInAs = async ({ request }: TestServer, admin: TestAdmin, cookie?: string): Promise<string> => {
  const answer = await request('/api/admin/login', { json: admin, ...(cookie !== undefined && { cookie }) })
  return cookieIn(answer)
}

/** The cookie that an answer sets, as the value of a Cookie header; empty when it sets none. */
export const cookieIn = ({ headers }: Pick<Response, 'headers'>): string =>
  headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
