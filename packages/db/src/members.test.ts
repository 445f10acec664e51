import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { cdrs } from './cdrs'
import { devices } from './devices'
import { extensions } from './extensions'
import type { Written } from './outcome'
import { queueAgents } from './queue-agents'
import { queues } from './queues'
import { type TestDatabase, testDatabase } from './testing/database'
import { inputFor } from './testing/extension'
import { failureOf } from './testing/failures'
import { cdrInput, deviceInput, queueAgentInput, queueInput, trailOf } from './testing/members'
import { mintTenant, type TestTenant } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
})
afterAll(() => it.close())

const idOf = ({ json }: Written): number => JSON.parse(json).id

/** A tenant with an extension and a queue. */
const furnished = async () => {
  const tenant = await mintTenant(it.url)
  return {
    ...tenant,
    extension: idOf(await extensions(it.db, tenant.scope).create(inputFor(tenant))),
    queue: idOf(await queues(it.db, tenant.scope).create(queueInput(tenant.id))),
  }
}
type Furnished = Awaited<ReturnType<typeof furnished>>

/** Each kind of row that belongs to a tenant: how `by` makes one of `of`'s. */
const kinds: Record<string, { input(of: Furnished): object; create(by: TestTenant, of: Furnished): Promise<Written> }> =
  {
    queue: {
      input: of => queueInput(of.id, { queue_number: '8001' }),
      create: (by, of) => queues(it.db, by.scope).create(queueInput(of.id, { queue_number: '8001' })),
    },
    device: {
      input: of => deviceInput(of.extension),
      create: (by, of) => devices(it.db, by.scope).create(deviceInput(of.extension)),
    },
    queue_agent: {
      input: of => queueAgentInput(of.queue, of.extension),
      create: (by, of) => queueAgents(it.db, by.scope).create(queueAgentInput(of.queue, of.extension)),
    },
    cdr: {
      input: of => ({ ...cdrInput(of.id, { extension_id: of.extension }), started_at: '2026-11-23T21:00:00.123456Z' }),
      create: (by, of) => cdrs(it.db, by.scope).create(cdrInput(of.id, { extension_id: of.extension })),
    },
  }

const owners: Record<string, object> = {
  queue: { tenant_id: ['The selected tenant id is invalid.'] },
  device: { extension_id: ['The selected extension id is invalid.'] },
  queue_agent: { queue_id: ['The selected queue id is invalid.'] },
  cdr: { tenant_id: ['The selected tenant id is invalid.'] },
}

describe.each(Object.keys(kinds))('a created %s', name => {
  const kind = kinds[name]
  if (!kind) throw new Error(`There is no kind ${name}.`)

  test('is answered whole and is in the audit trail as it was answered', async () => {
    const tenant = await furnished()
    const written = await kind.create(tenant, tenant)
    const record = JSON.parse(written.json)
    expect(record).toMatchObject(kind.input(tenant))
    expect(written.version).toBe(1)
    expect(await trailOf(it.url, name, record.id)).toEqual([
      {
        action: `${name}.created`,
        tenant_id: String(tenant.id),
        actor: tenant.scope.actor,
        before: null,
        after: record,
      },
    ])
  })

  test("cannot be another tenant's, which looks like one that is missing", async () => {
    const [tenant, other] = [await furnished(), await furnished()]
    const missing = { ...other, id: 999_999_999, extension: 999_999_999, queue: 999_999_999 }
    for (const of of [other, missing])
      expect(await failureOf(kind.create(tenant, of))).toMatchObject({ errors: owners[name] })
  })
})

test('a number is given to one queue of a tenant, and may be given in another', async () => {
  const [tenant, other] = [await furnished(), await mintTenant(it.url)]
  expect(await failureOf(queues(it.db, tenant.scope).create(queueInput(tenant.id)))).toMatchObject({
    errors: { queue_number: ['The queue number has already been taken.'] },
  })
  await queues(it.db, other.scope).create(queueInput(other.id))
})

test("an agent is of the queue's tenant, and there once, also for who sees all tenants", async () => {
  const [tenant, other] = [await furnished(), await furnished()]
  const repository = queueAgents(it.db, { ...tenant.scope, tenantId: null })
  await repository.create(queueAgentInput(tenant.queue, tenant.extension))
  expect(await failureOf(repository.create(queueAgentInput(tenant.queue, tenant.extension)))).toMatchObject({
    errors: { extension_id: ['The extension id has already been taken.'] },
  })
  expect(await failureOf(repository.create(queueAgentInput(tenant.queue, other.extension)))).toMatchObject({
    errors: { extension_id: ['The selected extension id is invalid.'] },
  })
})

test("a call's extension is of its tenant, and its call id stored once in it", async () => {
  const [tenant, other] = [await furnished(), await furnished()]
  const repository = cdrs(it.db, tenant.scope)
  await repository.create(cdrInput(tenant.id, { call_id: 'a84b4c' }))
  await cdrs(it.db, other.scope).create(cdrInput(other.id, { call_id: 'a84b4c' }))
  const again = await repository.create(cdrInput(tenant.id, { call_id: 'a84b4c', caller_number: '1' }))
  expect([again.existed, JSON.parse(again.json)]).toMatchObject([true, { caller_number: '+493023125001' }])
  expect(await failureOf(repository.create(cdrInput(tenant.id, { extension_id: other.extension })))).toMatchObject({
    errors: { extension_id: ['The selected extension id is invalid.'] },
  })
})
