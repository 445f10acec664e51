import { expect, test } from 'bun:test'
import { admit } from './admit'
import { TenantInput } from './tenant'
import { expectDefaults, fieldTable } from './testing/refusal'

const valid = {
  name: 'Acme Ltd',
  slug: 'acme',
  domain: 'acme.sip.example',
  status: 'active',
  timezone: 'Europe/Berlin',
  max_extensions: 50,
  settings: { music_on_hold: 'jazz' },
}
const admitted = (input: unknown) => admit(TenantInput, input)

fieldTable(admitted, valid, {
  name: {
    accepts: ['a', '😀'.repeat(255), '_%\\'],
    refuses: {
      'The name field is required.': [null, ' '],
      'The name must not be greater than 255 characters.': ['😀'.repeat(256)],
    },
  },
  slug: {
    accepts: ['acme', 'acme-2', '1', 'Acme', 'a_b', 'ä', 'a/b', '%', 'a'.repeat(255)],
    refuses: {
      'The slug format is invalid.': ['a b', ' a', 'a\u00a0b'],
      'The slug must not be greater than 255 characters.': ['a'.repeat(256)],
      'The slug field is required.': [null, ''],
    },
  },
  domain: {
    accepts: ['acme.sip.example', 'localhost', '192.0.2.1', 'xn--mnchen-3ya.example'],
    refuses: {
      'The domain format is invalid.': [
        'acme_sip',
        'a:5060',
        'sip:acme',
        'a b',
        'a..b',
        '-a',
        'münchen.example',
        `${'a'.repeat(64)}.example`,
      ],
      'The domain must not be greater than 255 characters.': ['a.'.repeat(128)],
      'The domain field is required.': [null, ''],
    },
  },
  status: {
    accepts: ['active', 'suspended'],
    refuses: {
      'The selected status is invalid.': ['Active', 'disabled', 'active ', 'constructor'],
      'The status must not be greater than 50 characters.': ['a'.repeat(51)],
      'The status field is required.': [null, ''],
    },
  },
  timezone: {
    accepts: ['UTC', 'Europe/Berlin', 'America/Argentina/ComodRivadavia'],
    refuses: {
      'The timezone must be a valid zone.': ['Mars/Olympus', '+01:00', 'europe/berlin', '__proto__'],
      'The timezone must not be greater than 100 characters.': ['a'.repeat(101)],
      'The timezone field is required.': [null, ''],
    },
  },
  max_extensions: {
    accepts: [1, 50, 2_147_483_647],
    refuses: {
      'The max extensions must be at least 1.': [0, -1, '0'],
      'The max extensions must not be greater than 2147483647.': [2_147_483_648, '9007199254740991'],
      'The max extensions must be an integer.': [1.5, '1e3', 'many', '', true],
      'The max extensions field is required.': [null, undefined],
    },
  },
  settings: {
    accepts: [null, {}, { a: { b: [1, null, 'x\ny'] } }],
    refuses: { 'The settings must be an object.': [[], '{}', 'x', '', 1, true] },
  },
})

test('only the settings of a tenant may be left out', () => {
  expectDefaults(admitted, valid, { settings: null })
})

test('a domain is stored in lower case', () => {
  expect(admitted({ ...valid, domain: 'Acme.SIP.Example' }).domain).toBe('acme.sip.example')
})
