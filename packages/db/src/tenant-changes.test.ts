import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { admitTenant, type TenantInput } from '@ringfence/domain/tenant'
import { type Database, withinTransaction } from './database'
import { InUse, NotFound, Stale } from './errors'
import { extensions } from './extensions'
import { openPool } from './pool'
import { systemScope } from './scope'
import { tenants } from './tenants'
import { atOnce } from './testing/at-once'
import { untilBlocked } from './testing/blocked'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { digestsFor, idOf, inputFor, keysOf, opened, SECRET, unsoundKeys } from './testing/extension'
import { failureOf, reasonOf } from './testing/failures'
import { trailOf } from './testing/members'
import { equip } from './testing/surroundings'
import { mintTenant, type TestTenant } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase({ waitMilliseconds: 10_000 })
}, 30_000)
afterAll(() => it.close())

const owner = systemScope('test')
const all = () => tenants(it.db, owner)

const extensionOf = async (tenant: TestTenant, number = '1001'): Promise<string> =>
  idOf(await extensions(it.db, tenant.scope).create(inputFor(tenant, { extension_number: number })))

const wholeOf = async ({ id }: TestTenant, fields: Partial<TenantInput> = {}): Promise<TenantInput> => {
  return { ...admitTenant(JSON.parse((await all().find(String(id), {})).json)), ...fields }
}

describe('a tenant that gets another domain', () => {
  test('has digests of that domain for all its secrets, and for nobody else', async () => {
    const [tenant, other] = [await mintTenant(it.url), await mintTenant(it.url)]
    const ids = [await extensionOf(tenant), await extensionOf(tenant, '*77#')]
    const foreign = await keysOf(it.url, await extensionOf(other))
    const { json, version } = await all().update(String(tenant.id), { domain: 'renamed.sip.example' })
    expect([JSON.parse(json).domain, version]).toEqual(['renamed.sip.example', 2])
    for (const [id, number] of [
      [ids[0] ?? '', '1001'],
      [ids[1] ?? '', '*77#'],
    ] as const) {
      const keys = await keysOf(it.url, id)
      expect(keys).toMatchObject(digestsFor(number, 'renamed.sip.example', SECRET))
      expect(opened(it, keys)).toBe(SECRET)
    }
    expect(await keysOf(it.url, foreign.id)).toEqual(foreign)
  })

  test('takes new extensions and secrets under it at once, whoever remembers the old one', async () => {
    const tenant = await mintTenant(it.url)
    const id = await extensionOf(tenant)
    await all().update(String(tenant.id), { domain: 'next.sip.example' })
    await extensionOf(tenant, '1002')
    await extensions(it.db, tenant.scope).rotate(id, 'another secret')
    expect(await unsoundKeys(it)).toEqual([])
  })

  test('keeps its old one, and its digests, when the new one is taken or the version is old', async () => {
    const [tenant, other] = [await mintTenant(it.url), await mintTenant(it.url)]
    const id = await extensionOf(tenant)
    const before = await keysOf(it.url, id)
    expect(await failureOf(all().update(String(tenant.id), { domain: other.domain }))).toMatchObject({
      errors: { domain: ['The domain has already been taken.'] },
    })
    expect(await failureOf(all().update(String(tenant.id), { domain: 'stale.sip.example' }, [7]))).toBeInstanceOf(Stale)
    expect(await keysOf(it.url, id)).toEqual(before)
  })

  test('while extensions are made, moved, changed and deleted, ends with the digests of what is there', async () => {
    const [tenant, other] = [await mintTenant(it.url), await mintTenant(it.url)]
    const own = extensions(it.db, owner)
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => extensionOf(tenant, `${100 + n}`)))
    // Whoever moves between tenants while one is renamed may have to wait too long, and is asked to come again.
    const answers: unknown[] = [null, 'conflict', 'timeout', 'deadline']
    const { done, failures } = await atOnce(60, async n => {
      const id = ids[n % 20] ?? ''
      const work = [
        () => all().update(String(tenant.id), { domain: `round-${n}.sip.example` }),
        () => own.rotate(id, `secret number ${n}`),
        () => own.create(inputFor(tenant, { extension_number: `9${n}` })),
        () => own.update(id, { tenant_id: n % 8 < 4 ? other.id : tenant.id }),
        () => own.update(id, { extension_number: `5${n}` }),
      ][n % 5]
      if (work) expect(answers).toContain(await reasonOf(work()))
      return n
    })
    expect([done.length, failures]).toEqual([60, []])
    expect(await unsoundKeys(it)).toEqual([])
  }, 30_000)

  const meanwhile: Record<string, (db: Database, tenant: TestTenant, id: string) => Promise<unknown>> = {
    created: (db, tenant) => extensions(db, tenant.scope).create(inputFor(tenant, { extension_number: '1002' })),
    deleted: (db, tenant, id) => extensions(db, tenant.scope).remove(id),
    rotated: (db, tenant, id) => extensions(db, tenant.scope).rotate(id, 'another secret'),
  }
  for (const [what, work] of Object.entries(meanwhile))
    test(`sees an extension that is ${what} just then`, async () => {
      const tenant = await mintTenant(it.url)
      const id = await extensionOf(tenant)
      const observer = openPool(it.url, { size: 1 })
      const { renaming } = await withinTransaction(it.db, async db => {
        await work(db, tenant, id)
        const renaming = all().update(String(tenant.id), { domain: `${what}.sip.example` })
        await untilBlocked(observer)
        return { renaming }
      })
      expect(JSON.parse((await renaming).json).domain).toBe(`${what}.sip.example`)
      expect(await unsoundKeys(it)).toEqual([])
      await observer.end()
    })

  test('of a thousand extensions is renamed as a whole', async () => {
    const tenant = await mintTenant(it.url)
    const repository = extensions(it.db, tenant.scope)
    await atOnce(1000, n => repository.create(inputFor(tenant, { extension_number: `${10_000 + n}` })))
    await all().update(String(tenant.id), { domain: 'large.sip.example' })
    const [{ count }] = await asOwner(
      it.url,
      sql => sql<[{ count: number }]>`select count(*)::integer as count from extensions where tenant_id = ${tenant.id}`,
    )
    expect([count, await unsoundKeys(it)]).toEqual([1000, []])
  }, 30_000)
})

