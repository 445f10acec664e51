import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { admitExtension, admitExtensionChange, ExtensionInput } from './extension'
import { hostileValues } from './testing/hostile'
import { expectDefaults, fieldTable, refusal } from './testing/refusal'

const valid = {
  tenant_id: 1,
  extension_number: '1001',
  display_name: 'Reception',
  email: 'reception@acme.example',
  secret: 'T7vqPz3mXw8KdRy4',
  status: 'active',
  voicemail_enabled: true,
}
const required = (field: string) => `The ${field} field is required.`
const blank = ['', ' ', '\n', '\u00a0\u3000']
const unreadable = ['a\0', 'a\nb', 'a\tb', '\u001b[2J', 'a\u007f', 'a\u009b', '\ud83d', '\ude00\ud83d']
const notText: unknown[] = [1001, true, false, [], ['1001'], {}, { toString: 'x' }]

const textField = (field: string, limit: number) => ({
  [required(field)]: [undefined, null, ...blank],
  [`The ${field} must be a string.`]: notText,
  [`The ${field} must not be greater than ${limit} characters.`]: ['a'.repeat(limit + 1), '😀'.repeat(limit + 1)],
  [`The ${field} must be valid Unicode text without control characters.`]: unreadable,
})
const odd = ['%', '_', '\\', ' a ', '__proto__', "' or 1=1", 'abc\u202e', 'e\u0301', '١', '0x10']

describe('an extension', () => {
  fieldTable(admitExtension, valid, {
    tenant_id: {
      accepts: [1, 0, -1, 9007199254740991],
      refuses: {
        [required('tenant id')]: [undefined, null],
        'The tenant id must be an integer.': [
          '',
          ' 1',
          '1e3',
          '0x10',
          '9007199254740993',
          2 ** 53,
          1.5,
          true,
          [],
          [1],
          {},
        ],
      },
    },
    extension_number: {
      accepts: ['1', '1001', '*97', '#31#', '+4930123456', '0', '00', '1'.repeat(20)],
      refuses: {
        ...textField('extension number', 20),
        'The extension number format is invalid.': [
          'abc',
          '1001a',
          ' 1001',
          '1001 ',
          '10-01',
          '1.1',
          '１００１',
          '١٠٠١',
          '%',
          '_',
          '\\',
          "1'",
          '1e\u0301',
          '😀',
        ],
      },
    },
    display_name: {
      accepts: [...odd, 'a', 'a'.repeat(255), '😀'.repeat(255)],
      refuses: textField('display name', 255),
    },
    email: {
      accepts: [null, 'a@b', 'Ada@Acme.Example', `${'a'.repeat(243)}@example.com`],
      refuses: {
        'The email field must have a value.': blank,
        'The email must be a string.': notText,
        'The email must be a valid email address.': ['a', 'a@', '@b', 'a b@c', 'a@b@c', '%', 'null'],
        'The email must not be greater than 255 characters.': [`${'a'.repeat(244)}@example.com`],
        'The email must be valid Unicode text without control characters.': ['a@b\0', 'a\n@b', '\ud83d@b'],
      },
    },
    secret: {
      accepts: [...odd, '7', 'x'.repeat(255), '😀'.repeat(255)],
      refuses: {
        ...textField('secret', 255),
        'The secret is too easy to guess.': ['1001', '1234', 'PassWord', 'asterisk'],
      },
    },
    status: { accepts: [...odd, 'active', 'disabled', 'a'.repeat(50)], refuses: textField('status', 50) },
    voicemail_enabled: {
      accepts: [true, false],
      refuses: { 'The voicemail enabled field must be true or false.': ['yes', '', 'TRUE', 2, -1, [], {}] },
    },
  })

  test('may leave out e-mail and voicemail', () => {
    expectDefaults(admitExtension, valid, { email: null, voicemail_enabled: false })
  })

  test('takes integers and booleans as forms send them', () => {
    expect(admitExtension({ ...valid, tenant_id: '12', voicemail_enabled: '1' })).toEqual({
      ...valid,
      tenant_id: 12,
      voicemail_enabled: true,
    })
  })

  test('a weak secret is named beside all other faults', () => {
    expect(
      Object.keys(
        refusal(() => admitExtension({ ...valid, secret: '1234', display_name: '', status: 5 })) ?? {},
      ).sort(),
    ).toEqual(['display_name', 'secret', 'status'])
  })

  test('a change that names secret or number is judged by what it has', () => {
    const weak = { secret: ['The secret is too easy to guess.'] }
    expect(refusal(() => admitExtensionChange({ secret: '4711', extension_number: '4711' }))).toEqual(weak)
    expect(refusal(() => admitExtensionChange({ secret: '1234' }))).toEqual(weak)
    expect(admitExtensionChange({ secret: '4711' })).toEqual({ secret: '4711' })
    expect(admitExtensionChange({ extension_number: '4711' })).toEqual({ extension_number: '4711' })
    expect(refusal(() => admitExtensionChange({ secret: null }))).toEqual({ secret: [required('secret')] })
  })

  test('a hostile value is refused on its own field alone, or stored exactly as sent', () => {
    for (const field of Object.keys(ExtensionInput.properties))
      for (const value of Object.values(hostileValues)) {
        const errors = refusal(() =>
          expect(asSent(admitExtension({ ...valid, [field]: value }), field, value)).toBe(true),
        )
        expect(Object.keys(errors ?? { [field]: [] })).toEqual([field])
      }
  })

  test('what is admitted is what was sent, and admitting it again changes nothing', () => {
    const letters = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 })
    const sent = fc.record({
      ...{
        tenant_id: fc.oneof(fc.maxSafeInteger(), fc.maxSafeInteger().map(String)),
        display_name: letters,
        secret: letters,
        status: letters,
      },
      extension_number: fc.string({ unit: fc.constantFrom(...'0123456789*#+'), minLength: 1, maxLength: 20 }),
      email: fc.option(fc.emailAddress()),
      voicemail_enabled: fc.constantFrom(true, false, 0, 1, '0', '1', 'true', 'false'),
    })
    let admittedAny = 0
    fc.assert(
      fc.property(sent, extension => {
        if (refusal(() => admitExtension(extension))) return
        const admitted = admitExtension(extension)
        admittedAny++
        for (const [field, value] of Object.entries(extension)) expect(asSent(admitted, field, value)).toBe(true)
        expect(admitExtension(admitted)).toEqual(admitted)
        expect(admitExtensionChange(admitted)).toEqual(admitted)
      }),
      { numRuns: 500 },
    )
    expect(admittedAny).toBeGreaterThan(50)
  })
})

const spellings = new Map<unknown, boolean>([
  [0, false],
  [1, true],
  ['0', false],
  ['1', true],
  ['true', true],
  ['false', false],
])

// The documented normalisations: a boolean's spellings and an integer's text.
const asSent = (admitted: Record<string, unknown>, field: string, value: unknown): boolean => {
  if (field === 'voicemail_enabled') return admitted[field] === (spellings.get(value) ?? value)
  return field === 'tenant_id' ? String(admitted[field]) === String(value) : admitted[field] === value
}
