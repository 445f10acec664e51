import { Invalid } from '@ringfence/domain/admit'
import { Extension, ExtensionInput } from '@ringfence/domain/extension'
import { ExtensionListQuery, ExtensionShowQuery } from '@ringfence/domain/list'
import { ExtensionDetail, ExtensionRow } from '@ringfence/domain/relations'
import type { DocumentDecoration } from 'elysia'
import { exampleRecord } from './example'
import { failures, invalid, oddKey } from './failures'
import { idempotencyParameter, idParameter, ifMatchParameter, success } from './parts'
import { EVERYWHERE, resourceDocs } from './resource'
import { reference } from './schemas'

const secret = {
  schema: {
    type: 'object' as const,
    required: ['secret'],
    properties: { secret: { type: 'string' as const, description: 'The SIP password in clear.' } },
    additionalProperties: false,
  },
  example: { secret: ExtensionInput.properties.secret.example },
}

const reveal: DocumentDecoration = {
  operationId: 'revealExtensionSecret',
  summary: 'Reveal the secret of an extension',
  description:
    'The SIP password in clear. That it was read, by whom and when, goes into the audit trail. An admin must have signed in not long ago (`POST /api/admin/reauthenticate`).',
  parameters: [idParameter('extension')],
  responses: {
    200: success('The secret.', 'Extension secret loaded successfully.', secret),
    ...failures(...EVERYWHERE, 'Forbidden', 'NotFound'),
  },
}

const rotate: DocumentDecoration = {
  operationId: 'rotateExtensionSecret',
  summary: 'Replace the secret of an extension',
  description:
    'Makes a new SIP password and answers it. The old one no longer registers from then on. Nothing is sent in the body. An admin must have signed in not long ago (`POST /api/admin/reauthenticate`).',
  parameters: [idParameter('extension'), idempotencyParameter, ifMatchParameter],
  responses: {
    200: success('The new secret.', 'Extension secret updated successfully.', secret, 'ETag'),
    ...failures(...EVERYWHERE, 'Forbidden', 'NotFound', 'KeyReused', 'Stale'),
    ...invalid(oddKey),
  },
}

const taken = (): never => {
  throw new Invalid({ extension_number: ['The extension number has already been taken.'] })
}

const restore: DocumentDecoration = {
  operationId: 'restoreExtension',
  summary: 'Restore a deleted extension',
  description:
    'Brings back what was deleted within 30 days, as it was: with its id, its secret, its devices, and its places in those queues that are still there. Devices have to register anew. Its call records stayed, but are not linked to it again. Its number must still be free and the quota must allow it. Webhooks are told `extension.created`. Nothing is sent in the body.',
  parameters: [idParameter('extension'), idempotencyParameter],
  responses: {
    200: success(
      'The extension as it is now.',
      'Extension restored successfully.',
      { schema: reference(Extension), example: exampleRecord(Extension) },
      'ETag',
    ),
    ...failures(...EVERYWHERE, 'Forbidden', 'NotFound', 'KeyReused'),
    ...invalid(taken),
  },
}

export const extensionDocs = {
  ...resourceDocs({
    singular: 'Extension',
    plural: 'Extensions',
    input: ExtensionInput,
    record: Extension,
    row: ExtensionRow,
    detail: ExtensionDetail,
    listQuery: ExtensionListQuery,
    showQuery: ExtensionShowQuery,
    example: { extension_number: '7001', deleted_at: undefined },
    changeExample: { display_name: 'Front desk', email: null },
    notes: {
      list: 'With `deleted=only` it lists those that can be restored, the last deleted first, each with `deleted_at`.',
      remove:
        'Its devices and its places in queues go with it. Its call records stay. For 30 days it can be restored; to every reader it is gone.',
    },
  }),
  reveal,
  rotate,
  restore,
}
