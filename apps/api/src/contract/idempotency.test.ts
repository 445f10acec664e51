import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import { kindNamed, kinds } from '@ringfence/rig/kinds'
import { makeAdmin, signInAs } from '../testing/admins'
import { documentedCaller, tally, times } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'
import { make, makeWorld, type World } from '../testing/world'

let server: TestServer
let world: World

beforeAll(async () => {
  server = await startTestServer()
  world = await makeWorld(server, await server.signIn())
})
afterAll(() => server.close())

let used = 0
const fresh = () => `key-${++used}`
const withKey = (key: string, json: unknown) => ({ json, headers: { 'idempotency-key': key } })

const bodyOf = async (name: string) => ({
  ...kindNamed(name).body(world),
  ...(name === 'queue agent' && { extension_id: (await make(world, 'extension')).id }),
})

const countOf = async (path: string): Promise<number> => (await world.call<unknown[]>('GET', path)).body.data.length

for (const [name, { path }] of Object.entries(kinds))
  describe(`a ${name}`, () => {
    test('posted thirty times at once with one key is made once, and everybody gets the same answer', async () => {
      const [json, key, before] = [await bodyOf(name), fresh(), await countOf(path)]
      const answers = await times(30, () => world.call('POST', path, withKey(key, json)))
      expect(tally(answers)).toEqual({ 201: 30 })
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
      expect(new Set(answers.map(({ headers }) => headers.get('etag')))).toEqual(new Set(['"1"']))
      expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(29)
      expect(await countOf(path)).toBe(before + 1)
    })
  })

const post = (key: string, json: unknown, call = world.call) => call('POST', '/api/devices', withKey(key, json))

test('the answer to a repetition is that of the first time, whatever has changed since', async () => {
  const [json, key] = [await bodyOf('device'), fresh()]
  const first = await world.call<{ id: number }>('POST', '/api/devices', withKey(key, json))
  await world.call('DELETE', `/api/devices/${first.body.data.id}`)
  expect((await post(key, json)).text).toBe(first.text)
})

test('the same key with another body, query or address is 409, and does nothing', async () => {
  const [json, key] = [await bodyOf('device'), fresh()]
  await post(key, json)
  const before = await countOf('/api/devices')
  const others = [
    await post(key, { ...json, label: 'Another' }),
    await post(key, await bodyOf('device')),
    await world.call('POST', '/api/devices?x=1', withKey(key, json)),
    await world.call('POST', '/api/queues', withKey(key, await bodyOf('queue'))),
  ]
  expect(others.map(({ status, body }) => [status, body.code])).toEqual(others.map(() => [409, 'key_reused']))
  expect(await countOf('/api/devices')).toBe(before)
})

test('what was refused may be sent again with the same key', async () => {
  const key = fresh()
  const json = await bodyOf('extension')
  const taken = await make(world, 'extension')
  const refused = { ...json, extension_number: taken.extension_number }
  expect((await world.call('POST', '/api/extensions', withKey(key, refused))).status).toBe(422)
  expect((await world.call('POST', '/api/extensions', withKey(key, {}))).status).toBe(422)
  expect((await world.call('POST', '/api/extensions', withKey(key, json))).status).toBe(201)
})

test('the key of one admin is not that of another', async () => {
  const [json, key] = [await bodyOf('device'), fresh()]
  const other = await makeAdmin(server, { role: 'tenant', tenantId: world.tenant.id })
  const theirs = documentedCaller(server, await signInAs(server, other))
  const answers = [await post(key, json), await post(key, json, theirs)]
  expect(answers.map(({ status, headers }) => [status, headers.get('idempotency-replayed')])).toEqual([
    [201, null],
    [201, null],
  ])
})

test('a key is forgotten after a day', async () => {
  const [json, key] = [await bodyOf('device'), fresh()]
  const [first, replayed] = [await post(key, json), await post(key, json)]
  await asOwner(server.ownerUrl, sql => sql`update idempotency set created_at = now() - interval '24 hours 1 second'`)
  const later = await post(key, json)
  expect([first.text === replayed.text, first.text === later.text, later.status]).toEqual([true, false, 201])
})

test('a key of a session that has ended is 401', async () => {
  const [json, key] = [await bodyOf('device'), fresh()]
  const cookie = await server.signIn()
  const call = documentedCaller(server, cookie)
  await post(key, json, call)
  await server.request('/api/admin/logout', { method: 'POST', cookie })
  expect((await post(key, json, call)).status).toBe(401)
})

describe('a key that is none is refused by name', () => {
  for (const key of ['', 'two words', 'x'.repeat(256)])
    test(JSON.stringify(key.slice(0, 20)), async () => {
      const answer = await post(key, await bodyOf('device'))
      expect([answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([422, ['Idempotency-Key']])
    })
})

describe('a generated secret', () => {
  const rotate = (id: number, key: string) =>
    world.call<{ secret: string }>('POST', `/api/extensions/${id}/secret`, { headers: { 'idempotency-key': key } })

  test('is made once for one key, however often it is asked for', async () => {
    const { id } = await make(world, 'extension')
    const key = fresh()
    const answers = await times(10, () => rotate(id, key))
    expect(tally(answers)).toEqual({ 200: 10 })
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    const now = await world.call<{ secret: string }>('GET', `/api/extensions/${id}/secret`)
    expect(answers[0]?.body.data).toEqual(now.body.data)
    expect(now.body.data.secret).toHaveLength(24)
    expect((await world.call('GET', `/api/extensions/${id}`)).headers.get('etag')).toBe('"2"')
  })

  test('is kept for a repetition sealed, and nowhere in clear', async () => {
    const { id } = await make(world, 'extension')
    const { secret } = (await rotate(id, fresh())).body.data
    const rows = await asOwner(
      server.ownerUrl,
      sql => sql<{ row: string }[]>`
        select row_to_json(i)::text || encode(i.sealed, 'escape') as row from idempotency i where i.sealed is not null`,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map(({ row }) => row).join()).not.toContain(secret)
  })
})
