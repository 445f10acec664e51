import { type Static, type TObject, type TSchema, Type } from '@sinclair/typebox'
import { admit, type Rule } from './admit'
import { LONGEST_ACTOR } from './audit'
import { cursor, encodeCursor } from './cursor'
import { input, integer } from './fields'
import { isBlank, text } from './text'

export { type Cursor, decodeCursor, encodeCursor } from './cursor'

/**
 * The known keys of a query string; unknown ones are ignored, an empty filter is none, and a key given twice has no value that
 * could be meant. Throws Invalid with all faulty keys at once.
 */
export const admitQuery = <S extends TObject>(schema: S, query: URLSearchParams, rule?: Rule<S>): Static<S> => {
  const sent: Record<string, string | string[]> = {}
  for (const [name, field] of Object.entries(schema.properties)) {
    const [value, ...more] = query.getAll(name)
    if (value === undefined || (EmptyMeansAll in field && more.length === 0 && isBlank(value))) continue
    sent[name] = more.length ? [value, ...more] : value
  }
  return admit(schema, sent, rule)
}

const EmptyMeansAll = Symbol('an empty filter is none')

const filter = <S extends TSchema>(schema: S) => Type.Optional({ ...schema, [EmptyMeansAll]: true })

const search = (columns: string) =>
  filter(
    text({
      maxLength: 255,
      description: `Only those that contain it, in any letter case, in ${columns}.`,
      example: 'recep',
    }),
  )

const filterId = (what: string) =>
  filter(integer({ minimum: 1, description: `Only those of this ${what}.`, example: 1 }))

const filterInstant = (description: string) =>
  filter(text({ maxLength: 35, format: 'date-time', description, example: '2026-11-01T00:00:00Z' }))

const page = {
  limit: Type.Optional(
    integer({ minimum: 1, maximum: 1000, description: 'At most so many; without it, all.', example: 50 }),
  ),
  cursor: Type.Optional(
    cursor({
      description: 'Where the page before ended: the `Link` header of that page holds it.',
      example: encodeCursor({ at: '2026-11-23T21:00:00.123456Z', id: '1' }),
    }),
  ),
}

const filterStatus = filter(text({ maxLength: 50, description: 'Only those of this status.', example: 'active' }))

/** Of a call that takes no keys. */
export const NoQuery = input({}, 'Nothing to ask for.')

export const TenantListQuery = input(
  { search: search('name, slug and domain'), status: filterStatus, ...page },
  'Which tenants to list.',
)
export type TenantListQuery = Static<typeof TenantListQuery>

export const TenantRemovalQuery = input(
  {
    cascade: Type.Boolean({
      default: false,
      description: 'Whether everything that belongs to it goes too.',
      example: true,
    }),
  },
  'How to delete a tenant.',
)
export type TenantRemovalQuery = Static<typeof TenantRemovalQuery>

export const ExtensionListQuery = input(
  {
    search: search('number, display name and e-mail address'),
    tenant_id: filterId('tenant'),
    status: filterStatus,
    deleted: filter(
      text({
        maxLength: 4,
        enum: ['only'] as const,
        description: 'Those that were deleted within 30 days and can be restored, instead of those that are there.',
        example: 'only',
      }),
    ),
    ...page,
  },
  'Which extensions to list.',
)
export type ExtensionListQuery = Static<typeof ExtensionListQuery>

/** What a list is exported as; without it the `Accept` header says. */
const format = Type.Optional(
  text({ maxLength: 10, enum: ['csv', 'ndjson'] as const, description: 'What to export as.', example: 'csv' }),
)

export const ExtensionExportQuery = input(
  { search: ExtensionListQuery.properties.search, tenant_id: filterId('tenant'), status: filterStatus, format },
  'Which extensions to export.',
)
export type ExtensionExportQuery = Static<typeof ExtensionExportQuery>

