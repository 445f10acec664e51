import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Rig } from './rig'
import { describeWithKamailio, startTestRig } from './testing/kamailio'
import { until } from './until'

let it: Rig

describeWithKamailio('while the database is away', () => {
  beforeAll(async () => {
    it = await startTestRig()
  }, 60_000)
  afterAll(() => it?.stop(), 60_000)

  test('a phone is told 503 and not that its secret is wrong, and registers again without a restart of Kamailio', async () => {
    const ada = await (await it.office()).extension('1001')
    expect(await it.phones.register(ada)).toEqual([401, 200])
    await it.database.stop()
    expect(await it.phones.register(ada)).toEqual([401, 503])
    expect(await it.phones.call(ada, ada)).toEqual([407, 503])
    await it.database.start()
    await until('a phone registers', async () => (await it.phones.register(ada)).at(-1) === 200)
    expect(await ada.devices()).not.toEqual([])
  })
})
