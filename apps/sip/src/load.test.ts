import { afterAll, beforeAll, expect, test } from 'bun:test'
import { everyone } from './crowd'
import type { Rig } from './rig'
import { describeWithKamailio, startTestRig } from './testing/kamailio'

const PHONES = 2000

let it: Rig

describeWithKamailio('when a building has its power back', () => {
  beforeAll(async () => {
    it = await startTestRig()
  }, 60_000)
  afterAll(() => it?.stop(), 60_000)

  test('2,000 phones of one import register at 500 in a second, and none fails', async () => {
    const office = await it.office()
    const made = await office.building(10_000, PHONES)
    const { failed } = await everyone(it.line, 'register', made, { perSecond: 500, atOnce: 1000 })
    expect(failed).toBe(0)
    const devices = await it.api.get<{ online: boolean }[]>(`/api/devices?tenant_id=${office.id}`)
    expect(devices.filter(({ online }) => online)).toHaveLength(PHONES)
  })

  test('20,000 requests as fast as they come are all answered', async () => {
    const office = await it.office()
    const made = await office.building(20_000, 100)
    const accounts = Array.from({ length: 200 }, () => made).flat()
    const { failed } = await everyone(it.line, 'ask', accounts, { perSecond: 100_000, atOnce: 40 })
    expect(failed).toBe(0)
  })
})
