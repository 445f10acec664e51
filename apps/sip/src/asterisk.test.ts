import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Access, type Asterisk, findAsterisk, HOW_TO_UNPACK, startAsterisk } from './asterisk'
import { startBaresip } from './baresip'
import type { Device, Extension } from './office'
import { type Phones, phones } from './phones'
import { newPort } from './ports'
import { challenged, prove } from './register'
import type { Rig } from './rig'
import { filledWith, proofOf, scenarioPath, startSipp } from './sipp'
import { certificate, certificateFiles } from './testing/certificate'
import { startTestRig, tools } from './testing/kamailio'
import { until } from './until'

const REGISTERED = [401, 200]
const REFUSED = [401, 401]

const root = findAsterisk()
if (!root) console.warn(`skipped: ${HOW_TO_UNPACK}`)

let it: Rig
let sipp: Phones
let server: Asterisk

const ways: Record<string, () => Promise<Access>> = {
  SQL: async () => ({ database: await it.accessOf('asterisk') }),
  HTTP: async () => {
    const { token } = await it.api.post<{ token: string }>('/api/tokens', { name: 'Asterisk', role: 'engine' })
    return { database: await it.accessOf('asterisk'), http: { url: it.url, token } }
  },
}

describe.skipIf(!root || !tools).each(Object.entries(ways))('Asterisk over %s', (_, access) => {
  beforeAll(async () => {
    it = await startTestRig()
    server = await startAsterisk(it.place, root ?? '', await access(), certificateFiles(it.place.directory))
    sipp = phones({ ...it.line, sipPort: server.port })
  }, 60_000)
  afterAll(() => it?.stop(), 60_000)

  test('registers a phone with its secret and with no other, and knows whose it is', async () => {
    const ada = await (await it.office()).extension('1001')
    const other = await (await it.office()).extension('1001')
    for (const secret of ['not the secret', '', other.secret])
      expect(await sipp.register({ ...ada, secret })).toEqual(REFUSED)
    expect(await sipp.register({ ...ada, number: '1999' })).toEqual(REFUSED)
    expect(await sipp.register(ada, { agent: 'Snom' })).toEqual(REGISTERED)
    expect(await ada.devices()).toMatchObject([{ user_agent: 'Snom', transport: 'udp' }])
    expect(await other.devices()).toEqual([])
  })

  test('registers a phone over TLS', async () => {
    const ada = await (await it.office()).extension('1001')
    const secure = { port: server.secure, authority: certificate.cert }
    const { nonce } = await challenged(secure, ada)
    expect(await prove(secure, ada, { nonce })).toStartWith('SIP/2.0 200 ')
    // It is offline as soon as its connection closes.
    const seen = await it.api.get<Device[]>(`/api/devices?extension_id=${ada.id}`)
    expect(seen).toMatchObject([{ transport: 'tls' }])
  })

  test('does not register 1002 as 1001, nor one tenant as another', async () => {
    const office = await it.office()
    const ada = await office.extension('1001')
    const eve = await office.extension('1002')
    const other = await (await it.office()).extension('1001')
    expect((await sipp.register({ ...ada, secret: eve.secret, user: '1002' })).at(-1)).not.toBe(200)
    expect((await sipp.register({ ...ada, secret: other.secret })).at(-1)).not.toBe(200)
    expect(await ada.devices()).toEqual([])
  })

  test('refuses a disabled extension from the same moment on', async () => {
    const ada = await (await it.office()).extension('1001')
    expect(await sipp.register(ada)).toEqual(REGISTERED)
    await it.api.change(`/api/extensions/${ada.id}`, { status: 'disabled' })
    expect(await ada.devices()).toEqual([])
    expect(await sipp.register(ada)).toEqual(REFUSED)
  })

  test('connects a call within the tenant, and its record is there', async () => {
    const office = await it.office()
    const [ada, bob] = await Promise.all([office.extension('1001'), office.extension('1002')])
    const port = await newPort()
    expect(await sipp.register(bob, { port })).toEqual(REGISTERED)
    await sipp.pickUp(port, 'answer')
    expect(await sipp.call(ada, bob)).toEqual([401, 180, 200, 200])
    await until('there is a call record', async () => (await office.cdrs()).length > 0)
    expect(await office.cdrs()).toMatchObject([
      { extension_id: ada.id, caller_number: '1001', destination_number: '1002', disposition: 'answered' },
    ])
  })

  test('throws a phone off, calls it no longer, and lets it come again', async () => {
    const office = await it.office()
    const [ada, bob] = await Promise.all([office.extension('1001'), office.extension('1002')])
    expect(await sipp.register(ada)).toEqual(REGISTERED)
    const [device] = await ada.devices()
    await it.api.remove(`/api/devices/${device?.id}/registration`)
    expect(await ada.devices()).toEqual([])
    expect(await sipp.call(bob, ada)).toEqual([401, 404])
    expect(await sipp.register(ada)).toEqual(REGISTERED)
    expect(await ada.devices()).toHaveLength(1)
  })

  const unanswered: [what: string, manner: 'busy' | 'decline' | null, code: number, disposition: string][] = [
    ['is busy', 'busy', 486, 'busy'],
    ['declines', 'decline', 403, 'no_answer'],
    ['is not registered', null, 404, 'failed'],
  ]
  for (const [what, manner, code, disposition] of unanswered)
    test(`tells once of a call to a phone that ${what}`, async () => {
      const office = await it.office()
      const [ada, bob] = await Promise.all([office.extension('1001'), office.extension('1002')])
      const port = await newPort()
      if (manner) {
        expect(await sipp.register(bob, { port })).toEqual(REGISTERED)
        await sipp.pickUp(port, manner)
      }
      expect(await sipp.call(ada, bob)).toEqual([401, code])
      // Its rows come when it has ended, in their order: those of the next call are after all of them.
      const next = await office.extension('1003')
      await sipp.call(next, { ...bob, number: '1' })
      const callsOf = async ({ id }: Extension) => (await office.cdrs()).filter(cdr => cdr.extension_id === id)
      await until('the next call is recorded', async () => (await callsOf(next)).length > 0)
      expect(await callsOf(ada)).toMatchObject([{ destination_number: '1002', disposition, bill_seconds: 0 }])
    })

  test('calls nobody of another tenant, whatever is dialled', async () => {
    const office = await it.office()
    const ada = await office.extension('1001')
    const there = await (await it.office()).extension('1777')
    const port = await newPort()
    expect(await sipp.register(there, { port })).toEqual(REGISTERED)
    await sipp.pickUp(port, 'answer')
    const { domain } = office
    const odd = encodeURIComponent(`1&PJSIP/1777@${there.domain}&PJSIP/1`)
    expect(await sipp.call(ada, { number: '1777', domain })).toEqual([401, 404])
    expect(await sipp.call(ada, { number: odd, domain })).toEqual([401, 403])
    for (const number of ['1777', odd])
      expect(await sipp.call(ada, { number, domain: there.domain })).toEqual([401, 403])
  })

  test('calls nobody in place of whom was dialled', async () => {
    const office = await it.office()
    const ada = await office.extension('1001')
    const there = await (await it.office()).extension('1002')
    const port = await newPort()
    expect(await sipp.register(await office.extension('1002'), { port })).toEqual(REGISTERED)
    expect(await sipp.register(await office.extension('100260'))).toEqual(REGISTERED)
    expect(await sipp.call(ada, there)).toEqual([401, 403])
    for (const number of ['1002,60,g', '1002%2C60%2Cg', '1002/60', '1002%20', '1002%22'])
      expect([number, await sipp.call(ada, { number, domain: office.domain })]).toEqual([number, [401, 403]])
    for (const domain of [office.domain, office.domain.toUpperCase(), `127.0.0.1:${server.port}`]) {
      await sipp.pickUp(port, 'busy')
      expect([domain, await sipp.call(ada, { number: '1002', domain })]).toEqual([domain, [401, 486]])
    }
    await sipp.pickUp(port, 'busy')
    expect(await callWithParameters(ada, '1002')).toContain('SIP/2.0 486 ')
  })
})

