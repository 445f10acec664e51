import { describe, expect, test } from 'bun:test'
import { Type } from '@sinclair/typebox'
import fc from 'fast-check'
import { admit, admitChange, Invalid } from './admit'
import { CdrInput } from './cdr'
import { ExtensionInput } from './extension'
import { input, integer, optional } from './fields'
import { TenantInput } from './tenant'
import { hostileValues } from './testing/hostile'
import { refusal } from './testing/refusal'
import { text } from './text'

const name = text({ maxLength: 5, description: 'A name.', example: 'Ada' })
const Sample = input(
  {
    first_name: name,
    nick_name: optional(name),
    age: integer({ minimum: 1, maximum: 150, description: 'Years.', example: 36 }),
    rank: integer({ default: 7, description: 'A rank.', example: 7 }),
    is_member: Type.Boolean({ default: false, description: 'Whether.', example: true }),
  },
  'A sample.',
)
const valid = { first_name: 'Ada', nick_name: null, age: 36, rank: 7, is_member: false }

describe('admit', () => {
  test('fills in defaults for what is missing or null', () => {
    expect(admit(Sample, { first_name: 'Ada', age: 36 })).toEqual(valid)
    expect(admit(Sample, { first_name: 'Ada', age: 36, nick_name: null, rank: null, is_member: null })).toEqual(valid)
  })

  test('ignores unknown and read-only keys', () => {
    expect(admit(Sample, { ...valid, id: 5, created_at: 'x', role: 'owner', constructor: 1 })).toEqual(valid)
  })

  test('names all faulty fields at once, each with one sentence', () => {
    expect(
      refusal(() => admit(Sample, { first_name: 'Adelheid', nick_name: 5, age: 'x', rank: 1.5, is_member: 'yes' })),
    ).toEqual({
      first_name: ['The first name must not be greater than 5 characters.'],
      nick_name: ['The nick name must be a string.'],
      age: ['The age must be an integer.'],
      rank: ['The rank must be an integer.'],
      is_member: ['The is member field must be true or false.'],
    })
  })

  test('finds every required field missing in what is no object', () => {
    const required = { first_name: ['The first name field is required.'], age: ['The age field is required.'] }
    for (const input of [undefined, null, 5, 'x', '', true, [], [valid], {}])
      expect(refusal(() => admit(Sample, input))).toEqual(required)
  })

  test('counts own properties only', () => {
    const inherited = Object.create({ first_name: 'Eve', age: 1 })
    expect(Object.keys(refusal(() => admit(Sample, inherited)) ?? {})).toEqual(['first_name', 'age'])
    expect(admitChange(Sample, Object.create({ age: 1, rank: 5, nick_name: 'Eve' }))).toEqual({})
    const polluting = JSON.parse(
      '{"first_name": "Ada", "age": 36, "__proto__": {"nick_name": "Eve", "is_member": true}, "constructor": {}}',
    )
    expect(admit(Sample, polluting)).toEqual(valid)
    expect(Object.hasOwn({}, 'nick_name') || 'nick_name' in {}).toBe(false)
  })

  test('an optional field that is blank is not the same as one left out', () => {
    expect(refusal(() => admit(Sample, { ...valid, nick_name: ' ' }))).toEqual({
      nick_name: ['The nick name field must have a value.'],
    })
  })

  test('its error holds no value that was sent', () => {
    const canary = 'canary-4711'
    const sent = Object.fromEntries(Object.keys(ExtensionInput.properties).map(field => [field, [canary]]))
    try {
      admit(ExtensionInput, sent)
      throw new Error('admitted')
    } catch (error) {
      expect(error).toBeInstanceOf(Invalid)
      expect(Bun.inspect(error)).not.toContain(canary)
      expect(String(error)).toBe('Invalid: The given data was invalid.')
    }
  })

  test('a megabyte in a field is refused in milliseconds', () => {
    const megabytes = ['a', ' ', '\0', '😀', '\ud83d', 'a.', '0', 'é', '@'].map(letter =>
      letter.repeat(1_000_000 / letter.length),
    )
    for (const schema of [ExtensionInput, TenantInput, CdrInput])
      for (const field of Object.keys(schema.properties))
        for (const value of megabytes) {
          const started = performance.now()
          const errors = refusal(() => admit(schema, { [field]: value }))
          expect(performance.now() - started).toBeLessThan(250)
          expect(Object.keys(errors ?? {})).toContain(field)
        }
  })
})

describe('admitChange', () => {
  test('holds what was named and nothing else', () => {
    expect(admitChange(Sample, {})).toEqual({})
    expect(admitChange(Sample, { age: '37', id: 4 })).toEqual({ age: 37 })
  })

  test('null resets an optional field and is a fault of a required one', () => {
    expect(admitChange(Sample, { nick_name: null, rank: null, is_member: null })).toEqual({
      nick_name: null,
      rank: 7,
      is_member: false,
    })
    expect(refusal(() => admitChange(Sample, { first_name: null, age: null, rank: 'x' }))).toEqual({
      first_name: ['The first name field is required.'],
      age: ['The age field is required.'],
      rank: ['The rank must be an integer.'],
    })
  })

  test('refuses what is no object', () => {
    for (const input of [undefined, null, 5, 'x', [], [{ age: 5 }]])
      expect(refusal(() => admitChange(Sample, input))).toEqual({ body: ['The body must be an object.'] })
  })

  test('judges a field as the whole does', () => {
    for (const field of Object.keys(Sample.properties))
      for (const value of Object.values(hostileValues)) {
        const whole = refusal(() => admit(Sample, { ...valid, [field]: value }))
        expect(refusal(() => admitChange(Sample, { [field]: value }))).toEqual(whole)
      }
  })
})

describe('whatever is sent', () => {
  const schemas = { Sample, ExtensionInput, TenantInput, CdrInput }
  for (const [title, schema] of Object.entries(schemas)) {
    const fields = Object.keys(schema.properties)
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(
        fc.constantFrom(...fields, '__proto__', 'id'),
        fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom(...Object.values(hostileValues))),
      ),
    )

    test(`${title} is admitted or Invalid, and nothing else is thrown`, () => {
      fc.assert(
        fc.property(anything, sent => {
          for (const attempt of [admit, admitChange]) {
            const errors = refusal(() => attempt(schema, sent))
            const known = Object.keys(errors ?? {}).every(field => fields.includes(field) || field === 'body')
            expect(known && Object.values(errors ?? {}).every(([sentence]) => sentence?.endsWith('.'))).toBe(true)
          }
        }),
      )
    })
  }
})
