import type { Pool } from './pool'
import { type Scope, visible } from './scope'

export type Realms = {
  /** The SIP domain of a tenant that the scope sees, or undefined. May be out of date: the writing statement checks it. */
  find(scope: Scope, tenantId: string): Promise<string | undefined>
  forget(tenantId: string): void
}

const REMEMBERED = 10_000

/**
 * The domain goes into the digests, and digests are made here so that no SIP secret ever reaches PostgreSQL in clear. Remembering
 * it saves a round trip; every write repeats it in its own WHERE clause, so a stale one costs a retry and never a wrong digest.
 */
export const realms = (pool: Pool): Realms => {
  const known = new Map<string, string>()
  return {
    async find(scope, tenantId) {
      if (scope.tenantId !== null && scope.tenantId !== tenantId) return undefined
      const remembered = known.get(tenantId)
      if (remembered) return remembered
      const [tenant] = await pool.query(
        sql => sql<{ domain: string }[]>`
          select t.domain
          from tenants t
          where t.id = ${tenantId} and ${visible(sql, scope, 't.id')}`,
      )
      if (!tenant) return undefined
      if (known.size >= REMEMBERED) known.clear()
      known.set(tenantId, tenant.domain)
      return tenant.domain
    },
    forget(tenantId) {
      known.delete(tenantId)
    },
  }
}
