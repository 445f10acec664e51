import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { outbox } from '@ringfence/db/outbox'
import type {
  NewWebhook,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookSecret,
} from '@ringfence/domain/webhook'
import { openLog } from '../log'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Call, documentedCaller } from '../testing/call'
import { openReceiver, type Receiver } from '../testing/receiver'
import { makeExtension } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'
import { type Dispatcher, openDispatcher } from '../webhooks/dispatcher'
import { reachOf } from '../webhooks/post'

let server: TestServer
let owner: Call
let dispatcher: Dispatcher
const receivers: Receiver[] = []

beforeAll(async () => {
  server = await startTestServer({ overrides: { privateTargets: true } })
  owner = documentedCaller(server, await server.signIn())
  const options = { schedule: [0, 0, 0, 0, 0], pollMilliseconds: 20 }
  dispatcher = openDispatcher(outbox(server.db), reachOf(true), openLog('silent'), options)
})
afterAll(async () => {
  await dispatcher.stop()
  await Promise.all(receivers.map(receiver => receiver.close()))
  await server.close()
})

const receiver = (options: Parameters<typeof openReceiver>[0] = {}): Receiver => {
  const opened = openReceiver(options)
  receivers.push(opened)
  return opened
}

const body = (fields: Record<string, unknown> = {}) => ({
  url: 'https://hook.example/',
  events: ['extension.created'],
  ...fields,
})

const create = async (fields: Record<string, unknown> = {}, call = owner): Promise<NewWebhook> => {
  const answer = await call<NewWebhook>('POST', '/api/webhooks', { json: body(fields) })
  if (answer.status !== 201) throw new Error(`The webhook was not created: ${answer.text}`)
  return answer.body.data
}

/** The calls of an admin of the tenant, or with a role of another who sees it. */
const adminOf = async ({ id }: { id: number }, role: 'tenant' | 'viewer' = 'tenant'): Promise<Call> =>
  documentedCaller(server, await signInAs(server, await makeAdmin(server, { role, tenantId: id })))

describe('a webhook', () => {
  test('shows its secret once: when it is made and when it is replaced', async () => {
    const given = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
    const made = await create({ secret: given })
    expect(made.secret).toBe(given)
    const path = `/api/webhooks/${made.id}`
    const rotated = await owner<WebhookSecret>('POST', `${path}/secret`)
    expect(rotated.body.message).toBe('Webhook secret updated successfully.')
    const { secret } = rotated.body.data
    expect(secret).not.toBe(given)
    await owner('POST', `${path}/test`)
    const answers = [
      await owner('GET', path),
      await owner('GET', '/api/webhooks'),
      await owner('PUT', path, { json: body() }),
      await owner('GET', `${path}/deliveries`),
      await owner('DELETE', path),
    ]
    const texts = answers.map(({ text }) => text).join()
    for (const canary of [given, secret]) expect(texts).not.toContain(canary.slice(6))
    expect(texts).not.toContain('"secret"')
  })

  test('is made once for an Idempotency-Key, and its secret shown again', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const [one, two] = [
      await owner<NewWebhook>('POST', '/api/webhooks', { json: body(), headers }),
      await owner<NewWebhook>('POST', '/api/webhooks', { json: body(), headers }),
    ]
    expect(two.body).toEqual(one.body)
    expect(two.headers.get('idempotency-replayed')).toBe('true')
    const again = { headers: { 'idempotency-key': crypto.randomUUID() } }
    const path = `/api/webhooks/${one.body.data.id}`
    const rotated = await owner('POST', `${path}/secret`, again)
    expect((await owner('POST', `${path}/secret`, again)).text).toBe(rotated.text)
    const tested = { headers: { 'idempotency-key': crypto.randomUUID() } }
    const first = await owner<WebhookDelivery>('POST', `${path}/test`, tested)
    expect((await owner<WebhookDelivery>('POST', `${path}/test`, tested)).body.data.id).toBe(first.body.data.id)
    await owner('DELETE', path)
  })

  test('that is sent wrongly is told all its faults at once', async () => {
    const { body: refused } = await owner('POST', '/api/webhooks', {
      json: { tenant_id: 'x', url: 'ftp://a', events: [], enabled: 3, secret: 'x' },
    })
    expect(Object.keys(refused.errors ?? {}).sort()).toEqual(['enabled', 'events', 'secret', 'tenant_id', 'url'])
    const { id } = await create()
    const secret = `whsec_${Buffer.alloc(24).toString('base64')}`
    const replaced = await owner('PUT', `/api/webhooks/${id}`, { json: body({ secret }) })
    expect(replaced.body.errors).toEqual({ secret: ['The secret is replaced by a call of its own.'] })
  })
})