export const ExtensionShowQuery = input(
  {
    cdrs_limit: integer({
      minimum: 0,
      maximum: 1000,
      default: 100,
      description: 'How many of the newest calls to show.',
      example: 10,
    }),
  },
  'How much of an extension to show.',
)
export type ExtensionShowQuery = Static<typeof ExtensionShowQuery>

export const QueueListQuery = input(
  {
    search: search('name, number and strategy'),
    tenant_id: filterId('tenant'),
    status: filterStatus,
    ...page,
  },
  'Which queues to list.',
)
export type QueueListQuery = Static<typeof QueueListQuery>

export const QueueAgentListQuery = input(
  { tenant_id: filterId('tenant'), queue_id: filterId('queue'), extension_id: filterId('extension'), ...page },
  'Which memberships to list.',
)
export type QueueAgentListQuery = Static<typeof QueueAgentListQuery>

export const DeviceListQuery = input(
  {
    search: search('label, MAC address, user agent and contact'),
    tenant_id: filterId('tenant'),
    extension_id: filterId('extension'),
    ...page,
  },
  'Which devices to list.',
)
export type DeviceListQuery = Static<typeof DeviceListQuery>

const cdrFilters = {
  search: search('caller, destination, direction and disposition'),
  tenant_id: filterId('tenant'),
  extension_id: filterId('extension'),
  number: filter(
    text({
      maxLength: 50,
      description: 'Only those with this in the number of the caller or of the called.',
      example: '4930',
    }),
  ),
  direction: filter(text({ maxLength: 50, description: 'Only those in this direction.', example: 'inbound' })),
  disposition: filter(text({ maxLength: 50, description: 'Only those that ended so.', example: 'answered' })),
  from: filterInstant('Only those that began then or later.'),
  to: filterInstant('Only those that began before then.'),
}

export const CdrListQuery = input({ ...cdrFilters, ...page }, 'Which call records to list.')
export type CdrListQuery = Static<typeof CdrListQuery>

export const CdrExportQuery = input({ ...cdrFilters, format }, 'Which call records to export, and how.')
export type CdrExportQuery = Static<typeof CdrExportQuery>

export const TokenListQuery = input({ search: search('name'), ...page }, 'Which tokens to list.')
export type TokenListQuery = Static<typeof TokenListQuery>

export const SessionListQuery = input(page, 'Which sessions to list.')
export type SessionListQuery = Static<typeof SessionListQuery>

export const AdminListQuery = input(
  { search: search('name and e-mail address'), tenant_id: filterId('tenant'), status: filterStatus, ...page },
  'Which admins to list.',
)
export type AdminListQuery = Static<typeof AdminListQuery>

export const WebhookListQuery = input({ tenant_id: filterId('tenant'), ...page }, 'Which webhooks to list.')
export type WebhookListQuery = Static<typeof WebhookListQuery>

export const WebhookDeliveryListQuery = input(
  {
    status: filter(text({ maxLength: 50, description: 'Only those of this status.', example: 'failed' })),
    ...page,
  },
  'Which deliveries to list.',
)
export type WebhookDeliveryListQuery = Static<typeof WebhookDeliveryListQuery>

export const AuditListQuery = input(
  {
    actor: filter(
      text({ maxLength: LONGEST_ACTOR, description: 'Only what this one did.', example: 'admin@ringfence.example' }),
    ),
    action: filter(text({ maxLength: 100, description: 'Only this action.', example: 'extension.secret_revealed' })),
    target: filter(
      text({ maxLength: 100, description: 'Only what was done to things of this kind.', example: 'extension' }),
    ),
    target_id: filter(
      integer({
        minimum: 1,
        description: 'Only what was done to those with this id; with `target`, to one.',
        example: 1,
      }),
    ),
    tenant_id: filterId('tenant'),
    from: filterInstant('Only what was done then or later.'),
    to: filterInstant('Only what was done before then.'),
    ...page,
  },
  'Which entries of the audit trail to list.',
)
export type AuditListQuery = Static<typeof AuditListQuery>

export const HistoryQuery = input(page, 'How much of a history to list.')
