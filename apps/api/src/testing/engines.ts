import { readFileSync } from 'node:fs'
import { asOwner } from '@ringfence/db/testing/database'
import type { Extension } from '@ringfence/domain/extension'
import type { Call } from './call'
import { makeExtension } from './samples'
import type { TestServer, TestTenant } from './server'

export type EngineAnswer = { status: number; type: string | null; text: string }

/** Requests of a SIP server: a form, or another body with its type. */
export type EngineCall = (
  path: string,
  body?: string | Record<string, string>,
  headers?: Record<string, string>,
) => Promise<EngineAnswer>

/** A new token of a SIP server, for one tenant or for all. Throws when it was not made. */
export const mintEngineToken = async (
  owner: Call,
  fields: { tenant_id?: number; read_only?: boolean; expires_at?: string } = {},
): Promise<{ id: number; token: string }> => {
  const json = { name: 'SIP server', role: 'engine', ...fields }
  const answer = await owner<{ id: number; token: string }>('POST', '/api/tokens', { json })
  if (answer.status !== 201) throw new Error(`The token was not made: ${answer.text}`)
  return answer.body.data
}

/** Calls with that token; without a body they are GET. */
export const engineCaller =
  ({ request }: Pick<TestServer, 'request'>, token: string): EngineCall =>
  async (path, body, headers = {}) => {
    const answer = await request(`/engine${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : new URLSearchParams(body).toString() }),
    })
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
  }

/** What was recorded of a real SIP server. Its tenant has the domain acme.sip.test, its 1001 the secret acme-secret-1001. */
export const recorded = (name: string): string =>
  readFileSync(new URL(`../engine/samples/${name}`, import.meta.url), 'utf8').trimEnd()

export const RECORDED_DOMAIN = 'acme.sip.test'
export const RECORDED_SECRET = 'acme-secret-1001'
export const RECORDED_HA1 = '4d00c35efcdbe9194e47c19c012162ae'

/** A new tenant and its 1001, as they were when the recordings were made; those of the test before are gone. */
export const recordedTenant = async (
  server: TestServer,
  owner: Call,
): Promise<{ tenant: TestTenant & { id: number }; phone: Extension }> => {
  await asOwner(
    server.ownerUrl,
    sql => sql`delete from extensions e using tenants t where t.id = e.tenant_id and t.domain = ${RECORDED_DOMAIN}`,
  )
  await asOwner(
    server.ownerUrl,
    sql => sql`update tenants set domain = 'gone-' || id where domain = ${RECORDED_DOMAIN}`,
  )
  const tenant = await server.tenant({ domain: RECORDED_DOMAIN })
  return { tenant, phone: await makeExtension(owner, tenant, { secret: RECORDED_SECRET, display_name: 'Acme 1001' }) }
}
