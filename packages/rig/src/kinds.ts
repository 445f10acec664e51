/** What records of a tenant refer to. */
export type Ids = Record<'tenant' | 'extension' | 'queue', { id: number }>

export type Fields = Record<string, unknown>

/** A resource, as tests of what all of them have in common need to know it. */
export type Kind = {
  path: string
  singular: string
  plural: string
  /** A body that creates one, unlike any before. */
  body(ids: Ids): Fields
  /** Fields that a merge patch can change, with other values than in `body`. */
  change: Fields
  /** What a list row, and a shown record, has beside the record. */
  row: string[]
  detail: string[]
  /** A field that search looks at, or none. */
  searched?: string
  /** Optional fields with their defaults. */
  defaults: Fields
  /** Fields that hold the id of another record, with what that is. */
  references: Record<string, keyof Ids>
  /** What is refused when a body is sent twice, if anything is. */
  taken?: { field: string; sentence: string }
}

let made = 1000
const next = () => `${++made}`

export const kinds: Record<string, Kind> = {
  tenant: {
    path: '/api/tenants',
    singular: 'Tenant',
    plural: 'Tenants',
    body: () => {
      const slug = `acme-${next()}`
      const domain = `${slug}.sip.example`
      return { name: `Acme ${made}`, slug, domain, status: 'active', timezone: 'Europe/Berlin', max_extensions: 50 }
    },
    change: { name: 'Globex', max_extensions: 7, settings: { a: [1, null], b: 'ü' } },
    row: ['extensions_count', 'queues_count'],
    detail: ['extensions', 'queues'],
    searched: 'slug',
    defaults: { settings: null },
    references: {},
    taken: { field: 'slug', sentence: 'The slug has already been taken.' },
  },
  extension: {
    path: '/api/extensions',
    singular: 'Extension',
    plural: 'Extensions',
    body: ({ tenant }) => ({
      tenant_id: tenant.id,
      extension_number: next(),
      display_name: `Desk ${made}`,
      secret: 'T7vqPz3mXw8KdRy4HnJc2bFs',
      status: 'active',
    }),
    change: { display_name: 'Lobby', email: 'lobby@acme.example', voicemail_enabled: true },
    row: ['tenant', 'devices'],
    detail: ['tenant', 'devices', 'queueAgents', 'cdrs', 'cdrs_count'],
    searched: 'display_name',
    defaults: { email: null, voicemail_enabled: false },
    references: { tenant_id: 'tenant' },
    taken: { field: 'extension_number', sentence: 'The extension number has already been taken.' },
  },
  device: {
    path: '/api/devices',
    singular: 'Device',
    plural: 'Devices',
    body: ({ extension }) => ({ extension_id: extension.id, label: `Phone ${next()}` }),
    change: { label: 'Lobby', mac_address: '00:15:65:ab:cd:ef', vendor: 'Yealink', model: 'T54W' },
    row: ['extension'],
    detail: ['extension'],
    searched: 'label',
    defaults: { mac_address: null, vendor: null, model: null },
    references: { extension_id: 'extension' },
  },
  queue: {
    path: '/api/queues',
    singular: 'Queue',
    plural: 'Queues',
    body: ({ tenant }) => ({
      tenant_id: tenant.id,
      name: `Support ${next()}`,
      queue_number: `8${made}`,
      strategy: 'ringall',
      timeout: 20,
      status: 'active',
    }),
    change: { name: 'Sales', strategy: 'leastrecent', timeout: 45 },
    row: ['tenant', 'agents'],
    detail: ['tenant', 'agents'],
    searched: 'name',
    defaults: {},
    references: { tenant_id: 'tenant' },
    taken: { field: 'queue_number', sentence: 'The queue number has already been taken.' },
  },
  'queue agent': {
    path: '/api/queue-agents',
    singular: 'Queue agent',
    plural: 'Queue agents',
    body: ({ queue, extension }) => ({ queue_id: queue.id, extension_id: extension.id, status: 'active' }),
    change: { penalty: 3, status: 'paused' },
    row: ['queue', 'extension'],
    detail: ['queue', 'extension'],
    defaults: { penalty: 0 },
    references: { queue_id: 'queue', extension_id: 'extension' },
    taken: { field: 'extension_id', sentence: 'The extension id has already been taken.' },
  },
  CDR: {
    path: '/api/cdrs',
    singular: 'CDR',
    plural: 'CDRs',
    body: ({ tenant }) => ({
      tenant_id: tenant.id,
      caller_number: `+4930${next()}`,
      destination_number: '1001',
      direction: 'inbound',
      disposition: 'answered',
      duration_seconds: 63,
      bill_seconds: 60,
      cost: 0.042,
      started_at: '2026-11-23T21:00:00.000001Z',
    }),
    change: { disposition: 'failed', cost: 9_999_999_999.9999, ended_at: '2026-11-23T21:01:03.500000Z' },
    row: ['tenant', 'extension'],
    detail: ['tenant', 'extension'],
    searched: 'caller_number',
    defaults: { extension_id: null, ended_at: null, call_id: null },
    references: { tenant_id: 'tenant', extension_id: 'extension' },
  },
  webhook: {
    path: '/api/webhooks',
    singular: 'Webhook',
    plural: 'Webhooks',
    body: ({ tenant }) => ({ tenant_id: tenant.id, url: `https://crm.example/${next()}`, events: ['cdr.created'] }),
    change: {
      url: 'http://crm.example:81/',
      events: ['device.online', 'device.offline'],
      enabled: false,
      description: 'ü',
    },
    row: [],
    detail: [],
    defaults: { tenant_id: null, enabled: true, description: null },
    references: { tenant_id: 'tenant' },
  },
}

/** A record as it is read afterwards: what is shown only once is gone. */
export const withoutSecret = <T extends Fields>(record: T): T => {
  const copy = { ...record }
  Reflect.deleteProperty(copy, 'secret')
  return copy
}

/** Throws when there is none. */
export const kindNamed = (name: string): Kind => {
  const kind = kinds[name]
  if (!kind) throw new Error(`There is no kind ${name}.`)
  return kind
}
