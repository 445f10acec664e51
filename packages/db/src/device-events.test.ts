import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { WEBHOOK_EVENTS } from '@ringfence/domain/webhook'
import { devices } from './devices'
import { extensions } from './extensions'
import { outbox } from './outbox'
import { openPool, type Sql } from './pool'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor } from './testing/extension'
import { deviceInput } from './testing/members'
import { mintTenant } from './testing/tenant'
import { mintWebhook, toldTo } from './testing/webhook'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

/** A device of a new tenant, what a registrar does to it, and what the tenant's webhook is told of it. */
const setting = async ({ isWatched = true } = {}) => {
  const tenant = await mintTenant(it.url)
  const extensionId = idOf(await extensions(it.db, tenant.scope).create(inputFor(tenant)))
  const id = idOf(await devices(it.db, tenant.scope).create(deviceInput(Number(extensionId))))
  const watch = () =>
    mintWebhook(
      it,
      tenant.id,
      [...WEBHOOK_EVENTS].filter(event => event.startsWith('device')),
    )
  let webhook = isWatched ? await watch() : null
  return {
    id,
    extensionId,
    tenant,
    async watch() {
      webhook = await watch()
    },
    run: (work: (sql: Sql) => PromiseLike<unknown>) => asOwner(it.url, work),
    register: (seconds: number) => asOwner(it.url, sql => registration(sql, id, seconds)),
    told: async () => (webhook ? (await toldTo(it, webhook)).map(({ type, data }) => [type, data.online]) : []),
    payloads: async () => (webhook ? toldTo(it, webhook) : []),
  }
}

const registration = (sql: Sql, id: string, seconds: number) => sql`
  update devices
  set registered_at = now(), expires_at = clock_timestamp() + ${seconds} * interval '1 second', contact = 'sip:1001@192.0.2.10'
  where id = ${id}`

/** As if the time until then had passed: its registration is over, without a word to the triggers. */
const pass = async (id: string): Promise<void> => {
  const pool = openPool(it.url, { size: 1 })
  await pool.transaction(async sql => {
    await sql`set local session_replication_role = replica`
    await sql`update devices set expires_at = clock_timestamp() where id = ${id}`
    await sql`update devices_online set look_at = clock_timestamp() where device_id = ${id}`
  })
  await pool.end()
}

/** What happens while a registrar has a transaction open, before and after it writes. */
const during = async (id: string, { before, after }: Record<'before' | 'after', () => Promise<unknown>>) => {
  const pool = openPool(it.url, { size: 1 })
  await pool.transaction(async sql => {
    await sql`select now()`
    await before()
    await registration(sql, id, 3600)
    await after()
  })
  await pool.end()
}

const ONLINE = ['device.online', true]
const OFFLINE = ['device.offline', false]

