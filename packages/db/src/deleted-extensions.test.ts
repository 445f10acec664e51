import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { cdrs } from './cdrs'
import { devices } from './devices'
import { NotFound } from './errors'
import type { ExtensionFilter } from './extensions'
import { openPool } from './pool'
import { queueAgents } from './queue-agents'
import { queues } from './queues'
import type { Scope } from './scope'
import { tenants } from './tenants'
import { atOnce } from './testing/at-once'
import { untilBlocked } from './testing/blocked'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { deletedRows, mintHome } from './testing/deleted'
import { idOf, inputFor, keysOf, opened, SECRET, unsoundKeys } from './testing/extension'
import { failureOf } from './testing/failures'
import { cdrInput, deviceInput, queueAgentInput, queueInput, trailOf } from './testing/members'
import { scopeOf } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const mint = (options?: { maxExtensions?: number }) => mintHome(it, options)
const rowsOf = (scope: Scope, filter?: ExtensionFilter) => deletedRows(it, scope, filter)

describe('a deleted extension', () => {
  test('comes back as it was, one version on, with the secret that it had', async () => {
    const { tenant, own, gone } = await mint()
    const made = await own.create(inputFor(tenant, { email: 'reception@acme.example', voicemail_enabled: true }))
    const id = idOf(made)
    await own.update(id, { display_name: 'Lobby' })
    const before = JSON.parse((await own.find(id, { cdrs_limit: 0 })).json)
    await own.remove(id)
    const restored = await gone.restore(id)
    expect(restored.version).toBe(3)
    const { updated_at, ...after } = JSON.parse(restored.json)
    const { tenant: _, devices: __, queueAgents, cdrs: ___, cdrs_count, updated_at: earlier, ...fields } = before
    expect(after).toEqual(fields)
    expect(updated_at > earlier).toBe(true)
    expect(opened(it, await keysOf(it.url, id))).toBe(SECRET)
    expect(await unsoundKeys(it)).toEqual([])
    expect(await rowsOf(tenant.scope)).toEqual([])
  })

  test('comes back with its devices, and with its places in the queues that are still there', async () => {
    const { tenant, own, gone } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    const [kept, left] = await Promise.all(
      ['8000', '8001'].map(async queue_number =>
        Number(idOf(await queues(it.db, tenant.scope).create(queueInput(tenant.id, { queue_number })))),
      ),
    )
    const agents = queueAgents(it.db, tenant.scope)
    for (const queue of [kept, left]) await agents.create(queueAgentInput(queue ?? 0, Number(id), { penalty: 7 }))
    const device = JSON.parse((await devices(it.db, tenant.scope).create(deviceInput(Number(id)))).json)
    await asOwner(
      it.url,
      sql => sql`update devices set contact = 'sip:x', expires_at = now() + interval '1 day', registered_at = now()`,
    )
    await own.remove(id)
    await queues(it.db, tenant.scope).remove(String(left))
    await gone.restore(id)
    const after = JSON.parse((await own.find(id, { cdrs_limit: 0 })).json)
    expect(after.devices).toEqual([{ ...device, updated_at: expect.any(String) }])
    expect(after.queueAgents).toMatchObject([{ queue_id: kept, penalty: 7, status: 'active' }])
    expect(after.queueAgents).toHaveLength(1)
  })

  test('leaves its call records without it, also when it is back', async () => {
    const { tenant, own, gone } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    await cdrs(it.db, tenant.scope).create(cdrInput(tenant.id, { extension_id: Number(id) }))
    await own.remove(id)
    await gone.restore(id)
    expect(JSON.parse((await own.find(id, { cdrs_limit: 9 })).json).cdrs_count).toBe(0)
  })

  test('gets digests for the domain that its tenant has by then', async () => {
    const { tenant, own, gone } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    await own.remove(id)
    await tenants(it.db, scopeOf(null)).update(String(tenant.id), { domain: `new-${tenant.domain}` })
    await gone.restore(id)
    expect((await keysOf(it.url, id)).domain).toBe(`new-${tenant.domain}`)
    expect(await unsoundKeys(it)).toEqual([])
  })

  test('gets them also where another server renamed the domain', async () => {
    const { tenant, own, gone } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    await own.remove(id)
    await asOwner(it.url, sql => sql`update tenants set domain = ${`far-${tenant.domain}`} where id = ${tenant.id}`)
    await gone.restore(id)
    expect(await unsoundKeys(it)).toEqual([])
  })

  test('cannot register, by any name, until it is back', async () => {
    const { tenant, own, gone } = await mint()
    const sip = openPool(it.url, { role: 'ringfence_sip', size: 1 })
    const credentials = async () =>
      (await sip.query(sql => sql`select username from sip_credentials where tenant_id = ${tenant.id}`)).length
    const id = idOf(await own.create(inputFor(tenant)))
    expect(await credentials()).toBe(1)
    await own.remove(id)
    expect(await credentials()).toBe(0)
    const peeking = sip.query(sql => sql`select secret_sealed from deleted_extensions`)
    expect(await failureOf(peeking)).toHaveProperty('code', '42501')
    await gone.restore(id)
    expect(await credentials()).toBe(1)
    await sip.end()
  })

  test('is restored once, by however many at once, and its trail says so once', async () => {
    const { tenant, own, gone } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    await own.remove(id)
    const { done, failures } = await atOnce(10, () => gone.restore(id))
    expect(done).toHaveLength(1)
    expect(failures.every(failure => failure instanceof NotFound)).toBe(true)
    const [, , restored, ...more] = await trailOf(it.url, 'extension', Number(id))
    expect(restored).toMatchObject({
      action: 'extension.restored',
      before: null,
      after: JSON.parse(done[0]?.json ?? ''),
    })
    expect(more).toEqual([])
  })

  test('can be deleted and restored again', async () => {
    const { tenant, own, gone } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    for (const version of [2, 3]) {
      await own.remove(id)
      expect((await gone.restore(id)).version).toBe(version)
    }
  })

  test('comes back without a place in a queue that goes at that moment', async () => {
    const { tenant, own, gone } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    const queue = Number(idOf(await queues(it.db, tenant.scope).create(queueInput(tenant.id))))
    await queueAgents(it.db, tenant.scope).create(queueAgentInput(queue, Number(id)))
    await own.remove(id)
    const other = openPool(it.url, { size: 2 })
    const restored = await other.transaction(async sql => {
      await sql`delete from queues where id = ${queue}`
      const restoring = gone.restore(id)
      await untilBlocked(other)
      return { restoring }
    })
    expect(idOf(await restored.restoring)).toBe(id)
    expect(JSON.parse((await own.find(id, { cdrs_limit: 0 })).json).queueAgents).toEqual([])
    await other.end()
  })
})
