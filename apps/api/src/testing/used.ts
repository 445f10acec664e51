import { asOwner } from '@ringfence/db/testing/database'
import { until } from '@ringfence/db/testing/until'
import { type Call, caller } from './call'
import type { Program } from './program'
import { makeExtension } from './samples'

export const SECRET = 'Zürich-9fQ2-höchst-geheim'

/** What is known of a database that was in use: an extension with SECRET, of the first tenant, and a token of an owner. */
export type Used = { tenantId: number; extensionId: number; token: string }

/** Leaves traces of every kind behind: something deleted, a webhook with an event that waits, an answer to be repeated, a token. */
export const putToUse = async (admin: Call, url: string): Promise<Used> => {
  const [{ id }] = await asOwner(url, sql => sql<[{ id: string }]>`select min(id) as id from tenants`)
  const tenant = { id: Number(id) }
  const phone = await makeExtension(admin, tenant, { extension_number: '7001', secret: SECRET })
  const gone = await makeExtension(admin, tenant, { extension_number: '7002' })
  await admin('DELETE', `/api/extensions/${gone.id}`)
  const hook = { tenant_id: tenant.id, url: 'https://hook.example/', events: ['extension.created'] }
  const headers = { 'idempotency-key': 'once' }
  const { body } = await admin<{ id: number }>('POST', '/api/webhooks', { json: hook, headers })
  await makeExtension(admin, tenant, { extension_number: '7003' })
  await keepWaiting(admin, body.data.id, url)
  const made = await admin<{ token: string }>('POST', '/api/tokens', { json: { name: 'Billing', role: 'owner' } })
  return { tenantId: tenant.id, extensionId: phone.id, token: made.body.data.token }
}

/** Keeps what the webhook was to be told in the outbox, and everybody from trying. */
const keepWaiting = async (admin: Call, webhook: number, url: string): Promise<void> => {
  const headers = { 'content-type': 'application/merge-patch+json' }
  await admin('PATCH', `/api/webhooks/${webhook}`, { json: { enabled: false }, headers })
  const taken = () => asOwner(url, sql => sql`select from webhook_deliveries where locked_until is not null`)
  await until('no attempt is under way', async () => (await taken()).length === 0)
}

/** Requests to the real program. */
export const callerOf = ({ url }: Pick<Program, 'url'>, cookie?: string): Call =>
  caller(
    {
      request(path, { json, cookie: own, headers, ...init } = {}) {
        const sent = new Headers(headers)
        if (own !== undefined) sent.set('cookie', own)
        if (json !== undefined && !sent.has('content-type')) sent.set('content-type', 'application/json')
        return fetch(`${url}${path}`, {
          ...init,
          headers: sent,
          ...(json !== undefined && { body: JSON.stringify(json) }),
        })
      },
    },
    cookie,
  )
