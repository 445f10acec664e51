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
  /** `at` is where it believes to be. */
  const phoneOf = async (account: Account, at?: string): Promise<RawPhone> => {
    const phone = await openRawPhone(rig().kamailio.port, account, at)
    phones.push(phone)
    return phone
  }
  return {
    rig,
    phoneOf,
    /** Two phones of one tenant; the second one is registered. */
    async opened() {
      const office = await rig().office()
      const [ada, bob] = await Promise.all([office.extension('1001'), office.extension('1002')])
      const [caller, called] = [await phoneOf(ada), await phoneOf(bob)]
      await called.ask('REGISTER', `sip:${bob.domain}`, { headers: ['Expires: 60'] })
      await called.hear('SIP/2.0 200')
      return { office, ada, bob, caller, called }
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
