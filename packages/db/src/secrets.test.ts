import { describe, expect, test } from 'bun:test'
import { boundTo, digests, generateKeyRing, KeyRingError, open, parseKeyRing, seal } from './secrets'

const ONE = Buffer.alloc(32, 1).toString('base64')
const TWO = Buffer.alloc(32, 2).toString('base64')
const SECRET = 'canary-secret'
const BOUND = boundTo('7', '1001')

/** The KeyRingError that `work` throws; its message holds neither key nor secret. */
const refusalOf = (work: () => unknown): KeyRingError => {
  try {
    work()
  } catch (error) {
    if (!(error instanceof KeyRingError)) throw error
    for (const hidden of [ONE, TWO, SECRET, ONE.slice(0, 12), TWO.slice(0, 12)])
      expect(`${error.message} ${error.cause ?? ''}`).not.toContain(hidden)
    return error
  }
  throw new Error('it was not refused')
}

describe('a key ring', () => {
  const right: [text: string, active: number, ids: number[]][] = [
    [`1:${ONE}`, 1, [1]],
    [`2:${TWO},1:${ONE}`, 2, [2, 1]],
    [`1:${ONE},2:${TWO}`, 1, [1, 2]],
    [`255:${ONE}`, 255, [255]],
    [` 9:${ONE} , 10:${TWO}\n`, 9, [9, 10]],
  ]
  for (const [text, active, ids] of right)
    test(`of the ids ${ids} has the first as its active one`, () => {
      const ring = parseKeyRing(text)
      expect(ring.active).toBe(active)
      expect([...ring.keys.keys()]).toEqual(ids)
      expect(ring.keys.get(active)).toHaveLength(32)
    })

  const wrong: Record<string, string> = {
    nothing: '',
    spaces: '  ',
    'a key without an id': ONE,
    'an id without a key': '1:',
    'the id 0': `0:${ONE}`,
    'the id 256': `256:${ONE}`,
    'an id with a leading zero': `01:${ONE}`,
    'an id that is a word': `one:${ONE}`,
    'a negative id': `-1:${ONE}`,
    'an id twice': `1:${ONE},1:${TWO}`,
    'a key of 31 bytes': `1:${Buffer.alloc(31, 1).toString('base64')}`,
    'a key of 33 bytes': `1:${Buffer.alloc(33, 1).toString('base64')}`,
    'a key in hexadecimal': `1:${Buffer.alloc(32, 1).toString('hex')}`,
    'a key in base64url': `1:${Buffer.alloc(32, 255).toString('base64url')}=`,
    'a key without padding': `1:${ONE.slice(0, -1)}`,
    'a comma too many': `1:${ONE},`,
    'a semicolon for a comma': `1:${ONE};2:${TWO}`,
    'something behind the key': `1:${ONE}x`,
  }
  for (const [what, text] of Object.entries(wrong))
    test(`is not made of ${what}`, () => {
      expect(refusalOf(() => parseKeyRing(text)).message).toContain('<id from 1 to 255>:<32 bytes in base64>')
    })

  test('that is generated is a right one, and another each time', () => {
    const texts = [generateKeyRing(), generateKeyRing()]
    expect(texts.map(text => parseKeyRing(text).active)).toEqual([1, 1])
    expect(texts[0]).not.toBe(texts[1])
  })
})

describe('a sealed secret', () => {
  const ring = parseKeyRing(`2:${TWO},1:${ONE}`)

  test('opens as it was, whatever it is made of', () => {
    for (const secret of [SECRET, 'x', 'é😀\u202e"\'\\', 'a'.repeat(1000), ''])
      expect(open(ring, seal(ring, secret, BOUND), BOUND)).toBe(secret)
  })

  test('never looks the same twice, nor shows what is in it', () => {
    const [one, other] = [seal(ring, SECRET, BOUND), seal(ring, SECRET, BOUND)]
    expect(one.equals(other)).toBe(false)
    expect(one.subarray(2, 14).equals(other.subarray(2, 14))).toBe(false)
    expect(one.includes(SECRET)).toBe(false)
  })

  test('says its format and the active key in its first two bytes', () => {
    expect([...seal(ring, SECRET, BOUND).subarray(0, 2)]).toEqual([1, 2])
  })

  test('opens with a ring to which a new active key was added, and no longer when its key is gone', () => {
    const sealed = seal(parseKeyRing(`1:${ONE}`), SECRET, BOUND)
    expect(open(ring, sealed, BOUND)).toBe(SECRET)
    expect(refusalOf(() => open(parseKeyRing(`2:${TWO}`), sealed, BOUND)).message).toContain('not in SECRETS_KEYS')
  })

  test('does not open with another key of the same id', () => {
    const sealed = seal(parseKeyRing(`1:${ONE}`), SECRET, BOUND)
    expect(refusalOf(() => open(parseKeyRing(`1:${TWO}`), sealed, BOUND)).message).toContain('does not open')
  })

  test('does not open when any byte of it was altered, or when it was cut or lengthened', () => {
    const sealed = seal(ring, SECRET, BOUND)
    for (const index of sealed.keys()) {
      const altered = Buffer.from(sealed)
      altered[index] = (altered[index] ?? 0) ^ 1
      refusalOf(() => open(ring, altered, BOUND))
    }
    for (const whole of [sealed, seal(ring, '', BOUND)])
      for (let length = 0; length < whole.length; length++)
        refusalOf(() => open(ring, whole.subarray(0, length), BOUND))
    refusalOf(() => open(ring, Buffer.concat([sealed, Buffer.from([0])]), BOUND))
  })

  test('does not open for another extension, tenant or purpose', () => {
    const sealed = seal(ring, SECRET, BOUND)
    for (const bound of [boundTo('7', '1002'), boundTo('8', '1001'), boundTo('71', '001'), '', 'ringfence'])
      expect(refusalOf(() => open(ring, sealed, bound)).message).toContain('does not open')
  })
})

test('digests are those of the RFCs', () => {
  // The example of RFC 2617, section 3.5, whose HA1 is printed in many places.
  expect(digests('Mufasa', 'testrealm@host.com', 'Circle Of Life').ha1_md5).toBe('939e7578ed9e3c518a452acee763bce9')
  const { ha1_sha256, ha1b_md5, ha1b_sha256 } = digests('1001', 'sip.example', 'secret')
  const hash = (algorithm: 'md5' | 'sha256', text: string) => new Bun.CryptoHasher(algorithm).update(text).digest('hex')
  expect(ha1_sha256).toBe(hash('sha256', '1001:sip.example:secret'))
  expect(ha1b_md5).toBe(hash('md5', '1001@sip.example:sip.example:secret'))
  expect(ha1b_sha256).toBe(hash('sha256', '1001@sip.example:sip.example:secret'))
})
