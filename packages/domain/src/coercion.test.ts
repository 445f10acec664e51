import { expect, test } from 'bun:test'
import { Type } from '@sinclair/typebox'
import fc from 'fast-check'
import { admit } from './admit'
import { decimal } from './decimal'
import { input, integer, optional } from './fields'
import { jsonObject } from './json-object'
import { hostileValues } from './testing/hostile'
import { refusal } from './testing/refusal'

const described = { description: 'A field.', example: 1 }
const Whole = input({ of: integer(described), or_null: optional(integer(described)) }, 'Integers.')
const Flag = input({ is: Type.Boolean(described) }, 'A boolean.')
const Amount = input({ of: decimal(described) }, 'A decimal.')
const Anything = input({ of: jsonObject({ description: 'A field.', example: {} }) }, 'An object.')

const integral = (value: unknown) => admit(Whole, { of: value }).of

test('an integer is taken as a number or as its decimal text', () => {
  for (const value of [0, 1, -1, 2 ** 53 - 1, -(2 ** 53 - 1)])
    expect([integral(value), integral(String(value))]).toEqual([value, value])
  expect(Object.is(integral(JSON.parse('-0')), 0)).toBe(true)
  expect(admit(Whole, { of: 1, or_null: '5' }).or_null).toBe(5)
})

test('nothing else is an integer', () => {
  const refused = [
    1.5,
    2 ** 53,
    -(2 ** 53),
    1e21,
    JSON.parse('1e999'),
    '1e3',
    '0x10',
    '1.0',
    ' 1',
    '1 ',
    '+1',
    '01',
    '-0',
    '--1',
    '1_000',
    '١',
    '１',
    '9007199254740992',
    '9007199254740993',
    '-9007199254740992',
    'Infinity',
    'NaN',
    '',
    ' ',
    true,
    false,
    [],
    [1],
    {},
  ]
  for (const value of refused)
    expect([value, refusal(() => integral(value))]).toEqual([value, { of: ['The of must be an integer.'] }])
  expect(refusal(() => admit(Whole, { of: 1, or_null: '1e3' }))).toEqual({
    or_null: ['The or null must be an integer.'],
  })
})

test('every safe integer survives as number and as text', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), value => integral(value) === value && integral(`${value}`) === value))
})

test('a boolean has eight spellings', () => {
  for (const [spellings, value] of [
    [[true, 1, '1', 'true'], true] as const,
    [[false, 0, '0', 'false'], false] as const,
  ])
    for (const spelling of spellings) expect(admit(Flag, { is: spelling })).toEqual({ is: value })
  for (const value of ['TRUE', 'yes', 'on', 'off', 'no', '', ' ', '1 ', 'true\n', 2, -1, 1.5, '01', [], [true], {}])
    expect([value, refusal(() => admit(Flag, { is: value }))]).toEqual([
      value,
      { is: ['The is field must be true or false.'] },
    ])
})

test('of the hostile values, only the spellings of a boolean are one', () => {
  const taken = Object.values(hostileValues).filter(value => refusal(() => admit(Flag, { is: value })) === undefined)
  expect(taken).toEqual([-0, 0, 1, true, false])
})

test('an amount is taken as a number or as decimal text, up to four places', () => {
  for (const value of [0, 1, 0.1, 0.0042, 12.5, 9_999_999_999.9999])
    expect([admit(Amount, { of: value }).of, admit(Amount, { of: String(value) }).of]).toEqual([value, value])
  expect(admit(Amount, { of: '0.0420' }).of).toBe(0.042)
  expect(Object.is(admit(Amount, { of: '-0.0' }).of, 0)).toBe(true)
})

test('an amount that the database would round or refuse is refused', () => {
  const sentences: Record<string, unknown[]> = {
    'The of must be a number with at most 4 decimal places.': [
      0.00001,
      1e-7,
      0.1 + 0.2,
      '0.00001',
      '1.00000000000000000001',
      '1e3',
      '0x10',
      '.5',
      '5.',
      '01',
      ' 1',
      '',
      'NaN',
      true,
      [],
      [1],
      {},
    ],
    'The of must be at least 0.': [-1, -0.0001, '-1'],
    'The of must not be greater than 9999999999.9999.': [10_000_000_000, 1e308, JSON.parse('1e999'), '99999999999'],
  }
  for (const [sentence, values] of Object.entries(sentences))
    for (const value of values)
      expect([value, refusal(() => admit(Amount, { of: value }))]).toEqual([value, { of: [sentence] }])
})

test('every amount of four places survives as number and as text', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_999_999 }), units => {
      const printed = `${Math.floor(units / 10_000)}.${String(units % 10_000).padStart(4, '0')}`
      expect(admit(Amount, { of: printed }).of.toFixed(4)).toBe(printed)
      expect(admit(Amount, { of: Number(printed) }).of).toBe(Number(printed))
    }),
  )
})

test('a JSON object is kept as it is', () => {
  const kept = JSON.parse(
    '{"a": [1, "x", null, {"": true}], "__proto__": {"b": "line\\nfeed"}, "z": {}, "é😀": 1e-308}',
  )
  expect(JSON.stringify(admit(Anything, { of: kept }).of)).toBe(JSON.stringify(kept))
})

test('a JSON object that cannot be stored as it is, is refused', () => {
  const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)
  const unstorable = 'The of must hold numbers that JSON carries exactly and valid Unicode text without NUL only.'
  const sentences: Record<string, unknown[]> = {
    'The of must be an object.': ['{}', 'x', 1, true, [], [{}]],
    [unstorable]: [
      { a: 'x\0' },
      { 'x\0': 1 },
      { a: ['\ud83d'] },
      { '\ud83d': 1 },
      { a: { b: JSON.parse('-1e999') } },
      JSON.parse('{"a": 9007199254740993}'),
      { a: [1e308] },
    ],
    'The of must not be nested deeper than 32 levels.': [
      nested(33),
      nested(10_000),
      { a: JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`) },
    ],
    'The of must not be greater than 65536 characters.': [{ a: 'x'.repeat(65_529) }],
  }
  for (const [sentence, values] of Object.entries(sentences))
    for (const value of values) expect(refusal(() => admit(Anything, { of: value }))).toEqual({ of: [sentence] })
  for (const value of [nested(32), { a: 'x'.repeat(65_528) }])
    expect(refusal(() => admit(Anything, { of: value }))).toBeUndefined()
})

const isBeyondIntegers = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some(isBeyondIntegers)
    : Number.isInteger(value) && !Number.isSafeInteger(value)

test('every JSON object comes out as it went in', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), value => {
      const admitted = refusal(() =>
        expect(JSON.stringify(admit(Anything, { of: value }).of)).toBe(JSON.stringify(value)),
      )
      expect(admitted === undefined || JSON.stringify(value).includes('\\u0000') || isBeyondIntegers(value)).toBe(true)
    }),
  )
})
