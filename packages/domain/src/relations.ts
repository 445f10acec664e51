import { type Static, Type } from '@sinclair/typebox'
import { Cdr } from './cdr'
import { Device } from './device'
import { Extension } from './extension'
import { count, nullable, record, timestamp } from './fields'
import { Queue } from './queue'
import { QueueAgent } from './queue-agent'
import { Tenant } from './tenant'

/*
 * What list and show add to the records. They stand together because tenants hold extensions and extensions name their tenant:
 * apart, the files would import each other.
 */

const listed = { ...Extension.properties, tenant: Tenant, devices: Type.Array(Device) }

export const ExtensionRow = record(
  { ...listed, deleted_at: Type.Optional(timestamp('When it was deleted; only in the list of those that were.')) },
  'An extension in a list.',
)
export type ExtensionRow = Static<typeof ExtensionRow>

export const ExtensionDetail = record(
  {
    ...listed,
    queueAgents: Type.Array(record({ ...QueueAgent.properties, queue: Queue }, 'A membership with its queue.')),
    cdrs: Type.Array(Cdr, { description: 'The newest calls, newest first.' }),
    cdrs_count: count('How many calls there are.'),
  },
  'An extension with everything that belongs to it.',
)
export type ExtensionDetail = Static<typeof ExtensionDetail>

export const TenantRow = record(
  {
    ...Tenant.properties,
    extensions_count: count('How many extensions it has.'),
    queues_count: count('How many queues it has.'),
  },
  'A tenant in a list.',
)
export type TenantRow = Static<typeof TenantRow>

export const TenantDetail = record(
  { ...Tenant.properties, extensions: Type.Array(Extension), queues: Type.Array(Queue) },
  'A tenant with its extensions and queues.',
)
export type TenantDetail = Static<typeof TenantDetail>

export const QueueRow = record(
  { ...Queue.properties, tenant: Tenant, agents: Type.Array(QueueAgent) },
  'A queue with its tenant and agents.',
)
export type QueueRow = Static<typeof QueueRow>

export const QueueAgentRow = record(
  { ...QueueAgent.properties, queue: Queue, extension: Extension },
  'A membership with both its sides.',
)
export type QueueAgentRow = Static<typeof QueueAgentRow>

export const DeviceRow = record({ ...Device.properties, extension: Extension }, 'A device with its extension.')
export type DeviceRow = Static<typeof DeviceRow>

export const CdrRow = record(
  { ...Cdr.properties, tenant: Tenant, extension: nullable(Extension) },
  'A call record with its tenant and, while it exists, its extension.',
)
export type CdrRow = Static<typeof CdrRow>
