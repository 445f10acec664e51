import { randomBytes } from 'node:crypto'
import { type KeyRing, open, seal } from './secrets'

/** A webhook's secret at rest: bound to a name that no other secret has, so that it does not open in another row. */
export type SealedSecret = { secret_sealed: Uint8Array; sealed_for: string }

const SECRET_BYTES = 32

/** A new secret in the spelling of Standard Webhooks. */
export const freshWebhookSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`

export const sealWebhookSecret = (keys: KeyRing, secret: string): SealedSecret & { secret_sealed: Buffer } => {
  const sealed_for = crypto.randomUUID()
  return { secret_sealed: seal(keys, secret, boundToWebhook(sealed_for)), sealed_for }
}

/** Throws KeyRingError when it was altered or belongs to another row. */
export const openWebhookSecret = (keys: KeyRing, { secret_sealed, sealed_for }: SealedSecret): string =>
  open(keys, secret_sealed, boundToWebhook(sealed_for))

/** What a webhook's secret is bound to. */
export const boundToWebhook = (sealedFor: string): string => `webhook|${sealedFor}|secret`
