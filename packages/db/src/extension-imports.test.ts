import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { Invalid } from '@ringfence/domain/admit'
import {
  admitImportRow,
  type ExtensionImportQuery,
  type ExtensionImportReport,
} from '@ringfence/domain/extension-import'
import { admitExtensionRange } from '@ringfence/domain/extension-range'
import { ImportRefused, KeyClaimed } from './errors'
import { extensionImports, type ImportFile } from './extension-imports'
import { extensions } from './extensions'
import { Unavailable } from './faults'
import { answered, claimOf } from './idempotency'
import { openPool, type Sql } from './pool'
import type { Scope } from './scope'
import { tenants } from './tenants'
import { untilBlocked } from './testing/blocked'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { inputFor, unsoundKeys } from './testing/extension'
import { mintTenant, scopeOf, type TestTenant } from './testing/tenant'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const HOW: ExtensionImportQuery = { dry_run: false, on_error: 'abort', generate_secrets: false }

const fileOf = (rows: Record<string, unknown>[]): ImportFile => ({
  rows: rows.map((row, index) => admitImportRow(index + 1, row)),
  faults: [],
  count: rows.length,
})

const rowFor = ({ id }: TestTenant, number: number, fields: Record<string, unknown> = {}) => ({
  tenant_id: id,
  extension_number: String(number),
  display_name: 'Desk',
  status: 'active',
  secret: `secret-of-${number}`,
  ...fields,
})

const run = async (
  scope: Scope,
  rows: Record<string, unknown>[],
  how: Partial<ExtensionImportQuery> = {},
): Promise<ExtensionImportReport> =>
  JSON.parse((await extensionImports(database.db, scope).run(fileOf(rows), { ...HOW, ...how })).json)

const countOf = async ({ id }: TestTenant) => {
  const [row] = await asOwner(
    database.url,
    sql => sql<[{ stored: number; counted: number }]>`
      select (select count(*)::integer from extensions where tenant_id = ${id}) as stored, extensions_count as counted
      from tenants
      where id = ${id}`,
  )
  return row
}

describe('what an import writes', () => {
  test('opens and registers as what single writes do, across tenants and parts', async () => {
    const [one, two] = [await mintTenant(database.url), await mintTenant(database.url)]
    const rows = (secret: string) =>
      Array.from({ length: 1200 }, (_, index) =>
        rowFor(index % 3 ? one : two, 1000 + index, { secret: `${secret}-${index}` }),
      )
    expect((await run(scopeOf(null), rows('first'))).created).toBe(1200)
    expect(await unsoundKeys(database)).toEqual([])
    expect((await run(scopeOf(null), rows('second'))).updated).toBe(1200)
    expect(await unsoundKeys(database)).toEqual([])
    expect(await countOf(one)).toEqual({ stored: 800, counted: 800 })
  })

  test('is nothing at all when the last row cannot be', async () => {
    const tenant = await mintTenant(database.url)
    const rows = Array.from({ length: 600 }, (_, index) => rowFor(tenant, index + 1))
    await expect(run(tenant.scope, [...rows, rowFor(tenant, 1)])).rejects.toBeInstanceOf(ImportRefused)
    await expect(run(tenant.scope, [...rows, rowFor(tenant, 601, { action: 'update' })])).rejects.toBeInstanceOf(
      ImportRefused,
    )
    expect(await countOf(tenant)).toEqual({ stored: 0, counted: 0 })
  })

  test('is nothing when its key is claimed already, and the first answer is kept with its secrets', async () => {
    const tenant = await mintTenant(database.url)
    const claim = claimOf(database.db, tenant.scope, 'once', ['x'])
    const scope = { ...tenant.scope, claim }
    const first = await extensionImports(database.db, scope).create(rangeOf(tenant, '1', '3'))
    const second = extensionImports(database.db, scope).create(rangeOf(tenant, '4', '6'))
    await expect(second).rejects.toBeInstanceOf(KeyClaimed)
    expect(await countOf(tenant)).toEqual({ stored: 3, counted: 3 })
    expect(await answered(database.db, tenant.scope, claim)).toEqual(first)
  })
})

const rangeOf = ({ id }: TestTenant, from: string, to: string) =>
  admitExtensionRange({ tenant_id: id, from, to, display_name: 'Desk {number}', status: 'active' })