test('a whole replacement that keeps the domain changes the rest', async () => {
  const tenant = await mintTenant(it.url)
  await extensionOf(tenant)
  const { json } = await all().update(
    String(tenant.id),
    await wholeOf(tenant, { name: 'Renamed', settings: { a: [1] } }),
  )
  expect(JSON.parse(json)).toMatchObject({ name: 'Renamed', domain: tenant.domain, settings: { a: [1] } })
  expect(await unsoundKeys(it)).toEqual([])
})

test('a cap below what there is is refused on its field', async () => {
  const tenant = await mintTenant(it.url)
  for (const number of ['1', '2']) await extensionOf(tenant, number)
  expect(await failureOf(all().update(String(tenant.id), { max_extensions: 1 }))).toMatchObject({
    errors: { max_extensions: ['The max extensions must not be less than the number of extensions that there are.'] },
  })
  await all().update(String(tenant.id), { max_extensions: 2 })
  expect(await failureOf(extensionOf(tenant, '3'))).toMatchObject({ errors: { tenant_id: [expect.anything()] } })
})

describe('a tenant that is deleted', () => {
  test('goes when it has nothing', async () => {
    const tenant = await mintTenant(it.url)
    await all().remove(String(tenant.id))
    expect(await failureOf(all().find(String(tenant.id), {}))).toBeInstanceOf(NotFound)
    expect(await trailOf(it.url, 'tenant', tenant.id)).toMatchObject([{ action: 'tenant.deleted', after: null }])
  })

  test('stays when it has something, which is named', async () => {
    const tenant = await mintTenant(it.url)
    await equip(it.url, tenant.id, await extensionOf(tenant))
    await extensionOf(tenant, '1002')
    const failure = await failureOf(all().remove(String(tenant.id)))
    expect(failure).toBeInstanceOf(InUse)
    expect(failure).toHaveProperty('message', 'Tenant is still in use: it has 2 extensions, 1 queue, and 1 CDR.')
    expect(JSON.parse((await all().find(String(tenant.id), {})).json).extensions).toHaveLength(2)
  })

  test('takes all that it has along when asked to, and nothing of another', async () => {
    const [tenant, other] = [await mintTenant(it.url), await mintTenant(it.url)]
    for (const one of [tenant, other]) await equip(it.url, one.id, await extensionOf(one))
    expect(await failureOf(all().remove(String(tenant.id), [9], { cascade: true }))).toBeInstanceOf(Stale)
    await all().remove(String(tenant.id), [1], { cascade: true })
    const left = await asOwner(
      it.url,
      sql => sql<{ tenant_id: string }[]>`
        select tenant_id from extensions union all select tenant_id from devices union all select tenant_id from queues
        union all select tenant_id from queue_agents union all select tenant_id from cdrs
        union all select tenant_id from cdr_call_ids`,
    )
    expect(left.filter(row => row.tenant_id === String(tenant.id))).toEqual([])
    expect(left.filter(row => row.tenant_id === String(other.id))).toHaveLength(5)
    expect((await trailOf(it.url, 'tenant', tenant.id)).at(-1)).toMatchObject({
      action: 'tenant.deleted',
      after: { extensions: 1, devices: 1, queues: 1, queue_agents: 1, cdrs: 1, admins: 0 },
    })
    expect(await failureOf(all().remove(String(tenant.id), null, { cascade: true }))).toBeInstanceOf(NotFound)
  })

  test('while extensions are made goes with them or not at all', async () => {
    const tenant = await mintTenant(it.url)
    const work = await atOnce(20, async n =>
      n === 10 ? all().remove(String(tenant.id), null, { cascade: true }) : void (await extensionOf(tenant, `${n}`)),
    )
    for (const failure of work.failures) expect(failure).toHaveProperty('errors.tenant_id')
    const rows = await asOwner(it.url, sql => sql`select from extensions where tenant_id = ${tenant.id}`)
    expect(rows).toHaveLength(0)
    expect(await failureOf(all().find(String(tenant.id), {}))).toBeInstanceOf(NotFound)
  })
})
