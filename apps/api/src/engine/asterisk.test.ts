import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Device } from '@ringfence/domain/device'
import type { Extension } from '@ringfence/domain/extension'
import { type Call, caller } from '../testing/call'
import {
  type EngineCall,
  engineCaller,
  mintEngineToken,
  RECORDED_DOMAIN,
  RECORDED_HA1,
  recorded,
  recordedTenant,
} from '../testing/engines'
import { makeExtension } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let owner: Call
let engine: EngineCall
let tenant: { id: number; domain: string }
let phone: Extension
beforeAll(async () => {
  server = await startTestServer()
  owner = caller(server, await server.signIn())
  engine = engineCaller(server, (await mintEngineToken(owner)).token)
})
afterAll(() => server.close())

beforeEach(async () => {
  const fresh = await recordedTenant(server, owner)
  tenant = fresh.tenant
  phone = fresh.phone
})

const ID = `1001@${RECORDED_DOMAIN}`
const CONTACT = `${ID};@7476e59370ea740c05b6218a9b2f356d`

/** The requests of a real Asterisk: at its start, as a phone registered, and as it went. */
const requests = recorded('asterisk-requests.txt')
  .split('\n')
  .map(line => line.split(' ') as [path: string, body: string])

const replay = async (path: string) => {
  const [, body] = requests.find(([recorded]) => recorded === `/asterisk/${path}`) ?? []
  if (body === undefined) throw new Error(`Nobody asked for ${path}.`)
  return engine(`/asterisk/${path}`, body)
}

const rowsOf = ({ status, type, text }: Awaited<ReturnType<EngineCall>>) => {
  expect([status, type]).toEqual([200, 'text/plain; charset=utf-8'])
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => Object.fromEntries(new URLSearchParams(line)))
}

const devices = async () => (await owner<Device[]>('GET', `/api/devices?extension_id=${phone.id}`)).body.data

describe('what a real Asterisk asked is answered as it took it:', () => {
  test('the endpoint of a phone', async () => {
    expect(rowsOf(await replay('ps_endpoints/single'))).toEqual([
      {
        id: ID,
        aors: ID,
        auth: ID,
        identify_by: 'username',
        context: 'ringfence',
        disallow: 'all',
        allow: 'ulaw,alaw,g722',
        direct_media: 'no',
        force_rport: 'yes',
        rewrite_contact: 'yes',
        rtp_symmetric: 'yes',
        callerid: '"Acme 1001" <1001>',
        accountcode: `t${tenant.id}:e${phone.id}`,
      },
    ])
  })

  test('its digests, and no password', async () => {
    const [auth] = rowsOf(await replay('ps_auths/single'))
    expect(auth).toMatchObject({ id: ID, auth_type: 'digest', username: '1001', realm: RECORDED_DOMAIN })
    expect(auth?.password_digest).toBe(
      `MD5:${RECORDED_HA1},SHA-256:30b0dd4da0ae53b0e6b60c08d9765da960b4e66d236d579be7e6bbcf8dd75449`,
    )
    expect(auth).not.toHaveProperty('password')
  })

  test('its address of record', async () => {
    expect(rowsOf(await replay('ps_aors/single'))).toMatchObject([{ id: ID, max_contacts: '5', remove_existing: 'no' }])
  })

  test('everything, at its start', async () => {
    for (const table of ['ps_endpoints', 'ps_aors'])
      expect(rowsOf(await replay(`${table}/multi`)).filter(({ id }) => id === ID)).toHaveLength(1)
  })

  test('a registration that comes, is refreshed and goes: a device, online until then', async () => {
    expect(rowsOf(await replay('ps_contacts/multi'))).toEqual([])
    const soon = Math.floor(Date.now() / 1000) + 300
    const store = requests.find(([path]) => path === '/asterisk/ps_contacts/store')?.[1] ?? ''
    const stored = await engine(
      '/asterisk/ps_contacts/store',
      store.replace(/expiration_time=\d+/, `expiration_time=${soon}`),
    )
    expect(stored.text).toBe('1\n')
    const [contact] = rowsOf(await replay('ps_contacts/multi'))
    expect(contact).toMatchObject({ id: CONTACT, endpoint: ID, via_port: '21111', expiration_time: String(soon) })
    expect(rowsOf(await engine('/asterisk/ps_contacts/single', { id: CONTACT }))).toEqual([contact ?? {}])
    expect(await devices()).toMatchObject([
      {
        user_agent: 'Yealink SIP-T46U',
        contact: 'sip:1001@127.0.0.1:21111',
        received_from: '127.0.0.1:21111',
        online: true,
      },
    ])

    const key = `?id=${encodeURIComponent(CONTACT)}`
    const refreshed = await engine(
      `/asterisk/ps_contacts/update${key}`,
      store.replace(/expiration_time=\d+/, `expiration_time=${soon + 900}`),
    )
    expect(refreshed.text).toBe('1\n')
    expect(Date.parse((await devices())[0]?.expires_at ?? '') / 1000).toBe(soon + 900)

    expect((await replay('ps_contacts/destroy')).text).toBe('1\n')
    expect((await devices()).map(({ online }) => online)).toEqual([false])
    expect((await replay('ps_contacts/destroy')).text).toBe('0\n')
  })
})

