import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { kindNamed, kinds, withoutSecret } from '@ringfence/rig/kinds'
import type { Answer } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'
import { make, makeWorld, type World } from '../testing/world'

let server: TestServer
let world: World
let foreign: World

beforeAll(async () => {
  server = await startTestServer()
  const cookie = await server.signIn()
  world = await makeWorld(server, cookie)
  foreign = await makeWorld(server, cookie)
})
afterAll(() => server.close())

type Fields = Record<string, unknown>

const merge = { 'content-type': 'application/merge-patch+json' }
const MISSING = 999_999_999

/** The fields of `record` that `like` names. */
const picked = (record: Fields, like: Fields): Fields =>
  Object.fromEntries(Object.keys(like).map(name => [name, record[name]]))

for (const [name, kind] of Object.entries(kinds)) {
  const { path, singular, plural } = kind
  const missing = { message: `${singular} not found.`, code: 'not_found' }
  const fresh = async () =>
    name === 'queue agent'
      ? { ...kind.body(world), extension_id: (await make(world, 'extension')).id }
      : kind.body(world)

  describe(`a ${name}`, () => {
    test('is created as it was sent, with defaults for what was not, and shown the same', async () => {
      const sent: Fields = await fresh()
      const { secret: _, ...json } = sent
      const answer = await world.call<Fields>('POST', path, { json: sent })
      expect([answer.status, answer.body.message]).toEqual([201, `${singular} created successfully.`])
      expect(answer.headers.get('etag')).toBe('"1"')
      expect(picked(answer.body.data, { ...kind.defaults, ...json })).toEqual({ ...kind.defaults, ...json })
      const shown = await world.call<Fields>('GET', `${path}/${answer.body.data.id}`)
      expect([shown.status, shown.body.message]).toEqual([200, `${singular} loaded successfully.`])
      expect(shown.headers.get('etag')).toBe('"1"')
      const record = withoutSecret(answer.body.data)
      expect(Object.keys(shown.body.data)).toEqual([...Object.keys(record), ...kind.detail])
      expect(shown.body.data).toMatchObject(record)
    })

    test('is listed, newest first, with what it relates to, whole or page by page', async () => {
      const ids = []
      for (let n = 0; n < 5; n++) ids.unshift((await make(world, name)).id)
      const whole = await world.call<Fields[]>('GET', path)
      expect([whole.status, whole.body.message]).toEqual([200, `${plural} fetched successfully.`])
      const record = await world.call<Fields>('GET', `${path}/${ids[0]}`)
      const bare = Object.keys(record.body.data).filter(key => !kind.detail.includes(key))
      expect(Object.keys(whole.body.data[0] ?? {})).toEqual([...bare, ...kind.row])
      expect(whole.body.data.slice(0, 5).map(row => row.id)).toEqual(ids)

      const walked: unknown[] = []
      let at: string | undefined = `${path}?limit=2`
      while (at) {
        const page: Answer<Fields[]> = await world.call<Fields[]>('GET', at)
        walked.push(...page.body.data)
        at = /<(.*)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]
      }
      expect(walked).toEqual(whole.body.data)
    })

    if (kind.searched)
      test('is found by any part of a text, and by nothing else', async () => {
        const field = kind.searched ?? ''
        const one = await make(world, name)
        const text = String(one[field])
        for (const part of [text, text.toUpperCase(), text.slice(1), text.slice(-5)]) {
          const found = await world.call<Fields[]>('GET', `${path}?search=${encodeURIComponent(part)}`)
          expect(found.body.data.map(row => row.id)).toContain(one.id)
          expect(found.body.data.map(row => String(row[field]).toLowerCase()).join()).toContain(part.toLowerCase())
        }
        for (const part of ['%', `${text}_`, `${text}%`, '\\'])
          expect((await world.call<Fields[]>('GET', `${path}?search=${encodeURIComponent(part)}`)).body.data).toEqual(
            [],
          )
      })

    test('is replaced whole: what is left out gets its default', async () => {
      const { id } = await make(world, name, kind.change)
      const json = await fresh()
      for (const method of ['PUT', 'PATCH']) {
        await world.call('PATCH', `${path}/${id}`, { json: kind.change, headers: merge })
        const answer = await world.call<Fields>(method, `${path}/${id}`, { json })
        expect([answer.status, answer.body.message]).toEqual([200, `${singular} updated successfully.`])
        const { secret: _, ...expected }: Fields = { ...kind.defaults, ...json, id }
        expect(picked(answer.body.data, expected)).toEqual(expected)
      }
    })

    test('is changed in what a merge patch names alone', async () => {
      const before = await make(world, name)
      const answer = await world.call<Fields>('PATCH', `${path}/${before.id}`, { json: kind.change, headers: merge })
      expect(answer.status).toBe(200)
      expect(answer.body.data).toEqual({ ...before, ...kind.change, updated_at: answer.body.data.updated_at })
      expect(picked(before, kind.change)).not.toEqual(kind.change)
      const undone = Object.fromEntries(
        Object.keys(kind.change)
          .filter(field => field in kind.defaults)
          .map(field => [field, null]),
      )
      const reset = await world.call<Fields>('PATCH', `${path}/${before.id}`, { json: undone, headers: merge })
      expect(picked(reset.body.data, undone)).toEqual(picked(kind.defaults, undone))
    })

    test('can be sent back as it was read', async () => {
      const { id } = await make(world, name)
      const read = await world.call<Fields>('GET', `${path}/${id}`)
      const answer = await world.call<Fields>('PUT', `${path}/${id}`, {
        json: { ...read.body.data, ...(name === 'extension' && { secret: 'T7vqPz3mXw8KdRy4HnJc2bFs' }) },
      })
      expect(answer.status).toBe(200)
      const { updated_at: _, ...same } = answer.body.data
      expect(read.body.data).toMatchObject(same)
    })

    test('is overwritten by nobody who read an older version', async () => {
      const { id } = await make(world, name)
      const change = (version: string) =>
        world.call('PATCH', `${path}/${id}`, { json: kind.change, headers: { ...merge, 'if-match': version } })
      expect((await change('"1"')).headers.get('etag')).toBe('"2"')
      expect((await change('"1"')).status).toBe(412)
      const remove = (version: string) => world.call('DELETE', `${path}/${id}`, { headers: { 'if-match': version } })
      expect((await remove('"1"')).status).toBe(412)
      expect((await remove('"2"')).status).toBe(200)
    })

    test('is deleted, and then there is none', async () => {
      const { id } = await make(world, name)
      const answer = await world.call('DELETE', `${path}/${id}`)
      expect([answer.status, answer.body]).toEqual([200, { message: `${singular} deleted successfully.` } as never])
      for (const [method, json] of [['GET'], ['DELETE'], ['PUT', await fresh()], ['PATCH', await fresh()]] as const) {
        const gone = await world.call(method, `${path}/${id}`, json ? { json } : {})
        expect([method, gone.status, gone.body]).toEqual([method, 404, missing as never])
      }
    })

    test('has no id that is none', async () => {
      for (const id of ['0', '-1', '1e3', 'x', '9223372036854775808', '%00', "1'"]) {
        const answer = await world.call('GET', `${path}/${id}`)
        expect([id, answer.status, answer.body]).toEqual([id, 404, missing as never])
      }
    })

    test('is refused with every faulty field named at once', async () => {
      const body = await fresh()
      const required = Object.keys(body).filter(field => !(field in kind.defaults))
      const empty = await world.call('POST', path, { json: {} })
      expect([empty.status, Object.keys(empty.body.errors ?? {}).sort()]).toEqual([422, required.sort()])
      const faulty = Object.fromEntries(Object.keys(body).map(field => [field, { $ne: null }]))
      const wrong = await world.call('POST', path, { json: faulty })
      expect([wrong.status, Object.keys(wrong.body.errors ?? {}).sort()]).toEqual([422, Object.keys(body).sort()])
      expect(wrong.text).not.toContain('$ne')
    })

    for (const [field, to] of Object.entries(kind.references))
      test(`names no ${to} by ${field} that is not there`, async () => {
        const refused = { errors: { [field]: [`The selected ${field.replace('_', ' ')} is invalid.`] } }
        const { id } = await make(world, name)
        for (const bad of [MISSING, 9_007_199_254_740_991]) {
          const json = { ...(await fresh()), [field]: bad }
          expect((await world.call('POST', path, { json })).body).toMatchObject(refused as never)
          expect((await world.call('PUT', `${path}/${id}`, { json })).body).toMatchObject(refused as never)
        }
      })

    const { taken } = kind
    if (taken)
      test('is refused when it is there already', async () => {
        const json = await fresh()
        await world.call('POST', path, { json })
        const again = await world.call('POST', path, { json })
        expect([again.status, again.body.errors?.[taken.field]]).toEqual([422, [taken.sentence]])
      })
  })
}

