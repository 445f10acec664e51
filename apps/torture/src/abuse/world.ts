import { asOwner } from '@ringfence/db/testing/database'
import { type Fields, type Ids, kinds } from '@ringfence/rig/kinds'
import type { Ask } from './ledger'

/** A tenant with one of everything, by the first segment of its path below `/api`. */
export type World = { ids: Record<string, number>; domain: string }

/** Of every admin of such a tenant. */
export const PASSWORD = 'herons walk by seven lakes'

const ORDER = ['tenant', 'extension', 'device', 'queue', 'queue agent', 'CDR', 'webhook'] as const

/** A new tenant whose texts all hold `name`, made by an owner through the API, with an admin, a token and an event told. */
export const makeWorld = async (ask: Ask, cookie: string, name: string): Promise<World> => {
  const ids: Record<string, number> = {}
  const own: Ids = { tenant: { id: 0 }, extension: { id: 0 }, queue: { id: 0 } }
  const make = async (path: string, json: Fields): Promise<number> => {
    const answer = await ask('POST', path, { cookie, json })
    const { data } = JSON.parse(answer?.text ?? '{}')
    if (!data?.id) throw new Error(`Nothing was made at ${path}: ${answer?.text}`)
    return data.id
  }
  const domain = `${name}.sip.example`
  for (const kind of ORDER) {
    const { path, body, searched } = kinds[kind] ?? { path: '', body: () => ({}), searched: undefined }
    const id = await make(path, { ...body(own), ...(searched && { [searched]: name }), ...TEXTS[kind]?.(name, domain) })
    ids[segmentOf(path)] = id
    if (kind === 'tenant' || kind === 'extension' || kind === 'queue') own[kind] = { id }
  }
  const member = { name, role: 'tenant', tenant_id: own.tenant.id }
  ids.admins = await make('/api/admins', { ...member, email: emailOf(name), password: PASSWORD })
  ids.tokens = await make('/api/tokens', member)
  ids.delivery = await make(`/api/webhooks/${ids.webhooks}/test`, {})
  return { ids, domain }
}

/** Of the admin of the tenant of this name. */
export const emailOf = (name: string): string => `resident@${name}.example`

/** `extensions` of `/api/extensions/{id}/secret`. */
export const segmentOf = (path: string): string => path.split('/')[2] ?? ''

const TEXTS: Record<string, (name: string, domain: string) => Fields> = {
  // Else no phone could fetch its configuration.
  device: () => ({ mac_address: '00:15:65:ab:cd:ef' }),
  tenant: (name, domain) => ({ name, domain }),
  extension: (name, domain) => ({ email: `desk@${domain}`, display_name: name }),
  webhook: name => ({ url: `http://127.0.0.1:9/${name}`, description: name }),
}

/** Every row of a tenant, but the deliveries, which are told meanwhile. */
export const rowsOfTenant = async (databaseUrl: string, tenantId: number): Promise<Map<string, string[]>> => {
  const tables = await asOwner(
    databaseUrl,
    sql => sql<{ name: string }[]>`
      select c.table_name as name
      from information_schema.columns c
      join pg_class t on t.oid = format('public.%I', c.table_name)::regclass
      where c.table_schema = 'public' and c.column_name = 'tenant_id' and t.relkind in ('r', 'p')
        and not t.relispartition and c.table_name <> 'webhook_deliveries'`,
  )
  const contents = new Map<string, string[]>()
  for (const { name } of tables) {
    const rows = await asOwner(
      databaseUrl,
      sql => sql<{ row: string }[]>`select t::text as row from ${sql(name)} t where tenant_id = ${tenantId}`,
    )
    contents.set(name, rows.map(({ row }) => row).sort())
  }
  return contents
}
