import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { WEBHOOK_EVENTS } from '@ringfence/domain/webhook'
import { cdrs } from './cdrs'
import { extensions } from './extensions'
import { openPool, type Sql } from './pool'
import { untilBlocked } from './testing/blocked'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor, SECRET } from './testing/extension'
import { failureOf } from './testing/failures'
import { cdrInput } from './testing/members'
import { mintTenant } from './testing/tenant'
import { mintWebhook, type Told, toldTo } from './testing/webhook'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

/** Two tenants, with a webhook each that is told everything. */
const setting = async () => {
  const tenant = await mintTenant(it.url)
  const other = await mintTenant(it.url)
  const own = await mintWebhook(it, tenant.id, [...WEBHOOK_EVENTS])
  const others = await mintWebhook(it, other.id, [...WEBHOOK_EVENTS])
  return { tenant, other, own, others, repository: extensions(it.db, tenant.scope) }
}

const types = (told: Told[]): string[] => told.map(({ type }) => type)

describe('an extension', () => {
  test('that is created, updated and deleted is told as it was answered, and to its tenant alone', async () => {
    const { tenant, own, others, repository } = await setting()
    const created = await repository.create(inputFor(tenant))
    const updated = await repository.update(idOf(created), { display_name: 'Front "desk"\u2028' })
    await repository.remove(idOf(created))
    expect(await toldTo(it, own)).toEqual([
      { type: 'extension.created', data: JSON.parse(created.json) },
      { type: 'extension.updated', data: JSON.parse(updated.json) },
      { type: 'extension.deleted', data: JSON.parse(updated.json) },
    ])
    expect(await toldTo(it, others)).toEqual([])
  })

  test('is told by whatever way it is written, many at once in their order', async () => {
    const { tenant, own, repository } = await setting()
    for (const number of ['1', '2', '3']) await repository.create(inputFor(tenant, { extension_number: number }))
    const renamed = (sql: Sql) =>
      sql`update extensions set display_name = 'x', updated_at = now() where tenant_id = ${tenant.id}`
    await asOwner(it.url, renamed)
    await asOwner(it.url, sql => sql`delete from extensions where tenant_id = ${tenant.id}`)
    const told = await toldTo(it, own)
    expect(types(told)).toEqual([
      ...Array<string>(3).fill('extension.created'),
      ...Array<string>(3).fill('extension.updated'),
      ...Array<string>(3).fill('extension.deleted'),
    ])
    expect(told.map(({ data }) => data.extension_number)).toEqual(['1', '2', '3', '1', '2', '3', '1', '2', '3'])
  })

  test('whose record stays the same is told to nobody', async () => {
    const { tenant, own, repository } = await setting()
    await repository.create(inputFor(tenant))
    await asOwner(it.url, sql => sql`update extensions set ha1_md5 = repeat('0', 32) where tenant_id = ${tenant.id}`)
    expect(types(await toldTo(it, own))).toEqual(['extension.created'])
  })

  test('that moves is deleted for one tenant, created for the other, updated for who sees both', async () => {
    const { tenant, other, own, others } = await setting()
    const all = await mintWebhook(it, null, [...WEBHOOK_EVENTS])
    const repository = extensions(it.db, { ...tenant.scope, tenantId: null, role: 'owner' })
    const created = await repository.create(inputFor(tenant))
    const moved = await repository.update(idOf(created), { tenant_id: other.id })
    const before = { type: 'extension.created', data: JSON.parse(created.json) }
    expect(await toldTo(it, own)).toEqual([before, { type: 'extension.deleted', data: JSON.parse(created.json) }])
    expect(await toldTo(it, others)).toEqual([{ type: 'extension.created', data: JSON.parse(moved.json) }])
    expect(await toldTo(it, all)).toEqual([before, { type: 'extension.updated', data: JSON.parse(moved.json) }])
  })

  test('that is not stored is not told', async () => {
    const { tenant, own, repository } = await setting()
    await repository.create(inputFor(tenant))
    await repository.create(inputFor(tenant)).catch(() => {})
    await it.db.pool
      .transaction(async sql => {
        await sql`update extensions set status = 'disabled', updated_at = now() where tenant_id = ${tenant.id}`
        throw new Error('changed my mind')
      })
      .catch(() => {})
    expect(types(await toldTo(it, own))).toEqual(['extension.created'])
  })
})

