import { createHmac } from 'node:crypto'

/** The headers of Standard Webhooks: which event, when this attempt was made, and the proof that both and the body are ours. */
export const signed = (secret: string, eventId: string, seconds: number, body: string): Record<string, string> => ({
  'webhook-id': eventId,
  'webhook-timestamp': String(seconds),
  'webhook-signature': `v1,${createHmac('sha256', keyOf(secret)).update(`${eventId}.${seconds}.${body}`).digest('base64')}`,
})

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
