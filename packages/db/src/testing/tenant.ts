import type { Scope } from '../scope'
import { asOwner } from './database'

export type TestTenant = { id: number; domain: string; scope: Scope }

let minted = 0

/** A new tenant, with the scope of an admin who sees it and no other. */
export const mintTenant = async (
  url: string,
  { maxExtensions = 10_000, status = 'active' }: { maxExtensions?: number; status?: string } = {},
): Promise<TestTenant> => {
  const slug = `tenant-${++minted}`
  const domain = `${slug}.sip.example`
  const [{ id }] = await asOwner(
    url,
    sql => sql<[{ id: string }]>`
      insert into tenants (name, slug, domain, status, timezone, max_extensions)
      values (${slug}, ${slug}, ${domain}, ${status}, 'UTC', ${maxExtensions})
      returning id`,
  )
  return { id: Number(id), domain, scope: scopeOf(Number(id)) }
}

/** The scope of a signed-in admin of one tenant, or with null of an owner, who sees all. */
export const scopeOf = (tenantId: number | null): Scope => ({
  actorId: '7',
  actor: 'ada@example.com',
  role: tenantId === null ? 'owner' : 'tenant',
  tenantId: tenantId === null ? null : String(tenantId),
  requestId: 'request-1',
  address: '192.0.2.1',
})
