import { Extension, ExtensionInput } from '@ringfence/domain/extension'
import { ExtensionListQuery, ExtensionShowQuery } from '@ringfence/domain/list'
import { ExtensionDetail, ExtensionRow } from '@ringfence/domain/relations'
import type { DocumentDecoration } from 'elysia'
import { failures, invalid, oddKey } from './failures'
import { idempotencyParameter, idParameter, ifMatchParameter, success } from './parts'
import { EVERYWHERE, resourceDocs } from './resource'

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
  description: 'The SIP password in clear. That it was read, by whom and when, goes into the audit trail.',
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
    'Makes a new SIP password and answers it. The old one no longer registers from then on. Nothing is sent in the body.',
  parameters: [idParameter('extension'), idempotencyParameter, ifMatchParameter],
  responses: {
    200: success('The new secret.', 'Extension secret updated successfully.', secret, 'ETag'),
    ...failures(...EVERYWHERE, 'Forbidden', 'NotFound', 'KeyReused', 'Stale'),
    ...invalid(oddKey),
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
    example: { extension_number: '7001' },
    changeExample: { display_name: 'Front desk', email: null },
    notes: {
      remove: 'Its devices and its places in queues go with it. Its call records stay.',
    },
  }),
  reveal,
  rotate,
}
