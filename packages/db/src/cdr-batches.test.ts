import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { CdrInput } from '@ringfence/domain/cdr'
import { cdrBatches, loadedIn } from './cdr-batches'
import { cdrs } from './cdrs'
import { extensions } from './extensions'
import type { Scope } from './scope'
import { atOnce } from './testing/at-once'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor } from './testing/extension'
import { failureOf } from './testing/failures'
import { cdrInput } from './testing/members'
import { mintTenant, scopeOf, type TestTenant } from './testing/tenant'
import { mintWebhook, toldTo } from './testing/webhook'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const owner = scopeOf(null)

const placed = (inputs: CdrInput[]) => inputs.map((input, place) => ({ place, input }))
const load = async (scope: Scope, inputs: CdrInput[]) => loadedIn(await cdrBatches(it.db, scope).load(placed(inputs)))
const loadWhole = (scope: Scope, inputs: CdrInput[]) => cdrBatches(it.db, scope).loadWhole(placed(inputs))

const callsOf = (tenant: TestTenant, count: number, fields: Partial<CdrInput> = {}) =>
  Array.from({ length: count }, (_, n) => cdrInput(tenant.id, { call_id: `call-${n}`, ...fields }))

const storedOf = async ({ id }: TestTenant) => {
  const rows = await asOwner(
    it.url,
    sql => sql<{ call_id: string | null; caller_number: string }[]>`
      select call_id, caller_number
      from cdrs
      where tenant_id = ${id}
      order by call_id, id`,
  )
  return rows.map(row => ({ ...row }))
}

const trailOf = async ({ id }: TestTenant) => {
  const rows = await asOwner(
    it.url,
    sql => sql<{ action: string; actor: string; after: object }[]>`
      select action, actor, after
      from audit
      where tenant_id = ${id} and target = 'cdr'
      order by id`,
  )
  return rows.map(row => ({ ...row }))
}

describe('a batch', () => {
  test('stores each record as it is stored alone', async () => {
    const tenant = await mintTenant(it.url)
    const extension = Number(idOf(await extensions(it.db, tenant.scope).create(inputFor(tenant))))
    const input = cdrInput(tenant.id, {
      extension_id: extension,
      cost: 9_999_999_999.9999,
      ended_at: '2026-11-23T22:01:03.123456789+01:00',
      caller_number: `'"\\ {}=%_ \u{1f4de}`,
    })
    const { json } = await cdrs(it.db, tenant.scope).create(input)
    await load(tenant.scope, [input])
    const { rows } = await cdrs(it.db, tenant.scope).list({}, 2, null)
    const [batched, alone] = JSON.parse(`[${rows}]`)
    expect({ ...batched, id: alone.id, created_at: alone.created_at, updated_at: alone.updated_at }).toEqual(alone)
    expect(alone).toMatchObject(JSON.parse(json))
  })

  test('leaves what has a known call id as it is, and takes what comes twice once', async () => {
    const tenant = await mintTenant(it.url)
    await load(tenant.scope, callsOf(tenant, 2))
    const again = [...callsOf(tenant, 3, { caller_number: '2' }), ...callsOf(tenant, 3, { caller_number: '3' })]
    expect(await load(tenant.scope, again)).toEqual({ created: 1, existing: 5, refused: [] })
    expect(await storedOf(tenant)).toEqual([
      { call_id: 'call-0', caller_number: '+493023125001' },
      { call_id: 'call-1', caller_number: '+493023125001' },
      { call_id: 'call-2', caller_number: '2' },
    ])
  })

  test('takes each record without a call id for another one', async () => {
    const tenant = await mintTenant(it.url)
    const inputs = callsOf(tenant, 3, { call_id: null })
    expect(await load(tenant.scope, inputs)).toEqual({ created: 3, existing: 0, refused: [] })
    expect(await storedOf(tenant)).toHaveLength(3)
  })

  test('knows a call id by its tenant', async () => {
    const [one, other] = [await mintTenant(it.url), await mintTenant(it.url)]
    await load(owner, callsOf(one, 1))
    expect(await load(owner, [...callsOf(one, 1), ...callsOf(other, 1)])).toMatchObject({ created: 1, existing: 1 })
  })

  test('leaves one row in the audit trail for each tenant that got some, and none for who got nothing', async () => {
    const [one, other] = [await mintTenant(it.url), await mintTenant(it.url)]
    await load(owner, [...callsOf(one, 3), ...callsOf(other, 1)])
    await load(owner, callsOf(one, 3))
    const entry = { action: 'cdr.loaded', actor: owner.actor }
    expect(await trailOf(one)).toEqual([{ ...entry, after: { rows: 3 } }])
    expect(await trailOf(other)).toEqual([{ ...entry, after: { rows: 1 } }])
  })

  test('is told to webhooks call by call, and not again when its month moves into a partition', async () => {
    const [tenant, other] = [await mintTenant(it.url), await mintTenant(it.url)]
    const own = await mintWebhook(it, tenant.id, ['cdr.created'])
    const started_at = '2040-05-05T00:00:00Z'
    await load(owner, [...callsOf(tenant, 3, { started_at }), ...callsOf(tenant, 3), ...callsOf(other, 2)])
    const ids = async () => (await toldTo(it, own)).map(({ data }) => data.call_id)
    expect((await ids()).sort()).toEqual(['call-0', 'call-1', 'call-2'])
    await asOwner(it.url, sql => sql`select make_cdr_months('2040-05-01', '2040-05-01')`)
    expect(await ids()).toHaveLength(3)
  })
})

