import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type BulkExtension, bulk, refreshStatistics } from './bulk'
import { extensions } from './extensions'
import { systemScope } from './scope'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { inputFor, SECRET } from './testing/extension'
import { failureOf } from './testing/failures'
import { cdrInput } from './testing/members'
import { mintTenant, type TestTenant } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
})
afterAll(() => it.close())

const rows = (tenant: TestTenant, count: number): BulkExtension[] =>
  Array.from({ length: count }, (_, index) => ({
    ...inputFor(tenant, { extension_number: String(1000 + index), display_name: 'Zoë "\\\t\n{},' }),
    domain: tenant.domain,
    created_at: '2026-01-02T03:04:05.123456Z',
  }))

const countOf = async (tenant: TestTenant): Promise<number[]> => {
  const [row] = await asOwner(
    it.url,
    sql => sql<[{ counted: number; present: number }]>`
      select t.extensions_count as counted, (select count(*)::integer from extensions e where e.tenant_id = t.id) as present
      from tenants t
      where t.id = ${tenant.id}`,
  )
  return [row.counted, row.present]
}

const loader = () => bulk(it.db, systemScope('test'))

describe('rows in bulk', () => {
  test('are what single ones would be: ids in their order, texts as they are, secrets that open', async () => {
    const tenant = await mintTenant(it.url)
    const ids = await loader().extensions(rows(tenant, 500))
    const found = JSON.parse((await extensions(it.db, tenant.scope).find(String(ids[123]), { cdrs_limit: 0 })).json)
    expect(found).toMatchObject({ extension_number: '1123', display_name: 'Zoë "\\\t\n{},', tenant_id: tenant.id })
    expect(found.created_at).toBe('2026-01-02T03:04:05.123456Z')
    expect(await extensions(it.db, tenant.scope).reveal(String(ids[499]))).toBe(SECRET)
    expect(await countOf(tenant)).toEqual([500, 500])
  })

  test('stop at the quota: the whole statement is refused', async () => {
    const tenant = await mintTenant(it.url, { maxExtensions: 9 })
    expect(await failureOf(loader().extensions(rows(tenant, 10)))).toMatchObject({
      errors: { tenant_id: ['The tenant has reached its maximum number of extensions.'] },
    })
    expect(await countOf(tenant)).toEqual([0, 0])
    await loader().extensions(rows(tenant, 9))
    expect(await countOf(tenant)).toEqual([9, 9])
  })

  test('keep the constraints', async () => {
    const [tenant, other] = [await mintTenant(it.url), await mintTenant(it.url)]
    const [first] = rows(tenant, 1)
    if (!first) throw new Error('There is no first row.')
    expect(await failureOf(loader().extensions([first, first]))).toMatchObject({
      errors: { extension_number: ['The extension number has already been taken.'] },
    })
    const [strange = 0] = await loader().extensions(rows(other, 1))
    expect(await failureOf(loader().cdrs([cdrInput(tenant.id, { extension_id: strange })]))).toMatchObject({
      errors: { extension_id: ['The selected extension id is invalid.'] },
    })
  })

  test('leave one count in the audit trail for each statement', async () => {
    const tenant = await mintTenant(it.url)
    const before = await loads()
    await loader().extensions(rows(tenant, 7))
    expect((await loads()).slice(before.length)).toEqual([
      { action: 'extension.loaded', actor: 'test', after: { rows: 7 } },
    ])
  })

  test('may be none', async () => {
    const before = await loads()
    expect(await loader().cdrs([])).toEqual([])
    expect(await loads()).toEqual(before)
  })

  test('are tidied up after by the owner', async () => {
    await refreshStatistics(it.url)
    const [row] = await asOwner(
      it.url,
      sql => sql<[{ analysed: boolean }]>`
        select count(*) = 5 as analysed
        from pg_stat_user_tables
        where relname in ('tenants', 'extensions', 'devices', 'queues', 'queue_agents') and last_analyze is not null`,
    )
    expect(row.analysed).toBe(true)
  })
})

const loads = async () => [
  ...(await asOwner(
    it.url,
    sql => sql<object[]>`select action, actor, after from audit where action like '%.loaded' order by id`,
  )),
]
