import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type Access, findAsterisk, startAsterisk } from './asterisk'
import { type Phones, phones } from './phones'
import { newPort } from './ports'
import type { Rig } from './rig'
import { startTestRig } from './testing/kamailio'
import { until } from './until'

const REGISTERED = [401, 200]
const REFUSED = [401, 401]

let it: Rig
let sipp: Phones

const ways: Record<string, () => Promise<Access>> = {
  SQL: async () => ({ database: await it.accessOf('asterisk') }),
  HTTP: async () => {
    const { token } = await it.api.post<{ token: string }>('/api/tokens', { name: 'Asterisk', role: 'engine' })
    return { database: await it.accessOf('asterisk'), http: { url: it.url, token } }
  },
}

// Debian 12 has no Asterisk, so that CI leaves this out: docs/sip/asterisk.md says how to run it.
describe.each(Object.entries(ways))('Asterisk over %s', (_, access) => {
  beforeAll(async () => {
    it = await startTestRig()
    sipp = phones({ ...it.line, sipPort: await startAsterisk(it.place, findAsterisk(), await access()) })
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

  test('calls nobody of another tenant, whatever is dialled', async () => {
    const office = await it.office()
    const ada = await office.extension('1001')
    const there = await (await it.office()).extension('1777')
    const port = await newPort()
    expect(await sipp.register(there, { port })).toEqual(REGISTERED)
    await sipp.pickUp(port, 'answer')
    for (const number of ['1777', encodeURIComponent(`1&PJSIP/1777@${there.domain}&PJSIP/1`)])
      for (const { domain } of [office, there]) expect(await sipp.call(ada, { number, domain })).toEqual([401, 404])
  })
})
