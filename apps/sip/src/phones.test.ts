import { afterAll, beforeAll, expect, test } from 'bun:test'
import { startBaresip } from './baresip'
import type { Rig } from './rig'
import { describeWithKamailio, startTestRig } from './testing/kamailio'
import { until } from './until'

let it: Rig

describeWithKamailio('phones of other makers', () => {
  beforeAll(async () => {
    it = await startTestRig()
  }, 60_000)
  afterAll(() => it?.stop(), 60_000)

  test('baresip registers when it starts, and unregisters when it ends', async () => {
    const ada = await (await it.office()).extension('1001')
    const phone = await startBaresip(it.place, it.tools, it.kamailio.port, ada)
    await until('baresip is registered', async () => (await ada.devices()).length === 1)
    expect((await ada.devices())[0]?.user_agent).toStartWith('baresip')
    await phone.end()
    await until('baresip is gone', async () => (await ada.devices()).length === 0)
  })

  test('sipsak registers with the secret, and with no other', async () => {
    const ada = await (await it.office()).extension('1001')
    expect(await sipsak(ada.domain, 'not the secret')).not.toBe(0)
    expect(await ada.devices()).toEqual([])
    expect(await sipsak(ada.domain, ada.secret)).toBe(0)
    const [device] = await ada.devices()
    expect(device?.user_agent).toStartWith('sipsak')
    // Where it was seen, and not where it says to be.
    expect(device?.received_from).toMatch(/^127\.0\.0\.1:\d{2,}$/)
  })

  const sipsak = (domain: string, secret: string): Promise<number> =>
    Bun.spawn(
      [
        ...[it.tools.sipsak, '-U', '-p', `127.0.0.1:${it.kamailio.port}`, '-C', 'sip:1001@127.0.0.1:9'],
        ...['-u', '1001', '-a', secret, '-x', '60', '-s', `sip:1001@${domain}`],
      ],
      { env: it.tools.env, stdout: 'ignore', stderr: 'ignore', timeout: 20_000 },
    ).exited
})