describe('what cannot be stored', () => {
  const mixed = async () => {
    const [tenant, other] = [await mintTenant(it.url), await mintTenant(it.url)]
    const foreign = Number(idOf(await extensions(it.db, other.scope).create(inputFor(other))))
    const inputs = [
      cdrInput(tenant.id),
      cdrInput(other.id),
      cdrInput(tenant.id, { extension_id: foreign }),
      cdrInput(Number.MAX_SAFE_INTEGER),
    ]
    return { tenant, inputs }
  }
  const tenantFault = { tenant_id: ['The selected tenant id is invalid.'] }
  const extensionFault = { extension_id: ['The selected extension id is invalid.'] }

  test('is named by its place, another tenant as one that is missing, and the rest is stored', async () => {
    const { tenant, inputs } = await mixed()
    expect(await load(tenant.scope, inputs)).toEqual({
      created: 1,
      existing: 0,
      refused: [
        { place: 1, errors: tenantFault },
        { place: 2, errors: extensionFault },
        { place: 3, errors: tenantFault },
      ],
    })
    expect(await storedOf(tenant)).toHaveLength(1)
  })

  test('keeps the others from being stored where all or none is', async () => {
    const { tenant, inputs } = await mixed()
    expect(await failureOf(loadWhole(tenant.scope, inputs))).toMatchObject({
      errors: {
        '1.tenant_id': tenantFault.tenant_id,
        '2.extension_id': extensionFault.extension_id,
        '3.tenant_id': tenantFault.tenant_id,
      },
    })
    expect(await storedOf(tenant)).toEqual([])
    expect(await trailOf(tenant)).toEqual([])
  })

  test('has its extension looked for again when that goes meanwhile', async () => {
    const tenant = await mintTenant(it.url)
    const repository = extensions(it.db, tenant.scope)
    const ids = await Promise.all(
      Array.from({ length: 8 }, (_, n) => repository.create(inputFor(tenant, { extension_number: `${n}` }))),
    )
    const inputs = ids.map(made => cdrInput(tenant.id, { extension_id: Number(idOf(made)) }))
    const [loads] = await Promise.all([
      atOnce(8, () => load(tenant.scope, inputs)),
      atOnce(8, index => repository.remove(idOf(ids[index] ?? { json: '' }))),
    ])
    expect(loads.failures).toEqual([])
    for (const { created, refused } of loads.done) expect(created + refused.length).toBe(inputs.length)
  })
})

test('of batches that bring the same calls at once, in any order, each call is stored once', async () => {
  const tenant = await mintTenant(it.url)
  const calls = callsOf(tenant, 200)
  const { done, failures } = await atOnce(8, index =>
    load(tenant.scope, index % 2 ? calls.slice(index * 10) : calls.slice(0, 200 - index * 10).reverse()),
  )
  expect(failures).toEqual([])
  expect(done.reduce((sum, { created }) => sum + created, 0)).toBe(200)
  expect(await storedOf(tenant)).toHaveLength(200)
  expect((await trailOf(tenant)).length).toBeLessThanOrEqual(8)
})
