import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { Invalid } from '@ringfence/domain/admit'
import type { ExtensionRow } from '@ringfence/domain/relations'
import { devices } from './devices'
import { NotFound } from './errors'
import type { ExtensionFilter } from './extensions'
import { keepHouse } from './housekeeping'
import type { Sql } from './pool'
import type { Scope } from './scope'
import { tenants } from './tenants'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { deletedRows, mintHome } from './testing/deleted'
import { idOf, inputFor } from './testing/extension'
import { failureOf } from './testing/failures'
import { deviceInput } from './testing/members'
import { scopeOf } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const mint = (options?: { maxExtensions?: number }) => mintHome(it, options)
const rowsOf = (scope: Scope, filter?: ExtensionFilter) => deletedRows(it, scope, filter)

const age = (id: string, days: number) =>
  asOwner(
    it.url,
    sql =>
      sql`update deleted_extensions set deleted_at = deleted_at - ${days} * interval '1 day' + interval '1 minute' where id = ${id}`,
  )

describe('it stays deleted', () => {
  test('when its number was given away', async () => {
    const { tenant, own, gone } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    await own.remove(id)
    await own.create(inputFor(tenant))
    const failure = await failureOf(gone.restore(id))
    expect(failure).toBeInstanceOf(Invalid)
    expect(failure).toHaveProperty('errors', {
      extension_number: ['The extension number has already been taken.'],
    })
    expect(await rowsOf(tenant.scope)).toHaveLength(1)
  })

  test('when the quota is reached', async () => {
    const { tenant, own, gone } = await mint({ maxExtensions: 1 })
    const id = idOf(await own.create(inputFor(tenant)))
    await own.remove(id)
    await own.create(inputFor(tenant, { extension_number: '1002' }))
    const failure = await failureOf(gone.restore(id))
    expect(failure).toHaveProperty('errors', {
      tenant_id: ['The tenant has reached its maximum number of extensions.'],
    })
    expect(await rowsOf(tenant.scope)).toHaveLength(1)
  })

  test('after 30 days, and is forgotten then, and not before', async () => {
    const { tenant, own, gone } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    await own.remove(id)
    await age(id, 30)
    await keepHouse(it.db.pool)
    expect(await rowsOf(tenant.scope)).toHaveLength(1)
    await age(id, 1)
    expect(await rowsOf(tenant.scope)).toEqual([])
    expect(await failureOf(gone.restore(id))).toBeInstanceOf(NotFound)
    const kept = () =>
      asOwner(it.url, sql => sql`select id from deleted_extensions where id = ${id}`).then(rows => rows.length)
    expect(await kept()).toBe(1)
    await keepHouse(it.db.pool)
    expect(await kept()).toBe(0)
  })

  test('for the admin of another tenant, who is told the same of one that never was', async () => {
    const [{ tenant, own }, other] = [await mint(), await mint()]
    const id = idOf(await own.create(inputFor(tenant)))
    await own.remove(id)
    for (const unseen of [id, '999999'])
      expect(await failureOf(other.gone.restore(unseen))).toEqual(new NotFound('Extension'))
    expect(await rowsOf(other.tenant.scope)).toEqual([])
    expect(await rowsOf(tenant.scope)).toHaveLength(1)
  })

  test('with its tenant, of which nothing is kept', async () => {
    const { tenant, own } = await mint()
    const [first, second] = [
      idOf(await own.create(inputFor(tenant))),
      idOf(await own.create(inputFor(tenant, { extension_number: '1002' }))),
    ]
    await own.remove(first)
    await tenants(it.db, scopeOf(null)).remove(String(tenant.id), null, { cascade: true })
    const kept = await asOwner(it.url, sql => sql`select id from deleted_extensions where id in (${first}, ${second})`)
    expect([...kept]).toEqual([])
  })

  test('and does not keep its tenant', async () => {
    const { tenant, own } = await mint()
    await own.remove(idOf(await own.create(inputFor(tenant))))
    await tenants(it.db, scopeOf(null)).remove(String(tenant.id))
    expect(await rowsOf(scopeOf(null), { tenant_id: tenant.id })).toEqual([])
  })
})

describe('the list of the deleted', () => {
  test('has them as they were, the last deleted first, with when that was', async () => {
    const { tenant, own } = await mint()
    const ids: string[] = []
    for (const extension_number of ['1001', '1002', '1003'])
      ids.push(idOf(await own.create(inputFor(tenant, { extension_number }))))
    await devices(it.db, tenant.scope).create(deviceInput(Number(ids[0])))
    const live = JSON.parse(`[${(await own.list({}, 10, null)).rows}]`)
    for (const id of [ids[1], ids[2], ids[0]]) await own.remove(id ?? '')
    const rows = await rowsOf(tenant.scope)
    expect(rows.map(({ id }) => String(id))).toEqual([ids[0] ?? '', ids[2] ?? '', ids[1] ?? ''])
    for (const { deleted_at, tenant: home, ...row } of rows) {
      expect(deleted_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
      const { tenant: earlier, ...before } = live.find(({ id }: ExtensionRow) => id === row.id)
      expect(row).toEqual(before)
      expect(home.id).toBe(earlier.id)
    }
    expect(JSON.parse(`[${(await own.list({}, 10, null)).rows}]`)).toEqual([])
  })

  test('is searched and filtered as that of the others, and paged', async () => {
    const { tenant, own } = await mint()
    for (const [index, status] of ['active', 'disabled', 'active'].entries())
      await own.remove(
        idOf(
          await own.create(inputFor(tenant, { extension_number: `200${index}`, display_name: `50%_${index}`, status })),
        ),
      )
    const names = async (filter: ExtensionFilter) =>
      (await rowsOf(scopeOf(null), { tenant_id: tenant.id, ...filter })).map(({ display_name }) => display_name)
    expect(await names({})).toEqual(['50%_2', '50%_1', '50%_0'])
    expect(await names({ status: 'active' })).toEqual(['50%_2', '50%_0'])
    expect(await names({ search: '0%_1' })).toEqual(['50%_1'])
    expect(await names({ search: '2002' })).toEqual(['50%_2'])
    expect(await names({ search: '002\u001f50' })).toEqual(['50%_2'])
    const first = await own.list({ deleted: 'only' }, 2, null)
    const second = await own.list({ deleted: 'only' }, 2, first.next)
    expect(JSON.parse(`[${first.rows},${second.rows}]`)).toHaveLength(3)
    expect(second.next).toBeNull()
  })
})

test('the API may take out of what is kept, and put nothing in nor change it', async () => {
  const { tenant } = await mint()
  const attempts: ((sql: Sql) => PromiseLike<unknown>)[] = [
    sql => sql`update deleted_extensions set tenant_id = ${tenant.id}`,
    sql => sql`insert into deleted_extensions (id) values (1)`,
    sql => sql`truncate deleted_extensions`,
  ]
  for (const attempt of attempts) expect(await failureOf(it.db.pool.query(attempt))).toHaveProperty('code', '42501')
})
