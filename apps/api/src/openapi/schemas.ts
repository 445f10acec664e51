import * as admin from '@ringfence/domain/admin'
import * as audit from '@ringfence/domain/audit'
import * as cdr from '@ringfence/domain/cdr'
import * as cdrBatch from '@ringfence/domain/cdr-batch'
import * as cdrSummary from '@ringfence/domain/cdr-summary'
import * as device from '@ringfence/domain/device'
import * as extension from '@ringfence/domain/extension'
import * as extensionImport from '@ringfence/domain/extension-import'
import * as extensionRange from '@ringfence/domain/extension-range'
import * as freeNumbers from '@ringfence/domain/free-numbers'
import * as provisioning from '@ringfence/domain/provisioning'
import * as queue from '@ringfence/domain/queue'
import * as queueAgent from '@ringfence/domain/queue-agent'
import * as relations from '@ringfence/domain/relations'
import * as secondFactor from '@ringfence/domain/second-factor'
import * as session from '@ringfence/domain/session'
import * as tenant from '@ringfence/domain/tenant'
import * as token from '@ringfence/domain/token'
import * as toldCall from '@ringfence/domain/told-call'
import * as webhook from '@ringfence/domain/webhook'
import { type TSchema, TypeGuard } from '@sinclair/typebox'
import type { OpenAPIV3 } from 'openapi-types'
import { errorSchemas } from './errors'
import { type Published, published, referenceTo } from './published'

/*
 * The document names a schema as the domain does: `Extension` there is `#/components/schemas/Extension` here. To every input
 * belongs a change, the same fields with none required, which is what a merge patch holds.
 */

/** A reference to a schema that the domain exports. */
export const reference = (schema: TSchema): OpenAPIV3.ReferenceObject => referenceTo(knownName(schema))

/** A reference to what a merge patch of this input holds. */
export const changeReference = (input: TSchema): OpenAPIV3.ReferenceObject =>
  referenceTo(knownName(input).replace(/Input$/, CHANGE))

/** The schema behind a name in the document. */
export const schemaNamed = (name: string): Published => {
  const own = errorSchemas[name]
  if (own) return own
  const schema = byName.get(name)
  if (schema) return published(schema, inner => (inner === schema ? undefined : names.get(inner)))
  const input = name.endsWith(CHANGE) ? byName.get(name.replace(CHANGE, 'Input')) : undefined
  if (!input) throw new Error(`No schema has the name ${name}.`)
  return change(published(input, inner => (inner === input ? undefined : names.get(inner))))
}

const CHANGE = 'Change'

const byName = new Map<string, TSchema>(
  [
    admin,
    audit,
    cdr,
    cdrBatch,
    cdrSummary,
    device,
    extension,
    freeNumbers,
    queue,
    queueAgent,
    relations,
    secondFactor,
    session,
    tenant,
    token,
    webhook,
    extensionImport,
    extensionRange,
    provisioning,
    toldCall,
  ]
    .flatMap(module => Object.entries<unknown>(module))
    .flatMap(([name, value]) => (TypeGuard.IsSchema(value) ? [[name, value]] : [])),
)

const names = new Map([...byName].map(([name, schema]) => [schema, name]))

const knownName = (schema: TSchema): string => {
  const name = names.get(schema)
  if (!name) throw new Error('The schema is none that the domain exports.')
  return name
}

// Null resets a field to its default, so a field that has one takes null here.
const change = ({ required: _, properties = {}, ...whole }: Published): Published => ({
  ...whole,
  description: 'The fields to change; those that are left out stay, null resets one to its default.',
  properties: Object.fromEntries(
    Object.entries(properties).map(([name, field]) => {
      if ('$ref' in field || field.default === undefined) return [name, field]
      const { default: _, ...rest } = field
      return [name, { ...rest, nullable: true }]
    }),
  ),
})
