import { afterAll, afterEach, beforeAll, describe, expect, test } from 'bun:test'
import { extensions } from '@ringfence/db/extensions'
import { outbox } from '@ringfence/db/outbox'
import { asOwner, type TestDatabase, testDatabase } from '@ringfence/db/testing/database'
import { inputFor } from '@ringfence/db/testing/extension'
import { mintTenant } from '@ringfence/db/testing/tenant'
import { until } from '@ringfence/db/testing/until'
import { mintWebhook } from '@ringfence/db/testing/webhook'
import { sealWebhookSecret } from '@ringfence/db/webhook-secrets'
import { openLog } from '../log'
import { type Answer, openReceiver, type Receiver } from '../testing/receiver'
import { type Dispatcher, openDispatcher } from './dispatcher'
import { reachOf } from './post'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
}, 30_000)
afterAll(() => database.close())

const dispatchers: Dispatcher[] = []
const receivers: Receiver[] = []
afterEach(async () => {
  await Promise.all(dispatchers.splice(0).map(dispatcher => dispatcher.stop()))
  await Promise.all(receivers.splice(0).map(receiver => receiver.close()))
})

/** One that tries again at once, as often as the schedule is long. */
const dispatch = (schedule: number[] = Array(20).fill(0), reach = reachOf(true)): Dispatcher => {
  const dispatcher = openDispatcher(outbox(database.db), reach, openLog('silent'), { schedule, pollMilliseconds: 20 })
  dispatchers.push(dispatcher)
  return dispatcher
}

/** A tenant with a webhook that leads to a receiver. */
const setting = async (answer?: Answer) => {
  const tenant = await mintTenant(database.url)
  const webhook = await mintWebhook(database, tenant.id, ['extension.created'], { url: 'http://127.0.0.1:1/' })
  const receiver = openReceiver({ secret: webhook.secret, ...(answer && { answer }) })
  receivers.push(receiver)
  await asOwner(database.url, sql => sql`update webhooks set url = ${receiver.url} where id = ${webhook.id}`)
  let number = 0
  return {
    tenant,
    webhook,
    receiver,
    happen: async (count: number) => {
      for (let left = count; left > 0; left--)
        await extensions(database.db, tenant.scope).create(inputFor(tenant, { extension_number: String(++number) }))
    },
    log: async () =>
      asOwner(
        database.url,
        sql => sql<{ event_id: string; status: string; attempts: number; last_status: number; last_error: string }[]>`
          select event_id, status, attempts, last_status, last_error
          from webhook_deliveries
          where webhook_id = ${webhook.id}
          order by id`,
      ),
  }
}

type Setting = Awaited<ReturnType<typeof setting>>

const settled = ({ log }: Setting, status: string, count: number) =>
  until(`${count} are ${status}`, async () => (await log()).filter(row => row.status === status).length === count, 30)

describe('a receiver', () => {
  test('that fails twice gets each event exactly once by id in the end, signed each time', async () => {
    const it = await setting(attempt => (attempt <= 2 ? 500 : 200))
    await it.happen(20)
    dispatch()
    const ids = await it.receiver.accepted(20)
    await settled(it, 'delivered', 20)
    expect(new Set(ids).size).toBe(20)
    expect(it.receiver.heard).toHaveLength(60)
    const log = await it.log()
    expect(new Set(ids)).toEqual(new Set(log.map(({ event_id }) => event_id)))
    expect(log.map(({ attempts, last_status }) => [attempts, last_status])).toEqual(Array(20).fill([3, 200]))
    const numbers = it.receiver.heard.filter(({ status }) => status === 200).map(({ data }) => data.extension_number)
    expect(new Set(numbers).size).toBe(20)
  }, 60_000)

  test('is told in the order of events, as long as one at a time is sent', async () => {
    const it = await setting()
    const running = dispatch()
    for (let event = 1; event <= 5; event++) {
      await it.happen(1)
      await it.receiver.accepted(event)
    }
    await running.stop()
    expect(it.receiver.heard.map(({ data }) => data.extension_number)).toEqual(['1', '2', '3', '4', '5'])
  })

  test('is told each event once by many dispatchers', async () => {
    const it = await setting()
    await it.happen(60)
    for (let count = 0; count < 4; count++) dispatch()
    await settled(it, 'delivered', 60)
    expect(it.receiver.heard).toHaveLength(60)
    expect(new Set(it.receiver.heard.map(({ id }) => id)).size).toBe(60)
    expect(it.receiver.doubled()).toBe(0)
  }, 60_000)

  test('that does not answer holds up nobody else', async () => {
    const release = Promise.withResolvers<number>()
    const silent = await setting(() => release.promise)
    await silent.happen(30)
    dispatch()
    await until('the silent one is being told', () => silent.receiver.open() === 8)
    const other = await setting()
    await other.happen(30)
    await other.receiver.accepted(30)
    expect(silent.receiver.open()).toBe(8)
    expect(silent.receiver.heard).toEqual([])
    release.resolve(200)
    await settled(silent, 'delivered', 30)
  }, 60_000)

  test('that fails is tried with one event at a time until it takes one', async () => {
    let most = 0
    let open = 0
    let isWell = false
    const it = await setting(async attempt => {
      most = Math.max(most, ++open)
      await new Promise(setImmediate)
      open--
      return isWell && attempt > 1 ? 200 : 500
    })
    await it.happen(1)
    dispatch()
    await until('it failed', () => it.receiver.heard.length > 0)
    await it.happen(10)
    await until('all were tried', () => new Set(it.receiver.heard.map(({ id }) => id)).size === 11)
    expect(most).toBe(1)
    isWell = true
    await settled(it, 'delivered', 11)
  }, 60_000)

  test('that is gone disables its webhook', async () => {
    const it = await setting(() => 410)
    await it.happen(1)
    dispatch()
    await settled(it, 'failed', 1)
    await it.happen(1)
    expect(await it.log()).toHaveLength(1)
    expect((await it.log())[0]).toMatchObject({
      attempts: 1,
      last_status: 410,
      last_error: 'The receiver answered 410.',
    })
  })
})

