import { afterAll, beforeAll, expect, test } from 'bun:test'
import { createHash } from 'node:crypto'
import { exchange } from './message'
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
    expect(await register(ada, 'SHA-256', 'sha256')).toStartWith('SIP/2.0 200 ')
    expect(await register({ ...ada, secret: 'not the secret' }, 'SHA-256', 'sha256')).toStartWith('SIP/2.0 401 ')
    expect(await register(ada, 'MD5', 'md5')).toStartWith('SIP/2.0 401 ')
    expect(await ada.devices()).toHaveLength(1)
  })

  /** Neither sipp nor sipsak nor baresip of Debian can do it. */
  const register = async (account: Account, algorithm: string, hash: string): Promise<string> => {
    const challenge = await send(account, [])
    expect(challenge).toContain('algorithm=SHA-256')
    const nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? ''
    return send(account, [`Authorization: Digest ${proof(account, nonce, algorithm, hash)}`])
  }

  const send = ({ number, domain }: Account, headers: string[]): Promise<string> =>
    exchange(port, {
      start: `REGISTER sip:${domain} SIP/2.0`,
      from: `<sip:${number}@${domain}>;tag=1`,
      to: `<sip:${number}@${domain}>`,
      sequence: '1 REGISTER',
      headers: [...headers, 'Expires: 60'],
    })
})

/** RFC 7616, 3.4: what a phone answers to a challenge with qop "auth". */
const proof = ({ number, domain, secret }: Account, nonce: string, algorithm: string, hash: string): string => {
  const digest = (text: string) => createHash(hash).update(text).digest('hex')
  const uri = `sip:${domain}`
  const response = digest(
    [digest(`${number}:${domain}:${secret}`), nonce, '00000001', 'c', 'auth', digest(`REGISTER:${uri}`)].join(':'),
  )
  return [
    ...[`username="${number}"`, `realm="${domain}"`, `nonce="${nonce}"`, `uri="${uri}"`, `response="${response}"`],
    ...[`algorithm=${algorithm}`, 'qop=auth', 'nc=00000001', 'cnonce="c"'],
  ].join(', ')
}
