import { afterAll, beforeAll, expect, test } from 'bun:test'
import { challenged, type Hash, sendRegister } from './register'
import type { Rig } from './rig'
import type { Account } from './sipp'
import { describeWithKamailio, startTestRig } from './testing/kamailio'

let it: Rig

describeWithKamailio('Kamailio with SHA-256 (RFC 8760)', () => {
  let port: number
  beforeAll(async () => {
    it = await startTestRig()
    port = (await it.registrar('#!define WITH_SHA256')).port
  }, 60_000)
  afterAll(() => it?.stop(), 60_000)

  test('registers a phone that proves its secret with it, and no other', async () => {
    const ada = await (await it.office()).extension('1001')
    expect(await register(ada, 'sha256')).toStartWith('SIP/2.0 200 ')
    expect(await register({ ...ada, secret: 'not the secret' }, 'sha256')).toStartWith('SIP/2.0 401 ')
    expect(await register(ada, 'md5')).toStartWith('SIP/2.0 401 ')
    expect(await ada.devices()).toHaveLength(1)
  })

  /** Neither sipp nor sipsak nor baresip of Debian can do it. */
  const register = async (account: Account, hash: Hash): Promise<string> => {
    const { challenge, nonce } = await challenged(port, account)
    expect(challenge).toContain('algorithm=SHA-256')
    return sendRegister(port, account, { nonce, hash })
  }
})
