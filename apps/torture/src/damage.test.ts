import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { extensions } from '@ringfence/db/extensions'
import type { Sql } from '@ringfence/db/pool'
import { asOwner, type TestDatabase, testDatabase } from '@ringfence/db/testing/database'
import { idOf, inputFor } from '@ringfence/db/testing/extension'
import { mintTenant } from '@ringfence/db/testing/tenant'
import { mintWebhook } from '@ringfence/db/testing/webhook'
import { damage } from '@ringfence/rig/damage'
import { emptyTally, type Tally } from '@ringfence/rig/writers'

/*
 * What compares promises with rows sees each kind of damage.
 */

let it: TestDatabase
let tally: Tally

beforeAll(async () => {
  it = await testDatabase()
}, 60_000)
afterAll(() => it.close())

beforeEach(async () => {
  await asOwner(it.url, sql => sql`truncate tenants, audit cascade`)
  const tenant = await mintTenant(it.url)
  await mintWebhook(it, tenant.id, ['extension.created'])
  const own = extensions(it.db, tenant.scope)
  tally = emptyTally()
  for (const number of ['1001', '1002', '1003']) {
    const id = idOf(await own.create(inputFor(tenant, { extension_number: number, display_name: number })))
    tally.acknowledged.add(number)
    if (number === '1001') continue
    await own.update(id, { display_name: 'renamed' })
    tally.names.set(number, ['renamed'])
    if (number === '1002') continue
    await own.remove(id)
    tally.removals.set(number, true)
  }
})

const after = async (change: (sql: Sql) => PromiseLike<unknown>) => {
  await asOwner(it.url, change)
  return damage(it.url, tally)
}

test('an undamaged database is whole', async () => {
  expect(await damage(it.url, tally)).toEqual({ lost: [], torn: 0 })
})

test.each<[string, (sql: Sql) => PromiseLike<unknown>, string[], number]>([
  ['a lost extension', sql => sql`delete from extensions where extension_number = '1001'`, ['1001'], 1],
  [
    'a lost change',
    sql => sql`update extensions set display_name = '1002' where extension_number = '1002'`,
    ['1002'],
    0,
  ],
  [
    'a lost deletion',
    sql => sql`update extensions set extension_number = '1003' where extension_number = '1002'`,
    ['1002', '1003'],
    0,
  ],
  [
    'a missing audit row of a creation',
    sql => sql`delete from audit where action = 'extension.created' and after ->> 'extension_number' = '1001'`,
    [],
    3,
  ],
  ['a missing audit row of a change', sql => sql`delete from audit where action = 'extension.updated'`, [], 1],
  ['a wrong counter', sql => sql`update tenants set extensions_count = extensions_count + 1`, [], 1],
  [
    'a missing event',
    sql => sql`delete from webhook_deliveries where id = (select min(id) from webhook_deliveries)`,
    [],
    1,
  ],
])('%s is seen', async (_, change, lost, torn) => {
  expect(await after(change)).toEqual({ lost, torn })
})
