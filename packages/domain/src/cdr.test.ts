import { test } from 'bun:test'
import { admit } from './admit'
import { CdrInput } from './cdr'
import { expectDefaults, fieldTable } from './testing/refusal'

const valid = {
  tenant_id: 1,
  extension_id: 2,
  caller_number: '+4930123456',
  destination_number: '1001',
  direction: 'inbound',
  disposition: 'answered',
  duration_seconds: 63,
  bill_seconds: 60,
  cost: 0.042,
  started_at: '2026-11-23T21:00:00Z',
  ended_at: '2026-11-23T21:01:03.5+00:00',
  call_id: 'a84b4c76e66710',
}
const admitted = (input: unknown) => admit(CdrInput, input)

const fifty = (field: string) => ({
  accepts: ['a', 'sip:anonymous@invalid', '😀'.repeat(50)],
  refuses: {
    [`The ${field} field is required.`]: [undefined, null, ' '],
    [`The ${field} must be a string.`]: [1001, []],
    [`The ${field} must not be greater than 50 characters.`]: ['a'.repeat(51)],
  },
})
const seconds = (field: string) => ({
  accepts: [0, 63, 2_147_483_647],
  refuses: {
    [`The ${field} field is required.`]: [undefined, null],
    [`The ${field} must be at least 0.`]: [-1],
    [`The ${field} must not be greater than 2147483647.`]: [2_147_483_648],
    [`The ${field} must be an integer.`]: [1.5, '1:03', ''],
  },
})

fieldTable(admitted, valid, {
  tenant_id: {
    accepts: [1],
    refuses: { 'The tenant id field is required.': [null], 'The tenant id must be an integer.': ['x'] },
  },
  extension_id: { accepts: [null, 2], refuses: { 'The extension id must be an integer.': ['', 'x', 1.5, []] } },
  caller_number: fifty('caller number'),
  destination_number: fifty('destination number'),
  direction: fifty('direction'),
  disposition: fifty('disposition'),
  duration_seconds: seconds('duration seconds'),
  bill_seconds: seconds('bill seconds'),
  cost: {
    accepts: [0, 0.0001, 9_999_999_999.9999],
    refuses: {
      'The cost field is required.': [undefined, null],
      'The cost must be at least 0.': [-0.01, '-1'],
      'The cost must not be greater than 9999999999.9999.': [10_000_000_000],
      'The cost must be a number with at most 4 decimal places.': [0.00001, 'free', '', true],
    },
  },
  started_at: {
    accepts: ['2026-11-23T21:00:00Z', '2026-11-23T22:00:00.123456+01:00'],
    refuses: {
      'The started at field is required.': [undefined, null, ''],
      'The started at must be a string.': [1764000000],
      'The started at is not a valid date.': [
        '2026-11-23',
        '2026-11-23 21:00:00',
        '2026-02-30T00:00:00Z',
        'now',
        'infinity',
        '9999-12-31T23:59:59Z',
      ],
      'The started at must not be greater than 35 characters.': ['2'.repeat(36)],
    },
  },
  ended_at: {
    accepts: [null, '2026-11-23T21:01:03Z'],
    refuses: { 'The ended at is not a valid date.': ['later'], 'The ended at field must have a value.': [''] },
  },
  call_id: {
    accepts: [null, 'a84b4c76e66710@192.0.2.1', '😀'.repeat(255)],
    refuses: {
      'The call id must not be greater than 255 characters.': ['a'.repeat(256)],
      'The call id must be a string.': [5],
    },
  },
})

test('a call record needs no extension, end or call id', () => {
  expectDefaults(admitted, valid, { extension_id: null, ended_at: null, call_id: null })
})