describe('at the same time', () => {
  test('two imports of the same file do it once', async () => {
    const tenant = await mintTenant(database.url)
    const rows = Array.from({ length: 700 }, (_, index) => rowFor(tenant, index + 1))
    const reports = await Promise.all([run(tenant.scope, rows), run(tenant.scope, rows)])
    expect(reports.map(({ created, unchanged }) => created + unchanged)).toEqual([700, 700])
    expect(reports.map(({ created }) => created).sort()).toEqual([0, 700])
    expect(await countOf(tenant)).toEqual({ stored: 700, counted: 700 })
  })

  test('imports and single creates stop exactly at the quota', async () => {
    const tenant = await mintTenant(database.url, { maxExtensions: 50 })
    const rows = (from: number) => Array.from({ length: 30 }, (_, index) => rowFor(tenant, from + index))
    const single = (number: number) =>
      extensions(database.db, tenant.scope).create(inputFor(tenant, { extension_number: String(number) }))
    const outcomes = await Promise.allSettled([
      run(tenant.scope, rows(100), { on_error: 'skip' }),
      ...[1, 2, 3, 4, 5].map(single),
      run(tenant.scope, rows(200), { on_error: 'skip' }),
      ...[6, 7, 8, 9].map(single),
    ])
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Invalid)
    expect(await countOf(tenant)).toEqual({ stored: 50, counted: 50 })
    expect(await unsoundKeys(database)).toEqual([])
  })

  test('an import and a new domain of the tenant leave no digest of the old one', async () => {
    const tenant = await mintTenant(database.url)
    const rows = Array.from({ length: 600 }, (_, index) => rowFor(tenant, index + 1))
    await Promise.all([
      run(tenant.scope, rows),
      tenants(database.db, scopeOf(null)).update(String(tenant.id), { domain: `new-${tenant.domain}` }),
    ])
    expect((await countOf(tenant)).stored).toBe(600)
    expect(await unsoundKeys(database)).toEqual([])
  })

  test('an import that waited for the create of one of its numbers finds it there', async () => {
    const tenant = await mintTenant(database.url)
    const rows = Array.from({ length: 10 }, (_, index) => rowFor(tenant, index + 1, { secret: '' }))
    const owner = openPool(database.url, { size: 2 })
    const [report] = await owner.transaction(async sql => {
      await insertAs(sql, tenant, '7')
      const waiting = run(tenant.scope, rows, { generate_secrets: true })
      await untilBlocked(owner)
      return [waiting]
    })
    expect(await report).toMatchObject({ created: 9, updated: 1, failed: 0 })
    await owner.end()
  })
})

test('an import whose connection is lost in the middle leaves nothing', async () => {
  const tenant = await mintTenant(database.url)
  const rows = Array.from({ length: 600 }, (_, index) => rowFor(tenant, index + 1))
  const owner = openPool(database.url, { size: 2 })
  const held = owner.transaction(async sql => {
    // What is created in the second part has to wait for this.
    await insertAs(sql, tenant, '600')
    const report = run(tenant.scope, rows)
    await untilBlocked(owner)
    await owner.query(
      other => other`
        select pg_terminate_backend(pid)
        from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    )
    await expect(report).rejects.toBeInstanceOf(Unavailable)
    throw new Error('rolled back')
  })
  await expect(held).rejects.toThrow('rolled back')
  await owner.end()
  expect(await countOf(tenant)).toEqual({ stored: 0, counted: 0 })
})

/** By hand, without the counter, so that it is the number alone that others wait for. */
const insertAs = (sql: Sql, { id }: TestTenant, number: string) => sql`
  with quiet as (select set_config('session_replication_role', 'replica', true))
  insert into extensions (tenant_id, extension_number, display_name, status, secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
  select ${id}, ${number}, 'x', 'x', ''::bytea, repeat('0', 32), repeat('0', 64), repeat('0', 32), repeat('0', 64)
  from quiet`

test('a range names the numbers that are taken, and makes none', async () => {
  const tenant = await mintTenant(database.url, { maxExtensions: 100 })
  await run(tenant.scope, [rowFor(tenant, 12), rowFor(tenant, 14)])
  const refusal = extensionImports(database.db, tenant.scope).create(rangeOf(tenant, '10', '19'))
  await expect(refusal).rejects.toMatchObject({
    errors: {
      extension_number: [
        'The extension number 12 has already been taken.',
        'The extension number 14 has already been taken.',
      ],
    },
  })
  const beyond = extensionImports(database.db, tenant.scope).create(rangeOf(tenant, '100', '299'))
  await expect(beyond).rejects.toMatchObject({
    errors: { tenant_id: ['The tenant has reached its maximum number of extensions.'] },
  })
  expect((await countOf(tenant)).stored).toBe(2)
})