describe('both sides of a membership, and a call and its extension, are of one tenant:', () => {
  const crossings: [name: string, field: string, fields: () => Fields][] = [
    ['queue agent', 'extension_id', () => ({ extension_id: foreign.extension.id })],
    ['queue agent', 'queue_id', () => ({ queue_id: foreign.queue.id })],
    ['CDR', 'extension_id', () => ({ extension_id: foreign.extension.id })],
  ]
  for (const [name, field, fields] of crossings)
    test(`${name} with another tenant's ${field}`, async () => {
      const { path, body } = kindNamed(name)
      const made = await make(world, name)
      const errors = { extension_id: ['The selected extension id is invalid.'] }
      expect((await world.call('POST', path, { json: { ...body(world), ...fields() } })).body.errors).toEqual(errors)
      const change = { json: fields(), headers: merge }
      expect((await world.call('PATCH', `${path}/${made.id}`, change)).body.errors).toEqual(errors)
    })
})

describe('all that is wrong is named at once, also what the database alone knows:', () => {
  const bad = 999_999_999
  const cases: [what: string, name: string, fields: () => Promise<Fields>, faulty: string[]][] = [
    [
      'two texts that are taken',
      'tenant',
      async () => {
        const { slug, domain } = await make(world, 'tenant')
        return { slug, domain }
      },
      ['domain', 'slug'],
    ],
    [
      'two records that are missing',
      'queue agent',
      async () => ({ queue_id: bad, extension_id: bad }),
      ['extension_id', 'queue_id'],
    ],
    [
      'a tenant and an extension',
      'CDR',
      async () => ({ tenant_id: bad, extension_id: bad }),
      ['extension_id', 'tenant_id'],
    ],
    [
      'a missing tenant and a malformed number',
      'extension',
      async () => ({ tenant_id: bad, extension_number: 'x' }),
      ['extension_number', 'tenant_id'],
    ],
    [
      'a taken number and a missing name',
      'extension',
      async () => ({ extension_number: (await make(world, 'extension')).extension_number, display_name: '' }),
      ['display_name', 'extension_number'],
    ],
    [
      'a taken number and an unknown strategy',
      'queue',
      async () => ({ queue_number: (await make(world, 'queue')).queue_number, strategy: 'x' }),
      ['queue_number', 'strategy'],
    ],
    [
      'a missing extension and a malformed address',
      'device',
      async () => ({ extension_id: bad, mac_address: 'x' }),
      ['extension_id', 'mac_address'],
    ],
  ]
  for (const [what, name, fields, faulty] of cases)
    test(`${what} of a ${name}`, async () => {
      const { path, body } = kindNamed(name)
      const { id } = await make(world, name)
      const json = { ...body(world), ...(await fields()) }
      for (const answer of [
        await world.call('POST', path, { json }),
        await world.call('PUT', `${path}/${id}`, { json }),
      ])
        expect([answer.status, Object.keys(answer.body.errors ?? {}).sort()]).toEqual([422, faulty])
    })

  test('what a record has itself is not taken by it', async () => {
    for (const name of ['tenant', 'extension', 'queue']) {
      const { path, body } = kindNamed(name)
      const json = body(world)
      const { id } = (await world.call<{ id: number }>('POST', path, { json })).body.data
      const { errors } = (await world.call('PUT', `${path}/${id}`, { json: { ...json, status: '' } })).body
      expect(Object.keys(errors ?? {})).toEqual(['status'])
    }
  })
})

