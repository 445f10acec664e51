import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { Invalid } from '@ringfence/domain/admit'
import type { WebhookInput } from '@ringfence/domain/webhook'
import { NotFound, Stale } from './errors'
import { extensions } from './extensions'
import type { Scope } from './scope'
import { tenants } from './tenants'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor } from './testing/extension'
import { failureOf } from './testing/failures'
import { trailOf } from './testing/members'
import { mintTenant, scopeOf } from './testing/tenant'
import { toldTo } from './testing/webhook'
import { webhookDeliveries } from './webhook-deliveries'
import { freshWebhookSecret, openWebhookSecret } from './webhook-secrets'
import { webhooks } from './webhooks'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const owner = scopeOf(null)
const input = (fields: Partial<WebhookInput> = {}): WebhookInput => ({
  tenant_id: null,
  url: 'https://hook.example/a?b="c"',
  events: ['extension.created', 'cdr.created'],
  enabled: true,
  description: null,
  secret: null,
  ...fields,
})
const stored = (scope: Scope) => webhooks(it.db, scope)
const idsOf = async (scope: Scope, filter = {}): Promise<string[]> => {
  const { rows } = await stored(scope).list(filter, 1000, null)
  return JSON.parse(`[${rows}]`).map(({ id }: { id: number }) => String(id))
}

/** As the delivery loop gets it. */
const secretInUse = async (id: string): Promise<string> => {
  const [row] = await asOwner(
    it.url,
    sql => sql<[{ secret_sealed: Uint8Array; sealed_for: string }]>`
      select secret_sealed, sealed_for from webhooks where id = ${id}`,
  )
  return openWebhookSecret(it.db.keys, row)
}

