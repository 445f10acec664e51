import { createHash } from 'node:crypto'
import type { ExtensionInput } from '@ringfence/domain/extension'
import type { Sql } from '../pool'
import { boundTo, open, parseKeyRing } from '../secrets'
import { asOwner, type TestDatabase } from './database'

export const SECRET = 'T7vqPz3mXw8KdRy4HnJc2bFs'

/** A whole extension for a tenant, but for what the test names. */
export const inputFor = (tenant: { id: number }, fields: Partial<ExtensionInput> = {}): ExtensionInput => ({
  tenant_id: tenant.id,
  extension_number: '1001',
  display_name: 'Reception',
  email: null,
  secret: SECRET,
  status: 'active',
  voicemail_enabled: false,
  ...fields,
})

export const idOf = ({ json }: { json: string }): string => String(JSON.parse(json).id)

export type Keys = {
  id: string
  tenant_id: string
  extension_number: string
  domain: string
  sip_address: string
  secret_sealed: Uint8Array
  ha1_md5: string
  ha1_sha256: string
  ha1b_md5: string
  ha1b_sha256: string
}

/** What the API itself may write and never read: the keys of every extension, with its tenant's domain. */
export const selectKeys = (sql: Sql) => sql<Keys[]>`
  select e.id, e.tenant_id, e.extension_number, t.domain, e.sip_address, e.secret_sealed,
    e.ha1_md5, e.ha1_sha256, e.ha1b_md5, e.ha1b_sha256
  from extensions e
  join tenants t on t.id = e.tenant_id
  order by e.id`

export const keysOf = async (url: string, id: string): Promise<Keys> => {
  const keys = (await asOwner(url, selectKeys)).find(row => row.id === id)
  if (!keys) throw new Error(`no extension ${id}`)
  return keys
}

/** HA1 as RFC 2617 and RFC 7616 define it, for `number` and for `number@domain` as the user name. */
export const digestsFor = (number: string, domain: string, secret: string) => {
  const hash = (algorithm: string, user: string) =>
    createHash(algorithm).update(`${user}:${domain}:${secret}`).digest('hex')
  return {
    ha1_md5: hash('md5', number),
    ha1_sha256: hash('sha256', number),
    ha1b_md5: hash('md5', `${number}@${domain}`),
    ha1b_sha256: hash('sha256', `${number}@${domain}`),
  }
}

export const opened = (
  { keyRing }: Pick<TestDatabase, 'keyRing'>,
  { tenant_id, extension_number, secret_sealed }: Keys,
): string => open(parseKeyRing(keyRing), secret_sealed, boundTo(tenant_id, extension_number))

/** The ids of extensions whose secret does not open in its place, or whose address and digests are not those of number, domain and secret. */
export const unsoundKeys = async (test: Pick<TestDatabase, 'url' | 'keyRing'>): Promise<string[]> =>
  (await asOwner(test.url, selectKeys)).filter(keys => !isSound(test, keys)).map(({ id }) => id)

const isSound = (test: Pick<TestDatabase, 'keyRing'>, keys: Keys): boolean => {
  try {
    const { extension_number, domain } = keys
    const expected = {
      ...digestsFor(extension_number, domain, opened(test, keys)),
      sip_address: `${extension_number}@${domain}`,
    }
    return Object.entries({ ...keys, ...expected }).every(([name, value]) => keys[name as keyof Keys] === value)
  } catch {
    return false
  }
}