/** All that such a call says and hears; the caller writes `;user=phone`, as many do. */
const callWithParameters = async (caller: Extension, number: string): Promise<string> => {
  const path = join(it.place.directory, 'parameters.xml')
  const plain = readFileSync(scenarioPath('call'), 'utf8')
  writeFileSync(path, plain.replaceAll('[field4] SIP/2.0', '[field4];user=phone SIP/2.0'))
  const line = { ...it.line, sipPort: server.port }
  const row = [caller.number, caller.domain, proofOf(caller), number, caller.domain]
  const options = ['-m', '1', '-timeout', '20s', '-trace_msg', ...filledWith(line, [row])]
  const { program, messages } = startSipp(line, path, { port: await newPort(), options })
  await program.process.exited
  return readFileSync(messages, 'utf8')
}

describe.skipIf(!root || !tools)('Asterisk with digests of MD5 alone', () => {
  beforeAll(async () => {
    it = await startTestRig()
    const database = await it.accessOf('asterisk')
    server = await startAsterisk(
      it.place,
      root ?? '',
      { database, md5Alone: true },
      certificateFiles(it.place.directory),
    )
  }, 60_000)
  afterAll(() => it?.stop(), 60_000)

  test('registers a softphone that stumbles over a challenge of SHA-256', async () => {
    const ada = await (await it.office()).extension('1001')
    const phone = await startBaresip(it.place, it.tools, server.port, ada)
    await until('baresip is registered', async () => (await ada.devices()).length === 1)
    await phone.end()
    await until('baresip is gone', async () => (await ada.devices()).length === 0)
  })
})
