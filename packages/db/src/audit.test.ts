import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { extensions } from './extensions'
import { atOnce } from './testing/at-once'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor, keysOf } from './testing/extension'
import { failureOf } from './testing/failures'
import { mintTenant } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const CANARY = 'canary-canary-canary'

const trailOf = async (tenantId: number) => [
  ...(await asOwner(
    it.url,
    sql => sql`
      select action, target, target_id, tenant_id, actor_id, actor, address, request_id, before, after
      from audit
      where tenant_id = ${tenantId}
      order by id`,
  )),
]

const mint = async () => {
  const tenant = await mintTenant(it.url)
  return { tenant, own: extensions(it.db, tenant.scope) }
}

describe('every write leaves one row', () => {
  test('that says who did what to which extension in which request, with before and after', async () => {
    const { tenant, own } = await mint()
    const made = await own.create(inputFor(tenant))
    const id = idOf(made)
    const changed = await own.update(id, { display_name: 'Lobby' })
    await own.remove(id)
    const by = {
      target: 'extension',
      target_id: id,
      tenant_id: `${tenant.id}`,
      actor_id: '7',
      actor: 'ada@example.com',
      address: '192.0.2.1',
      request_id: 'request-1',
    }
    const [first, second] = [JSON.parse(made.json), JSON.parse(changed.json)]
    expect(await trailOf(tenant.id)).toEqual([
      { ...by, action: 'extension.created', before: null, after: first },
      { ...by, action: 'extension.updated', before: first, after: second },
      { ...by, action: 'extension.deleted', before: second, after: null },
    ])
  })

  test('also revealing a secret and replacing it, where after says only that it changed', async () => {
    const { tenant, own } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    await own.reveal(id)
    await own.rotate(id, 'another-one')
    await own.update(id, { secret: 'yet-another', status: 'disabled' })
    const [, revealed, rotated, updated] = await trailOf(tenant.id)
    expect(revealed).toMatchObject({ action: 'extension.secret_revealed', target_id: id, before: null, after: null })
    expect(rotated).toMatchObject({ action: 'extension.secret_rotated', target_id: id, after: { secret: 'changed' } })
    expect(updated).toMatchObject({ action: 'extension.updated', after: { secret: 'changed', status: 'disabled' } })
    expect(rotated?.before).not.toHaveProperty('secret')
  })

  test('in which a secret, sealed or digested, never stands', async () => {
    const { tenant, own } = await mint()
    const id = idOf(await own.create(inputFor(tenant, { secret: CANARY })))
    await own.update(id, inputFor(tenant, { secret: `${CANARY}2` }))
    await own.update(id, { secret: `${CANARY}3` })
    await own.rotate(id, `${CANARY}4`)
    await own.reveal(id)
    const { secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256 } = await keysOf(it.url, id)
    await own.remove(id)
    const rows = await asOwner(it.url, sql => sql<{ row: string }[]>`select row_to_json(a)::text as row from audit a`)
    const everything = rows.map(({ row }) => row).join('\n')
    expect(everything.split(`"target_id":${id},`)).toHaveLength(7)
    const sealed = Buffer.from(secret_sealed).toString('hex')
    for (const hidden of [CANARY, sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256])
      expect(everything).not.toContain(hidden)
  })
})

describe('no row is left by', () => {
  test('writes that are refused', async () => {
    const { tenant, own } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    const other = idOf(await own.create(inputFor(tenant, { extension_number: '1002' })))
    const before = await trailOf(tenant.id)
    const refused = await Promise.all(
      [
        own.create(inputFor(tenant)),
        own.update(other, { extension_number: '1001' }),
        own.update(id, { status: 'disabled' }, [9]),
        own.update(id, { tenant_id: 999_999 }),
        own.update('999999', { status: 'disabled' }),
        own.rotate('999999', 'another-one'),
        own.reveal('999999'),
        own.remove(id, [9]),
        own.remove('999999'),
      ].map(failureOf),
    )
    expect(refused.map(failure => failure instanceof Error)).toEqual(Array(9).fill(true))
    expect(await trailOf(tenant.id)).toEqual(before)
  })

  test('writes that another outran, so rows and versions agree', async () => {
    const { tenant, own } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    await atOnce(20, index =>
      own.update(id, index % 2 ? { extension_number: `2${index}` } : { display_name: `Desk ${index}` }),
    )
    const versions = (await own.find(id, { cdrs_limit: 0 })).version
    const [, ...changes] = await trailOf(tenant.id)
    expect(changes).toHaveLength(versions - 1)
    for (const [index, change] of changes.entries())
      if (index > 0) expect(change.before).toEqual(changes[index - 1]?.after)
  })
})
