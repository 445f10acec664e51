import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Invalid } from '@ringfence/domain/admit'
import { extensions } from './extensions'
import { openPool, type Sql } from './pool'
import { atOnce } from './testing/at-once'
import { untilBlocked } from './testing/blocked'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor } from './testing/extension'
import { failureOf } from './testing/failures'
import { mintTenant, scopeOf } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase({ waitMilliseconds: 10_000 })
  await asOwner(
    it.url,
    sql => sql`
      create function copy_extensions(path text) returns void language plpgsql as $$
      begin
        execute format('copy extensions (tenant_id, extension_number, display_name, status, secret_sealed,
          ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256) from %L', path);
      end $$`,
  )
}, 30_000)
afterAll(() => it.close())

const reached = new Invalid({ tenant_id: ['The tenant has reached its maximum number of extensions.'] })
const everywhere = () => extensions(it.db, scopeOf(null))

const withExtensions = async (maxExtensions: number, count: number, prefix: string) => {
  const tenant = await mintTenant(it.url, { maxExtensions })
  const { done } = await atOnce(count, index =>
    everywhere().create(inputFor(tenant, { extension_number: `${prefix}${index}` })),
  )
  return { tenant, ids: done.map(idOf) }
}

/** What the counter says and what is there. */
const counts = async (tenantId: number) => {
  const [row] = await asOwner(
    it.url,
    sql => sql<[{ counted: number; there: number }]>`
      select t.extensions_count as counted, (select count(*)::int from extensions e where e.tenant_id = t.id) as there
      from tenants t
      where t.id = ${tenantId}`,
  )
  return { ...row }
}

describe('the cap', () => {
  test('lets exactly so many of three times as many simultaneous creates through', async () => {
    const tenant = await mintTenant(it.url, { maxExtensions: 20 })
    const { done, failures } = await atOnce(60, index =>
      extensions(it.db, tenant.scope).create(inputFor(tenant, { extension_number: `${index}` })),
    )
    expect(done).toHaveLength(20)
    expect(failures).toEqual(Array(40).fill(reached))
    expect(await counts(tenant.id)).toEqual({ counted: 20, there: 20 })
  })

  test('holds for those that move in, whose old tenant keeps them', async () => {
    const from = await withExtensions(15, 15, '1')
    const into = await withExtensions(5, 2, '2')
    const { done, failures } = await atOnce(15, index =>
      everywhere().update(from.ids[index] ?? '', { tenant_id: into.tenant.id }),
    )
    expect(done).toHaveLength(3)
    expect(failures).toEqual(Array(12).fill(reached))
    expect(await counts(into.tenant.id)).toEqual({ counted: 5, there: 5 })
    expect(await counts(from.tenant.id)).toEqual({ counted: 12, there: 12 })
  })

  test('holds for the owner of the tables, in one statement and in COPY, all or nothing', async () => {
    const { tenant } = await withExtensions(10, 4, '1')
    expect(await failureOf(insertRaw(tenant.id, 1, 7))).toHaveProperty('constraint_name', 'tenants_quota')
    expect(await failureOf(copyRaw(tenant.id, 1, 7))).toHaveProperty('constraint_name', 'tenants_quota')
    expect(await counts(tenant.id)).toEqual({ counted: 4, there: 4 })
    await insertRaw(tenant.id, 1, 3)
    await copyRaw(tenant.id, 4, 6)
    expect(await counts(tenant.id)).toEqual({ counted: 10, there: 10 })
    expect(await failureOf(everywhere().create(inputFor(tenant)))).toEqual(reached)
  })

  test('cannot be lowered below what is there, only down to it', async () => {
    const { tenant } = await withExtensions(10, 4, '1')
    const capped = (max: number) =>
      it.db.pool.query(sql => sql`update tenants set max_extensions = ${max} where id = ${tenant.id}`)
    expect(await failureOf(capped(3))).toHaveProperty('constraint_name', 'tenants_quota')
    await capped(4)
    expect(await failureOf(everywhere().create(inputFor(tenant)))).toEqual(reached)
  })

  test('gives the place of a removed extension to the next', async () => {
    const { tenant, ids } = await withExtensions(3, 3, '1')
    expect(await failureOf(everywhere().create(inputFor(tenant)))).toEqual(reached)
    await everywhere().remove(ids[0] ?? '')
    await everywhere().create(inputFor(tenant))
    expect(await counts(tenant.id)).toEqual({ counted: 3, there: 3 })
  })
})

test('the counters stay exact through creates, removals and moves in both directions at once', async () => {
  const [one, two] = [await withExtensions(60, 12, '1'), await withExtensions(60, 12, '2')]
  const [made, moved, back, removed] = await Promise.all([
    atOnce(12, index => everywhere().create(inputFor(one.tenant, { extension_number: `3${index}` }))),
    atOnce(6, index => everywhere().update(one.ids[index] ?? '', { tenant_id: two.tenant.id })),
    atOnce(6, index => everywhere().update(two.ids[index] ?? '', { tenant_id: one.tenant.id })),
    atOnce(8, index => everywhere().remove((index % 2 ? one : two).ids[11 - (index >> 1)] ?? '')),
  ])
  expect([made, moved, back, removed].flatMap(({ failures }) => failures)).toEqual([])
  expect(await counts(one.tenant.id)).toEqual({ counted: 20, there: 20 })
  expect(await counts(two.tenant.id)).toEqual({ counted: 8, there: 8 })
})

const insertRaw = (tenantId: number, from: number, to: number) =>
  asOwner(
    it.url,
    sql => sql`
      insert into extensions (tenant_id, extension_number, display_name, status, secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
      select ${tenantId}, '#' || n, 'raw', 'active', ''::bytea, md5('a'), encode(sha256('a'), 'hex'), md5('a'), encode(sha256('a'), 'hex')
      from generate_series(${from}::int, ${to}::int) n`,
  )

test('moves in opposite directions lock the tenants in one order, so that they never wait for each other', async () => {
  const [first, second] = [await withExtensions(9, 1, '1'), await withExtensions(9, 1, '2')]
  const owner = openPool(it.url)
  const lock = (id: number) => (sql: Sql) => sql`select from tenants where id = ${id} for no key update nowait`
  for (const [from, into] of [
    [first, second],
    [second, first],
  ] as const) {
    const moving = await owner.transaction(async sql => {
      await lock(first.tenant.id)(sql)
      const move = everywhere().update(from.ids[0] ?? '', { tenant_id: into.tenant.id })
      await untilBlocked(owner)
      await owner.query(lock(second.tenant.id))
      return { move }
    })
    await moving.move
  }
  await owner.end()
  expect(await counts(first.tenant.id)).toEqual({ counted: 1, there: 1 })
})

/** From a file, as the driver waits for ever on a COPY of its own that is refused. */
const copyRaw = async (tenantId: number, from: number, to: number) => {
  const digests = ['a'.repeat(32), 'a'.repeat(64), 'a'.repeat(32), 'a'.repeat(64)]
  const lines = Array.from({ length: to - from + 1 }, (_, index) =>
    [tenantId, `+${from + index}`, 'raw', 'active', '\\\\x00', ...digests].join('\t'),
  )
  const path = join(tmpdir(), `ringfence-copy-${process.pid}-${tenantId}-${from}`)
  await writeFile(path, lines.join('\n'), { mode: 0o644 })
  await asOwner(it.url, sql => sql`select copy_extensions(${path})`).finally(() => rm(path))
}