test('members of a queue are told by its name', async () => {
  const queue = await owner<{ id: number }>('POST', '/api/queues', {
    json: {
      tenant_id: tenant.id,
      name: 'Support',
      queue_number: '8000',
      strategy: 'ringall',
      timeout: 20,
      status: 'active',
    },
  })
  await owner('POST', '/api/queue-agents', {
    json: { queue_id: queue.body.data.id, extension_id: phone.id, penalty: 3, status: 'active' },
  })
  const ask = (name: string) => engine('/asterisk/queue_members/multi', { 'interface LIKE': '%', queue_name: name })
  const members = await ask(`t${tenant.id}-8000`)
  expect(members.text).toStartWith('interface=')
  expect(rowsOf(members)).toMatchObject([
    { interface: `PJSIP/${ID}`, penalty: '3', paused: '0', membername: 'Acme 1001' },
  ])
  for (const name of [`t${tenant.id}-9`, `t${tenant.id + 1}-8000`, '8000', '%', "'", `t${'9'.repeat(30)}-8000`])
    expect(rowsOf(await ask(name))).toEqual([])
})

describe('nothing is asked for but by what is foreseen:', () => {
  const unknown = [
    'ps_auths/multi',
    'ps_auths/store',
    'ps_auths/update',
    'ps_endpoints/destroy',
    'ps_contacts/require',
    'ps_contacts/constructor',
    'constructor/single',
    '__proto__/toString',
    'extensions/single',
    'cdr/store',
    'ps_auths/SINGLE',
  ]
  for (const path of unknown)
    test(path, async () => {
      const answer = await engine(`/asterisk/${path}`, { id: ID })
      expect([answer.status, JSON.parse(answer.text).code]).toEqual([404, 'unknown_route'])
    })

  const refused: [path: string, body: Record<string, string>][] = [
    ['ps_auths/single', {}],
    ['ps_auths/single', { username: '1001' }],
    ['ps_auths/single', { id: ID, realm: RECORDED_DOMAIN }],
    ['ps_auths/single', { 'id LIKE': '%' }],
    ['ps_endpoints/multi', { 'id LIKE': '1001%' }],
    ['ps_endpoints/multi', { 'id LIKE': '%1001%' }],
    ['ps_endpoints/multi', { 'id >': '1' }],
    ['ps_contacts/multi', { 'id LIKE': `${ID};@` }],
    ['ps_contacts/multi', { 'id LIKE': '%;@%' }],
    ['ps_contacts/store', { id: CONTACT, endpoint: ID, 'record; drop table cdrs': '1' }],
    ['ps_contacts/store', { id: CONTACT, endpoint: ID, via_port: 'x' }],
    ['ps_contacts/store', { id: CONTACT, endpoint: ID, expiration_time: '9'.repeat(40) }],
    ['ps_contacts/store', { id: CONTACT, endpoint: ID, user_agent: 'a\0b' }],
    ['ps_contacts/update', { uri: 'sip:x' }],
    ['ps_contacts/destroy', {}],
    ['queue_members/multi', { 'interface LIKE': 'PJSIP%', queue_name: 't1-8000' }],
  ]
  for (const [path, body] of refused)
    test(`${path} by ${JSON.stringify(body).slice(0, 60)}`, async () => {
      expect((await engine(`/asterisk/${path}`, body)).status).toBe(422)
      expect(await devices()).toEqual([])
    })

  const faulty: [column: string, value: string, sentence: string][] = [
    ['expiration_time', 'soon', 'The expiration time must be an integer.'],
    ['expiration_time', '-1', 'The expiration time must be an integer.'],
    ['expiration_time', '253402300800', 'The expiration time must not be greater than 253402300799.'],
    ['via_port', '1e3', 'The via port must be an integer.'],
    ['via_port', '65536', 'The via port must not be greater than 65535.'],
    ['qualify_frequency', '2147483648', 'The qualify frequency must not be greater than 2147483647.'],
    ['qualify_timeout', 'NaN', 'The qualify timeout must be a number.'],
    ['user_agent', 'a\0b', 'The user agent format is invalid.'],
    ['id', 'x'.repeat(501), 'The id must not be greater than 500 characters.'],
    ['id', '', 'The id field is required.'],
    ['endpoint', '', 'The endpoint field is required.'],
  ]
  test.each(faulty)('a registration whose %s is "%s" is 422, and the column is named', async (column, value, said) => {
    const row = { id: CONTACT, endpoint: ID, uri: 'sip:x', [column]: value }
    const answers = [await engine('/asterisk/ps_contacts/store', row)]
    if (value) answers.push(await engine(`/asterisk/ps_contacts/update?id=${encodeURIComponent(CONTACT)}`, row))
    for (const { status, text } of answers)
      expect([status, JSON.parse(text).errors]).toEqual([422, { [column]: [said] }])
  })

  test('all columns at fault are named at once', async () => {
    const row = { id: CONTACT, endpoint: ID, via_port: 'x', expiration_time: 'y' }
    const { text } = await engine('/asterisk/ps_contacts/store', row)
    expect(Object.keys(JSON.parse(text).errors)).toEqual(['via_port', 'expiration_time'])
  })

  test('and only by forms, of 1 MiB and in UTF-8', async () => {
    const path = '/asterisk/ps_auths/single'
    expect((await engine(path, '{}', { 'content-type': 'application/json' })).status).toBe(415)
    expect((await engine(path, `id=${'x'.repeat(1024 * 1024)}`)).status).toBe(413)
    const raw = await server.request(`/engine${path}`, { method: 'POST' })
    expect(raw.status).toBe(401)
  })
})

