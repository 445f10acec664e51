import { Invalid } from '@ringfence/domain/admit'
import type { DeviceInput } from '@ringfence/domain/device'
import { trail } from './audit'
import { explained } from './constraints'
import type { Database } from './database'
import type { Written } from './outcome'
import type { Sql } from './pool'
import { deviceRecord } from './records'
import { type Scope, visible } from './scope'

/** The devices that a scope sees; nothing here reaches another tenant's. */
export const devices = (db: Database, scope: Scope) => ({
  /** Throws Invalid when the scope sees no such extension. */
  async create(input: DeviceInput): Promise<Written> {
    const [created] = await explained(db.pool.query(sql => insert(sql, scope, input)))
    if (!created) throw new Invalid({ extension_id: ['The selected extension id is invalid.'] })
    return created
  },
})

const deed = (sql: Sql, action: string) => ({
  action,
  target: 'device',
  targetId: sql`d.id`,
  tenantId: sql`d.tenant_id`,
})

const insert = (sql: Sql, scope: Scope, input: DeviceInput) => sql<Written[]>`
  with home as (
    select e.id, e.tenant_id
    from extensions e
    where e.id = ${input.extension_id} and ${visible(sql, scope, 'e.tenant_id')}
    for key share
  ), d as (
    insert into devices (tenant_id, extension_id, label, mac_address, vendor, model)
    select home.tenant_id, home.id, ${input.label}, ${input.mac_address}, ${input.vendor}, ${input.model}
    from home
    returning id, tenant_id, registered_at, expires_at, version, record
  ), created as (
    select d.id, d.tenant_id, d.version, ${deviceRecord(sql)} as json from d
  ), ${trail(sql, scope, { ...deed(sql, 'device.created'), before: sql`null`, after: sql`d.json::json`, from: sql`created d` })}
  select json, version from created`
