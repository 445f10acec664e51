import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { managedAdmins, type StoredAdmin } from './managed-admins'
import { openPool } from './pool'
import { systemScope } from './scope'
import { mintAdmin, type TestAdmin } from './testing/admin'
import { atOnce } from './testing/at-once'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { failureOf } from './testing/failures'
import { mintTenant } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
  await mintAdmin(it.url)
}, 30_000)
afterAll(() => it.close())

const scope = systemScope('test')

const stored = (fields: Partial<StoredAdmin> = {}): StoredAdmin => ({
  name: 'Grace',
  email: 'grace@example.com',
  role: 'viewer',
  tenant_id: null,
  status: 'active',
  password_hash: 'canary-hash',
  ...fields,
})

test('an admin is stored under the one spelling of the address, and the trail tells all but the password', async () => {
  const admins = managedAdmins(it.db, scope)
  const made = JSON.parse((await admins.create(stored({ email: ' Grace@EXAMPLE.com' }))).json)
  expect(made).toMatchObject({ name: 'Grace', email: 'grace@example.com', role: 'viewer', status: 'active' })
  await admins.update(String(made.id), { password_hash: 'canary-other' })
  await admins.update(String(made.id), { name: 'Hopper' })
  await admins.remove(String(made.id))
  const rows = await asOwner(
    it.url,
    sql => sql`select action, before, after from audit where target = 'admin' and target_id = ${made.id} order by id`,
  )
  expect([...rows]).toMatchObject([
    { action: 'admin.created', before: null, after: made },
    { action: 'admin.updated', before: made, after: { password: 'changed' } },
    { action: 'admin.updated', before: { name: 'Grace' }, after: { name: 'Hopper' } },
    { action: 'admin.deleted', before: { name: 'Hopper' }, after: null },
  ])
  expect(rows[2]?.after).not.toHaveProperty('password')
  expect(JSON.stringify(rows)).not.toContain('canary')
})

test('an address is taken in any spelling', async () => {
  const admins = managedAdmins(it.db, scope)
  await admins.create(stored({ email: 'taken@example.com' }))
  expect(await failureOf(admins.create(stored({ email: 'TAKEN@example.com' })))).toMatchObject({
    errors: { email: ['The email has already been taken.'] },
  })
})

describe('the last active owner', () => {
  const ways: Record<string, (admin: TestAdmin, tenantId: number) => Promise<unknown>> = {
    'is not deleted': ({ id }) => managedAdmins(it.db, scope).remove(id),
    'is not disabled': ({ id }) => managedAdmins(it.db, scope).update(id, { status: 'disabled' }),
    'becomes no viewer': ({ id }) => managedAdmins(it.db, scope).update(id, { role: 'viewer' }),
    'becomes no tenant': ({ id }, tenantId) =>
      managedAdmins(it.db, scope).update(id, { role: 'tenant', tenant_id: tenantId }),
  }

  const refusal = { message: 'The last active owner must stay.' }

  /** Two owners, and nobody else who could be one. */
  const twoOwners = async () => {
    const owners = [await mintAdmin(it.url), await mintAdmin(it.url)] as const
    await asOwner(
      it.url,
      sql =>
        sql`update admins set status = 'disabled' where role = 'owner' and id not in (${owners[0].id}, ${owners[1].id})`,
    )
    return owners
  }
  const activeOwners = () =>
    asOwner(it.url, sql => sql`select id from admins where role = 'owner' and status = 'active'`)

  for (const [what, leave] of Object.entries(ways)) {
    test(`${what}, but one of two is`, async () => {
      const { id } = await mintTenant(it.url)
      const [one, other] = await twoOwners()
      await leave(one, id)
      expect(await failureOf(leave(other, id))).toMatchObject(refusal)
      expect([...(await activeOwners())]).toEqual([{ id: other.id }])
    })

    test(`${what}, also when two leave at once`, async () => {
      const { id } = await mintTenant(it.url)
      for (let round = 0; round < 10; round++) {
        const owners = await twoOwners()
        const { done, failures } = await atOnce(2, index => leave(owners[index] ?? owners[0], id))
        expect([done.length, failures]).toMatchObject([1, [refusal]])
        expect(await activeOwners()).toHaveLength(1)
      }
    })
  }

  test('may change everything else', async () => {
    const [one, other] = await twoOwners()
    await managedAdmins(it.db, scope).remove(one.id)
    const changed = await managedAdmins(it.db, scope).update(other.id, {
      ...stored({ email: `ada-${other.id}@example.com` }),
      role: 'owner',
    })
    expect(JSON.parse(changed.json)).toMatchObject({ name: 'Grace', role: 'owner', status: 'active' })
  })

  test('stays whoever asks, the owner of the tables too', async () => {
    await twoOwners()
    const pool = openPool(it.url, { size: 1 })
    for (const round of [1, 2])
      expect([round, await failureOf(pool.query(sql => sql`delete from admins where role = 'owner'`))]).toEqual([
        round,
        expect.objectContaining({ constraint_name: 'admins_last_owner' }),
      ])
    await pool.end()
    expect(await activeOwners()).toHaveLength(2)
  })
})