describe('a private target', () => {
  test.each(['http://127.0.0.1/', 'http://127.1:9/', 'https://[::1]/', 'http://localhost/', 'http://169.254.169.254/'])(
    '%s is refused, new or by a change, unless it is allowed',
    async url => {
      expect((await create({ url })).url).toBe(url)
      const strict = await startTestServer()
      const call = documentedCaller(strict, await strict.signIn())
      const errors = { url: ['The url must lead to a public address.'] }
      expect((await call('POST', '/api/webhooks', { json: body({ url }) })).body.errors).toEqual(errors)
      const { id } = await create({}, call)
      const headers = { 'content-type': 'application/merge-patch+json' }
      const change = { json: { url }, headers }
      expect((await call('PATCH', `/api/webhooks/${id}`, change)).body.errors).toEqual(errors)
      await strict.close()
    },
  )
})

describe('who may', () => {
  test('a tenant admin has the webhooks of the tenant, and no others can be told from missing ones', async () => {
    const [tenant, other] = [await server.tenant(), await server.tenant()]
    const [own, stranger] = [await adminOf(tenant), await adminOf(other)]
    const { id } = await create({ tenant_id: tenant.id }, own)
    const all = await create()
    const { body: tested } = await own<WebhookDelivery>('POST', `/api/webhooks/${id}/test`)
    const paths = (webhook: number): [string, string][] => [
      ['GET', `/api/webhooks/${webhook}`],
      ['DELETE', `/api/webhooks/${webhook}`],
      ['POST', `/api/webhooks/${webhook}/secret`],
      ['POST', `/api/webhooks/${webhook}/test`],
      ['GET', `/api/webhooks/${webhook}/deliveries`],
      ['GET', `/api/webhooks/${webhook}/deliveries?limit=1`],
      ['GET', `/api/webhooks/${webhook}/deliveries/${tested.data.id}`],
      ['POST', `/api/webhooks/${webhook}/deliveries/${tested.data.id}/retry`],
    ]
    const missing = await Promise.all(paths(999_999).map(([method, path]) => stranger(method, path)))
    for (const webhook of [id, all.id])
      for (const [at, [method, path]] of paths(webhook).entries()) {
        const answer = await stranger(method, path)
        expect([method, path, answer.status, answer.text]).toEqual([method, path, 404, missing[at]?.text ?? ''])
      }
    expect((await stranger<Webhook[]>('GET', '/api/webhooks')).body.data).toEqual([])
    for (const tenant_id of [tenant.id, null]) {
      const refused = await stranger('POST', '/api/webhooks', { json: body({ tenant_id }) })
      expect([tenant_id, refused.status, refused.body.errors]).toEqual([
        tenant_id,
        422,
        { tenant_id: ['The selected tenant id is invalid.'] },
      ])
    }
    expect((await own('GET', `/api/webhooks/${id}`)).status).toBe(200)
  })

  test('a viewer reads, and changes or sends nothing', async () => {
    const tenant = await server.tenant()
    const { id } = await create({ tenant_id: tenant.id })
    const { body: tested } = await owner<WebhookDelivery>('POST', `/api/webhooks/${id}/test`)
    const viewer = await adminOf(tenant, 'viewer')
    const path = `/api/webhooks/${id}`
    const reads = [path, '/api/webhooks', `${path}/deliveries`, `${path}/deliveries/${tested.data.id}`]
    for (const read of reads) expect((await viewer('GET', read)).status).toBe(200)
    const writes: [string, string][] = [
      ['POST', '/api/webhooks'],
      ['PUT', path],
      ['DELETE', path],
      ['POST', `${path}/secret`],
      ['POST', `${path}/test`],
      ['POST', `${path}/deliveries/${tested.data.id}/retry`],
    ]
    for (const [method, write] of writes) expect((await viewer(method, write)).status).toBe(403)
  })
})

