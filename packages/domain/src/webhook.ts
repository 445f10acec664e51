import { type Static, Type } from '@sinclair/typebox'
import { admit, admitChange, type Rule } from './admit'
import { choices } from './choices'
import { count, input, nullable, optional, record, recordId, reference, stamps, timestamp } from './fields'
import { text } from './text'

/** What a webhook can be told of. */
export const WEBHOOK_EVENTS = [
  'extension.created',
  'extension.updated',
  'extension.deleted',
  'device.online',
  'device.offline',
  'cdr.created',
] as const
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]

const fields = {
  tenant_id: optional({
    ...reference('tenant'),
    description: 'The id of the tenant whose events are sent. Without it, those of every tenant.',
  }),
  url: text({
    maxLength: 2048,
    format: 'uri',
    description: 'Where events are sent to: http or https, without credentials. Private addresses are refused.',
    example: 'https://crm.example.com/hooks/ringfence',
  }),
  events: choices<WebhookEvent>({
    enum: WEBHOOK_EVENTS,
    description: 'The events that are sent, each once.',
    example: ['extension.created', 'extension.deleted'],
  }),
  enabled: Type.Boolean({
    default: true,
    description: 'While false, nothing new is sent; what waits is sent when it is true again.',
    example: true,
  }),
  description: optional(text({ maxLength: 255, description: 'What it is for.', example: 'CRM' })),
}

const secret = text({
  maxLength: 95,
  // 24 to 64 bytes, as the specification wants it.
  pattern:
    '^whsec_(?:(?:[A-Za-z0-9+/]{4}){8,20}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?|(?:[A-Za-z0-9+/]{4}){21}(?:[A-Za-z0-9+/]{2}==)?)$',
  description:
    'What signs each delivery (Standard Webhooks): `whsec_` and 24 to 64 bytes in base64. Shown once, when it is made.',
  example: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
})

const givenSecret = optional({
  ...secret,
  description:
    'Only for a new webhook: `whsec_` and 24 to 64 bytes in base64. Without it, a random one is made. To replace it is a call of its own.',
})

export const WebhookInput = input(
  { ...fields, secret: givenSecret },
  'A webhook to create, or all of its fields to replace.',
)
export type WebhookInput = Static<typeof WebhookInput>

export const Webhook = record({ id: recordId, ...fields, ...stamps }, 'A webhook. Its secret is never part of it.')
export type Webhook = Static<typeof Webhook>

export const WebhookSecret = record({ secret }, 'The secret of a webhook, shown this once.')
export type WebhookSecret = Static<typeof WebhookSecret>

export const NewWebhook = record(
  { ...Webhook.properties, secret },
  'A new webhook with its secret, which is shown this once.',
)
export type NewWebhook = Static<typeof NewWebhook>

const delivery = {
  id: recordId,
  webhook_id: { ...recordId, description: 'The webhook that it is for.' },
  event_id: text({
    maxLength: 36,
    description: 'The same at every attempt, sent as `webhook-id`: what came with it before came twice.',
    example: '7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11',
  }),
  type: text({
    maxLength: 50,
    enum: [...WEBHOOK_EVENTS, 'webhook.test'],
    description: 'What happened.',
    example: 'extension.created',
  }),
  status: text({
    maxLength: 50,
    enum: ['pending', 'delivered', 'failed'],
    description: 'pending while it is yet to be tried or tried again.',
    example: 'delivered',
  }),
  attempts: count('How often it was tried.'),
  last_status: nullable(Type.Integer({ description: 'The HTTP status of the last answer, if any.', example: 200 })),
  last_error: nullable(
    Type.String({ description: 'Why the last attempt failed.', example: 'No answer within 10 seconds.' }),
  ),
  next_attempt_at: nullable(timestamp('When it is tried next, while it is pending.')),
  finished_at: nullable(timestamp('When it was delivered or given up.')),
  created_at: timestamp('When the event happened.'),
}

export const WebhookDelivery = record(delivery, 'One event for one webhook.')
export type WebhookDelivery = Static<typeof WebhookDelivery>

const payload = Type.Object(
  {
    type: delivery.type,
    timestamp: timestamp('When it happened.'),
    data: Type.Object(
      {},
      {
        additionalProperties: true,
        description: 'The record that it happened to, as the API answers it.',
        example: { id: 1, extension_number: '1001' },
      },
    ),
  },
  {
    additionalProperties: false,
    description: 'The body that is sent.',
    example: {
      type: 'extension.created',
      timestamp: '2026-11-23T21:00:00.123456Z',
      data: { id: 1, extension_number: '1001' },
    },
  },
)

export const WebhookDeliveryDetail = record({ ...delivery, payload }, 'One event for one webhook, with what is sent.')
export type WebhookDeliveryDetail = Static<typeof WebhookDeliveryDetail>

export type WebhookRule = Rule<typeof WebhookInput>

/** Throws Invalid; `rule` says which addresses are out of reach. */
export const admitWebhook = (sent: unknown, rule: WebhookRule): WebhookInput => admit(WebhookInput, sent, rule)

/** Throws Invalid. */
export const admitWebhookChange = (sent: unknown, rule: WebhookRule): Partial<WebhookInput> =>
  admitChange(WebhookInput, sent, rule)
