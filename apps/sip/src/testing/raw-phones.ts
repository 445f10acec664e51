import { afterAll, beforeAll } from 'bun:test'
import { openRawPhone, type RawPhone } from '../raw-phone'
import type { Rig } from '../rig'
import type { Account } from '../sipp'
import { startTestRig } from './kamailio'

/** Phones that say what a test has them say, at a Kamailio of their own. */
export const rawPhones = () => {
  const phones: RawPhone[] = []
  let started: Rig | undefined
  const rig = (): Rig => {
    if (!started) throw new Error('Call `lives` in the describe of these tests.')
    return started
  }
  return {
    rig,
    /** `at` is where it believes to be. */
    async phoneOf(account: Account, at?: string): Promise<RawPhone> {
      const phone = await openRawPhone(rig().kamailio.port, account, at)
      phones.push(phone)
      return phone
    },
    /** Starts and ends all of it with the tests of the describe that calls this. */
    lives() {
      beforeAll(async () => {
        started = await startTestRig()
      }, 60_000)
      afterAll(async () => {
        for (const phone of phones) phone.stop()
        await started?.stop()
      }, 60_000)
    },
  }
}
