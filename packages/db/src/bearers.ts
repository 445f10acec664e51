import type { Pool } from './pool'
import { type Account, hashed } from './sessions'

/** Who comes with a token: found by its SHA-256, as the token itself is never stored. */
export const bearers = (pool: Pool) => ({
  /**
   * Its maker with the role and tenant of the token; undefined when it is unknown, revoked, expired, or its maker disabled. Notes, at most
   * once a minute, that it is used. Without a standby reads go on: this waits for none.
   */
  async find(token: string): Promise<Account | undefined> {
    const [row] = await pool.query(
      sql => sql<(Omit<Account, 'token'> & { tokenId: string; tokenName: string; readOnly: boolean })[]>`
        with found as (
          select m.id, m.name, m.email, m.second_factor, k.role, k.tenant_id, k.id as token_id, k.name as token_name, k.read_only
          from api_tokens k
          join admins m on m.id = k.admin_id
          where k.token_hash = ${hashed(token)} and coalesce(k.expires_at > now(), true) and m.status = 'active'
        ), used as (
          update api_tokens k
          set last_used_at = now()
          from found
          where k.id = found.token_id and coalesce(k.last_used_at < now() - interval '1 minute', true)
          returning set_config('synchronous_commit', 'local', true)
        )
        select id, name, email, role, tenant_id as "tenantId", second_factor as "secondFactor", token_id as "tokenId", token_name as "tokenName", read_only as "readOnly"
        from found`,
    )
    if (!row) return undefined
    const { tokenId, tokenName, readOnly, ...account } = row
    return { ...account, token: { id: tokenId, name: tokenName, readOnly } }
  },
})

export type Bearers = ReturnType<typeof bearers>
