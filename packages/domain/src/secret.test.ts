import { expect, test } from 'bun:test'
import { generateSecret, weakSecret } from './secret'

const refused = 'The secret is too easy to guess.'

test('a secret equal to the extension number is refused', () => {
  expect(weakSecret('8831', '8831')).toBe(refused)
  expect(weakSecret('8831', '8832')).toBeUndefined()
  expect(weakSecret('8831')).toBeUndefined()
})

test('the secrets that attackers try first are refused in any letter case', () => {
  const usual =
    '1234 12345 123456 1234567 12345678 123456789 0000 1111 password secret admin changeme letmein qwerty asterisk freepbx'
  for (const secret of usual.split(' '))
    expect([secret, weakSecret(secret), weakSecret(secret.toUpperCase(), '1001')]).toEqual([secret, refused, refused])
})

test('other secrets are not judged by their length', () => {
  for (const secret of ['x', '73', 'password-of-1001', 'a heron walks 7 lakes'])
    expect(weakSecret(secret, '1001')).toBeUndefined()
})

test('a generated secret has 24 letters and digits that do not look alike', () => {
  const secrets = Array.from({ length: 1000 }, () => generateSecret(random))
  for (const secret of secrets) expect(secret).toMatch(/^[2-9a-hjkmnp-zA-HJ-NP-Z]{24}$/)
  expect(new Set(secrets).size).toBe(secrets.length)
  expect(new Set(secrets.join('')).size ** 24).toBeGreaterThan(2 ** 128)
})

test('every letter of a generated secret is as likely as any other', () => {
  const bytesOf = new Map<string, number>()
  for (let byte = 0; byte < 256; byte++) {
    const draws = [new Uint8Array(24), new Uint8Array(24).fill(byte)]
    const [letter = ''] = generateSecret(() => draws.pop() ?? new Uint8Array(24))
    const wasUsed = draws.length === 1
    if (wasUsed) bytesOf.set(letter, (bytesOf.get(letter) ?? 0) + 1)
  }
  expect(bytesOf.size).toBe(55)
  expect(new Set(bytesOf.values())).toEqual(new Set([4]))
})

test('random bytes that would favour some letters are thrown away', () => {
  const queue = [new Uint8Array(24).fill(220), new Uint8Array(24).fill(255), new Uint8Array(24).fill(219)]
  expect(generateSecret(() => queue.shift() ?? new Uint8Array(24))).toBe('Z'.repeat(24))
})

const random = (count: number) => crypto.getRandomValues(new Uint8Array(count))
