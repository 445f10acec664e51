import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { type Id, parseId } from './id'
import { hostileValues } from './testing/hostile'

test('an id is a positive 64-bit integer in its one decimal form', () => {
  for (const text of ['1', '9', '10', '9007199254740993', '9223372036854775807'])
    expect(String(parseId(text))).toBe(text)
})

test('everything else is no id', () => {
  const refused = [
    '0',
    '-1',
    '+1',
    '01',
    ' 1',
    '1 ',
    '1\n',
    '1.0',
    '1e3',
    '0x1',
    '١',
    '9223372036854775808',
    '10000000000000000000',
    '1'.repeat(1_000_000),
  ]
  for (const text of [...refused, '', 'undefined', '__proto__']) expect(parseId(text)).toBeUndefined()
  const hostile = Object.values(hostileValues).filter(value => typeof value === 'string')
  expect(hostile.filter(text => parseId(text) !== undefined)).toEqual(['9007199254740993'])
})

test('every number that PostgreSQL hands out comes back unchanged', () => {
  fc.assert(fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), id => String(parseId(`${id}`)) === `${id}`))
  fc.assert(fc.property(fc.bigInt({ min: 2n ** 63n }), id => parseId(`${id}`) === undefined))
})

test('a text cannot pass for an id', () => {
  const find = (id: Id): string => id
  // @ts-expect-error only parseId makes an Id
  expect(find('1')).toBe('1')
})