describe('who may not register', () => {
  const none = async () => {
    for (const path of ['ps_auths/single', 'ps_endpoints/single', 'ps_aors/single'])
      expect(rowsOf(await replay(path))).toEqual([])
    expect((await replay('ps_contacts/store')).text).toBe('0\n')
    expect(await devices()).toEqual([])
  }

  test('is not there: disabled', async () => {
    const headers = { 'content-type': 'application/merge-patch+json' }
    await owner('PATCH', `/api/extensions/${phone.id}`, { json: { status: 'disabled' }, headers })
    await none()
  })

  test('is not there: of another tenant than the token', async () => {
    const other = await server.tenant()
    const wide = engine
    engine = engineCaller(server, (await mintEngineToken(owner, { tenant_id: other.id })).token)
    await none()
    for (const table of ['ps_endpoints', 'ps_aors', 'ps_contacts'])
      expect(rowsOf(await engine(`/asterisk/${table}/multi`, { 'id LIKE': '%' }))).toEqual([])
    engine = wide
  })

  test('keeps his registration from a SIP server of another tenant', async () => {
    const other = await server.tenant()
    const theirs = await makeExtension(owner, other)
    await replay('ps_contacts/store')
    const narrow = engineCaller(server, (await mintEngineToken(owner, { tenant_id: other.id })).token)
    const key = `?id=${encodeURIComponent(CONTACT)}`
    expect((await narrow(`/asterisk/ps_contacts/update${key}`, { uri: 'sip:stolen' })).text).toBe('0\n')
    expect((await narrow('/asterisk/ps_contacts/destroy', { id: CONTACT })).text).toBe('0\n')
    const endpoint = `${theirs.extension_number}@${other.domain}`
    expect((await narrow('/asterisk/ps_contacts/store', { id: CONTACT, endpoint })).text).toBe('0\n')
    expect(rowsOf(await engine('/asterisk/ps_contacts/single', { id: CONTACT }))).toMatchObject([{ endpoint: ID }])
    expect((await engine(`/asterisk/ps_contacts/update${key}`, { endpoint, uri: 'sip:moved' })).text).toBe('1\n')
    expect(rowsOf(await engine('/asterisk/ps_contacts/single', { id: CONTACT }))).toMatchObject([{ endpoint: ID }])
  })
})

test('Kamailio is told a digest by name, and nothing of anybody else', async () => {
  const digest = await engine(`/sip/ha1?user=1001&domain=${RECORDED_DOMAIN}`)
  expect(digest).toEqual({ status: 200, type: 'text/plain; charset=utf-8', text: RECORDED_HA1 })
  const by = (algorithm: string) => engine(`/sip/ha1?user=1001&domain=${RECORDED_DOMAIN}&algorithm=${algorithm}`)
  for (const algorithm of ['md5', 'MD5']) expect(await by(algorithm)).toEqual(digest)
  for (const algorithm of ['sha256', 'SHA-256']) expect((await by(algorithm)).text).toMatch(/^30b0dd4d[0-9a-f]{56}$/)
  for (const algorithm of ['', 'SHA-1', 'SHA256', 'constructor']) expect((await by(algorithm)).status).toBe(422)
  for (const query of ['', '?user=1001', '?user=1002&domain=acme.sip.test', '?user=%25&domain=%25'])
    expect((await engine(`/sip/ha1${query}`)).status).toBe(404)
  expect((await engine(`/sip/ha1?user=1001%00&domain=${RECORDED_DOMAIN}`)).status).toBe(422)
})