describe('a webhook', () => {
  test('is made as it was sent, with the secret that was given or a random one', async () => {
    const secret = freshWebhookSecret()
    const given = await stored(owner).create(input({ secret, description: 'a "b"', enabled: false }))
    expect(JSON.parse(given.json)).toMatchObject({
      tenant_id: null,
      url: 'https://hook.example/a?b="c"',
      events: ['extension.created', 'cdr.created'],
      enabled: false,
      description: 'a "b"',
    })
    expect(JSON.parse(given.shown)).toEqual({ secret })
    expect(await secretInUse(idOf(given))).toBe(secret)
    const random = await stored(owner).create(input())
    const made = JSON.parse(random.shown).secret
    expect(made).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(await secretInUse(idOf(random))).toBe(made)
  })

  test('changes what is named, and its secret by a call of its own only', async () => {
    const made = await stored(owner).create(input())
    const id = idOf(made)
    const changed = await stored(owner).update(id, { events: ['device.online'] })
    expect(JSON.parse(changed.json)).toMatchObject({ events: ['device.online'], url: 'https://hook.example/a?b="c"' })
    expect(await failureOf(stored(owner).update(id, { secret: freshWebhookSecret() }))).toEqual(
      new Invalid({ secret: ['The secret is replaced by a call of its own.'] }),
    )
    expect(await secretInUse(id)).toBe(JSON.parse(made.shown).secret)
    const rotated = await stored(owner).rotate(id, [2])
    expect(rotated.version).toBe(3)
    expect(await secretInUse(id)).toBe(JSON.parse(rotated.shown).secret)
    expect(rotated.shown).not.toBe(made.shown)
    expect(await failureOf(stored(owner).rotate(id, [2]))).toBeInstanceOf(Stale)
  })

  test('has no secret in its record, in lists or in the audit trail', async () => {
    const made = await stored(owner).create(input())
    const id = idOf(made)
    await stored(owner).update(id, { enabled: false })
    const rotated = await stored(owner).rotate(id)
    await stored(owner).remove(id)
    const trail = await trailOf(it.url, 'webhook', Number(id))
    expect(trail.map(entry => ('action' in entry ? entry.action : null))).toEqual([
      'webhook.created',
      'webhook.updated',
      'webhook.secret_rotated',
      'webhook.deleted',
    ])
    const texts = JSON.stringify([trail, made.json, rotated.json, await stored(owner).list({}, 1000, null)])
    for (const { shown } of [made, rotated]) expect(texts).not.toContain(JSON.parse(shown).secret.slice(6))
    expect(texts).not.toMatch(/secret"|sealed/)
  })

  test('whose sealed secret stands in another row does not open', async () => {
    const [one, two] = [await stored(owner).create(input()), await stored(owner).create(input())]
    await asOwner(
      it.url,
      sql => sql`
        update webhooks
        set secret_sealed = (select secret_sealed from webhooks where id = ${idOf(one)})
        where id = ${idOf(two)}`,
    )
    expect(await failureOf(secretInUse(idOf(two)))).toBeInstanceOf(Error)
    await stored(owner).remove(idOf(two))
  })
})

describe('a tenant', () => {
  test('has webhooks of its own, and cannot tell those of others or of all from missing ones', async () => {
    const [one, two] = [await mintTenant(it.url), await mintTenant(it.url)]
    const own = idOf(await stored(one.scope).create(input({ tenant_id: one.id })))
    const all = idOf(await stored(owner).create(input()))
    expect(await idsOf(one.scope)).toEqual([own])
    expect(await idsOf(owner, { tenant_id: one.id })).toEqual([own])
    expect(await idsOf(owner)).toEqual(expect.arrayContaining([own, all]))
    const missing = async (id: string, scope: Scope) => {
      const repository = stored(scope)
      const deliveries = webhookDeliveries(it.db, scope, id)
      const attempts = [
        repository.find(id, {}),
        repository.update(id, { enabled: false }),
        repository.rotate(id),
        repository.remove(id),
        deliveries.list({}, 10, null),
        deliveries.listAll({}).next(),
        deliveries.test(),
      ]
      return (await Promise.all(attempts.map(failureOf))).map(failure => failure instanceof NotFound && failure.what)
    }
    const expected = Array(7).fill('Webhook')
    expect(await missing(own, two.scope)).toEqual(expected)
    expect(await missing(all, one.scope)).toEqual(expected)
    expect(await missing('999999', one.scope)).toEqual(expected)
  })

  test('cannot have one that is told of another tenant or of all, neither new nor by a change', async () => {
    const [one, two] = [await mintTenant(it.url), await mintTenant(it.url)]
    const refused = new Invalid({ tenant_id: ['The selected tenant id is invalid.'] })
    const id = idOf(await stored(one.scope).create(input({ tenant_id: one.id })))
    for (const tenant_id of [two.id, null, 999_999, 0, -1]) {
      expect([tenant_id, await failureOf(stored(one.scope).create(input({ tenant_id })))]).toEqual([tenant_id, refused])
      expect([tenant_id, await failureOf(stored(one.scope).update(id, { tenant_id }))]).toEqual([tenant_id, refused])
    }
    expect(await failureOf(stored(owner).create(input({ tenant_id: 999_999 })))).toEqual(refused)
    expect(await idsOf(one.scope)).toEqual([id])
  })

  test('that is deleted with everything takes its webhooks along, and who sees all is told', async () => {
    const tenant = await mintTenant(it.url)
    const own = idOf(await stored(owner).create(input({ tenant_id: tenant.id, events: ['extension.deleted'] })))
    const all = idOf(await stored(owner).create(input({ events: ['extension.deleted'] })))
    await extensions(it.db, tenant.scope).create(inputFor(tenant))
    await tenants(it.db, owner).remove(String(tenant.id), null, { cascade: true })
    expect(await failureOf(stored(owner).find(own, {}))).toBeInstanceOf(NotFound)
    expect((await toldTo(it, { id: all })).map(({ type }) => type)).toEqual(['extension.deleted'])
    await stored(owner).remove(all)
  })
})

test('nothing is made for a session that ended', async () => {
  const ended: Scope = { ...owner, credential: { kind: 'session', hash: Buffer.alloc(32, 1) } }
  const before = await idsOf(owner)
  const tenant = await mintTenant(it.url)
  for (const tenant_id of [null, tenant.id])
    expect(await failureOf(stored(ended).create(input({ tenant_id })))).toBeInstanceOf(NotFound)
  expect(await idsOf(owner)).toEqual(before)
})
