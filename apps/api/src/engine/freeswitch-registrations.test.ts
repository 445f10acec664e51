import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Device } from '@ringfence/domain/device'
import type { Extension } from '@ringfence/domain/extension'
import { type Call, caller } from '../testing/call'
import { type EngineCall, engineCaller, mintEngineToken, RECORDED_DOMAIN, recordedTenant } from '../testing/engines'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let owner: Call
let engine: EngineCall
let phone: Extension
let made = 0
beforeAll(async () => {
  server = await startTestServer()
  owner = caller(server, await server.signIn())
  engine = engineCaller(server, (await mintEngineToken(owner)).token)
})
afterAll(() => server.close())

beforeEach(async () => {
  const fresh = await recordedTenant(server, owner)
  phone = fresh.phone
})

const JSON_BODY = { 'content-type': 'application/json' }
describe('a phone that registers at FreeSWITCH', () => {
  const event = (subclass: string, fields: Record<string, string> = {}) => ({
    'Event-Subclass': `sofia::${subclass}`,
    'from-user': '1001',
    'from-host': RECORDED_DOMAIN,
    username: '1001',
    realm: RECORDED_DOMAIN,
    contact: '"user" <sip:1001@192.0.2.10:5060;fs_nat=yes>',
    'call-id': '1-23065@192.0.2.10',
    'user-agent': 'Yealink SIP-T46U',
    'network-ip': '203.0.113.7',
    'network-port': '5060',
    status: 'Registered(TCP)',
    expires: '3600',
    ...fields,
  })
  const note = (fields: Record<string, string>) => engine('/freeswitch/event', fields)
  const devices = async () => (await owner<Device[]>('GET', `/api/devices?extension_id=${phone.id}`)).body.data

  test('is a device, online until it goes', async () => {
    expect((await note(event('register'))).text).toBe('{"message":"Event received."}')
    const [device] = await devices()
    expect(device).toMatchObject({
      user_agent: 'Yealink SIP-T46U',
      contact: '"user" <sip:1001@192.0.2.10:5060;fs_nat=yes>',
      transport: 'tcp',
      received_from: '203.0.113.7:5060',
      online: true,
    })
    expect(Date.parse(device?.expires_at ?? '') - Date.now()).toBeWithin(3_500_000, 3_700_000)
    expect((await note(event('unregister'))).status).toBe(200)
    expect((await devices()).map(({ id, online }) => [id, online])).toEqual([[device?.id ?? 0, false]])
  })

  test('is offline when FreeSWITCH lets it expire, which it tells in other words', async () => {
    await note(event('register'))
    const { 'from-user': user, 'from-host': host, username: _, realm: __, ...rest } = event('expire')
    expect((await note({ ...rest, user, host, expires: '1795449099' })).status).toBe(200)
    expect((await devices()).map(({ online }) => online)).toEqual([false])
  })

  test('is the same device when it registers again', async () => {
    await note(event('register'))
    await note(event('register', { expires: '60' }))
    expect((await devices()).map(({ online }) => online)).toEqual([true])
  })

  test('may tell by JSON too, and its event may hold anything', async () => {
    const hostile = event('register', { 'user-agent': `\u001b[2J${'x'.repeat(5000)}`, status: '' })
    const answer = await engine('/freeswitch/event', JSON.stringify({ ...hostile, odd: [1, null] }), JSON_BODY)
    expect(answer.status).toBe(200)
    expect((await devices())[0]?.user_agent).toBe(`[2J${'x'.repeat(252)}`)
  })

  test('may tell by a form of hexadecimal digits, which whatever decodes it on the way leaves alone', async () => {
    const contact = '<sip:1001@192.0.2.10;a=%26expires%3D0+b&call-id=other>'
    const form = new URLSearchParams(event('register', { contact })).toString()
    const body = decodeURIComponent(`hex=${Buffer.from(form).toString('hex')}`)
    expect((await engine('/freeswitch/event', `${body}&from-user=1002`)).text).toBe('{"message":"Event received."}')
    expect(await devices()).toMatchObject([{ contact, online: true }])
    for (const digits of ['4', '4x', '%26']) expect((await note({ hex: digits })).status).toBe(400)
  })

  test('is not stored when it may not register', async () => {
    await set({ status: 'disabled' })
    expect((await note(event('register'))).status).toBe(404)
    expect((await note(event('register', { 'from-host': 'nowhere.example', realm: 'nowhere.example' }))).status).toBe(
      404,
    )
    expect(await devices()).toEqual([])
  })

  test('is not found while its secret is new, so that FreeSWITCH ends what the one of before proved', async () => {
    await set({ secret: 'aeK4nQzr8TsW' })
    const answer = await note(event('register'))
    expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('Extension not found')])
    expect(await devices()).toEqual([])
  })

  test('is not told of by half an event, and other events are nothing', async () => {
    for (const missing of ['from-user', 'from-host', 'call-id', 'expires'])
      expect((await note(event('register', { [missing]: '' }))).status).toBe(422)
    expect((await note(event('gateway_state'))).status).toBe(200)
    expect(await devices()).toEqual([])
  })

  test('does not go when another of the same Call-ID does', async () => {
    await note(event('register'))
    expect((await note(event('unregister', { 'from-user': '1002', username: '1002' }))).status).toBe(200)
    const domain = `other-${++made}.sip.test`
    await server.tenant({ domain })
    expect((await note(event('unregister', { 'from-host': domain, realm: domain }))).status).toBe(200)
    expect((await devices()).map(({ online }) => online)).toEqual([true])
  })

  test('is whom its digest was of, and no other', async () => {
    const stranger = { username: '1002', realm: 'globex.sip.test' }
    for (const [name, value] of Object.entries(stranger))
      for (const sent of [value, ''])
        expect((await note(event('register', { [name]: sent }))).text).toContain('The selected realm is invalid.')
    const { username: _, realm: __, ...unproven } = event('register')
    expect((await note(unproven)).status).toBe(422)
    expect(await devices()).toEqual([])
    expect((await note(event('register', { realm: RECORDED_DOMAIN.toUpperCase() }))).status).toBe(200)
    for (const [name, value] of Object.entries(stranger))
      expect((await note(event('unregister', { [name]: value }))).status).toBe(422)
    expect((await devices()).map(({ online }) => online)).toEqual([true])
  })

  test('is online for a day at most, whatever it says', async () => {
    await note(event('register', { expires: '999999999' }))
    const [device] = await devices()
    expect(Date.parse(device?.expires_at ?? '') - Date.now()).toBeWithin(86_000_000, 86_500_000)
  })

  test('is not touched by a SIP server of another tenant', async () => {
    await note(event('register'))
    const narrow = engineCaller(server, (await mintEngineToken(owner, { tenant_id: (await server.tenant()).id })).token)
    expect((await narrow('/freeswitch/event', event('unregister'))).status).toBe(404)
    expect((await narrow('/freeswitch/event', event('register', { 'call-id': 'other' }))).status).toBe(404)
    expect((await devices()).map(({ online }) => online)).toEqual([true])
  })
})

const set = (fields: Record<string, unknown>) =>
  owner('PATCH', `/api/extensions/${phone.id}`, {
    json: fields,
    headers: { 'content-type': 'application/merge-patch+json' },
  })
