import type { Static } from '@sinclair/typebox'
import { admit, admitChange } from './admit'
import { GREATEST_INTEGER, input, integer, optional, record, recordId, stamps } from './fields'
import { type JsonObject, jsonObject } from './json-object'
import { text } from './text'

const fields = {
  name: text({ maxLength: 255, description: 'The customer.', example: 'Acme Ltd' }),
  slug: text({
    maxLength: 255,
    pattern: '^\\S+$',
    description: 'A short unique name without blanks, for addresses and file names.',
    example: 'acme',
  }),
  domain: text({
    maxLength: 255,
    format: 'hostname',
    description: 'The SIP realm, unique. Stored in lower case.',
    example: 'acme.sip.example',
  }),
  status: text({
    maxLength: 50,
    enum: ['active', 'suspended'],
    description: 'No extension of a suspended tenant may register.',
    example: 'active',
  }),
  timezone: text({
    maxLength: 100,
    format: 'timezone',
    description: 'The name of an IANA time zone.',
    example: 'Europe/Berlin',
  }),
  max_extensions: integer({
    minimum: 1,
    maximum: GREATEST_INTEGER,
    description: 'The number of extensions that it may have.',
    example: 50,
  }),
  settings: optional(
    jsonObject({ description: 'Anything else, stored as it is.', example: { music_on_hold: 'jazz' } }),
  ),
}

export const TenantInput = input(fields, 'A tenant to create, or all of its fields to replace.')
export type TenantInput = Static<typeof TenantInput>

export const Tenant = record(
  { id: recordId, ...fields, ...stamps },
  'A tenant: one customer with a SIP realm of its own.',
)
export type Tenant = Static<typeof Tenant>

/** Throws Invalid. */
export const admitTenant = (body: unknown): TenantInput => admit(TenantInput, body)

/** Some fields of a tenant; `settings_patch` (RFC 7396) changes what it names in the settings, at any depth. */
export type TenantChange = Partial<TenantInput> & { settings_patch?: JsonObject }

/** Throws Invalid. */
export const admitTenantChange = (body: unknown): TenantChange => {
  const { settings, ...change } = admitChange(TenantInput, body)
  if (settings === undefined) return change
  return settings === null ? { ...change, settings } : { ...change, settings_patch: settings }
}
