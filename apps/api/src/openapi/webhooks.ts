import { Invalid } from '@ringfence/domain/admit'
import { admitQuery, WebhookDeliveryListQuery, WebhookListQuery } from '@ringfence/domain/list'
import {
  NewWebhook,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookInput,
  WebhookSecret,
} from '@ringfence/domain/webhook'
import type { TSchema } from '@sinclair/typebox'
import type { DocumentDecoration } from 'elysia'
import { exampleRecord } from './example'
import { failures, invalid, oddKey } from './failures'
import { idempotencyParameter, idParameter, ifMatchParameter, queryParameters, success } from './parts'
import { EVERYWHERE, type ResourceDocs, resourceDocs } from './resource'
import { reference } from './schemas'

const EXAMPLE = { tenant_id: null, secret: null }

const WAITING = { status: 'pending', attempts: 0, last_status: null, last_error: null, finished_at: null }

const shown = (schema: TSchema) => ({ schema: reference(schema), example: exampleRecord(schema) })

const webhookId = idParameter('webhook')
const deliveryId = { ...idParameter('delivery'), name: 'delivery' }

const resource = resourceDocs({
  singular: 'Webhook',
  plural: 'Webhooks',
  input: WebhookInput,
  record: Webhook,
  row: Webhook,
  detail: Webhook,
  listQuery: WebhookListQuery,
  example: EXAMPLE,
  changeExample: { events: ['device.online', 'device.offline'], description: null },
  notes: {
    create:
      'Each event is sent by POST as `{ "type", "timestamp", "data" }`, signed as Standard Webhooks says; any status of 2xx takes it. What fails is sent again, later each time, for almost three days, always with the same `webhook-id`: what came with it before came twice. The answer 410 disables the webhook. The secret is shown this once. Without `tenant_id` only an admin of all tenants may.',
    replace: 'The secret stays as it is.',
    remove: 'Its deliveries go with it, also those that wait.',
  },
})

const create: ResourceDocs['create'] = {
  ...resource.create,
  responses: {
    ...resource.create.responses,
    201: success(
      'The new webhook.',
      'Webhook created successfully.',
      { schema: reference(NewWebhook), example: exampleRecord(NewWebhook, { tenant_id: null }) },
      'ETag',
    ),
  },
}

const rotate: DocumentDecoration = {
  operationId: 'rotateWebhookSecret',
  summary: 'Replace the secret of a webhook',
  description:
    'Makes a new secret and answers it. Every attempt from then on is signed with it, also of events from before. Nothing is sent in the body.',
  parameters: [webhookId, idempotencyParameter, ifMatchParameter],
  responses: {
    200: success('The new secret.', 'Webhook secret updated successfully.', shown(WebhookSecret), 'ETag'),
    ...failures(...EVERYWHERE, 'Forbidden', 'NotFound', 'KeyReused', 'Stale'),
    ...invalid(oddKey),
  },
}

const test: DocumentDecoration = {
  operationId: 'testWebhook',
  summary: 'Send a test event',
  description:
    'Has a `webhook.test` event delivered, with the record of the webhook as its data, and answers the delivery. What came of it, the delivery tells a moment later. Nothing is sent in the body.',
  parameters: [webhookId, idempotencyParameter],
  responses: {
    202: success('It is on its way.', 'Webhook test accepted.', {
      schema: reference(WebhookDelivery),
      example: exampleRecord(WebhookDelivery, WAITING),
    }),
    ...failures(...EVERYWHERE, 'Forbidden', 'NotFound', 'KeyReused'),
    ...invalid(() => {
      throw new Invalid({ enabled: ['The webhook is not enabled.'] })
    }),
  },
}

const deliveries: DocumentDecoration = {
  operationId: 'listWebhookDeliveries',
  summary: 'List the deliveries of a webhook',
  description: 'What the webhook was told, newest first; with `limit`, a page of it. Deliveries are kept for 30 days.',
  parameters: [webhookId, ...queryParameters(WebhookDeliveryListQuery)],
  responses: {
    200: success(
      'The deliveries.',
      'Deliveries fetched successfully.',
      { schema: { type: 'array', items: reference(WebhookDelivery) }, example: [exampleRecord(WebhookDelivery)] },
      'Link',
    ),
    ...failures(...EVERYWHERE, 'NotFound'),
    ...invalid(() => admitQuery(WebhookDeliveryListQuery, new URLSearchParams({ limit: '0' }))),
  },
}

const delivery: DocumentDecoration = {
  operationId: 'showWebhookDelivery',
  summary: 'Show a delivery of a webhook',
  description: 'With the body that is sent.',
  parameters: [webhookId, deliveryId],
  responses: {
    200: success('The delivery.', 'Delivery loaded successfully.', shown(WebhookDeliveryDetail)),
    ...failures(...EVERYWHERE, 'NotFound'),
  },
}

const retry: DocumentDecoration = {
  operationId: 'retryWebhookDelivery',
  summary: 'Deliver an event again',
  description:
    'Has the event sent at once, whatever became of it, with the same id as before; should that fail, as often as a new one. A delivery that is being attempted at this moment stays as it is. Nothing is sent in the body.',
  parameters: [webhookId, deliveryId, idempotencyParameter],
  responses: {
    202: success('It is on its way.', 'Delivery retry accepted.', {
      schema: reference(WebhookDelivery),
      example: exampleRecord(WebhookDelivery, WAITING),
    }),
    ...failures(...EVERYWHERE, 'Forbidden', 'NotFound', 'KeyReused'),
    ...invalid(oddKey),
  },
}

export const webhookDocs = { ...resource, create, rotate, test, deliveries, delivery, retry }
