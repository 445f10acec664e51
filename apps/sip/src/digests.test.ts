import { afterAll, beforeAll, expect, test } from 'bun:test'
import { exchange } from './message'
import { challenged, type Hash, prove } from './register'
import type { Rig } from './rig'
import type { Account } from './sipp'
import { describeWithKamailio, startTestRig } from './testing/kamailio'
import { until } from './until'

let it: Rig

describeWithKamailio('Kamailio, asked for digests that no phone of Debian makes,', () => {
  beforeAll(async () => {
    it = await startTestRig()
  }, 60_000)
  afterAll(() => it?.stop(), 60_000)

  test('registers a phone whose name is not of ASCII', async () => {
    const ada = await (await it.office()).extension('1001')
    const { nonce } = await challenged(it.kamailio.port, ada)
    const headers = ['User-Agent: B\u00fcro \u00e9 1.0']
    expect(await prove(it.kamailio.port, ada, { nonce, headers })).toStartWith('SIP/2.0 200 ')
    expect(await ada.devices()).toMatchObject([{ user_agent: 'B?ro ? 1.0' }])
  })

  test('has a phone with an old nonce take a new one, and does not log it as refused', async () => {
    const { port, program } = await it.registrar('#!define NONCE_SECONDS 1')
    const ada = await (await it.office()).extension('1001')
    const { nonce } = await challenged(port, ada)
    let answer = ''
    await until('the nonce is old', async () => {
      answer = await prove(port, ada, { nonce })
      return answer.startsWith('SIP/2.0 401 ')
    })
    expect(answer).toContain('stale=true')
    const fresh = await challenged(port, ada)
    expect(fresh.challenge).not.toContain('stale')
    expect(await prove(port, { ...ada, secret: 'not the secret' }, fresh)).not.toContain('stale')
    const refused = (await program.printed()).match(/refused REGISTER of .*/g) ?? []
    expect(refused).toHaveLength(1)
  })

  test('challenges a phone anew that has a nonce from before a restart', async () => {
    const ada = await (await it.office()).extension('1001')
    const answer = await exchange(it.kamailio.port, {
      start: `REGISTER sip:${ada.domain} SIP/2.0`,
      from: `<sip:1001@${ada.domain}>;tag=1`,
      to: `<sip:1001@${ada.domain}>`,
      sequence: '1 REGISTER',
      headers: [
        `Authorization: Digest username="1001", realm="${ada.domain}", nonce="x", uri="sip:${ada.domain}", response="${'0'.repeat(32)}"`,
      ],
    })
    expect(answer).toStartWith('SIP/2.0 401 ')
    expect(answer).toContain(`realm="${ada.domain}"`)
  })

  test('neither registers a phone at another tenant nor lets it call by the digest of its name at its own', async () => {
    const ada = await (await it.office()).extension('1001')
    const other = await (await it.office()).extension('1001')
    const thief = { ...ada, secret: other.secret, user: `1001@${other.domain}` }
    const { nonce } = await challenged(it.kamailio.port, ada)
    const registered = await prove(it.kamailio.port, thief, { nonce, realm: other.domain })
    expect(registered).toStartWith('SIP/2.0 401 ')
    expect(await ada.devices()).toEqual([])
    const method = 'INVITE'
    const { nonce: another } = await challenged(it.kamailio.port, ada, method)
    expect(await prove(it.kamailio.port, thief, { nonce: another, realm: other.domain, method })).toContain(' 407 ')
    const { nonce: fresh } = await challenged(it.kamailio.port, ada, method)
    expect(await prove(it.kamailio.port, ada, { nonce: fresh, method })).toContain(' 480 ')
  })

  test('registers a phone that proves its secret by SHA-256 (RFC 8760) where it is told to, and no other', async () => {
    const { port } = await it.registrar('#!define WITH_SHA256')
    const ada = await (await it.office()).extension('1001')
    /** Neither sipp nor sipsak nor baresip of Debian can do it. */
    const register = async (account: Account, hash: Hash): Promise<string> => {
      const { challenge, nonce } = await challenged(port, account)
      expect(challenge).toContain('algorithm=SHA-256')
      return prove(port, account, { nonce, hash })
    }
    expect(await register(ada, 'sha256')).toStartWith('SIP/2.0 200 ')
    expect(await register({ ...ada, secret: 'not the secret' }, 'sha256')).toStartWith('SIP/2.0 401 ')
    expect(await register(ada, 'md5')).toStartWith('SIP/2.0 401 ')
    expect(await ada.devices()).toHaveLength(1)
  })
})
