import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { Invalid } from '@ringfence/domain/admit'
import { NotFound, Stale } from './errors'
import { extensions } from './extensions'
import { atOnce } from './testing/at-once'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { digestsFor, idOf, inputFor, keysOf, opened, SECRET } from './testing/extension'
import { failureOf } from './testing/failures'
import { mintTenant } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase({ waitMilliseconds: 10_000 })
}, 30_000)
afterAll(() => it.close())

const mint = async (options = {}) => {
  const tenant = await mintTenant(it.url, options)
  return { tenant, own: extensions(it.db, tenant.scope) }
}

describe('create', () => {
  test('answers the record of the contract, in its order, without the secret', async () => {
    const { tenant, own } = await mint()
    const { json, version } = await own.create(inputFor(tenant, { email: 'r@example.com', voicemail_enabled: true }))
    expect(version).toBe(1)
    expect(Object.entries(JSON.parse(json))).toEqual([
      ['id', expect.any(Number)],
      ['tenant_id', tenant.id],
      ['extension_number', '1001'],
      ['display_name', 'Reception'],
      ['email', 'r@example.com'],
      ['status', 'active'],
      ['voicemail_enabled', true],
      ['created_at', expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)],
      ['updated_at', expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)],
    ])
  })

  test('stores the secret sealed, and the digests of number, domain and secret beside it', async () => {
    const { tenant, own } = await mint()
    const keys = await keysOf(it.url, idOf(await own.create(inputFor(tenant))))
    expect(opened(it, keys)).toBe(SECRET)
    expect(keys).toMatchObject(digestsFor('1001', tenant.domain, SECRET))
  })

  test('gives a number that 40 callers ask for at once to one of them', async () => {
    const { tenant, own } = await mint()
    const { done, failures } = await atOnce(40, () => own.create(inputFor(tenant)))
    expect(done).toHaveLength(1)
    expect(failures).toHaveLength(39)
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(Invalid)
      expect(failure).toHaveProperty('errors', {
        extension_number: ['The extension number has already been taken.'],
      })
    }
  })

  test('lets the same number live in two tenants', async () => {
    const [one, other] = [await mint(), await mint()]
    await one.own.create(inputFor(one.tenant))
    await other.own.create(inputFor(other.tenant))
    expect((await other.own.list({}, 10, null)).rows).toContain('"extension_number":"1001"')
  })
})

describe('find', () => {
  test('shows tenant, devices, queues and calls, the newest calls first, and counts them all', async () => {
    const { tenant, own } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    await furnish(tenant.id, id)
    const found = JSON.parse((await own.find(id, { cdrs_limit: 2 })).json)
    expect(found.tenant).toMatchObject({ id: tenant.id, domain: tenant.domain, settings: null })
    expect(found.devices).toMatchObject([
      { label: 'desk', online: true },
      { label: 'lost', online: false },
    ])
    expect(found.queueAgents).toMatchObject([{ penalty: 3, queue: { name: 'Sales', queue_number: '800' } }])
    expect(found.cdrs.map((call: { caller_number: string }) => call.caller_number)).toEqual(['third', 'second'])
    expect(found.cdrs_count).toBe(3)
    expect(JSON.parse((await own.find(id, { cdrs_limit: 0 })).json)).toMatchObject({ cdrs: [], cdrs_count: 3 })
  })

  const furnish = async (tenantId: number, id: string) => {
    await asOwner(
      it.url,
      sql => sql`
        insert into devices (tenant_id, extension_id, label, registered_at, expires_at)
        values (${tenantId}, ${id}, 'desk', now(), now() + interval '1 hour'), (${tenantId}, ${id}, 'lost', now(), now() - interval '1 second')`,
    )
    await asOwner(
      it.url,
      sql => sql`
        with queue as (
          insert into queues (tenant_id, name, queue_number, strategy, timeout, status)
          values (${tenantId}, 'Sales', '800', 'ringall', 30, 'active')
          returning id
        )
        insert into queue_agents (tenant_id, queue_id, extension_id, penalty, status)
        select ${tenantId}, id, ${id}, 3, 'active' from queue`,
    )
    await asOwner(
      it.url,
      sql => sql`
        insert into cdrs (tenant_id, extension_id, caller_number, destination_number, direction, disposition, duration_seconds, bill_seconds, cost, started_at)
        select ${tenantId}, ${id}, calls.caller, '1', 'inbound', 'answered', 1, 1, 0, calls.at::timestamptz
        from (values ('second', '2026-11-02'), ('third', '2026-11-03'), ('first', '2026-10-01')) calls (caller, at)`,
    )
  }

  test('of a missing id is NotFound', async () => {
    const { own } = await mint()
    expect(await failureOf(own.find('9223372036854775807', { cdrs_limit: 1 }))).toBeInstanceOf(NotFound)
  })
})

describe('remove', () => {
  test('takes the row away, once', async () => {
    const { tenant, own } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    const { done, failures } = await atOnce(5, () => own.remove(id))
    expect(done).toHaveLength(1)
    expect(failures.map(failure => failure instanceof NotFound)).toEqual([true, true, true, true])
    expect(await failureOf(own.find(id, { cdrs_limit: 1 }))).toBeInstanceOf(NotFound)
  })

  test('of a version that has passed is Stale and removes nothing, of a missing row is NotFound', async () => {
    const { tenant, own } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    expect((await own.update(id, { display_name: 'Lobby' })).version).toBe(2)
    expect(await failureOf(own.remove(id, [1]))).toBeInstanceOf(Stale)
    await own.remove(id, [1, 2])
    expect(await failureOf(own.remove(id, [2]))).toBeInstanceOf(NotFound)
  })
})

describe('secrets', () => {
  test('are revealed as given, and replaced by rotating', async () => {
    const { tenant, own } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    expect(await own.reveal(id)).toBe(SECRET)
    expect((await own.rotate(id, 'n3wSecretOfIt')).version).toBe(2)
    expect(await own.reveal(id)).toBe('n3wSecretOfIt')
    expect(await keysOf(it.url, id)).toMatchObject(digestsFor('1001', tenant.domain, 'n3wSecretOfIt'))
  })

  test('are not replaced over a newer version, and missing ones are NotFound', async () => {
    const { tenant, own } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    expect(await failureOf(own.rotate(id, 'n3wSecretOfIt', [9]))).toBeInstanceOf(Stale)
    expect(await own.reveal(id)).toBe(SECRET)
    await own.remove(id)
    expect(await failureOf(own.reveal(id))).toBeInstanceOf(NotFound)
    expect(await failureOf(own.rotate(id, 'n3wSecretOfIt'))).toBeInstanceOf(NotFound)
  })

  test('copied into another row do not open there', async () => {
    const { tenant, own } = await mint()
    const source = idOf(await own.create(inputFor(tenant)))
    const target = idOf(await own.create(inputFor(tenant, { extension_number: '1002' })))
    await asOwner(
      it.url,
      sql => sql`
        update extensions e set secret_sealed = source.secret_sealed
        from extensions source
        where e.id = ${target} and source.id = ${source}`,
    )
    expect(await failureOf(own.reveal(target))).toHaveProperty('message', expect.stringContaining('does not open'))
  })
})
