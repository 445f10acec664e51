import type { BulkDevice, BulkExtension } from '@ringfence/db/bulk'
import type { QueueInput } from '@ringfence/domain/queue'
import { generateSecret } from '@ringfence/domain/secret'
import type { Member, StoredTenant } from './directory'
import { mailName, personName } from './names'
import { extensionNumber, STREAMS } from './plan'
import { random } from './random'

/** The year that the rows are of: fixed, so that a seed makes the same rows whenever it is used. */
export const UNTIL = Date.parse('2026-11-01T00:00:00Z')
export const YEAR_MILLISECONDS = 365 * 86_400_000

const STATUSES = { disabled: 0.04, suspended: 0.01 }
const REGISTERED = 0.8
const REGISTRATION_MILLISECONDS = 3_600_000

type Phone = { vendor: string; model: string; prefix: string; agent: string }

const PHONES: readonly [Phone, ...Phone[]] = [
  { vendor: 'Yealink', model: 'T54W', prefix: '80:5e:c0', agent: 'Yealink SIP-T54W 96.86.0.75' },
  { vendor: 'Yealink', model: 'W76P', prefix: '80:5e:c0', agent: 'Yealink W76P 146.85.0.37' },
  { vendor: 'Snom', model: 'D785', prefix: '00:04:13', agent: 'snomD785/10.1.198.19' },
  { vendor: 'Grandstream', model: 'GRP2614', prefix: 'c0:74:ad', agent: 'Grandstream GRP2614 1.0.13.28' },
  { vendor: 'Poly', model: 'VVX 450', prefix: '64:16:7f', agent: 'PolyVVX-VVX_450-UA/6.4.6.2453' },
]

const STRATEGIES = ['roundrobin', 'leastrecent', 'ringall'] as const
const TOPICS = ['Sales', 'Support', 'Billing', 'Reception', 'Returns', 'Emergency'] as const

export const extensionRow = (seed: number, { tenant, index }: Member): BulkExtension => {
  const place = tenant.offset + index
  const chance = random(seed, STREAMS.extension, place)
  const number = extensionNumber(tenant, index)
  const name = personName(chance)
  const { domain } = tenant.row
  return {
    tenant_id: tenant.id,
    extension_number: number,
    display_name: name,
    email: chance.chance(0.3) ? null : `${mailName(name) ?? number}@${domain}`,
    secret: generateSecret(random(seed, STREAMS.secret, place).bytes),
    status: chance.chance(STATUSES.disabled) ? 'disabled' : chance.chance(STATUSES.suspended) ? 'suspended' : 'active',
    voicemail_enabled: chance.chance(0.6),
    domain,
    created_at: new Date(UNTIL - chance.below(YEAR_MILLISECONDS)).toISOString(),
  }
}

/** The device at `place` among all. */
export const deviceRow = (seed: number, { tenant, index, extensionId }: Member, place: number): BulkDevice => {
  const chance = random(seed, STREAMS.device, place)
  const phone = chance.pick(PHONES)
  const octet = () => chance.below(256).toString(16).padStart(2, '0')
  const host = `10.${chance.below(256)}.${chance.below(256)}.${1 + chance.below(254)}`
  const registered = UNTIL - chance.below(REGISTRATION_MILLISECONDS)
  const isRegistered = chance.chance(REGISTERED)
  const whenRegistered = <T>(value: T): T | null => (isRegistered ? value : null)
  return {
    tenant_id: tenant.id,
    extension_id: extensionId,
    label: `${phone.vendor} ${phone.model}`,
    mac_address: `${phone.prefix}:${octet()}:${octet()}:${octet()}`,
    vendor: phone.vendor,
    model: phone.model,
    user_agent: whenRegistered(phone.agent),
    contact: whenRegistered(`sip:${extensionNumber(tenant, index)}@${host}:5060`),
    transport: whenRegistered(chance.chance(0.5) ? 'udp' : 'tls'),
    received_from: whenRegistered(`${host}:5060`),
    registered_at: whenRegistered(new Date(registered).toISOString()),
    expires_at: whenRegistered(new Date(registered + REGISTRATION_MILLISECONDS).toISOString()),
  }
}

/** The tenant's queue at `index`. Its number is one digit longer than the extensions', so that it is none of theirs. */
export const queueRow = (seed: number, tenant: StoredTenant, index: number, place: number): QueueInput => {
  const chance = random(seed, STREAMS.queue, place)
  return {
    tenant_id: tenant.id,
    name: chance.pick(TOPICS),
    queue_number: String(tenant.firstNumber * 10 + index),
    strategy: chance.pick(STRATEGIES),
    timeout: 10 + 5 * chance.below(5),
    status: 'active',
  }
}
