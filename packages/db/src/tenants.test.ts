import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { TenantInput } from '@ringfence/domain/tenant'
import { NotFound } from './errors'
import { systemScope } from './scope'
import { tenants } from './tenants'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { failureOf } from './testing/failures'
import { scopeOf } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
})
afterAll(() => it.close())

let minted = 0
const tenantInput = (fields: Partial<TenantInput> = {}): TenantInput => {
  const slug = `created-${++minted}`
  return {
    name: 'Acme Ltd',
    slug,
    domain: `${slug}.sip.example`,
    status: 'active',
    timezone: 'Europe/Berlin',
    max_extensions: 50,
    settings: null,
    ...fields,
  }
}

const repository = () => tenants(it.db, systemScope('test'))

test('a created tenant is answered whole, its settings as they were sent', async () => {
  const input = tenantInput({ settings: { z: 1, a: { list: [true, null, 'é"\\'] }, '10': 2 } })
  const { json, version } = await repository().create(input)
  const { id, created_at, updated_at, ...fields } = JSON.parse(json)
  expect(fields).toEqual(input)
  expect(id).toBeGreaterThan(0)
  expect(created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
  expect(updated_at).toBe(created_at)
  expect(version).toBe(1)
})

test('a created tenant is in the audit trail as it was answered', async () => {
  const { json } = await repository().create(tenantInput())
  const { id } = JSON.parse(json)
  const trail = await asOwner(
    it.url,
    sql => sql<object[]>`
      select action, tenant_id, actor, before, after from audit where target = 'tenant' and target_id = ${id}`,
  )
  expect([...trail]).toEqual([
    { action: 'tenant.created', tenant_id: String(id), actor: 'test', before: null, after: JSON.parse(json) },
  ])
})

test('a slug or a domain that is taken is refused on its field, and nothing is stored', async () => {
  const first = tenantInput()
  await repository().create(first)
  const audited = () => asOwner(it.url, sql => sql<[{ n: string }]>`select count(*) as n from audit`)
  const [before] = await audited()
  expect(await failureOf(repository().create(tenantInput({ slug: first.slug })))).toMatchObject({
    errors: { slug: ['The slug has already been taken.'] },
  })
  expect(await failureOf(repository().create(tenantInput({ domain: first.domain })))).toMatchObject({
    errors: { domain: ['The domain has already been taken.'] },
  })
  expect((await audited())[0].n).toBe(before.n)
})

test('an admin of one tenant makes none', async () => {
  const input = tenantInput()
  expect(await failureOf(tenants(it.db, scopeOf(1)).create(input))).toBeInstanceOf(NotFound)
  await repository().create(input)
})
