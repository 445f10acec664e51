import type { DeviceInput } from '@ringfence/domain/device'
import type { DeviceListQuery } from '@ringfence/domain/list'
import type { Database } from './database'
import { deviceRecord, extensionRecord, withRelations } from './records'
import { resource, type Table } from './resource'
import { type Scope, visible } from './scope'

export type DeviceFilter = Pick<DeviceListQuery, 'search' | 'tenant_id' | 'extension_id'>

/** The devices that a scope sees. */
export const devices = (db: Database, scope: Scope) => resource(db, scope, table)

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
  row: sql => withRelations(sql, deviceRecord(sql), { extension: extensionRecord(sql) }),
  filters: (sql, { search, tenant_id, extension_id }) => ({
    search,
    tenantId: tenant_id,
    within: extension_id === undefined ? sql`true` : sql`d.extension_id = ${extension_id}`,
    beside: null,
  }),
  columns: (sql, scope, input) => ({
    ...input,
    ...(input.extension_id !== undefined && {
      tenant_id: sql`(select e.tenant_id from extensions e where e.id = ${input.extension_id} and ${visible(sql, scope, 'e.tenant_id')})`,
    }),
  }),
}
