import { cdrs } from '@ringfence/db/cdrs'
import type { Database } from '@ringfence/db/database'
import { devices } from '@ringfence/db/devices'
import { extensions } from '@ringfence/db/extensions'
import type { NaturalKeys } from '@ringfence/db/natural-keys'
import type { Written } from '@ringfence/db/outcome'
import { queueAgents } from '@ringfence/db/queue-agents'
import { queues } from '@ringfence/db/queues'
import { systemScope } from '@ringfence/db/scope'
import { freshSecret } from '@ringfence/db/secrets'
import { tenants } from '@ringfence/db/tenants'
import { admit } from '@ringfence/domain/admit'
import { CdrInput } from '@ringfence/domain/cdr'
import { DeviceInput } from '@ringfence/domain/device'
import { admitExtension, ExtensionInput } from '@ringfence/domain/extension'
import type { JsonObject } from '@ringfence/domain/json-object'
import { QueueInput } from '@ringfence/domain/queue'
import { QueueAgentInput } from '@ringfence/domain/queue-agent'
import { TenantInput } from '@ringfence/domain/tenant'
import {
  fieldsOf,
  type Key,
  type Link,
  linksOfCall,
  linksOfDevice,
  linksOfMembership,
  linksOfTenant,
  named,
} from './links'

export const scope = systemScope('seed')

/** A line that keeps the rules. */
export type Row = {
  key: Key
  /** When the call began, of a call record. */
  startedAt?: string
  find(keys: NaturalKeys): Promise<number | undefined>
  create(db: Database): Promise<Written>
}

export type Kind = {
  /** What a line may have beside `kind`. */
  fields: string[]
  /** The other rows that a line names. Throws Invalid for names that no row can have. */
  links(fields: JsonObject): Link[]
  /** The row of a line to which the ids of other rows were added. Throws Invalid. */
  row(fields: JsonObject): Row
}

const tenant: Kind = {
  fields: Object.keys(TenantInput.properties),
  links: () => [],
  row(fields) {
    const input = admit(TenantInput, fields)
    return {
      key: ['tenant', input.slug],
      find: keys => keys.tenant(input.slug),
      create: db => tenants(db, scope).create(input),
    }
  },
}

const extension: Kind = {
  fields: fieldsOf(ExtensionInput),
  links: linksOfTenant,
  row(fields) {
    const input = admitExtension({ secret: freshSecret(), ...fields })
    return {
      key: ['extension', named(fields, 'tenant_slug'), input.extension_number],
      find: keys => keys.extension(input.tenant_id, input.extension_number),
      create: db => extensions(db, scope).create(input),
    }
  },
}

const device: Kind = {
  fields: fieldsOf(DeviceInput),
  links: linksOfDevice,
  row(fields) {
    const input = admit(DeviceInput, fields)
    const { label, mac_address: macAddress } = input
    return {
      key: ['device', named(fields, 'tenant_slug'), named(fields, 'extension_number'), macAddress ?? label],
      find: keys => keys.device(input.extension_id, { label, macAddress }),
      create: db => devices(db, scope).create(input),
    }
  },
}

const queue: Kind = {
  fields: fieldsOf(QueueInput),
  links: linksOfTenant,
  row(fields) {
    const input = admit(QueueInput, fields)
    return {
      key: ['queue', named(fields, 'tenant_slug'), input.queue_number],
      find: keys => keys.queue(input.tenant_id, input.queue_number),
      create: db => queues(db, scope).create(input),
    }
  },
}

const queueAgent: Kind = {
  fields: fieldsOf(QueueAgentInput),
  links: linksOfMembership,
  row(fields) {
    const input = admit(QueueAgentInput, fields)
    return {
      key: [
        'queue_agent',
        named(fields, 'tenant_slug'),
        named(fields, 'queue_number'),
        named(fields, 'extension_number'),
      ],
      find: keys => keys.queueAgent(input.queue_id, input.extension_id),
      create: db => queueAgents(db, scope).create(input),
    }
  },
}

const cdr: Kind = {
  fields: fieldsOf(CdrInput),
  links: linksOfCall,
  row(fields) {
    const input = admit(CdrInput, fields)
    const callId = named(fields, 'call_id')
    return {
      key: ['cdr', named(fields, 'tenant_slug'), callId],
      startedAt: input.started_at,
      find: keys => keys.cdr(input.tenant_id, callId),
      create: db => cdrs(db, scope).create(input),
    }
  },
}

/** Each kind names only rows of the kinds before it: the order in which rows can be made. */
export const kinds = new Map([
  ['tenant', tenant],
  ['extension', extension],
  ['device', device],
  ['queue', queue],
  ['queue_agent', queueAgent],
  ['cdr', cdr],
])