describe('a device', () => {
  test('that registers, again and again, and is signed off is online once and offline once, as the API answers it', async () => {
    const device = await setting()
    for (const seconds of [3600, 3600, 60, 7200]) await device.register(seconds)
    expect(await device.told()).toEqual([ONLINE])
    const repository = extensions(it.db, device.tenant.scope)
    const shown = JSON.parse((await repository.find(device.extensionId, { cdrs_limit: 0 })).json)
    expect(Object.keys((await device.payloads())[0]?.data ?? {})).toEqual(Object.keys(shown.devices[0]))
    await device.run(sql => sql`update devices set expires_at = null where id = ${device.id}`)
    expect(await device.told()).toEqual([ONLINE, OFFLINE])
  })

  test('that is deleted while online is offline, also with its extension; one that was not is not told', async () => {
    const device = await setting()
    await device.register(3600)
    await extensions(it.db, device.tenant.scope).remove(device.extensionId)
    expect(await device.told()).toEqual([ONLINE, OFFLINE])
    const silent = await setting()
    await silent.run(sql => sql`delete from devices where id = ${silent.id}`)
    expect(await silent.told()).toEqual([])
  })

  test('whose registration runs out is offline once, at the next sweep', async () => {
    const device = await setting()
    await device.register(3600)
    await outbox(it.db).sweep()
    expect(await device.told()).toEqual([ONLINE])
    await pass(device.id)
    for (let sweeps = 0; sweeps < 3; sweeps++) await outbox(it.db).sweep()
    expect(await device.told()).toEqual([ONLINE, OFFLINE])
    await device.run(sql => sql`update devices set registered_at = null, expires_at = null where id = ${device.id}`)
    expect(await device.told()).toEqual([ONLINE, OFFLINE])
    await device.register(3600)
    expect(await device.told()).toEqual([ONLINE, OFFLINE, ONLINE])
  })

  test('that renewed its registration is not offline when the first one ends', async () => {
    const device = await setting()
    await device.register(3600)
    await device.run(sql => sql`update devices_online set look_at = now() where device_id = ${device.id}`)
    await outbox(it.db).sweep()
    expect(await device.told()).toEqual([ONLINE])
    await pass(device.id)
    await outbox(it.db).sweep()
    expect(await device.told()).toEqual([ONLINE, OFFLINE])
  })

  test('that registers for a shorter time is looked at when that is over', async () => {
    const device = await setting()
    await device.register(3600)
    await device.register(60)
    const [row] = await asOwner(
      it.url,
      sql => sql<[{ same: boolean }]>`
        select o.look_at = d.expires_at as same
        from devices d
        join devices_online o on o.device_id = d.id
        where d.id = ${device.id}`,
    )
    expect(row.same).toBe(true)
  })

  test('that registers again before the sweep saw that it was late is told nothing of', async () => {
    const device = await setting()
    await device.register(3600)
    await pass(device.id)
    await device.register(3600)
    await outbox(it.db).sweep()
    expect(await device.told()).toEqual([ONLINE])
  })

  test('whose registrar is at work is not waited for by the sweep, and not offline', async () => {
    const device = await setting()
    await device.register(3600)
    await pass(device.id)
    await during(device.id, { before: async () => {}, after: () => outbox(it.db).sweep() })
    await outbox(it.db).sweep()
    expect(await device.told()).toEqual([ONLINE])
  })

  test('that was swept while its registrar had begun is online again', async () => {
    const device = await setting()
    await device.register(3600)
    const before = async () => {
      await pass(device.id)
      await outbox(it.db).sweep()
    }
    await during(device.id, { before, after: async () => {} })
    expect(await device.told()).toEqual([ONLINE, OFFLINE, ONLINE])
  })

  test('that was online before anybody asked is told from its next change on', async () => {
    const device = await setting({ isWatched: false })
    await device.register(3600)
    await device.watch()
    await device.register(3600)
    expect(await device.told()).toEqual([])
    await pass(device.id)
    await outbox(it.db).sweep()
    expect(await device.told()).toEqual([OFFLINE])
  })

  test('that registered before anybody asked, and is heard of no more, is told as gone', async () => {
    const device = await setting({ isWatched: false })
    await device.register(3600)
    await device.watch()
    await pass(device.id)
    await outbox(it.db).sweep()
    expect(await device.told()).toEqual([OFFLINE])
  })

  test('that vanished while nobody asked leaves nothing behind', async () => {
    const device = await setting()
    await device.register(3600)
    await device.run(sql => sql`update webhooks set enabled = false`)
    await device.run(sql => sql`delete from devices where id = ${device.id}`)
    await device.run(sql => sql`update devices_online set look_at = now() where device_id = ${device.id}`)
    await outbox(it.db).sweep()
    await device.run(sql => sql`update webhooks set enabled = true`)
    const [row] = await asOwner(
      it.url,
      sql => sql<[{ left: number }]>`
        select count(*)::integer as left from devices_online where device_id = ${device.id}`,
    )
    expect(row.left).toBe(0)
  })
})
