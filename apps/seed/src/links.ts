import { admit, type Errors } from '@ringfence/domain/admit'
import { CdrInput } from '@ringfence/domain/cdr'
import { ExtensionInput } from '@ringfence/domain/extension'
import { input, optional } from '@ringfence/domain/fields'
import type { JsonObject } from '@ringfence/domain/json-object'
import { QueueInput } from '@ringfence/domain/queue'
import { TenantInput } from '@ringfence/domain/tenant'

/** What tells one row from all others, whatever its id: its kind, its tenant's slug, and its own name. */
export type Key = [kind: string, ...names: string[]]

/** The row that a line names, and the fields of the line and of the row that speak of it. */
export type Link = { field: string; id: string; key: Key }

const slug = { tenant_slug: TenantInput.properties.slug }
const number = { extension_number: ExtensionInput.properties.extension_number }

const OfTenant = input(slug, 'What names a tenant.')
const OfExtension = input({ ...slug, ...number }, 'What names an extension.')
const OfMembership = input(
  { ...slug, queue_number: QueueInput.properties.queue_number, ...number },
  'What names a queue and an extension.',
)
const OfCall = input(
  { ...slug, extension_number: optional(number.extension_number), call_id: CdrInput.properties.call_id.anyOf[0] },
  'What names a call, so that it is known when it is loaded again.',
)

/** The fields that name other rows, and the ids that they stand for. */
export const names = new Map([
  ['tenant_id', 'tenant_slug'],
  ['extension_id', 'extension_number'],
  ['queue_id', 'queue_number'],
])

export const linksOfTenant = (fields: JsonObject): Link[] => [toTenant(admit(OfTenant, fields).tenant_slug)]

export const linksOfDevice = (fields: JsonObject): Link[] => {
  const { tenant_slug, extension_number } = admit(OfExtension, fields)
  return [toExtension(tenant_slug, extension_number)]
}

export const linksOfMembership = (fields: JsonObject): Link[] => {
  const { tenant_slug, queue_number, extension_number } = admit(OfMembership, fields)
  return [
    { field: 'queue_number', id: 'queue_id', key: ['queue', tenant_slug, queue_number] },
    toExtension(tenant_slug, extension_number),
  ]
}

export const linksOfCall = (fields: JsonObject): Link[] => {
  const { tenant_slug, extension_number } = admit(OfCall, fields)
  const links = [toTenant(tenant_slug)]
  return extension_number === null ? links : [...links, toExtension(tenant_slug, extension_number)]
}

/** The fields of a line for a row of this schema: names in the place of ids. */
export const fieldsOf = (schema: { properties: object }): string[] => [
  'tenant_slug',
  ...Object.keys(schema.properties).map(field => names.get(field) ?? field),
]

/** The text of a field that its links have been made of. */
export const named = (fields: JsonObject, field: string): string => String(fields[field])

/** What is wrong with the ids, as what is wrong with the names that stand for them. */
export const renamed = (errors: Errors): Errors => {
  const entries = Object.entries(errors).map(([id, sentences]) => {
    const name = names.get(id)
    return name ? [name, sentences.map(sentence => sentence.replace(spoken(id), spoken(name)))] : [id, sentences]
  })
  return Object.fromEntries(entries)
}

/** The sentence of an id that no row has, about its name. */
export const unknown = (field: string): string => `The selected ${spoken(field)} is invalid.`

const toTenant = (tenantSlug: string): Link => ({ field: 'tenant_slug', id: 'tenant_id', key: ['tenant', tenantSlug] })

const toExtension = (tenantSlug: string, extensionNumber: string): Link => ({
  field: 'extension_number',
  id: 'extension_id',
  key: ['extension', tenantSlug, extensionNumber],
})

const spoken = (field: string): string => field.replaceAll('_', ' ')