test('a merge patch of settings changes what it names at any depth, and nothing else', async () => {
  const { id } = await make(world, 'tenant', {
    settings: { recording: { on: true, days: 30 }, moh: 'jazz', list: [1] },
  })
  const patch = async (settings: unknown) =>
    (await world.call<Fields>('PATCH', `/api/tenants/${id}`, { json: { settings }, headers: merge })).body
  expect(
    (await patch({ recording: { days: 90, to: { mail: null } }, moh: null, list: [2, null] })).data.settings,
  ).toEqual({
    recording: { on: true, days: 90, to: {} },
    list: [2, null],
  })
  expect((await patch({})).data.settings).toEqual({ recording: { on: true, days: 90, to: {} }, list: [2, null] })
  expect((await patch({ n: 2 ** 53 })).errors).toHaveProperty('settings')
  expect((await patch(null)).data.settings).toBeNull()
  expect((await patch({ a: { b: null, c: 1 } })).data.settings).toEqual({ a: { c: 1 } })
  for (let n = 0; n < 4; n++) await patch({ [`part${n}`]: 'x'.repeat(60_000) })
  expect((await patch({ more: 'x' })).data.settings).not.toHaveProperty('part3')
})

test('a device is found by its MAC address, however it is written', async () => {
  const { id } = await make(world, 'device', { mac_address: '00155dabcdef' })
  for (const spelling of ['0015.5dab.cdef', '00155DABCDEF', '00-15-5D-AB-CD-EF', '00:15:5d:ab:cd:ef', '15:5d:ab']) {
    const { data } = (await world.call<Fields[]>('GET', `/api/devices?search=${spelling}`)).body
    expect([spelling, data.map(row => row.id)]).toEqual([spelling, [id]])
  }
})