test('a call record is told as it was answered, also one of a month without a partition', async () => {
  const { tenant, own, others } = await setting()
  const calls = cdrs(it.db, tenant.scope)
  const created = [
    await calls.create(cdrInput(tenant.id, { cost: 0.1, call_id: 'a' })),
    await calls.create(cdrInput(tenant.id, { started_at: '2001-01-01T00:00:00Z' })),
  ]
  expect(await toldTo(it, own)).toEqual(created.map(({ json }) => ({ type: 'cdr.created', data: JSON.parse(json) })))
  expect(await toldTo(it, others)).toEqual([])
})

test('a webhook is told what it asks for, and nothing while it is disabled', async () => {
  const { tenant, repository } = await setting()
  const deletions = await mintWebhook(it, tenant.id, ['extension.deleted', 'cdr.created'])
  const disabled = await mintWebhook(it, tenant.id, [...WEBHOOK_EVENTS], { enabled: false })
  await repository.remove(idOf(await repository.create(inputFor(tenant))))
  expect(types(await toldTo(it, deletions))).toEqual(['extension.deleted'])
  expect(await toldTo(it, disabled)).toEqual([])
})

test('neither secret nor digest is in any payload', async () => {
  const { tenant, repository } = await setting()
  const id = idOf(await repository.create(inputFor(tenant)))
  await repository.rotate(id, `${SECRET}2`)
  await repository.remove(id)
  const [keys] = await asOwner(
    it.url,
    sql => sql<[{ found: number }]>`
      select count(*)::integer as found
      from webhook_deliveries
      where payload ~ 'secret|ha1|sealed' or payload like ${`%${SECRET}%`}`,
  )
  expect(keys.found).toBe(0)
})

test('the deletion of a webhook takes its deliveries along, and a write that met it does not fail', async () => {
  const { tenant, own, repository } = await setting()
  await repository.create(inputFor(tenant))
  const pool = openPool(it.url, { size: 2 })
  let met: Promise<unknown> = Promise.resolve()
  await pool.transaction(async sql => {
    await sql`delete from webhooks where id = ${own.id}`
    met = repository.create(inputFor(tenant, { extension_number: '1002' }))
    await untilBlocked(pool)
  })
  await met
  await pool.end()
  expect(await toldTo(it, own)).toEqual([])
})

describe('the API may not', () => {
  test('have a trigger function of the outbox work for a table of its own', async () => {
    const functions = await asOwner(
      it.url,
      sql => sql<{ name: string; allowed: boolean }[]>`
        select p.proname as name, has_function_privilege('ringfence_api', p.oid, 'execute') as allowed
        from pg_proc p
        where p.prosecdef and p.proname ~ '^(announce|notice|sweep)_'
        order by p.proname`,
    )
    expect(functions.length).toBe(6)
    expect(functions.filter(({ allowed }) => allowed).map(({ name }) => name)).toEqual(['sweep_devices'])
  })

  const forbidden: Record<string, (sql: Sql) => PromiseLike<unknown>> = {
    'change what was said': sql => sql`update webhook_deliveries set payload = ''`,
    'give an event another id': sql => sql`update webhook_deliveries set event_id = gen_random_uuid()`,
    'know which devices are announced': sql => sql`select device_id from devices_online`,
  }
  for (const [what, work] of Object.entries(forbidden))
    test(what, async () => {
      expect(await failureOf(it.db.pool.query(work))).toHaveProperty('code', '42501')
    })
})
