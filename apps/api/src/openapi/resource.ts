import { admit, admitChange } from '@ringfence/domain/admit'
import { admitQuery } from '@ringfence/domain/list'
import type { TObject } from '@sinclair/typebox'
import type { DocumentDecoration } from 'elysia'
import type { OpenAPIV3 } from 'openapi-types'
import { JSON_TYPE, MERGE_PATCH_TYPE } from '../http/body'
import { exampleRecord } from './example'
import { type FailureName, failures, invalid } from './failures'
import { idempotencyParameter, idParameter, ifMatchParameter, queryParameters, success } from './parts'
import { changeReference, reference } from './schemas'
import { type Words, words } from './words'

type Resource = {
  /** As in messages: `Queue agent` and `Queue agents`. */
  singular: string
  plural: string
  input: TObject
  record: TObject
  row: TObject
  detail: TObject
  listQuery: TObject
  showQuery?: TObject
  removalQuery?: TObject
  /** A valid value of each kind in place of the field's own example, for what must not be taken yet. */
  example?: Record<string, unknown>
  /** What a merge patch is shown with: some fields of the input. */
  changeExample: Record<string, unknown>
  /** What is to be said of a call beyond what all resources have in common. */
  notes: Partial<Record<keyof ResourceDocs, string>> & { remove: string }
  /** True when a record that others need cannot be deleted. */
  mayBeInUse?: boolean
  /** True when one that is there already may be created again, which answers it. */
  mayExist?: boolean
}

type Detail = DocumentDecoration & { operationId: string; responses: OpenAPIV3.ResponsesObject }

export type ResourceDocs = Record<'list' | 'create' | 'show' | 'replace' | 'change' | 'remove', Detail>

/** The documentation of the five calls that every resource has, derived from its names and schemas. */
export const resourceDocs = (resource: Resource): ResourceDocs => {
  const named = words(resource.singular, resource.plural)
  return {
    list: list(resource, named),
    create: create(resource, named),
    show: show(resource, named),
    replace: replace(resource, named),
    change: change(resource, named),
    remove: remove(resource, named),
  }
}

export const EVERYWHERE: FailureName[] = ['Unauthorized', 'Forbidden', 'Throttled', 'OurFault', 'Unavailable']
export const WITH_BODY: FailureName[] = ['BadJson', 'TooSlow', 'TooLarge', 'UnsupportedMedia']

const list = ({ row, listQuery, example, notes }: Resource, { plural, some, identifiers }: Words): Detail => ({
  operationId: `list${identifiers}`,
  summary: `List ${some}`,
  description: `All ${some} that the admin may see, newest first; with \`limit\`, a page of them.${more(notes.list)}`,
  parameters: queryParameters(listQuery),
  responses: {
    200: success(
      `The ${some}.`,
      `${plural} fetched successfully.`,
      { schema: { type: 'array', items: reference(row) }, example: [exampleRecord(row, example)] },
      'Link',
    ),
    ...failures(...EVERYWHERE),
    ...invalid(() => admitQuery(listQuery, new URLSearchParams({ limit: '0' }))),
  },
})

const create = (resource: Resource, { singular, one, a, identifier }: Words): Detail => ({
  operationId: `create${identifier}`,
  summary: `Create ${a}`,
  description: `Makes ${a} and answers it.${more(resource.notes.create)}`,
  parameters: [idempotencyParameter],
  requestBody: wholeBody(resource),
  responses: {
    201: success(`The new ${one}.`, `${singular} created successfully.`, recordOf(resource), 'ETag'),
    ...(resource.mayExist && {
      200: success(`The ${one} that was there.`, `${singular} loaded successfully.`, recordOf(resource), 'ETag'),
    }),
    ...failures(...EVERYWHERE, ...WITH_BODY, 'Forbidden', 'KeyReused'),
    ...invalid(() => admit(resource.input, {})),
  },
})

const show = ({ detail, showQuery, example }: Resource, { singular, one, a, identifier }: Words): Detail => ({
  operationId: `show${identifier}`,
  summary: `Show ${a}`,
  description: detail.description ?? '',
  parameters: [idParameter(one), ...(showQuery ? queryParameters(showQuery) : [])],
  responses: {
    200: success(
      `The ${one}.`,
      `${singular} loaded successfully.`,
      { schema: reference(detail), example: exampleRecord(detail, example) },
      'ETag',
    ),
    ...failures(...EVERYWHERE, 'NotFound'),
    ...(showQuery && invalid(() => admitQuery(showQuery, outOfRange(showQuery)))),
  },
})

const replace = (resource: Resource, { one, a, identifier, singular }: Words): Detail => ({
  operationId: `replace${identifier}`,
  summary: `Replace ${a}`,
  description: `Sets every field of the ${one}: an optional one that is left out gets its default.${more(resource.notes.replace)}`,
  parameters: [idParameter(one), ifMatchParameter],
  requestBody: wholeBody(resource),
  responses: { ...changed(resource, singular, one), ...invalid(() => admit(resource.input, {})) },
})

const change = (resource: Resource, { one, a, identifier, singular }: Words): Detail => ({
  operationId: `change${identifier}`,
  summary: `Change ${a}`,
  description: `As \`${MERGE_PATCH_TYPE}\` (RFC 7396) it changes the fields that it names. As \`${JSON_TYPE}\` it does what \`PUT\` does.${more(resource.notes.change ?? resource.notes.replace)}`,
  parameters: [idParameter(one), ifMatchParameter],
  requestBody: {
    required: true,
    content: {
      [MERGE_PATCH_TYPE]: { schema: changeReference(resource.input), example: resource.changeExample },
      [JSON_TYPE]: { schema: reference(resource.input), example: exampleRecord(resource.input, resource.example) },
    },
  },
  responses: {
    ...changed(resource, singular, one),
    ...invalid(() => admitChange(resource.input, nothing(resource.input))),
  },
})

const remove = ({ notes, mayBeInUse, removalQuery }: Resource, { one, a, identifier, singular }: Words): Detail => ({
  operationId: `delete${identifier}`,
  summary: `Delete ${a}`,
  description: notes.remove,
  parameters: [idParameter(one), ...(removalQuery ? queryParameters(removalQuery) : []), ifMatchParameter],
  responses: {
    200: success('It is gone.', `${singular} deleted successfully.`),
    ...failures(...EVERYWHERE, 'Forbidden', 'NotFound', 'Stale', ...(mayBeInUse ? (['InUse'] as const) : [])),
    ...(removalQuery && invalid(() => admitQuery(removalQuery, outOfRange(removalQuery)))),
  },
})

const more = (note: string | undefined): string => (note === undefined ? '' : ` ${note}`)

const recordOf = ({ record, example }: Resource) => ({
  schema: reference(record),
  example: exampleRecord(record, example),
})

const wholeBody = ({ input, example }: Resource): OpenAPIV3.RequestBodyObject => ({
  required: true,
  content: { [JSON_TYPE]: { schema: reference(input), example: exampleRecord(input, example) } },
})

const changed = (resource: Resource, singular: string, one: string): OpenAPIV3.ResponsesObject => ({
  200: success(`The ${one} as it is now.`, `${singular} updated successfully.`, recordOf(resource), 'ETag'),
  ...failures(...EVERYWHERE, ...WITH_BODY, 'Forbidden', 'NotFound', 'Stale'),
})

const nothing = ({ required = [] }: TObject): Record<string, null> =>
  Object.fromEntries(required.map(name => [name, null]))

const outOfRange = ({ properties }: TObject): URLSearchParams =>
  new URLSearchParams(Object.fromEntries(Object.keys(properties).map(name => [name, '-1'])))