describe('a delivery', () => {
  test('is given up when the schedule is over', async () => {
    const it = await setting(() => 302)
    await it.happen(1)
    dispatch([0, 0])
    await settled(it, 'failed', 1)
    expect(it.receiver.heard).toHaveLength(3)
    expect((await it.log())[0]).toMatchObject({
      attempts: 3,
      last_status: 302,
      last_error: 'The receiver answered 302.',
    })
  })

  test('waits as long as the schedule says', async () => {
    const it = await setting(() => 503)
    await it.happen(1)
    dispatch([3_600_000])
    await until('it failed once', async () => (await it.log())[0]?.last_status === 503)
    const [row] = await asOwner(
      database.url,
      sql => sql<[{ minutes: number }]>`
        select round(extract(epoch from next_attempt_at - now()) / 60)::integer as minutes
        from webhook_deliveries
        where webhook_id = ${it.webhook.id}`,
    )
    expect(row.minutes).toBeGreaterThanOrEqual(47)
    expect(row.minutes).toBeLessThanOrEqual(72)
    expect(it.receiver.heard).toHaveLength(1)
  })

  test('to a private address is not made where that is not allowed', async () => {
    const it = await setting()
    await it.happen(1)
    dispatch([], reachOf(false))
    await settled(it, 'failed', 1)
    expect((await it.log())[0]).toMatchObject({ last_status: null, last_error: 'The address is not public.' })
    expect(it.receiver.heard).toEqual([])
  })

  test('whose secret does not open fails, and others are delivered', async () => {
    const broken = await setting()
    const sound = await setting()
    const { secret_sealed } = sealWebhookSecret(database.db.keys, 'whsec_x')
    await asOwner(
      database.url,
      sql => sql`update webhooks set secret_sealed = ${secret_sealed} where id = ${broken.webhook.id}`,
    )
    await broken.happen(1)
    await sound.happen(1)
    dispatch([])
    await settled(broken, 'failed', 1)
    await settled(sound, 'delivered', 1)
    expect((await broken.log())[0]?.last_error).toBe('It could not be sent.')
  })
})

test('a stop begins nothing more, and waits for what is in flight and its result', async () => {
  const release = Promise.withResolvers<number>()
  const it = await setting(() => release.promise)
  await it.happen(20)
  const dispatcher = dispatch()
  await until('it is being told', () => it.receiver.open() === 8)
  let isStopped = false
  const stopped = dispatcher.stop().then(() => {
    isStopped = true
  })
  for (let glances = 0; glances < 3; glances++) await it.log()
  expect(isStopped).toBe(false)
  release.resolve(200)
  await stopped
  const statuses = (await it.log()).map(({ status }) => status)
  expect(statuses).toEqual([...Array(8).fill('delivered'), ...Array(12).fill('pending')])
  expect(it.receiver.heard).toHaveLength(8)
}, 30_000)
