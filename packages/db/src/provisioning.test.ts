import { afterAll, beforeAll, expect, test } from 'bun:test'
import { withinTransaction } from './database'
import { devices } from './devices'
import { extensions } from './extensions'
import { keepHouse } from './housekeeping'
import { openPool } from './pool'
import { freshLink, provisioned, provisioning } from './provisioning'
import { untilBlocked } from './testing/blocked'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor, SECRET } from './testing/extension'
import { deviceInput } from './testing/members'
import { mintTenant } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const mint = async () => {
  const tenant = await mintTenant(it.url)
  const extension = await extensions(it.db, tenant.scope).create(inputFor(tenant))
  const deviceId = idOf(await devices(it.db, tenant.scope).create(deviceInput(Number(idOf(extension)))))
  const link = freshLink()
  const made = await provisioning(it.db, tenant.scope).link(deviceId, link, 60)
  return { tenant, deviceId, link, id: idOf(made) }
}

const fetch = (address: string) => ({ address, userAgent: 'Phone', requestId: 'request-1', file: 'x.cfg' })

test('the secret is opened for the bearer of the link, and the link stands nowhere', async () => {
  const { tenant, link } = await mint()
  expect(await provisioned(it.db, link).phone('192.0.2.1')).toEqual({
    macAddress: '00:15:65:ab:cd:ef',
    vendor: 'Yealink',
  })
  expect(await provisioned(it.db, link).use(fetch('192.0.2.1'))).toEqual({
    number: '1001',
    displayName: 'Reception',
    domain: tenant.domain,
    secret: SECRET,
  })
  const rows = await asOwner(it.url, sql => sql<{ text: string }[]>`select l::text as text from provisioning_links l`)
  expect(rows.filter(({ text }) => text.includes(link))).toEqual([])
})

test('who comes while another uses the link, from elsewhere, has nothing', async () => {
  const { link, deviceId } = await mint()
  const observer = openPool(it.url, { size: 1 })
  const late = await withinTransaction(it.db, async db => {
    expect(await provisioned(db, link).use(fetch('192.0.2.1'))).toBeDefined()
    const using = provisioned(it.db, link).use(fetch('192.0.2.2'))
    await untilBlocked(observer)
    return { using }
  })
  expect(await late.using).toBeUndefined()
  await observer.end()
  const deeds = await asOwner(
    it.url,
    sql => sql`select address from audit where action = 'device.provisioned' and target_id = ${deviceId}`,
  )
  expect([...deeds]).toEqual([{ address: '192.0.2.1' }])
})

test('links go with their device, and when they ran out', async () => {
  const [kept, gone, late] = [await mint(), await mint(), await mint()]
  const there = async ({ id }: { id: string }) =>
    (await asOwner(it.url, sql => sql`select from provisioning_links where id = ${id}`)).length
  await devices(it.db, gone.tenant.scope).remove(gone.deviceId)
  await asOwner(
    it.url,
    sql => sql`
      update provisioning_links
      set created_at = now() - interval '2 hours', expires_at = now() - interval '1 hour'
      where id = ${late.id}`,
  )
  await keepHouse(it.db.pool)
  expect([await there(kept), await there(gone), await there(late)]).toEqual([1, 0, 0])
})
