import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { extensions } from '@ringfence/db/extensions'
import { systemScope } from '@ringfence/db/scope'
import { asOwner, type TestDatabase, testDatabase } from '@ringfence/db/testing/database'
import { demoFixtures, loadDemoFixtures } from './demo'
import { loadFixtures } from './load'
import { contents } from './testing/contents'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
  await loadDemoFixtures(it.db)
})
afterAll(() => it.close())

describe('the demo fixtures', () => {
  test('hold at least two tenants, each with room for a thousand extensions or more', async () => {
    const tenants = await asOwner(it.url, sql => sql<{ max_extensions: number }[]>`select max_extensions from tenants`)
    expect(tenants.length).toBeGreaterThanOrEqual(2)
    for (const { max_extensions } of tenants) expect(max_extensions).toBeGreaterThanOrEqual(1000)
  })

  test('are all there, each row once', async () => {
    const lines = (await demoFixtures()).flatMap(({ text }) => text.trim().split('\n'))
    const { audit, ...rows } = await contents(it.url)
    expect(Object.values(rows).flat()).toHaveLength(lines.length)
    for (const table of Object.values(rows)) expect(table.length).toBeGreaterThan(0)
    expect(audit.filter(row => JSON.parse(row).action.endsWith('.created'))).toHaveLength(lines.length)
  })

  test('hold no SIP secret: one is made for each extension at the load', async () => {
    for (const { text } of await demoFixtures()) expect(text).not.toContain('secret')
    const ids = await asOwner(it.url, sql => sql<{ id: string }[]>`select id from extensions`)
    const secrets = await Promise.all(ids.map(({ id }) => extensions(it.db, systemScope('test')).reveal(id)))
    expect(new Set(secrets).size).toBe(ids.length)
    for (const secret of secrets) expect(secret).toMatch(/^[0-9a-zA-Z]{24}$/)
  })

  test('lie in the month of each call, none in the partition for other months', async () => {
    const [row] = await asOwner(
      it.url,
      sql => sql<[{ n: number }]>`select count(*)::integer as n from cdrs_other_months`,
    )
    expect(row.n).toBe(0)
  })
})

describe('a second load', () => {
  test('changes nothing, neither at a start nor by command', async () => {
    const own = await testDatabase()
    await loadDemoFixtures(own.db)
    const before = await contents(own.url)
    await loadDemoFixtures(own.db)
    const { created, present } = await loadFixtures(own.db, await demoFixtures())
    expect(await contents(own.url)).toEqual(before)
    expect(created).toBe(0)
    expect(present).toBe(before.audit.length)
    await own.close()
  })

  test('at a start brings back nothing that an admin deleted, not even when every tenant is gone', async () => {
    const own = await testDatabase()
    await loadDemoFixtures(own.db)
    await asOwner(
      own.url,
      sql => sql`
        with gone as (delete from cdrs), out as (delete from extensions), shut as (delete from queues)
        select 1`,
    )
    await asOwner(own.url, sql => sql`delete from tenants`)
    await loadDemoFixtures(own.db)
    const { audit: _, ...rows } = await contents(own.url)
    expect(Object.values(rows).flat()).toEqual([])
    await own.close()
  })

  test('by command makes what is missing again and leaves alone what was changed', async () => {
    const own = await testDatabase()
    await loadDemoFixtures(own.db)
    const [reception] = await asOwner(
      own.url,
      sql =>
        sql<
          [{ id: string }]
        >`select e.id from extensions e join tenants t on t.id = e.tenant_id where t.slug = 'acme' and e.extension_number = '1001'`,
    )
    const repository = extensions(own.db, systemScope('test'))
    await repository.update(reception.id, { display_name: 'Welcome desk' })
    await asOwner(own.url, sql => sql`delete from extensions where extension_number = '1002'`)
    const { created } = await loadFixtures(own.db, await demoFixtures())
    expect(JSON.parse((await repository.find(reception.id, { cdrs_limit: 0 })).json).display_name).toBe('Welcome desk')
    // The extension, its two devices and its place in the queue; its calls are there still.
    expect(created).toBe(4)
    await own.close()
  })
})

test('loads at the same time end with one set', async () => {
  const own = await testDatabase()
  const fixtures = await demoFixtures()
  const load = () => loadFixtures(own.db, fixtures)
  const loads = await Promise.all([load(), load(), load(), loadDemoFixtures(own.db)])
  const { audit, ...rows } = await contents(own.url)
  expect(audit).toHaveLength(Object.values(rows).flat().length)
  expect(audit).toHaveLength(fixtures.flatMap(({ text }) => text.trim().split('\n')).length)
  expect(loads.filter(loaded => loaded?.created).length).toBeLessThanOrEqual(1)
  await own.close()
})
