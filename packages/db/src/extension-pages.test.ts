import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Cursor } from '@ringfence/domain/list'
import { extensions } from './extensions'
import type { Page } from './pages'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor } from './testing/extension'
import { idsNewestFirst, insertMany } from './testing/many-extensions'
import { mintTenant } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase({ size: 4 })
}, 30_000)
afterAll(() => it.close())

const idsOf = (page: Page): number[] => JSON.parse(`[${page.rows}]`).map((row: { id: number }) => row.id)

const stocked = async (count: number, moments: number) => {
  const tenant = await mintTenant(it.url)
  await insertMany(it.url, tenant.id, count, moments)
  return { tenant, own: extensions(it.db, tenant.scope), expected: await idsNewestFirst(it.url, tenant.id) }
}

describe('pages', () => {
  for (const size of [1, 2, 3, 7, 39, 40, 1000])
    test(`of ${size}, one after the other, are the ordered whole, and the last leads nowhere`, async () => {
      const { own, expected } = await stocked(40, 3)
      const pages: number[][] = []
      let after: Cursor | null = null
      do {
        const page: Page = await own.list({}, size, after)
        pages.push(idsOf(page))
        after = page.next
      } while (after)
      expect(pages.flat()).toEqual(expected)
      expect(pages).toHaveLength(Math.ceil(40 / size))
      expect(pages.slice(0, -1).every(page => page.length === size)).toBe(true)
      const ids: number[] = []
      for await (const page of own.listAll({})) ids.push(...idsOf(page))
      expect(ids).toEqual(expected)
    })

  test('neither skip nor repeat the others when rows come and go between them', async () => {
    const { tenant, own, expected } = await stocked(30, 2)
    const first = await own.list({}, 10, null)
    const [edge, gone] = [expected[9], expected[14]]
    await asOwner(it.url, sql => sql`delete from extensions where id in (${edge ?? 0}, ${gone ?? 0})`)
    const [newer, older] = await Promise.all(
      ['2', '3'].map(async extension_number => idOf(await own.create(inputFor(tenant, { extension_number })))),
    )
    await asOwner(
      it.url,
      sql => sql`
        update extensions
        set created_at = case when id = ${newer ?? ''} then timestamptz '2026-11-01 12:00:00.123457Z' else '2026-11-01 11:00Z' end
        where id in (${newer ?? ''}, ${older ?? ''})`,
    )
    const rest = await own.list({}, 1000, first.next)
    expect(idsOf(first)).toEqual(expected.slice(0, 10))
    expect(idsOf(rest)).toEqual([...expected.slice(10).filter(id => id !== gone), Number(older)])
  })

  test('hold the row as the contract shows it, with microseconds and Z, and its tenant and devices', async () => {
    const { tenant, own, expected } = await stocked(1, 1)
    await asOwner(
      it.url,
      sql =>
        sql`insert into devices (tenant_id, extension_id, label) values (${tenant.id}, ${expected[0] ?? 0}, 'desk')`,
    )
    const [row] = JSON.parse(`[${(await own.list({}, 10, null)).rows}]`)
    expect(Object.keys(row)).toEqual([
      ...['id', 'tenant_id', 'extension_number', 'display_name', 'email', 'status', 'voicemail_enabled'],
      ...['created_at', 'updated_at', 'tenant', 'devices'],
    ])
    expect(row).toMatchObject({ created_at: '2026-11-01T12:00:00.123456Z', email: null, voicemail_enabled: false })
    expect(row.updated_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
    expect(row.tenant).toMatchObject({ id: tenant.id, slug: expect.any(String), domain: tenant.domain })
    expect(row.devices).toMatchObject([{ label: 'desk', online: false, registered_at: null }])
  })

  test('of nothing are empty and lead nowhere', async () => {
    const tenant = await mintTenant(it.url)
    expect(await extensions(it.db, tenant.scope).list({}, 10, null)).toEqual({ rows: '', next: null, isProved: true })
  })

  test('hold only rows of the status that is asked for', async () => {
    const { own, expected } = await stocked(6, 6)
    await own.update(String(expected[2]), { status: 'disabled' })
    expect(idsOf(await own.list({ status: 'disabled' }, 10, null))).toEqual(expected.slice(2, 3))
    expect(idsOf(await own.list({ status: 'active' }, 10, null))).toEqual(expected.filter((_, index) => index !== 2))
    expect(idsOf(await own.list({ status: 'ACTIVE' }, 10, null))).toEqual([])
  })
})
