import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Extension, Office } from './office'
import { newPort } from './ports'
import { challenged, prove } from './register'
import type { Rig } from './rig'
import { describeWithKamailio, startTestRig } from './testing/kamailio'
import { until } from './until'

const REGISTERED = [401, 200]
const REFUSED = [401, 401]

let it: Rig

describeWithKamailio('Kamailio', () => {
  beforeAll(async () => {
    it = await startTestRig()
  }, 60_000)
  afterAll(() => it?.stop(), 60_000)

  describe('registers a phone', () => {
    const opened = async (): Promise<{ office: Office; ada: Extension }> => {
      const office = await it.office()
      return { office, ada: await office.extension('1001') }
    }

    test('with the secret of its extension, and it is a device of it from then on', async () => {
      const { ada } = await opened()
      expect(await it.phones.register(ada, { agent: 'Yealink SIP-T46U 108.86.0.20' })).toEqual(REGISTERED)
      expect(await ada.devices()).toMatchObject([{ user_agent: 'Yealink SIP-T46U 108.86.0.20', transport: 'udp' }])
    })

    test('over TCP, beside another one over UDP, each with where it was seen', async () => {
      const { ada } = await opened()
      await it.phones.register(ada)
      expect(await it.phones.register(ada, { transport: 'tcp' })).toEqual(REGISTERED)
      const devices = await ada.devices()
      expect(devices.map(({ transport }) => transport).sort()).toEqual(['tcp', 'udp'])
      for (const { received_from } of devices) expect(received_from).toStartWith('127.0.0.1:')
    })

    test('again as the same device, and takes it away when it unregisters', async () => {
      const { ada } = await opened()
      const phone = { port: await newPort() }
      await it.phones.register(ada, phone)
      const [device] = await ada.devices()
      expect(await it.phones.register(ada, phone)).toEqual(REGISTERED)
      expect(await ada.devices()).toMatchObject([{ id: device?.id }])
      expect(await it.phones.register(ada, { ...phone, seconds: 0 })).toEqual(REGISTERED)
      expect(await ada.devices()).toEqual([])
    })

    test('that says number@domain in its digest', async () => {
      const { ada } = await opened()
      expect(await it.phones.register({ ...ada, user: `1001@${ada.domain}` })).toEqual(REGISTERED)
    })

    test('that writes the domain in capitals', async () => {
      const { ada } = await opened()
      expect(await it.phones.register({ ...ada, domain: ada.domain.toUpperCase() })).toEqual(REGISTERED)
      expect(await ada.devices()).toHaveLength(1)
    })

    test('whose number has #, however it writes that', async () => {
      const pound = await (await it.office()).extension('21#')
      for (const number of ['21#', '21%23', '%321%23'])
        expect([number, await it.phones.register({ ...pound, number, user: '21#' })]).toEqual([number, REGISTERED])
      expect(await pound.devices()).toHaveLength(3)
    })

    test('until its registration runs out', async () => {
      const { ada } = await opened()
      expect(await it.phones.register(ada, { seconds: 2 })).toEqual(REGISTERED)
      expect(await ada.devices()).toHaveLength(1)
      await until('the registration ran out', async () => (await ada.devices()).length === 0)
      expect(await it.phones.register(ada)).toEqual(REGISTERED)
    })

    test('again that was thrown off, and calls it no longer until then', async () => {
      const { office, ada } = await opened()
      const bob = await office.extension('1002')
      await it.phones.register(ada)
      const [device] = await ada.devices()
      await it.api.remove(`/api/devices/${device?.id}/registration`)
      expect(await ada.devices()).toEqual([])
      expect(await it.phones.call(bob, ada)).toEqual([407, 480])
      expect(await it.phones.register(ada)).toEqual(REGISTERED)
      expect(await ada.devices()).toMatchObject([{ online: true }])
    })

    test('once it has the new secret', async () => {
      const { ada } = await opened()
      await it.phones.register(ada)
      const { secret } = await it.api.post<{ secret: string }>(`/api/extensions/${ada.id}/secret`)
      expect(await ada.devices()).toEqual([])
      expect(await it.phones.register(ada)).toEqual(REFUSED)
      await until('the secret is no longer new', async () => (await it.phones.register({ ...ada, secret }))[1] !== 500)
      expect(await it.phones.register({ ...ada, secret })).toEqual(REGISTERED)
      expect(await ada.devices()).not.toEqual([])
    })

    test('under its new number, and under the old one no longer', async () => {
      const { office, ada } = await opened()
      await it.phones.register(ada)
      await it.api.change(`/api/extensions/${ada.id}`, { extension_number: '1099' })
      expect(await ada.devices()).toEqual([])
      expect(await it.phones.register(ada)).toEqual(REFUSED)
      expect(await it.phones.register({ ...ada, number: '1099' })).toEqual(REGISTERED)
      expect(await office.extension('1001')).toHaveProperty('number', '1001')
    })
  })

  describe('refuses a phone', () => {
    const registered = async () => {
      const office = await it.office()
      const ada = await office.extension('1001')
      const other = await (await it.office()).extension('1001')
      expect(await it.phones.register(ada)).toEqual(REGISTERED)
      expect(await it.phones.register(other)).toEqual(REGISTERED)
      return { office, ada, other }
    }

    /** Whose phone was thrown off; the other tenant's phone of that number is none the wiser. */
    const expectEnded = async ({ ada, other }: { ada: Extension; other: Extension }) => {
      expect(await ada.devices()).toEqual([])
      expect(await it.phones.register(ada)).toEqual(REFUSED)
      expect(await other.devices()).toHaveLength(1)
      expect(await it.phones.register(other)).toEqual(REGISTERED)
    }

    for (const [secret, what] of [
      ['not the secret', 'a wrong'],
      ['', 'an empty'],
    ] as const)
      test(`with ${what} secret`, async () => {
        const ada = await (await it.office()).extension('1001')
        expect(await it.phones.register({ ...ada, secret })).toEqual(REFUSED)
        expect(await ada.devices()).toEqual([])
      })

    test('of a number or of a domain that does not exist, as one with a wrong secret', async () => {
      const ada = await (await it.office()).extension('1001')
      expect(await it.phones.register({ ...ada, number: '1999' })).toEqual(REFUSED)
      expect(await it.phones.register({ ...ada, domain: 'nowhere.sip.example' })).toEqual(REFUSED)
    })

    test('once its extension is disabled, until it is active again', async () => {
      const { ada, other } = await registered()
      await it.api.change(`/api/extensions/${ada.id}`, { status: 'disabled' })
      await expectEnded({ ada, other })
      await it.api.change(`/api/extensions/${ada.id}`, { status: 'active' })
      expect(await it.phones.register(ada)).toEqual(REGISTERED)
    })

    test('once its extension is deleted, until it is restored', async () => {
      const { ada, other } = await registered()
      await it.api.remove(`/api/extensions/${ada.id}`)
      expect(await it.phones.register(ada)).toEqual(REFUSED)
      expect(await other.devices()).toHaveLength(1)
      await it.api.post(`/api/extensions/${ada.id}/restore`)
      expect(await it.phones.register(ada)).toEqual(REGISTERED)
      expect(await ada.devices()).toHaveLength(1)
    })

    test('once its tenant is suspended, until it is active again', async () => {
      const { office, ada, other } = await registered()
      await office.set({ status: 'suspended' })
      await expectEnded({ ada, other })
      await office.set({ status: 'active' })
      expect(await it.phones.register(ada)).toEqual(REGISTERED)
    })

    test('that has the secret of before, however often it proves that while a new one comes', async () => {
      const { ada } = await registered()
      for (let { secret } = ada, round = 0; round < 3; round++) {
        const old = { ...ada, secret }
        const asked = await Promise.all(Array.from({ length: 40 }, () => challenged(it.kamailio.port, old)))
        let changed = false
        const tries = async () => {
          while (!changed) {
            const { nonce } = asked.pop() ?? (await challenged(it.kamailio.port, old))
            await prove(it.kamailio.port, old, { nonce })
          }
        }
        const trying = [tries(), tries(), tries(), tries()]
        secret = (await it.api.post<{ secret: string }>(`/api/extensions/${ada.id}/secret`)).secret
        changed = true
        await Promise.all(trying)
        expect(await ada.devices()).toEqual([])
        await until('the secret is no longer new', async () => {
          await it.phones.register({ ...ada, secret })
          return (await ada.devices()).length > 0
        })
      }
    }, 60_000)

    test("with another tenant's secret for the same number, and with its own as the other tenant's", async () => {
      const { ada, other } = await registered()
      expect(await it.phones.register({ ...ada, secret: other.secret })).toEqual(REFUSED)
      expect(await it.phones.register({ ...other, secret: ada.secret, user: `1001@${ada.domain}` })).toEqual(REFUSED)
    })

    test('that would register as 1001 with all that is true of 1002', async () => {
      const office = await it.office()
      const ada = await office.extension('1001')
      const eve = await office.extension('1002')
      for (const number of ['1001', '%31001', '1001%00', '1001%40'])
        expect(await it.phones.register({ ...ada, number, secret: eve.secret, user: '1002' })).toEqual(REFUSED)
      expect(await it.phones.register({ ...ada, number: '1001%40', user: '1001' })).toEqual(REFUSED)
      expect(await ada.devices()).toEqual([])
    })
  })
})