test('a queue with agents keeps its tenant, and one without may move', async () => {
  const queue = await make(world, 'queue')
  const agent = await make({ ...world, queue }, 'queue agent')
  const move = () =>
    world.call('PATCH', `/api/queues/${queue.id}`, { json: { tenant_id: foreign.tenant.id }, headers: merge })
  expect((await move()).body.errors).toEqual({
    tenant_id: ['The tenant id cannot be changed while the queue has agents.'],
  })
  await world.call('DELETE', `/api/queue-agents/${agent.id}`)
  expect((await move()).status).toBe(200)
})

test('a device goes with its extension to another tenant, or to another extension', async () => {
  const extension = await make(world, 'extension')
  const device = await make({ ...world, extension }, 'device')
  await world.call('PATCH', `/api/extensions/${extension.id}`, {
    json: { tenant_id: foreign.tenant.id },
    headers: merge,
  })
  const listed = await world.call<Fields[]>('GET', `/api/devices?tenant_id=${foreign.tenant.id}`)
  expect(listed.body.data.map(({ id }) => id)).toContain(device.id)
  await world.call('PATCH', `/api/devices/${device.id}`, { json: { extension_id: world.extension.id }, headers: merge })
  const back = await world.call<Fields[]>('GET', `/api/devices?extension_id=${world.extension.id}`)
  expect(back.body.data.map(({ id }) => id)).toContain(device.id)
})

test('a call id that is there already answers the stored record, in its tenant alone', async () => {
  const json = { ...kindNamed('CDR').body(world), call_id: 'a84b4c76e66710' }
  const first = await world.call<Fields>('POST', '/api/cdrs', { json })
  const again = await world.call<Fields>('POST', '/api/cdrs', { json: { ...json, disposition: 'busy' } })
  expect([first.status, again.status, again.body.message]).toEqual([201, 200, 'CDR loaded successfully.'])
  expect(again.body.data).toEqual(first.body.data)
  const elsewhere = await world.call('POST', '/api/cdrs', { json: { ...json, tenant_id: foreign.tenant.id } })
  expect(elsewhere.status).toBe(201)
})

