import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { AuditEntry } from '@ringfence/domain/audit'
import { type AuditFilter, auditEntries, extensionHistory } from './audit-entries'
import { NotFound } from './errors'
import { extensions } from './extensions'
import { loginAttempts } from './login-attempts'
import { queues } from './queues'
import type { Scope } from './scope'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor, SECRET } from './testing/extension'
import { failureOf } from './testing/failures'
import { queueInput } from './testing/members'
import { insertNumbers } from './testing/numbers'
import { mintTenant, scopeOf } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const owner = scopeOf(null)

const mint = async () => {
  const tenant = await mintTenant(it.url)
  return { tenant, own: extensions(it.db, tenant.scope) }
}

const entriesFor = async (scope: Scope, filter: AuditFilter = {}): Promise<AuditEntry[]> =>
  JSON.parse(`[${(await auditEntries(it.db, scope).list(filter, 1000, null)).rows}]`)

const historyOf = async (scope: Scope, id: string): Promise<AuditEntry[]> =>
  JSON.parse(`[${(await extensionHistory(it.db, scope, id).list({}, 1000, null)).rows}]`)

const brief = ({ action, changes }: AuditEntry) => ({ action, changes })

describe('an entry', () => {
  test('says who did what to which one, when and from where', async () => {
    const { tenant, own } = await mint()
    const made = JSON.parse((await own.create(inputFor(tenant))).json)
    const [entry, ...more] = await entriesFor(tenant.scope)
    expect(more).toEqual([])
    expect(entry).toEqual({
      id: expect.any(Number),
      at: made.created_at,
      action: 'extension.created',
      target: 'extension',
      target_id: made.id,
      tenant_id: tenant.id,
      actor_id: 7,
      actor: 'ada@example.com',
      address: '192.0.2.1',
      request_id: 'request-1',
      changes: {
        id: { from: null, to: made.id },
        tenant_id: { from: null, to: tenant.id },
        extension_number: { from: null, to: '1001' },
        display_name: { from: null, to: 'Reception' },
        status: { from: null, to: 'active' },
        voicemail_enabled: { from: null, to: false },
        created_at: { from: null, to: made.created_at },
      },
    })
    expect(Object.keys(entry?.changes ?? {})).toEqual(
      Object.keys(made).filter(name => !/^(?:email|updated_at)$/.test(name)),
    )
  })

  test('names of a change the fields that are not what they were', async () => {
    const { tenant, own } = await mint()
    const id = idOf(await own.create(inputFor(tenant, { email: 'a@example.com' })))
    await own.update(id, { display_name: 'Lobby', email: null, status: 'active' })
    const [entry] = await entriesFor(tenant.scope)
    expect(entry?.changes).toEqual({
      display_name: { from: 'Reception', to: 'Lobby' },
      email: { from: 'a@example.com', to: null },
    })
  })

  test('says of a secret that it changed, and of a reading of it nothing else', async () => {
    const { tenant, own } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    await own.rotate(id, 'another-one')
    await own.reveal(id)
    const entries = await entriesFor(tenant.scope)
    expect(entries.map(brief).slice(0, 2)).toEqual([
      { action: 'extension.secret_revealed', changes: {} },
      { action: 'extension.secret_rotated', changes: { secret: { from: null, to: 'changed' } } },
    ])
    expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${SECRET}|another-one`))
  })

  test('whose before or after is no record has no changes', async () => {
    const { tenant } = await mint()
    await asOwner(
      it.url,
      sql => sql`
        insert into audit (action, tenant_id, before, after)
        values ('odd', ${tenant.id}, '[1]', '"x"'), ('odd', ${tenant.id}, 'null', '{"a":{"b":1}}')`,
    )
    expect((await entriesFor(tenant.scope)).map(({ changes }) => changes)).toEqual([
      { a: { from: null, to: { b: 1 } } },
      {},
    ])
  })
})

describe('the list of entries', () => {
  test('has those of the tenant for its admin; those of none, such as refused sign-ins, for who sees all', async () => {
    const [{ tenant, own }, other] = [await mint(), await mint()]
    await own.create(inputFor(tenant))
    await other.own.create(inputFor(other.tenant))
    const stranger = { ...owner, actorId: null, actor: `nobody-${tenant.id}@example.com` }
    await loginAttempts(it.db.pool).failed(stranger, 'admin.sign_in_refused')
    const seen = async (scope: Scope) => (await entriesFor(scope)).map(({ tenant_id }) => tenant_id)
    expect(await seen(tenant.scope)).toEqual([tenant.id])
    expect(await seen({ ...tenant.scope, role: 'viewer' })).toEqual([tenant.id])
    expect(await seen(owner)).toEqual(expect.arrayContaining([tenant.id, other.tenant.id, null]))
    expect(await entriesFor(owner, { actor: stranger.actor })).toMatchObject([
      { action: 'admin.sign_in_refused', tenant_id: null, changes: {} },
    ])
    expect(await entriesFor(tenant.scope, { actor: stranger.actor })).toEqual([])
    expect(await entriesFor(tenant.scope, { tenant_id: other.tenant.id })).toEqual([])
  })

  test('is narrowed by actor, action, target and its id, tenant and time, all at once', async () => {
    const { tenant, own } = await mint()
    const actor = `eve-${tenant.id}@example.com`
    const id = Number(idOf(await own.create(inputFor(tenant))))
    await extensions(it.db, { ...tenant.scope, actor }).update(String(id), { display_name: 'Lobby' })
    await queues(it.db, { ...tenant.scope, actor }).create(queueInput(tenant.id))
    const entries = await entriesFor(owner, { tenant_id: tenant.id })
    const momentOf = (action: string) => entries.find(entry => entry.action === action)?.at ?? ''
    const updated = momentOf('extension.updated')
    const actions = async (filter: AuditFilter) =>
      (await entriesFor(owner, { tenant_id: tenant.id, ...filter })).map(({ action }) => action)
    expect(await actions({ actor })).toEqual(['queue.created', 'extension.updated'])
    expect(await actions({ action: 'extension.created' })).toEqual(['extension.created'])
    expect(await actions({ target: 'extension' })).toEqual(['extension.updated', 'extension.created'])
    expect(await actions({ target: 'extension', target_id: id })).toEqual(['extension.updated', 'extension.created'])
    expect(await actions({ target: 'queue', target_id: id + 1_000_000 })).toEqual([])
    expect(await actions({ from: updated })).toEqual(['queue.created', 'extension.updated'])
    expect(await actions({ to: updated })).toEqual(['extension.created'])
    expect(
      await actions({ from: momentOf('extension.created'), to: momentOf('queue.created'), actor, target: 'extension' }),
    ).toEqual(['extension.updated'])
    expect(await actions({ actor: '%' })).toEqual([])
  })

  test('is read page by page, or whole, without a gap', async () => {
    const { tenant, own } = await mint()
    for (let n = 1000; n < 1007; n++) await own.create(inputFor(tenant, { extension_number: String(n) }))
    const log = auditEntries(it.db, tenant.scope)
    const whole: string[] = []
    for await (const { rows } of log.listAll({})) whole.push(rows)
    const pages: string[] = []
    for (let page = await log.list({}, 3, null); ; page = await log.list({}, 3, page.next)) {
      pages.push(page.rows)
      if (!page.next) break
    }
    expect(pages).toHaveLength(3)
    expect(pages.join(',')).toBe(whole.join(','))
  })
})

describe('the history of an extension', () => {
  test('has what was done to it and to nothing else, newest first, also when it is gone', async () => {
    const { tenant, own } = await mint()
    const id = idOf(await own.create(inputFor(tenant)))
    await own.create(inputFor(tenant, { extension_number: '1002' }))
    await asOwner(
      it.url,
      sql =>
        sql`insert into audit (action, target, target_id, tenant_id) values ('queue.created', 'queue', ${id}, ${tenant.id})`,
    )
    await own.update(id, { status: 'disabled' })
    await own.remove(id)
    const actions = ['extension.deleted', 'extension.updated', 'extension.created']
    expect((await historyOf(tenant.scope, id)).map(({ action }) => action)).toEqual(actions)
    expect((await historyOf(owner, id))[1]?.changes).toEqual({ status: { from: 'active', to: 'disabled' } })
    const page = await extensionHistory(it.db, tenant.scope, id).list({}, 3, null)
    expect(page.next).toBeNull()
  })

  test('of one that nothing was recorded of is empty, not missing', async () => {
    const { tenant } = await mint()
    await insertNumbers(it.url, tenant.id, ['1001'])
    const [row] = await asOwner(
      it.url,
      sql => sql<[{ id: string }]>`select id from extensions where tenant_id = ${tenant.id}`,
    )
    expect(await historyOf(tenant.scope, row.id)).toEqual([])
  })

  test("of another tenant's is that of a missing one, gone or not, listed by pages or whole", async () => {
    const [{ tenant, own }, other] = [await mint(), await mint()]
    const id = idOf(await own.create(inputFor(tenant)))
    const unseen = async () => {
      for (const unknown of [id, '999999']) {
        const history = extensionHistory(it.db, other.tenant.scope, unknown)
        expect(await failureOf(history.list({}, 10, null))).toEqual(new NotFound('Extension'))
        expect(await failureOf(history.listAll().next())).toEqual(new NotFound('Extension'))
      }
    }
    await unseen()
    await own.remove(id)
    await unseen()
  })

  test('of one that moved is not found by the tenant that it left, and begins anew where it went', async () => {
    const [{ tenant, own }, other] = [await mint(), await mint()]
    const id = idOf(await own.create(inputFor(tenant)))
    await extensions(it.db, owner).update(id, { tenant_id: other.tenant.id })
    expect(await failureOf(historyOf(tenant.scope, id))).toEqual(new NotFound('Extension'))
    expect((await historyOf(other.tenant.scope, id)).map(({ action }) => action)).toEqual(['extension.updated'])
    expect(await historyOf(owner, id)).toHaveLength(2)
  })
})
