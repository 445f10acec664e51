import { randomBytes } from 'node:crypto'
import { Invalid } from '@ringfence/domain/admit'
import { generateSecret } from '@ringfence/domain/secret'
import { trail } from './audit'
import type { Database } from './database'
import { NotFound } from './errors'
import type { Written } from './outcome'
import type { Sql } from './pool'
import { type Fragment, type Scope, systemScope, visible } from './scope'
import { boundTo, open } from './secrets'
import { hashed } from './sessions'

const LETTERS = 36

/** How long the phone that used a link may use it again, from the same address: for an answer that was lost on the way. */
const GRACE_MINUTES = 2

/** What stands in a link and nowhere else. */
export const freshLink = (): string => generateSecret(randomBytes, LETTERS)

/** The device of a link, as file names and templates need it. */
export type LinkedPhone = { macAddress: string; vendor: string | null }

/** The account of the phone that used a link. */
export type ProvisionedPhone = { number: string; displayName: string; domain: string; secret: string }

/** Who fetches a file of which name, as the audit trail has it. */
export type Fetch = { address: string; userAgent: string | null; requestId: string; file: string }

/** Makes links for a device that the scope sees. */
export const provisioning = ({ pool }: Pick<Database, 'pool'>, scope: Scope) => ({
  /** The MAC address and vendor of a device. Throws NotFound, or Invalid when no phone could use a link. */
  async phone(deviceId: string): Promise<LinkedPhone> {
    const [device] = await pool.query(
      sql => sql<{ macAddress: string | null; vendor: string | null; active: boolean }[]>`
        select d.mac_address as "macAddress", d.vendor, e.status = 'active' and t.status = 'active' as active
        from devices d
        join extensions e on e.id = d.extension_id
        join tenants t on t.id = d.tenant_id
        where d.id = ${deviceId} and ${visible(sql, scope, 'd.tenant_id')}`,
    )
    if (!device) throw new NotFound('Device')
    const { macAddress, vendor, active } = device
    if (macAddress === null || !active) throw unfit(macAddress === null, !active)
    return { macAddress, vendor }
  },

  /** Throws NotFound, also when the device lost what it needs meanwhile. */
  async link(deviceId: string, link: string, validMinutes: number): Promise<Written> {
    const [made] = await pool.query(sql => insert(sql, scope, deviceId, link, validMinutes))
    if (!made) throw new NotFound('Device')
    return made
  },
})

const unfit = (lacksMac: boolean, isInactive: boolean): Invalid =>
  new Invalid({
    ...(lacksMac && { mac_address: ['The device has no mac address.'] }),
    ...(isInactive && { extension_id: ['The extension of the device may not register.'] }),
  })

const linkRecord = (sql: Sql): Fragment => sql`
  json_build_object('id', l.id, 'device_id', l.device_id, 'created_at', iso(l.created_at), 'expires_at', iso(l.expires_at))`

const insert = (sql: Sql, scope: Scope, deviceId: string, link: string, validMinutes: number) => sql<Written[]>`
  with d as (
    select d.id, d.tenant_id
    from devices d
    join extensions e on e.id = d.extension_id
    join tenants t on t.id = d.tenant_id
    where d.id = ${deviceId} and d.mac_address is not null and e.status = 'active' and t.status = 'active'
      and ${visible(sql, scope, 'd.tenant_id')}
    for key share of d
  ), l as (
    insert into provisioning_links (device_id, token_hash, expires_at)
    select d.id, ${hashed(link)}::bytea, now() + ${validMinutes} * interval '1 minute'
    from d
    returning id, device_id, created_at, expires_at
  ), ${trail(sql, scope, {
    action: 'device.provisioning_linked',
    target: 'device',
    targetId: sql`d.id`,
    tenantId: sql`d.tenant_id`,
    before: sql`null::json`,
    after: linkRecord(sql),
    from: sql`d join l on l.device_id = d.id`,
  })}
  select ${linkRecord(sql)}::text as json, 1 as version from l`

/** What the bearer of a link may do: nothing but fetch. */
export const provisioned = ({ pool, keys }: Database, link: string) => ({
  /** The phone that may still use it from this address. */
  async phone(address: string): Promise<LinkedPhone | undefined> {
    const [found] = await pool.query(
      sql => sql<LinkedPhone[]>`
        select d.mac_address as "macAddress", d.vendor
        from ${live(sql, link, address)}`,
    )
    return found
  },

  /** Uses it up. Undefined when it was, by someone else. */
  async use({ file, userAgent, ...who }: Fetch): Promise<ProvisionedPhone | undefined> {
    const scope = { ...systemScope('provisioning'), ...who }
    const [used] = await pool.query(sql => use(sql, scope, link, who.address, { file, user_agent: userAgent }))
    if (!used) return undefined
    const { tenantId, sealed, ...phone } = used
    return { ...phone, secret: open(keys, sealed, boundTo(tenantId, phone.number)) }
  },
})

// As long as the row of the link is locked, nobody else uses it; who waited sees what became of it.
const live = (sql: Sql, link: string, address: string): Fragment => sql`
  provisioning_links l
  join devices d on d.id = l.device_id
  join extensions e on e.id = d.extension_id
  join tenants t on t.id = d.tenant_id
  where l.token_hash = ${hashed(link)} and l.expires_at > now() and d.mac_address is not null and e.status = 'active' and t.status = 'active'
    and (l.used_at is null or (l.used_at > now() - ${GRACE_MINUTES} * interval '1 minute' and l.used_from = ${address}))`

type Used = Omit<ProvisionedPhone, 'secret'> & { tenantId: string; sealed: Uint8Array }

const use = (sql: Sql, scope: Scope, link: string, address: string, after: object) => sql<Used[]>`
  with found as (
    select l.id, d.id as device_id, d.tenant_id, e.extension_number, e.display_name, e.secret_sealed, t.domain
    from ${live(sql, link, address)}
    for update of l
  ), used as (
    update provisioning_links l
    set used_at = coalesce(l.used_at, now()), used_from = ${address}
    from found
    where l.id = found.id
    returning l.id
  ), ${trail(sql, scope, {
    action: 'device.provisioned',
    target: 'device',
    targetId: sql`found.device_id`,
    tenantId: sql`found.tenant_id`,
    before: sql`null::json`,
    after: sql`${JSON.stringify(after)}::text::json`,
    from: sql`found join used on used.id = found.id`,
  })}
  select found.extension_number as number, found.display_name as "displayName", found.domain, found.tenant_id as "tenantId",
    found.secret_sealed as sealed
  from found
  join used on used.id = found.id`

/** Links that nobody can use any more. */
export const removeExpiredLinks = ({ pool }: Pick<Database, 'pool'>): PromiseLike<unknown> =>
  pool.query(sql => sql`delete from provisioning_links where expires_at <= now()`)
