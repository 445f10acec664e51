import { Invalid } from '@ringfence/domain/admit'
import type { ExtensionInput } from '@ringfence/domain/extension'
import { weakSecret } from '@ringfence/domain/secret'
import type { Database } from './database'
import { NotFound } from './errors'
import { type Scope, visible } from './scope'
import { boundTo, type Digests, digests, type KeyRing, open, seal } from './secrets'

/** What number, tenant and secret make together: the sealed secret, the digests, and what was assumed while making them. */
export type Keying = {
  tenantId: string
  domain: string
  columns: Digests & { secret_sealed: Buffer }
  /** The sealed secret that was opened to make this one; the write holds only while it still stands. */
  opened: Uint8Array | null
}

type KeyFields = Pick<ExtensionInput, 'tenant_id' | 'extension_number' | 'secret'>

/** The keying of a new extension. Throws Invalid on `tenant_id` when the scope does not see that tenant. */
export const keyNew = async (
  { keys, realms }: Database,
  scope: Scope,
  input: KeyFields,
  opened: Uint8Array | null = null,
): Promise<Keying> => {
  const tenantId = String(input.tenant_id)
  const domain = await realms.find(scope, tenantId)
  if (!domain) throw new Invalid({ tenant_id: ['The selected tenant id is invalid.'] })
  return { tenantId, domain, columns: keyColumns(keys, domain, input), opened }
}

/** The secret sealed, and its digests, for an extension of a tenant with this domain. */
export const keyColumns = (keys: KeyRing, domain: string, { tenant_id, extension_number, secret }: KeyFields) => ({
  secret_sealed: seal(keys, secret, boundTo(String(tenant_id), extension_number)),
  ...digests(extension_number, domain, secret),
})

/** The same as JSON that PostgreSQL makes a row of. */
export const keyTexts = (keys: KeyRing, domain: string, fields: KeyFields) => {
  const { secret_sealed, ...hashes } = keyColumns(keys, domain, fields)
  return { secret_sealed: `\\x${secret_sealed.toString('hex')}`, ...hashes }
}

/** The keying after a change, or null when it touches none of number, tenant and secret. What it does not name is
 * read and opened. Throws NotFound, and Invalid when secret and number do not go together. */
export const keyChange = async (
  db: Database,
  scope: Scope,
  id: string,
  change: Partial<ExtensionInput>,
): Promise<Keying | null> => {
  const { tenant_id, extension_number, secret } = change
  if (tenant_id === undefined && extension_number === undefined && secret === undefined) return null
  if (tenant_id !== undefined && extension_number !== undefined && secret !== undefined)
    return keyNew(db, scope, { tenant_id, extension_number, secret })
  const current = await currentKeys(db, scope, id)
  const result = {
    tenant_id: tenant_id ?? Number(current.tenant_id),
    extension_number: extension_number ?? current.extension_number,
    secret: secret ?? open(db.keys, current.secret_sealed, boundTo(current.tenant_id, current.extension_number)),
  }
  const fault = weakSecret(result.secret, result.extension_number)
  if (fault) throw new Invalid({ secret: [fault] })
  return keyNew(db, scope, result, current.secret_sealed)
}

const currentKeys = async ({ pool }: Database, scope: Scope, id: string) => {
  const [current] = await pool.query(
    sql => sql<{ tenant_id: string; extension_number: string; secret_sealed: Uint8Array }[]>`
      select e.tenant_id, e.extension_number, e.secret_sealed
      from extensions e
      where e.id = ${id} and ${visible(sql, scope, 'e.tenant_id')}`,
  )
  if (!current) throw new NotFound('Extension')
  return current
}
