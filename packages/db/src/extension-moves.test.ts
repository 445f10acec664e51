import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { Invalid } from '@ringfence/domain/admit'
import { extensions } from './extensions'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor } from './testing/extension'
import { failureOf } from './testing/failures'
import { equip, surroundings } from './testing/surroundings'
import { mintTenant, scopeOf } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const equipped = async () => {
  const tenant = await mintTenant(it.url)
  const own = extensions(it.db, tenant.scope)
  const id = idOf(await own.create(inputFor(tenant)))
  const neighbour = idOf(await own.create(inputFor(tenant, { extension_number: '1002' })))
  await equip(it.url, tenant.id, id)
  await equip(it.url, tenant.id, neighbour)
  return { tenant, own, id, neighbour }
}

const counted = async (tenantId: number) => {
  const [row] = await asOwner(it.url, sql => sql`select extensions_count as count from tenants where id = ${tenantId}`)
  return row?.count
}

const everywhere = () => extensions(it.db, scopeOf(null))

describe('an extension that moves to another tenant', () => {
  test('takes its devices along, leaves its queues, and leaves its calls where they were made', async () => {
    const { tenant, id, neighbour } = await equipped()
    const other = await mintTenant(it.url)
    const { json, version } = await everywhere().update(id, { tenant_id: other.id })
    expect(JSON.parse(json)).toMatchObject({ tenant_id: other.id, extension_number: '1001' })
    expect(version).toBe(2)
    expect(await surroundings(it.url, id)).toEqual({
      devices: [{ tenant_id: `${other.id}`, extension_id: id }],
      queue_agents: [],
      cdrs: [{ tenant_id: `${tenant.id}`, extension_id: null }],
    })
    expect(await surroundings(it.url, neighbour)).toEqual(untouched(tenant.id, neighbour))
    expect([await counted(tenant.id), await counted(other.id)]).toEqual([1, 1])
  })

  test('keeps everything when the tenant that is named is its own', async () => {
    const { tenant, own, id } = await equipped()
    await own.update(id, inputFor(tenant, { display_name: 'Lobby' }))
    expect(await surroundings(it.url, id)).toEqual(untouched(tenant.id, id))
    expect(await counted(tenant.id)).toBe(2)
  })

  test('stays as it was when the other tenant has its number', async () => {
    const { tenant, id } = await equipped()
    const other = await equipped()
    expect(await failureOf(everywhere().update(id, { tenant_id: other.tenant.id }))).toEqual(
      new Invalid({ extension_number: ['The extension number has already been taken.'] }),
    )
    expect(await surroundings(it.url, id)).toEqual(untouched(tenant.id, id))
    expect([await counted(tenant.id), await counted(other.tenant.id)]).toEqual([2, 2])
  })

  test('stays as it was when there is no such tenant', async () => {
    const { tenant, id } = await equipped()
    expect(await failureOf(everywhere().update(id, { tenant_id: 999_999 }))).toEqual(
      new Invalid({ tenant_id: ['The selected tenant id is invalid.'] }),
    )
    expect(await surroundings(it.url, id)).toEqual(untouched(tenant.id, id))
  })
})

test('an extension that is removed takes devices and memberships along, and its calls stay without it', async () => {
  const { tenant, own, id, neighbour } = await equipped()
  await own.remove(id)
  expect(await surroundings(it.url, id)).toEqual({
    devices: [],
    queue_agents: [],
    cdrs: [{ tenant_id: `${tenant.id}`, extension_id: null }],
  })
  expect(await surroundings(it.url, neighbour)).toEqual(untouched(tenant.id, neighbour))
})

test('nothing links an extension to what belongs to another tenant', async () => {
  const [one, other] = [await equipped(), await equipped()]
  const links = [equip(it.url, other.tenant.id, one.id), equip(it.url, one.tenant.id, other.id)]
  for (const failure of await Promise.all(links.map(failureOf))) expect(failure).toHaveProperty('code', '23503')
})

const untouched = (tenantId: number, id: string) => {
  const link = { tenant_id: `${tenantId}`, extension_id: id }
  return { devices: [link], queue_agents: [link], cdrs: [link] }
}
