import type { WebhookEvent } from '@ringfence/domain/webhook'
import { parseKeyRing } from '../secrets'
import { freshWebhookSecret, sealWebhookSecret } from '../webhook-secrets'
import { asOwner, type TestDatabase } from './database'

export type TestWebhook = { id: string; secret: string }

/** A new webhook of a tenant, or with null of all. */
export const mintWebhook = async (
  { url: owner, keyRing }: Pick<TestDatabase, 'url' | 'keyRing'>,
  tenantId: number | null,
  events: WebhookEvent[],
  { url = 'https://hook.example/', enabled = true }: { url?: string; enabled?: boolean } = {},
): Promise<TestWebhook> => {
  const secret = freshWebhookSecret()
  const { secret_sealed, sealed_for } = sealWebhookSecret(parseKeyRing(keyRing), secret)
  const [{ id }] = await asOwner(
    owner,
    sql => sql<[{ id: string }]>`
      insert into webhooks (tenant_id, url, events, enabled, secret_sealed, sealed_for)
      values (${tenantId}, ${url}, ${`{${events.join(',')}}`}::text::text[], ${enabled}, ${secret_sealed}, ${sealed_for})
      returning id`,
  )
  return { id, secret }
}

export type Told = { type: string; data: Record<string, unknown> }

/** What a webhook was or will be told, in order. */
export const toldTo = async ({ url }: Pick<TestDatabase, 'url'>, { id }: { id: string }): Promise<Told[]> => {
  const rows = await asOwner(
    url,
    sql => sql<{ type: string; payload: string }[]>`
      select type, payload from webhook_deliveries where webhook_id = ${id} order by id`,
  )
  return rows.map(({ type, payload }) => {
    const sent = JSON.parse(payload)
    if (sent.type !== type) throw new Error(`${type} is told as ${sent.type}`)
    return { type, data: sent.data }
  })
}
