import { describe, expect, test } from 'bun:test'
import { Secret } from 'otpauth'
import { freshTotpSecret, stepOf, totpUri } from './totp'

/** RFC 6238, appendix B, of whose eight digits authenticators show the last six. */
const SECRET = Secret.fromLatin1('12345678901234567890').base32
const VECTORS: [seconds: number, digits: string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
]

describe('a code is right', () => {
  for (const [seconds, digits] of VECTORS)
    test(`at ${seconds}, as the RFC says, and 30 seconds before and after`, () => {
      const step = Math.floor(seconds / 30)
      for (const late of [-30, 0, 30]) expect(stepOf(SECRET, digits, (seconds + late) * 1000)).toBe(step)
      for (const late of [-90, -60, 60, 90]) expect(stepOf(SECRET, digits, (seconds + late) * 1000)).toBeUndefined()
    })
})

test('what is no code is never right', () => {
  for (const digits of ['', '0', '2870820', '-87082', 'abcdef', '287 82'])
    expect(stepOf(SECRET, digits, 59_000)).toBeUndefined()
})

test('a secret has 160 bits and is another each time, and authenticators read it in any name', () => {
  const secrets = [freshTotpSecret(), freshTotpSecret()]
  expect(secrets[0]).toMatch(/^[A-Z2-7]{32}$/)
  expect(secrets[0]).not.toBe(secrets[1])
  const uri = new URL(totpUri(SECRET, 'a&secret=x?b#c@ringfence.example'))
  expect(uri.searchParams.get('secret')).toBe(SECRET)
  expect(decodeURIComponent(uri.pathname)).toEndWith('Ringfence:a&secret=x?b#c@ringfence.example')
})