describe('a tenant that is in use is deleted only with all that it has', () => {
  test('which the answer names', async () => {
    const one = await makeWorld(server, await server.signIn())
    await make(one, 'CDR')
    const refused = await one.call('DELETE', `/api/tenants/${one.tenant.id}`)
    expect([refused.status, refused.body]).toEqual([
      409,
      { message: 'Tenant is still in use: it has 1 extension, 1 queue, and 1 CDR.', code: 'in_use' } as never,
    ])
    expect((await one.call('DELETE', `/api/tenants/${one.tenant.id}?cascade=maybe`)).status).toBe(422)
    expect((await one.call('DELETE', `/api/tenants/${one.tenant.id}?cascade=true`)).status).toBe(200)
    expect((await one.call('GET', `/api/extensions/${one.extension.id}`)).status).toBe(404)
  })
})

describe('filters of lists', () => {
  const ids = async (query: string) => (await world.call<Fields[]>('GET', query)).body.data.map(({ id }) => id)

  test('tenants and queues by status', async () => {
    const tenant = await make(world, 'tenant', { status: 'suspended' })
    expect(await ids('/api/tenants?status=suspended')).toEqual([tenant.id])
    const queue = await make(world, 'queue', { status: 'closed' })
    expect(await ids(`/api/queues?status=closed&tenant_id=${world.tenant.id}`)).toEqual([queue.id])
    expect(await ids(`/api/queues?status=closed&search=support`)).toEqual([queue.id])
    expect(await ids(`/api/queues?status=closed&search=nothing`)).toEqual([])
  })

  test('memberships by queue and extension', async () => {
    const queue = await make(world, 'queue')
    const agent = await make({ ...world, queue }, 'queue agent')
    await make(world, 'queue agent')
    expect(await ids(`/api/queue-agents?queue_id=${queue.id}`)).toEqual([agent.id])
    expect(await ids(`/api/queue-agents?extension_id=${agent.extension_id}`)).toEqual([agent.id])
    expect(await ids(`/api/queue-agents?extension_id=${agent.extension_id}&queue_id=${world.queue.id}`)).toEqual([])
  })

  test('calls by time, extension, direction, disposition and any part of a number', async () => {
    const home = await makeWorld(server, await server.signIn())
    const at = (started_at: string, fields: Fields = {}) => make(home, 'CDR', { started_at, ...fields })
    const old = await at('2024-02-29T23:59:59Z', { direction: 'outbound', destination_number: '+14155550123' })
    const edge = await at('2026-11-01T00:00:00Z', { extension_id: home.extension.id })
    const late = await at('2026-11-01T00:00:00.000001Z', { disposition: 'busy', caller_number: 'anonymous' })
    const own = `/api/cdrs?tenant_id=${home.tenant.id}`
    expect(await ids(own)).toEqual([late.id, edge.id, old.id])
    const cases: [string, unknown[]][] = [
      ['&from=2026-11-01T00:00:00Z', [late.id, edge.id]],
      ['&from=2026-11-01T00:00:00Z&to=2026-11-01T00:00:00.000001Z', [edge.id]],
      ['&to=2026-11-01T01:00:00%2B01:00', [old.id]],
      ['&direction=outbound', [old.id]],
      ['&disposition=busy', [late.id]],
      [`&extension_id=${home.extension.id}`, [edge.id]],
      ['&number=5550', [old.id]],
      ['&number=anon', [late.id]],
      ['&number=inbound', []],
      ['&search=inbound', [late.id, edge.id]],
      ['&search=1001&number=anon', [late.id]],
      ['&search=1001&direction=outbound', []],
    ]
    for (const [query, expected] of cases) expect([query, await ids(`${own}${query}`)]).toEqual([query, expected])
  })
})
