import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Device } from '@ringfence/domain/device'
import { admitExtensionRange } from '@ringfence/domain/extension-range'
import { type Database, withinTransaction } from './database'
import { deletedExtensions } from './deleted-extensions'
import { devices } from './devices'
import { lockHomes } from './extension-import-writes'
import { extensionImports } from './extension-imports'
import { extensions } from './extensions'
import { openPool, type Pool } from './pool'
import { systemScope } from './scope'
import { tenants } from './tenants'
import { untilBlocked } from './testing/blocked'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { digestsFor, idOf, inputFor, SECRET } from './testing/extension'
import { failureOf } from './testing/failures'
import { deviceInput } from './testing/members'
import { type Registration, registrars } from './testing/registrars'
import { mintTenant, type TestTenant } from './testing/tenant'
import { until } from './testing/until'

let it: TestDatabase
let pools: Record<string, Pool>
beforeAll(async () => {
  it = await testDatabase()
  pools = Object.fromEntries(registrars.map(({ role }) => [role, openPool(it.url, { role, size: 2 })]))
}, 30_000)
afterAll(async () => {
  await Promise.all(Object.values(pools).map(pool => pool.end()))
  await it.close()
})

const owner = systemScope('test')
let made = 0

for (const registrar of registrars)
  describe(`a phone that registers at ${registrar.role}`, () => {
    const at = () => pools[registrar.role] ?? it.db.pool
    const register = (one: Registration) => at().query(sql => registrar.register(sql, one))
    const credentials = (number: string, domain: string) =>
      at().query(sql => registrar.credentials(sql, number, domain))
    const registrations = async ({ domain }: { domain: string }) =>
      (await at().query(registrar.registrations)).filter(row => JSON.stringify(row).includes(domain))

    const mint = async () => {
      const tenant = await mintTenant(it.url)
      const own = extensions(it.db, tenant.scope)
      return { tenant, own, id: idOf(await own.create(inputFor(tenant))) }
    }
    const one = ({ domain }: TestTenant, fields: Partial<Registration> = {}): Registration => ({
      number: '1001',
      domain,
      id: `${++made}`,
      ...fields,
    })
    const devicesOf = async (tenant: TestTenant): Promise<Device[]> => {
      const { rows } = await devices(it.db, tenant.scope).list({}, 100, null)
      return JSON.parse(`[${rows}]`)
    }

    test('finds the digest of its secret, and none of what may not register', async () => {
      const { tenant } = await mint()
      expect(await credentials('1001', tenant.domain)).toMatchObject([
        { ha1: digestsFor('1001', tenant.domain, SECRET).ha1_md5 },
      ])
      for (const [number, domain] of [
        ['1002', tenant.domain],
        ['1001', 'nowhere.example'],
        ['', ''],
      ] as const)
        expect(await credentials(number, domain)).toHaveLength(0)
    })

    test('is a device of its extension, online until it goes or expires', async () => {
      const { tenant, id } = await mint()
      const phone = one(tenant)
      await register(phone)
      const [device] = await devicesOf(tenant)
      expect(device).toMatchObject({
        extension_id: Number(id),
        label: 'Yealink SIP-T54W 96.86.0.20',
        user_agent: 'Yealink SIP-T54W 96.86.0.20',
        contact: 'sip:1001@192.0.2.10:5060',
        transport: 'udp',
        received_from: '203.0.113.7:5060',
        online: true,
      })
      expect(Date.parse(device?.expires_at ?? '') - Date.now()).toBeWithin(100_000, 125_000)
      await at().query(sql => registrar.refresh(sql, { ...phone, seconds: 3600 }))
      expect(Date.parse((await devicesOf(tenant))[0]?.expires_at ?? '') - Date.now()).toBeGreaterThan(3_500_000)
      await at().query(sql => registrar.unregister(sql, phone))
      const [gone] = await devicesOf(tenant)
      expect([gone?.id, gone?.online, gone?.registered_at]).toEqual([device?.id ?? 0, false, expect.any(String)])
    })

    test('is the same device when it comes again after it went', async () => {
      const { tenant } = await mint()
      const phone = one(tenant)
      await register(phone)
      await at().query(sql => registrar.unregister(sql, phone))
      await register(one(tenant, { contact: 'sip:1001@192.0.2.10:40123' }))
      expect((await devicesOf(tenant)).map(({ online, contact }) => [online, contact])).toEqual([
        [true, 'sip:1001@192.0.2.10:40123'],
      ])
    })

    test('is another device than one that is there at the same time', async () => {
      const { tenant } = await mint()
      await register(one(tenant))
      await register(one(tenant, { contact: 'sip:1001@192.0.2.10:5062' }))
      expect((await devicesOf(tenant)).map(({ online }) => online)).toEqual([true, true])
    })

    test('is the device that was entered with its MAC address', async () => {
      const { tenant, id } = await mint()
      const entered = deviceInput(Number(id), { label: 'Front desk', mac_address: '00:15:65:ab:cd:ef' })
      const { version } = await devices(it.db, tenant.scope).create(entered)
      await register(one(tenant, { agent: 'Yealink SIP-T54W 96.86.0.20 00:15:65:AB:CD:EF' }))
      const found = await devicesOf(tenant)
      expect(found.map(({ label, online }) => [label, online])).toEqual([['Front desk', true]])
      const again = await devices(it.db, tenant.scope).find(String(found[0]?.id), {})
      expect(again.version).toBe(version)
    })

    test('says nothing that a terminal would obey, and no more than a field holds', async () => {
      const { tenant } = await mint()
      await register(one(tenant, { agent: `\u001b[2J${'x'.repeat(5000)}` }))
      expect((await devicesOf(tenant))[0]?.user_agent).toBe(`[2J${'x'.repeat(252)}`)
    })

    test('leaves at most twenty devices behind, however many it pretends to be', async () => {
      const { tenant } = await mint()
      for (let n = 0; n < 30; n++) {
        const phone = one(tenant, { agent: `Phone ${n}` })
        await register(phone)
        await at().query(sql => registrar.unregister(sql, phone))
      }
      expect((await devicesOf(tenant)).length).toBeWithin(20, 22)
    })

    test('waits for its own extension no longer than a second, however its SIP server logs in', async () => {
      const { tenant, id } = await mint()
      const holder = openPool(it.url, { size: 1 })
      const held = Promise.withResolvers<void>()
      const refused = Promise.withResolvers<void>()
      const holding = holder.transaction(async sql => {
        await sql`select from extensions where id = ${id} for update`
        held.resolve()
        await refused.promise
      })
      await held.promise
      const failure = await failureOf(
        at().transaction(async sql => {
          await sql`select set_config('lock_timeout', '0', true)`
          await registrar.register(sql, one(tenant))
        }),
      )
      refused.resolve()
      await holding
      await holder.end()
      expect(failure).toMatchObject({ cause: { code: '55P03' } })
    })

    const ends: Record<string, (tenant: TestTenant, id: string, db: Database) => Promise<unknown>> = {
      disabled: (_, id, db) => extensions(db, owner).update(id, { status: 'disabled' }),
      deleted: (_, id, db) => extensions(db, owner).remove(id),
      renumbered: (_, id, db) => extensions(db, owner).update(id, { extension_number: '2002' }),
      're-keyed': (_, id, db) => extensions(db, owner).rotate(id, 'another secret'),
      moved: async (_, id, db) => extensions(db, owner).update(id, { tenant_id: (await mintTenant(it.url)).id }),
      suspended: ({ id }, _, db) => tenants(db, owner).update(String(id), { status: 'suspended' }),
      renamed: ({ id, domain }, _, db) => tenants(db, owner).update(String(id), { domain: `renamed.${domain}` }),
      'deleted with its tenant': ({ id }, _, db) => tenants(db, owner).remove(String(id), null, { cascade: true }),
    }
    for (const [what, end] of Object.entries(ends))
      test(`is registered no longer once it is ${what}, and may not any more`, async () => {
        const { tenant, id } = await mint()
        const other = await mint()
        const before = await credentials('1001', tenant.domain)
        await register(one(tenant))
        await register(one(other.tenant))
        await end(tenant, id, it.db)
        expect(await registrations(tenant)).toEqual([])
        expect((await devicesOf(tenant)).filter(({ online }) => online)).toEqual([])
        expect(await credentials('1001', tenant.domain)).not.toEqual(before)
        expect(await registrations(other.tenant)).toHaveLength(1)
        expect((await devicesOf(other.tenant)).map(({ online }) => online)).toEqual([true])
      })

    for (const what of ['disabled', 'deleted', 'renumbered', 'suspended', 'renamed'])
      test(`just when it is ${what} is not registered in the end, whoever comes first`, async () => {
        const { tenant, id } = await mint()
        const observer = openPool(it.url, { size: 1 })
        const { registering } = await withinTransaction(it.db, async db => {
          await ends[what]?.(tenant, id, db)
          const registering = register(one(tenant))
          await untilBlocked(observer)
          return { registering }
        })
        await registering
        await observer.end()
        expect(await registrations(tenant)).toEqual([])
        expect((await devicesOf(tenant)).filter(({ online }) => online)).toEqual([])
      })

    test('that proved the secret of before is not stored for two seconds after there is a new one, and comes again', async () => {
      const { tenant, id } = await mint()
      await extensions(it.db, owner).rotate(id, 'another secret')
      expect(await failureOf(register(one(tenant)))).toMatchObject({ cause: { code: '55P03' } })
      expect(await registrations(tenant)).toEqual([])
      await until('it is stored', async () => {
        await register(one(tenant)).catch(() => {})
        return (await registrations(tenant)).length > 0
      })
      expect((await devicesOf(tenant)).map(({ online }) => online)).toEqual([true])
    })

    test('just when it gets a new secret is not registered in the end, whoever comes first', async () => {
      const { tenant, id } = await mint()
      const observer = openPool(it.url, { size: 1 })
      const { registering } = await withinTransaction(it.db, async db => {
        await ends['re-keyed']?.(tenant, id, db)
        const registering = failureOf(register(one(tenant)))
        await untilBlocked(observer)
        return { registering }
      })
      expect(await registering).toMatchObject({ cause: { code: '55P03' } })
      await observer.end()
      expect(await registrations(tenant)).toEqual([])
    })

    for (const what of ['renumbered', 'renamed'])
      test(`is stored at once under its new name when it is ${what}`, async () => {
        const { tenant, id } = await mint()
        await ends[what]?.(tenant, id, it.db)
        const renamed = what === 'renamed' ? { domain: `renamed.${tenant.domain}` } : { number: '2002' }
        await register(one(tenant, renamed))
        expect(await registrations(tenant)).toHaveLength(1)
      })

    test('is registered while an import holds its tenant', async () => {
      const { tenant } = await mint()
      await withinTransaction(it.db, async db => {
        await db.pool.query(sql => lockHomes(sql, owner, [tenant.id], []))
        await register(one(tenant))
        expect(await registrations(tenant)).toHaveLength(1)
      })
      expect((await devicesOf(tenant)).map(({ online }) => online)).toEqual([true])
    })

    test('is not stored once it was disabled', async () => {
      const { tenant, id } = await mint()
      await extensions(it.db, owner).update(id, { status: 'disabled' })
      await register(one(tenant))
      expect(await registrations(tenant)).toEqual([])
    })

    test('keeps its registration when something else of its extension changes', async () => {
      const { tenant, id } = await mint()
      await register(one(tenant))
      await extensions(it.db, owner).update(id, { display_name: 'Lobby', voicemail_enabled: true })
      await tenants(it.db, owner).update(String(tenant.id), { name: 'Globex', domain: tenant.domain })
      expect(await registrations(tenant)).toHaveLength(1)
      expect((await devicesOf(tenant)).map(({ online }) => online)).toEqual([true])
    })

    test('is thrown off by its device', async () => {
      const { tenant } = await mint()
      await register(one(tenant))
      const [device] = await devicesOf(tenant)
      await devices(it.db, tenant.scope).endRegistration(String(device?.id))
      expect(await registrations(tenant)).toEqual([])
      expect((await devicesOf(tenant)).map(({ online }) => online)).toEqual([false])
    })

    test('is registered no longer once its device is deleted, and another device is', async () => {
      const { tenant } = await mint()
      await register(one(tenant))
      const [device] = await devicesOf(tenant)
      await register(one(tenant, { contact: 'sip:1001@192.0.2.11:5060', agent: 'Another' }))
      await devices(it.db, tenant.scope).remove(String(device?.id))
      expect(await registrations(tenant)).toHaveLength(1)
      expect((await devicesOf(tenant)).map(({ user_agent, online }) => [user_agent, online])).toEqual([
        ['Another', true],
      ])
    })

    if (registrar.role !== 'asterisk')
      test('with one instance at two addresses is thrown off both', async () => {
        const { tenant } = await mint()
        const instance = '<urn:uuid:00000000-0000-1000-8000-001565abcdef>'
        await register(one(tenant, { instance }))
        await register(one(tenant, { instance, contact: 'sip:1001@192.0.2.11:5060' }))
        const [device, ...others] = await devicesOf(tenant)
        expect([others.length, (await registrations(tenant)).length]).toEqual([0, 2])
        await devices(it.db, tenant.scope).endRegistration(String(device?.id))
        expect(await registrations(tenant)).toEqual([])
      })

    if (registrar.role === 'kamailio')
      test('with several flows is a device for each, that comes and goes by itself', async () => {
        const { tenant } = await mint()
        const instance = '<urn:uuid:00000000-0000-1000-8000-001565abcdef>'
        const flows = [1, 2].map(flow => one(tenant, { instance, flow, agent: `Flow ${flow}` }))
        for (const flow of flows) await register(flow)
        const online = async () =>
          (await devicesOf(tenant)).filter(device => device.online).map(({ user_agent }) => user_agent)
        expect((await online()).toSorted()).toEqual(['Flow 1', 'Flow 2'])
        const second = (await devicesOf(tenant)).find(({ user_agent }) => user_agent === 'Flow 2')
        await devices(it.db, tenant.scope).endRegistration(String(second?.id))
        expect([await online(), (await registrations(tenant)).length]).toEqual([['Flow 1'], 1])
      })
  })

