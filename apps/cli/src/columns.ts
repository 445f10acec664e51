import type { components } from '@ringfence/client/generated/api'
import type { Column } from './table'

type Schemas = components['schemas']

export const extensionColumns: Column<Schemas['ExtensionRow']>[] = [
  { title: 'ID', cell: row => row.id },
  { title: 'NUMBER', cell: row => row.extension_number },
  { title: 'NAME', cell: row => row.display_name },
  { title: 'TENANT', cell: row => row.tenant.slug },
  { title: 'STATUS', cell: row => row.status },
  { title: 'E-MAIL', cell: row => row.email },
  { title: 'VOICEMAIL', cell: row => row.voicemail_enabled },
  { title: 'DEVICES', cell: row => row.devices.length },
]

export const ownExtensionColumns: Column<Schemas['Extension']>[] = [
  { title: 'ID', cell: row => row.id },
  { title: 'NUMBER', cell: row => row.extension_number },
  { title: 'NAME', cell: row => row.display_name },
  { title: 'STATUS', cell: row => row.status },
]

export const tenantColumns: Column<Schemas['TenantRow']>[] = [
  { title: 'ID', cell: row => row.id },
  { title: 'SLUG', cell: row => row.slug },
  { title: 'NAME', cell: row => row.name },
  { title: 'DOMAIN', cell: row => row.domain },
  { title: 'STATUS', cell: row => row.status },
  { title: 'EXTENSIONS', cell: row => `${row.extensions_count} of ${row.max_extensions}` },
  { title: 'QUEUES', cell: row => row.queues_count },
]

export const deviceColumns: Column<Schemas['Device']>[] = [
  { title: 'ID', cell: row => row.id },
  { title: 'LABEL', cell: row => row.label },
  { title: 'MAC', cell: row => row.mac_address },
  { title: 'MODEL', cell: row => [row.vendor, row.model].filter(Boolean).join(' ') },
  { title: 'ONLINE', cell: row => row.online },
  { title: 'CONTACT', cell: row => row.contact },
]

export const queueColumns: Column<Schemas['Queue']>[] = [
  { title: 'ID', cell: row => row.id },
  { title: 'NUMBER', cell: row => row.queue_number },
  { title: 'NAME', cell: row => row.name },
  { title: 'STRATEGY', cell: row => row.strategy },
  { title: 'TIMEOUT', cell: row => row.timeout },
  { title: 'STATUS', cell: row => row.status },
]

export const agentColumns: Column<Schemas['QueueAgent']>[] = [
  { title: 'ID', cell: row => row.id },
  { title: 'QUEUE', cell: row => row.queue_id },
  { title: 'EXTENSION', cell: row => row.extension_id },
  { title: 'PENALTY', cell: row => row.penalty },
  { title: 'STATUS', cell: row => row.status },
]

export const cdrColumns: Column<Schemas['Cdr']>[] = [
  { title: 'STARTED', cell: row => row.started_at },
  { title: 'CALLER', cell: row => row.caller_number },
  { title: 'CALLED', cell: row => row.destination_number },
  { title: 'DIRECTION', cell: row => row.direction },
  { title: 'ENDED AS', cell: row => row.disposition },
  { title: 'SECONDS', cell: row => row.duration_seconds },
  { title: 'COST', cell: row => row.cost },
]
