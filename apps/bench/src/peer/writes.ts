import { boundTo, digests, type KeyRing, seal } from '@ringfence/db/secrets'
import type { Pool, PoolClient } from 'pg'
import { extensionColumns, type Row } from './rows'

export type ExtensionBody = {
  tenant_id: number
  extension_number: string
  display_name: string
  email?: string | null
  secret: string
  status: string
  voicemail_enabled?: boolean
}

export type Actor = { id: number; email: string; address: string; requestId: string }

const returned = extensionColumns.replaceAll('e.', '')

export const createExtension = (pool: Pool, keys: KeyRing, actor: Actor, body: ExtensionBody): Promise<Row | null> =>
  inTransaction(pool, async client => {
    const key = await keyingOf(client, keys, body)
    if (!key) return null
    const { rows } = await client.query<Row>({
      name: 'create',
      text: `
        insert into extensions (tenant_id, extension_number, display_name, email, status, voicemail_enabled,
          secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        returning ${returned}`,
      values: [...valuesOf(body), ...key],
    })
    const extension = rows[0] ?? null
    await audit(client, actor, 'extension.created', extension, null, extension)
    return extension
  })

export const updateExtension = (
  pool: Pool,
  keys: KeyRing,
  actor: Actor,
  id: string,
  body: ExtensionBody,
): Promise<Row | null> =>
  inTransaction(pool, async client => {
    const key = await keyingOf(client, keys, body)
    const { rows: before } = await client.query<Row>({
      name: 'before',
      text: `select ${returned} from extensions where id = $1 for no key update`,
      values: [id],
    })
    if (!key || !before[0]) return null
    const { rows } = await client.query<Row>({
      name: 'update',
      text: `
        update extensions
        set tenant_id = $1, extension_number = $2, display_name = $3, email = $4, status = $5, voicemail_enabled = $6,
          secret_sealed = $7, ha1_md5 = $8, ha1_sha256 = $9, ha1b_md5 = $10, ha1b_sha256 = $11,
          version = version + 1, updated_at = now()
        where id = $12
        returning ${returned}`,
      values: [...valuesOf(body), ...key, id],
    })
    const extension = rows[0] ?? null
    await audit(client, actor, 'extension.updated', extension, before[0], { ...extension, secret: 'changed' })
    return extension
  })

export const removeExtension = (pool: Pool, actor: Actor, id: string): Promise<Row | null> =>
  inTransaction(pool, async client => {
    const { rows } = await client.query<Row>({
      name: 'delete',
      text: `delete from extensions where id = $1 returning ${returned}`,
      values: [id],
    })
    const extension = rows[0] ?? null
    if (extension) await audit(client, actor, 'extension.deleted', extension, extension, null)
    return extension
  })

const valuesOf = (body: ExtensionBody): unknown[] => [
  body.tenant_id,
  body.extension_number,
  body.display_name,
  body.email ?? null,
  body.status,
  body.voicemail_enabled ?? false,
]

const keyingOf = async (
  client: PoolClient,
  keys: KeyRing,
  { tenant_id, extension_number, secret }: ExtensionBody,
): Promise<unknown[] | null> => {
  const { rows } = await client.query<{ domain: string }>({
    name: 'domain',
    text: 'select domain from tenants where id = $1 for key share',
    values: [tenant_id],
  })
  const domain = rows[0]?.domain
  if (domain === undefined) return null
  const { ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256 } = digests(extension_number, domain, secret)
  const sealed = seal(keys, secret, boundTo(String(tenant_id), extension_number))
  return [sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256]
}

const audit = (
  client: PoolClient,
  { id, email, address, requestId }: Actor,
  action: string,
  extension: Row | null,
  before: Row | null,
  after: Row | null,
) =>
  client.query({
    name: 'audit',
    text: `
      insert into audit (action, target, target_id, tenant_id, actor_id, actor, address, request_id, before, after)
      values ($1, 'extension', $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [action, extension?.id, extension?.tenant_id, id, email, address, requestId, before, after],
  })

const inTransaction = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