describe('deliveries', () => {
  test('tell what came of each event, with the body that was sent', async () => {
    const tenant = await server.tenant()
    const made = await create({ tenant_id: tenant.id, url: 'http://127.0.0.1:1/' })
    const path = `/api/webhooks/${made.id}`
    const { url, accepted, heard } = receiver({ secret: made.secret, answer: attempt => (attempt === 1 ? 500 : 200) })
    await owner('PUT', path, { json: body({ tenant_id: tenant.id, url }) })
    const extension = await makeExtension(owner, tenant)
    const [id] = await accepted(1)
    expect(heard.map(({ status }) => status)).toEqual([500, 200])
    const delivery = await settledDelivery(path, 'delivered')
    expect(delivery).toMatchObject({ event_id: id, type: 'extension.created', attempts: 2, last_status: 200 })
    const shown = await owner<WebhookDeliveryDetail>('GET', `${path}/deliveries/${delivery.id}`)
    expect(shown.body.data.payload).toMatchObject({ type: 'extension.created', data: extension })
    expect(heard.at(-1)?.data).toEqual({ ...extension })
  })

  test('that failed are delivered by a retry, as the same event', async () => {
    let isWell = false
    const { url, accepted } = receiver({ answer: () => (isWell ? 200 : 500) })
    const { id } = await create({ url })
    const tested = await owner<WebhookDelivery>('POST', `/api/webhooks/${id}/test`)
    expect(tested.body).toMatchObject({ message: 'Webhook test accepted.', data: { type: 'webhook.test' } })
    const failed = await settledDelivery(`/api/webhooks/${id}`, 'failed')
    expect(failed).toMatchObject({ attempts: 6, last_status: 500, last_error: 'The receiver answered 500.' })
    isWell = true
    const retried = await owner('POST', `/api/webhooks/${id}/deliveries/${failed.id}/retry`)
    expect(retried.body.message).toBe('Delivery retry accepted.')
    expect(await accepted(1)).toEqual([failed.event_id])
  })

  test('are listed newest first, page by page', async () => {
    const { id } = await create({ url: receiver().url })
    const path = `/api/webhooks/${id}/deliveries`
    const ids: number[] = []
    for (let count = 0; count < 3; count++)
      ids.unshift((await owner<WebhookDelivery>('POST', `/api/webhooks/${id}/test`)).body.data.id)
    const idsOf = ({ body: { data } }: { body: { data: WebhookDelivery[] } }) => data.map(({ id }) => id)
    expect(idsOf(await owner<WebhookDelivery[]>('GET', path))).toEqual(ids)
    const first = await owner<WebhookDelivery[]>('GET', `${path}?limit=2`)
    const next = /<(.+)>/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
    const second = await owner<WebhookDelivery[]>('GET', next)
    expect([...idsOf(first), ...idsOf(second)]).toEqual(ids)
    expect((await owner('GET', `${path}?limit=0`)).status).toBe(422)
  })
})

/** The only delivery of a webhook, once it has that status. */
const settledDelivery = async (path: string, status: string): Promise<WebhookDelivery> => {
  for (;;) {
    const { body } = await owner<WebhookDelivery[]>('GET', `${path}/deliveries?status=${status}`)
    const [delivery] = body.data
    if (delivery) return delivery
  }
}
