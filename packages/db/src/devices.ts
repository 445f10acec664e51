import type { DeviceInput } from '@ringfence/domain/device'
import { formats } from '@ringfence/domain/formats'
import type { DeviceListQuery } from '@ringfence/domain/list'
import { trail } from './audit'
import type { Database } from './database'
import { NotFound } from './errors'
import type { Written } from './outcome'
import type { Sql } from './pool'
import { deviceRecord, extensionRecord, openDevice, withRelations } from './records'
import { resource, type Table } from './resource'
import { type Scope, visible } from './scope'

export type DeviceFilter = Pick<DeviceListQuery, 'search' | 'tenant_id' | 'extension_id'>

/** The devices that a scope sees. */
export const devices = (db: Database, scope: Scope) => ({
  ...resource(db, scope, table),

  /** Throws the device off its registrar; it may register again. Throws NotFound. */
  async endRegistration(id: string): Promise<Written> {
    const [ended] = await db.pool.query(sql => throwOff(sql, scope, id))
    if (!ended) throw new NotFound('Device')
    return ended
  },
})

const throwOff = (sql: Sql, scope: Scope, id: string) => sql<Written[]>`
  with old as materialized (
    select d.id, d.record
    from devices d
    where d.id = ${id} and ${visible(sql, scope, 'd.tenant_id')}
  ), d as materialized (
    select d.id, d.tenant_id, d.version, d.registered_at, d.expires_at, d.record
    from old, end_registration(old.id) d
  ), ${trail(sql, scope, {
    action: 'device.thrown_off',
    target: 'device',
    targetId: sql`d.id`,
    tenantId: sql`d.tenant_id`,
    before: sql`old.record::json`,
    after: sql`d.record::json`,
    from: sql`d join old on old.id = d.id`,
  })}
  select ${deviceRecord(sql)} as json, d.version from d`

/** A MAC address is looked for in the one spelling that is stored. */
const asStored = (search: string): string => {
  const { accepts, stored } = formats['mac-address']
  return accepts(search) ? (stored?.(search) ?? search) : search
}

const table: Table<DeviceInput, DeviceFilter> = {
  singular: 'Device',
  target: 'device',
  name: 'devices',
  as: 'd',
  tenant: 'tenant_id',
  at: 'created_at',
  record: deviceRecord,
  recordColumns: ['registered_at', 'expires_at', 'record'],
  source: sql => sql`devices d join extensions e on e.id = d.extension_id`,
  row: sql => withRelations(sql, openDevice(sql), { extension: extensionRecord(sql) }),
  filters: (sql, { search, tenant_id, extension_id }) => ({
    search: search && asStored(search),
    tenantId: tenant_id,
    within: extension_id === undefined ? sql`true` : sql`d.extension_id = ${extension_id}`,
    beside: null,
  }),
  refusals: (sql, scope, { extension_id }: Partial<DeviceInput>) =>
    extension_id === undefined
      ? {}
      : {
          devices_extension_exists: sql`not exists (
            select from extensions e where e.id = ${extension_id} and ${visible(sql, scope, 'e.tenant_id')}
          )`,
        },
  columns: (sql, scope, input) => ({
    ...input,
    ...(input.extension_id !== undefined && {
      tenant_id: sql`(select e.tenant_id from extensions e where e.id = ${input.extension_id} and ${visible(sql, scope, 'e.tenant_id')})`,
    }),
  }),
}
