import type { CdrInput } from '@ringfence/domain/cdr'
import type { DeviceInput } from '@ringfence/domain/device'
import type { QueueInput } from '@ringfence/domain/queue'
import type { QueueAgentInput } from '@ringfence/domain/queue-agent'
import { asOwner } from './database'

export const deviceInput = (extensionId: number, fields: Partial<DeviceInput> = {}): DeviceInput => ({
  extension_id: extensionId,
  label: 'Front desk',
  mac_address: '00:15:65:ab:cd:ef',
  vendor: 'Yealink',
  model: null,
  ...fields,
})

export const queueInput = (tenantId: number, fields: Partial<QueueInput> = {}): QueueInput => ({
  tenant_id: tenantId,
  name: 'Support',
  queue_number: '8000',
  strategy: 'ringall',
  timeout: 20,
  status: 'active',
  ...fields,
})

export const queueAgentInput = (
  queueId: number,
  extensionId: number,
  fields: Partial<QueueAgentInput> = {},
): QueueAgentInput => ({ queue_id: queueId, extension_id: extensionId, penalty: 2, status: 'active', ...fields })

export const cdrInput = (tenantId: number, fields: Partial<CdrInput> = {}): CdrInput => ({
  tenant_id: tenantId,
  extension_id: null,
  caller_number: '+493023125001',
  destination_number: '1001',
  direction: 'inbound',
  disposition: 'answered',
  duration_seconds: 63,
  bill_seconds: 60,
  cost: 0.042,
  started_at: '2026-11-23T22:00:00.123456+01:00',
  ended_at: null,
  call_id: null,
  ...fields,
})

/** What the audit trail says of one row. */
export const trailOf = async (url: string, target: string, id: number): Promise<object[]> => [
  ...(await asOwner(
    url,
    sql => sql<object[]>`
      select action, tenant_id, actor, before, after
      from audit
      where target = ${target} and target_id = ${id}
      order by id`,
  )),
]
