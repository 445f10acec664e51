import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { Invalid } from '@ringfence/domain/admit'
import { NotFound } from './errors'
import { extensions } from './extensions'
import { outbox } from './outbox'
import { type TestDatabase, testDatabase } from './testing/database'
import { inputFor } from './testing/extension'
import { failureOf } from './testing/failures'
import { mintTenant, scopeOf } from './testing/tenant'
import { mintWebhook } from './testing/webhook'
import { webhookDeliveries } from './webhook-deliveries'
import { webhooks } from './webhooks'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

describe('deliveries', () => {
  const setting = async () => {
    const tenant = await mintTenant(it.url)
    const { id } = await mintWebhook(it, tenant.id, ['extension.created'])
    return { tenant, id, log: webhookDeliveries(it.db, tenant.scope, id) }
  }
  const rowsOf = ({ rows }: { rows: string }): { id: number; type: string; status: string }[] => JSON.parse(`[${rows}]`)
  const claimed = (id: string) =>
    outbox(it.db)
      .claim({ busy: [], failing: [], room: 1000 })
      .then(all => all.filter(({ webhook_id }) => webhook_id === id))

  test('are listed newest first, page by page, by status, and shown with what is sent', async () => {
    const { tenant, id, log } = await setting()
    const extension = await extensions(it.db, tenant.scope).create(inputFor(tenant))
    const test = JSON.parse((await log.test()).json)
    const first = await log.list({}, 1, null)
    expect(rowsOf(first)).toEqual([test])
    expect(test).toMatchObject({ webhook_id: Number(id), type: 'webhook.test', status: 'pending', attempts: 0 })
    const [second] = rowsOf(await log.list({}, 1, first.next))
    expect(second?.type).toBe('extension.created')
    const shown = JSON.parse((await log.find(String(second?.id))).json)
    expect(shown).toMatchObject({ ...second, payload: { type: 'extension.created', data: JSON.parse(extension.json) } })
    expect(rowsOf(await log.list({ status: 'failed' }, 10, null))).toEqual([])
    const all = []
    for await (const page of log.listAll({ status: 'pending' })) all.push(...rowsOf(page))
    expect(all).toEqual([test, ...(second ? [second] : [])])
  })

  test('that failed are tried again as the same event, one in hand is left alone', async () => {
    const { id, log } = await setting()
    const made = JSON.parse((await log.test()).json)
    const [one] = await claimed(id)
    if (!one) throw new Error('Nothing was claimed.')
    const inHand = JSON.parse((await log.retry(one.id)).json)
    expect(inHand).toMatchObject({ status: 'pending', attempts: 1 })
    expect(await claimed(id)).toEqual([])
    await outbox(it.db).settle(one, { kind: 'failed', status: 500, error: 'No.' })
    expect(JSON.parse((await log.find(one.id)).json)).toMatchObject({ status: 'failed', last_status: 500 })
    expect(JSON.parse((await log.retry(one.id)).json)).toMatchObject({
      status: 'pending',
      attempts: 0,
      finished_at: null,
    })
    expect((await claimed(id)).map(({ event_id, attempts }) => ({ event_id, attempts }))).toEqual([
      { event_id: made.event_id, attempts: 1 },
    ])
  })

  test('of another webhook are missing', async () => {
    const [one, two] = [await setting(), await setting()]
    const delivery = String(JSON.parse((await one.log.test()).json).id)
    const attempts = [
      two.log.find(delivery),
      two.log.retry(delivery),
      webhookDeliveries(it.db, two.tenant.scope, one.id).find(delivery),
      webhookDeliveries(it.db, two.tenant.scope, one.id).retry(delivery),
    ]
    expect(await Promise.all(attempts.map(failureOf))).toEqual(Array(4).fill(new NotFound('Delivery')))
  })

  test('of a test to a disabled webhook are refused', async () => {
    const { id, log } = await setting()
    await webhooks(it.db, scopeOf(null)).update(id, { enabled: false })
    expect(await failureOf(log.test())).toEqual(new Invalid({ enabled: ['The webhook is not enabled.'] }))
    expect(rowsOf(await log.list({}, 10, null))).toEqual([])
  })
})
