import { expect, test } from 'bun:test'
import { admit, admitChange } from './admit'
import { DeviceInput } from './device'
import { expectDefaults, fieldTable } from './testing/refusal'

const valid = {
  extension_id: 1,
  label: 'Front desk',
  mac_address: '00:15:65:ab:cd:ef',
  vendor: 'Yealink',
  model: 'T54W',
}
const admitted = (input: unknown) => admit(DeviceInput, input)

const optionalText = (field: string) => ({
  accepts: [null, 'a', '😀'.repeat(255)],
  refuses: {
    [`The ${field} field must have a value.`]: ['', ' '],
    [`The ${field} must be a string.`]: [1, false, []],
    [`The ${field} must not be greater than 255 characters.`]: ['😀'.repeat(256)],
  },
})

fieldTable(admitted, valid, {
  extension_id: {
    accepts: [1],
    refuses: { 'The extension id field is required.': [null], 'The extension id must be an integer.': ['x', 1.5] },
  },
  label: {
    accepts: ['a', '😀'.repeat(255)],
    refuses: {
      'The label field is required.': [null, ''],
      'The label must not be greater than 255 characters.': ['a'.repeat(256)],
    },
  },
  mac_address: {
    accepts: [null, '00:15:65:ab:cd:ef'],
    refuses: {
      'The mac address must be a valid MAC address.': ['00:15:65:ab:cd', 'zz:15:65:ab:cd:ef', '%', '0'],
      'The mac address must not be greater than 17 characters.': ['00:15:65:ab:cd:ef:'],
      'The mac address field must have a value.': ['', ' '],
      'The mac address must be a string.': [5, {}],
    },
  },
  vendor: optionalText('vendor'),
  model: optionalText('model'),
})

test('a device needs an extension and a label', () => {
  expectDefaults(admitted, valid, { mac_address: null, vendor: null, model: null })
})

test('a MAC address is stored in one spelling', () => {
  for (const mac_address of ['00-15-65-AB-CD-EF', '001565ABCDEF', '0015.65AB.CDEF', '00:15:65:AB:CD:EF']) {
    expect(admitted({ ...valid, mac_address })).toEqual(valid)
    expect(admitChange(DeviceInput, { mac_address })).toEqual({ mac_address: valid.mac_address })
  }
})

test('nobody but the registrar says what is registered', () => {
  const reported = {
    user_agent: 'x',
    contact: 'sip:x@y',
    transport: 'udp',
    received_from: 'x',
    registered_at: 'x',
    expires_at: 'x',
    online: true,
  }
  expect(admitted({ ...valid, ...reported })).toEqual(valid)
  expect(admitChange(DeviceInput, reported)).toEqual({})
})
