import { afterAll, beforeAll, expect, test } from 'bun:test'
import { extensions } from './extensions'
import { openPool, type Pool } from './pool'
import { atOnce } from './testing/at-once'
import { untilBlocked } from './testing/blocked'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { digestsFor, idOf, inputFor, keysOf, opened, selectKeys, unsoundKeys } from './testing/extension'
import { failureOf, reasonOf } from './testing/failures'
import { mintTenant } from './testing/tenant'
import { until } from './testing/until'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase({ waitMilliseconds: 10_000 })
}, 30_000)
afterAll(() => it.close())

test('what finds unsound keys finds them', async () => {
  const tenant = await mintTenant(it.url)
  const id = idOf(await extensions(it.db, tenant.scope).create(inputFor(tenant)))
  expect(await unsoundKeys(it)).toEqual([])
  await asOwner(it.url, sql => sql`update extensions set ha1b_md5 = ha1_md5 where id = ${id}`)
  expect(await unsoundKeys(it)).toEqual([id])
  await asOwner(it.url, sql => sql`delete from extensions where id = ${id}`)
})

test('changes of number and secret that cross each other all take effect, and the keys fit whatever comes last', async () => {
  const tenant = await mintTenant(it.url)
  const own = extensions(it.db, tenant.scope)
  const id = idOf(await own.create(inputFor(tenant)))
  const { done, failures } = await atOnce(30, index =>
    own.update(id, index % 2 ? { extension_number: `2${index}` } : { secret: `secret-${index}` }),
  )
  expect(failures).toEqual([])
  expect(done.map(({ version }) => version).sort((a, b) => a - b)).toEqual(done.map((_, index) => index + 2))
  const keys = await keysOf(it.url, id)
  expect(opened(it, keys)).toMatch(/^secret-\d+$/)
  expect(keys.extension_number).toMatch(/^2\d+$/)
  expect(await unsoundKeys(it)).toEqual([])
})

test('a domain renamed while extensions are made and changed leaves no digest of the old domain', async () => {
  const tenant = await mintTenant(it.url)
  const own = extensions(it.db, tenant.scope)
  const ids = await Promise.all(
    [1, 2, 3, 4].map(async n => idOf(await own.create(inputFor(tenant, { extension_number: `*${n}` })))),
  )
  let isOver = false
  let made = 0
  // Whom eight renames outran in a row may be asked to come again.
  const answers: unknown[] = [null, 'conflict']
  const expectAnswered = async (work: Promise<unknown>) => expect(answers).toContain(await reasonOf(work))
  const creating = async () => {
    while (!isOver) await expectAnswered(own.create(inputFor(tenant, { extension_number: `${++made}` })))
  }
  const changing = async (id: string) => {
    for (let turn = 0; !isOver; turn++) await expectAnswered(own.update(id, { secret: `secret-${turn}` }))
  }
  const working = Promise.all([creating(), creating(), creating(), creating(), ...ids.map(changing)])
  const operator = openPool(it.url, { size: 1 })
  try {
    for (let round = 0; round < 20; round++) {
      const before = made
      await rename(operator, tenant.id, `round-${round}.${tenant.domain}`)
      await until('others work under the new name', () => made > before + 8)
    }
  } finally {
    isOver = true
    await working
    await operator.end()
  }
  expect(await unsoundKeys(it)).toEqual([])
}, 20_000)

test('a change in flight keeps the domain that its digests are made with', async () => {
  const tenant = await mintTenant(it.url)
  const own = extensions(it.db, tenant.scope)
  const id = idOf(await own.create(inputFor(tenant)))
  const operator = openPool(it.url)
  const renaming = () => operator.query(sql => sql`select from tenants where id = ${tenant.id} for update nowait`)
  const { change } = await operator.transaction(async sql => {
    await sql`select from extensions where id = ${id} for update`
    const change = own.update(id, { secret: 'another-one' })
    await untilBlocked(operator)
    expect(await failureOf(renaming())).toHaveProperty('cause.code', '55P03')
    return { change }
  })
  await change
  await renaming()
  await operator.end()
})

/** As the service does it: the domain and every digest made with it, in one transaction. */
const rename = (operator: Pool, tenantId: number, domain: string) =>
  operator.transaction(async sql => {
    await sql`update tenants set domain = ${domain} where id = ${tenantId}`
    const stored = await selectKeys(sql)
    const digests = stored
      .filter(keys => keys.tenant_id === String(tenantId))
      .map(keys => ({
        id: keys.id,
        sip_address: `${keys.extension_number}@${domain}`,
        ...digestsFor(keys.extension_number, domain, opened(it, keys)),
      }))
    await sql`
      update extensions e
      set sip_address = d.sip_address, ha1_md5 = d.ha1_md5, ha1_sha256 = d.ha1_sha256, ha1b_md5 = d.ha1b_md5, ha1b_sha256 = d.ha1b_sha256
      from json_populate_recordset(null::extensions, ${JSON.stringify(digests)}::text::json) d
      where e.id = d.id`
  })
