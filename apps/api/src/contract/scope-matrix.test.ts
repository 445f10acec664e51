import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type Kind, kinds } from '@ringfence/rig/kinds'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Answer, type Call, documentedCaller } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'
import { make, makeWorld, type World } from '../testing/world'

/*
 * Two tenants, every operation of every resource, and every id that a request can hold: in the path, in the query, in the body. For
 * an admin of one tenant each id of the other is one that does not exist, byte for byte.
 */

let server: TestServer
let ours: World
let theirs: World
let resident: Call
const own = new Map<string, number>()
const foreign = new Map<string, number>()

beforeAll(async () => {
  server = await startTestServer()
  const cookie = await server.signIn()
  ours = await makeWorld(server, cookie)
  theirs = await makeWorld(server, cookie)
  for (const name of Object.keys(kinds)) {
    own.set(name, name === 'tenant' ? ours.tenant.id : (await make(ours, name)).id)
    foreign.set(name, name === 'tenant' ? theirs.tenant.id : (await make(theirs, name)).id)
  }
  const admin = await makeAdmin(server, { role: 'tenant', tenantId: ours.tenant.id })
  resident = documentedCaller(server, await signInAs(server, admin))
})
afterAll(() => server.close())

const MISSING = 999_999_999
const merge = { 'content-type': 'application/merge-patch+json' }
const conditional = { 'if-match': '"9"' }

/** All that an answer tells, but for what differs between any two requests. */
const told = ({ status, headers, text }: Answer<unknown>) => {
  const { 'x-request-id': _, date: __, ...rest } = Object.fromEntries(headers)
  return { status, headers: rest, text }
}

/** Everything there is of the other tenant, as its owner sees it. */
const everythingOfTheirs = async (): Promise<string[]> => {
  const texts = []
  for (const [name, { path }] of Object.entries(kinds))
    texts.push((await theirs.call('GET', `${path}/${foreign.get(name)}`)).text)
  return texts
}

type Operation = (call: Call, kind: Kind, id: number) => Promise<Answer<unknown>>

const inPath: Record<string, Operation> = {
  show: (call, { path }, id) => call('GET', `${path}/${id}`),
  replace: (call, { path, body }, id) => call('PUT', `${path}/${id}`, { json: body(ours) }),
  'replace conditionally': (call, { path, body }, id) =>
    call('PUT', `${path}/${id}`, { json: body(ours), headers: conditional }),
  change: (call, { path, change }, id) => call('PATCH', `${path}/${id}`, { json: change, headers: merge }),
  'change conditionally': (call, { path, change }, id) =>
    call('PATCH', `${path}/${id}`, { json: change, headers: { ...merge, ...conditional } }),
  remove: (call, { path }, id) => call('DELETE', `${path}/${id}`),
  'remove conditionally': (call, { path }, id) => call('DELETE', `${path}/${id}`, { headers: conditional }),
}

for (const [name, kind] of Object.entries(kinds)) {
  describe(`an id of another tenant's ${name} in a path is that of none:`, () => {
    for (const [what, operation] of Object.entries(inPath))
      test(what, async () => {
        const before = await everythingOfTheirs()
        const missing = told(await operation(resident, kind, MISSING))
        expect(told(await operation(resident, kind, foreign.get(name) ?? 0))).toEqual(missing)
        // Tenants are made and changed by owners alone.
        expect(missing.status).toBe(name === 'tenant' && what !== 'show' ? 403 : 404)
        expect(await everythingOfTheirs()).toEqual(before)
      })
  })

  describe(`in the body of a ${name}:`, () => {
    for (const [field, to] of Object.entries(kind.references))
      test(`another tenant's ${to} as ${field}`, async () => {
        const before = await everythingOfTheirs()
        const id = own.get(name)
        const attempts: ((bad: number) => Promise<Answer<unknown>>)[] = [
          bad => resident('POST', kind.path, { json: { ...kind.body(ours), [field]: bad } }),
          bad => resident('PUT', `${kind.path}/${id}`, { json: { ...kind.body(ours), [field]: bad } }),
          bad => resident('PATCH', `${kind.path}/${id}`, { json: { [field]: bad }, headers: merge }),
        ]
        for (const attempt of attempts) {
          const missing = told(await attempt(MISSING))
          expect([missing.status, Object.keys(JSON.parse(missing.text).errors)]).toEqual([422, [field]])
          expect(told(await attempt(theirs[to].id))).toEqual(missing)
        }
        expect(await everythingOfTheirs()).toEqual(before)
      })
  })

  test(`lists and searches of ${kind.plural} hold one's own alone`, async () => {
    const { data } = (await resident<Record<string, unknown>[]>('GET', kind.path)).body
    expect(data.map(({ id }) => id)).toContain(own.get(name))
    const strangers = [...foreign].map(([other, id]) => [other === 'tenant' ? 'tenant_id' : 'id', id] as const)
    const isForeign = (row: Record<string, unknown>) =>
      strangers.some(([key, id]) => key === 'tenant_id' && row[key] === id) || row.id === foreign.get(name)
    expect(data.filter(isForeign)).toEqual([])
    if (!kind.searched) return
    const text = String(
      (await theirs.call<Record<string, unknown>>('GET', `${kind.path}/${foreign.get(name)}`)).body.data[kind.searched],
    )
    const found = await resident<Record<string, unknown>[]>('GET', `${kind.path}?search=${encodeURIComponent(text)}`)
    expect(found.body.data.filter(isForeign)).toEqual([])
  })
}