test('an address is made wherever digests are', async () => {
  const tenant = await mintTenant(it.url)
  const own = extensions(it.db, tenant.scope)
  const id = idOf(await own.create(inputFor(tenant)))
  const address = async () => {
    const [row] = await asOwner(
      it.url,
      sql => sql<{ a: string }[]>`select sip_address as a from extensions where id = ${id}`,
    )
    return row?.a
  }
  const addresses = async () => {
    const rows = await asOwner(
      it.url,
      sql => sql<{ a: string }[]>`select sip_address as a from extensions where tenant_id = ${tenant.id} order by 1`,
    )
    return rows.map(({ a }) => a)
  }
  expect(await address()).toBe(`1001@${tenant.domain}`)
  await own.update(id, { extension_number: '*2' })
  expect(await address()).toBe(`*2@${tenant.domain}`)
  await tenants(it.db, owner).update(String(tenant.id), { domain: `new.${tenant.domain}` })
  expect(await address()).toBe(`*2@new.${tenant.domain}`)
  await own.remove(id)
  await deletedExtensions(it.db, tenant.scope).restore(id)
  expect(await address()).toBe(`*2@new.${tenant.domain}`)
  await extensionImports(it.db, tenant.scope).create(
    admitExtensionRange({
      tenant_id: tenant.id,
      from: '20',
      to: '21',
      display_name: 'Phone {number}',
      status: 'active',
    }),
  )
  expect(await addresses()).toEqual(['*2', '20', '21'].map(number => `${number}@new.${tenant.domain}`))
})
