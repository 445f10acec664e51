import postgres from 'postgres'
import type { Database } from './database'
import { NotFound } from './errors'
import type { Sql } from './pool'
import { type Scope, visible } from './scope'
import { boundTo, digests, open } from './secrets'
import type { Along } from './writes'

/** A tenant's domain and, when it is to have another one, digests for that of all its SIP secrets. */
export type Standing = { domain: string; count: number; keys: Rekeyed[] }

type Rekeyed = ReturnType<typeof digests> & { id: string; opened: string }

const AT_ONCE = 500

/** How a tenant stands, with digests made for `domain` where that is not its own. Throws NotFound. */
export const standing = async (db: Database, scope: Scope, id: string, domain: string): Promise<Standing> => {
  const [tenant] = await db.pool.query(
    sql => sql<{ domain: string; count: number }[]>`
      select t.domain, t.extensions_count as count
      from tenants t
      where t.id = ${id} and ${visible(sql, scope, 't.id')}`,
  )
  if (!tenant) throw new NotFound('Tenant')
  if (tenant.domain === domain) return { ...tenant, keys: [] }
  const sealed = await db.pool.query(
    sql => sql<{ id: string; extension_number: string; secret_sealed: Uint8Array }[]>`
      select e.id, e.extension_number, e.secret_sealed
      from extensions e
      where e.tenant_id = ${id} and ${visible(sql, scope, 'e.tenant_id')}`,
  )
  const keys: Rekeyed[] = []
  for (const { id: extensionId, extension_number, secret_sealed } of sealed) {
    const secret = open(db.keys, secret_sealed, boundTo(id, extension_number))
    const opened = Buffer.from(secret_sealed).toString('hex')
    keys.push({ id: extensionId, opened, ...digests(extension_number, domain, secret) })
    // Others are answered in between.
    if (keys.length % AT_ONCE === 0) await Bun.sleep(0)
  }
  return { ...tenant, keys }
}

/**
 * The change of a domain writes the digests that were made for it, and is undone unless they are those of all extensions and of the
 * secrets that they have now. Whoever adds or re-keys an extension locks its tenant, and counts it there.
 */
export const rekeyed = (sql: Sql, { domain, count, keys }: Standing, renamed: string): Along => ({
  only: sql`t.domain = ${domain}`,
  also: sql`, rekeyed as (
    update extensions e
    set sip_address = k.sip_address, ha1_md5 = k.ha1_md5, ha1_sha256 = k.ha1_sha256, ha1b_md5 = k.ha1b_md5, ha1b_sha256 = k.ha1b_sha256
    from t, json_to_recordset(${JSON.stringify(keys)}::text::json)
      k (id bigint, opened text, sip_address text, ha1_md5 text, ha1_sha256 text, ha1b_md5 text, ha1b_sha256 text)
    where e.id = k.id and e.tenant_id = t.id and e.secret_sealed = decode(k.opened, 'hex')
    returning e.id
  )`,
  held:
    domain === renamed
      ? sql`true`
      : sql`must_hold(not exists (select from t) or (
          ${keys.length} = ${count} and (select count(*) from rekeyed) = ${count}
          and (select extensions_count from t) = ${count}))`,
})

/** True for what `rekeyed` ends with when others were faster. */
export const isOutrun = (error: unknown): boolean => error instanceof postgres.PostgresError && error.code === 'RF001'