describe('an id of another tenant in a query is that of none:', () => {
  const filters: [path: string, key: string, of: string][] = [
    ['/api/extensions', 'tenant_id', 'tenant'],
    ['/api/queues', 'tenant_id', 'tenant'],
    ['/api/devices', 'tenant_id', 'tenant'],
    ['/api/devices', 'extension_id', 'extension'],
    ['/api/queue-agents', 'tenant_id', 'tenant'],
    ['/api/queue-agents', 'queue_id', 'queue'],
    ['/api/queue-agents', 'extension_id', 'extension'],
    ['/api/cdrs', 'tenant_id', 'tenant'],
    ['/api/cdrs', 'extension_id', 'extension'],
    ['/api/webhooks', 'tenant_id', 'tenant'],
  ]
  for (const [path, key, of] of filters)
    test(`${path}?${key}=`, async () => {
      const missing = told(await resident('GET', `${path}?${key}=${MISSING}`))
      expect(told(await resident('GET', `${path}?${key}=${foreign.get(of)}`))).toEqual(missing)
      expect((await theirs.call<unknown[]>('GET', `${path}?${key}=${foreign.get(of)}`)).status).toBe(200)
    })

  test('a cursor of a list that everybody is in', async () => {
    for (const { path } of Object.values(kinds)) {
      const { headers } = await theirs.call('GET', `${path}?limit=1`)
      const next = /<(.*)>/.exec(headers.get('link') ?? '')?.[1] ?? ''
      const rows = (await resident<{ id: number; tenant_id?: number }[]>('GET', next)).body.data
      expect(rows.filter(row => row.tenant_id === theirs.tenant.id)).toEqual([])
    }
  })
})

test("a tenant's admin reads his tenant, and neither makes, changes nor removes any", async () => {
  const { path, body, change } = kinds.tenant ?? { path: '', body: () => ({}), change: {} }
  expect((await resident('GET', `${path}/${ours.tenant.id}`)).status).toBe(200)
  const attempts = [
    await resident('POST', path, { json: body(ours) }),
    await resident('PUT', `${path}/${ours.tenant.id}`, { json: body(ours) }),
    await resident('PATCH', `${path}/${ours.tenant.id}`, { json: change, headers: merge }),
    await resident('DELETE', `${path}/${ours.tenant.id}`),
    await resident('DELETE', `${path}/${ours.tenant.id}?cascade=true`),
  ]
  expect(attempts.map(({ status, body }) => [status, body.code])).toEqual(attempts.map(() => [403, 'forbidden']))
})

describe('a viewer reads everything in his scope and writes nothing:', () => {
  for (const [name, kind] of Object.entries(kinds))
    test(name, async () => {
      const admin = await makeAdmin(server, { role: 'viewer', tenantId: ours.tenant.id })
      const viewer = documentedCaller(server, await signInAs(server, admin))
      expect((await viewer('GET', kind.path)).status).toBe(200)
      expect((await viewer('GET', `${kind.path}/${own.get(name)}`)).status).toBe(200)
      const attempts = [
        await viewer('POST', kind.path, { json: kind.body(ours) }),
        await inPath.replace?.(viewer, kind, own.get(name) ?? 0),
        await inPath.change?.(viewer, kind, own.get(name) ?? 0),
        await inPath.remove?.(viewer, kind, own.get(name) ?? 0),
      ]
      expect(attempts.map(answer => answer?.status)).toEqual([403, 403, 403, 403])
    })
})

describe('in his own tenant an admin may do everything to', () => {
  for (const [name, { path, change }] of Object.entries(kinds).filter(([name]) => name !== 'tenant'))
    test(`a ${name}`, async () => {
      const { id } = await make({ ...ours, call: resident }, name)
      const statuses = [
        await resident('GET', `${path}/${id}`),
        await resident('PATCH', `${path}/${id}`, { json: change, headers: merge }),
        await resident('DELETE', `${path}/${id}`),
      ].map(({ status }) => status)
      expect(statuses).toEqual([200, 200, 200])
    })
})
