import { expect, test } from 'bun:test'
import { claimOf } from './idempotency'
import { systemScope } from './scope'
import { generateKeyRing, parseKeyRing } from './secrets'

const SENT = ['POST', '/api/admins', '{"password":"a heron walks 7 lakes"}']

const claimBy = (ring: string, sent = SENT) => claimOf({ keys: parseKeyRing(ring) }, systemScope('test'), 'a-key', sent)

test('what was sent cannot be guessed by its fingerprint without the keys', () => {
  const [one, other] = [claimBy(generateKeyRing()), claimBy(generateKeyRing())]
  expect(one.fingerprints).not.toEqual(other.fingerprints)
  expect(one.key.equals(other.key)).toBe(true)
})

test('a request is the same one after a new key was put in front of the old one', () => {
  const [older, newer] = [generateKeyRing(), generateKeyRing()]
  const [before, after] = [claimBy(older), claimBy(`${newer.replace('1:', '2:')},${older}`)]
  const [active, ...rest] = after.fingerprints
  expect(rest).toEqual(before.fingerprints)
  expect(before.fingerprints).not.toContainEqual(active)
})

test('parts that add up to the same are not the same', () => {
  const ring = generateKeyRing()
  const [one, other] = [claimBy(ring, ['ab', 'c']), claimBy(ring, ['a', 'bc'])]
  expect(one.fingerprints).not.toEqual(other.fingerprints)
})
