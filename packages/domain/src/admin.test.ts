import { expect, test } from 'bun:test'
import { Value } from '@sinclair/typebox/value'
import { Administrator, Credentials, type Role } from './admin'
import { admit } from './admit'
import { expectDefaults, fieldTable } from './testing/refusal'

const valid = { email: 'admin@ringfence.example', password: 'correct horse' }
const admitted = (input: unknown) => admit(Credentials, input)

fieldTable(admitted, valid, {
  email: {
    accepts: ['not an address', ' padded@mail.example ', 'a'.repeat(255)],
    refuses: {
      'The email field is required.': [undefined, null, '', ' '],
      'The email must be a string.': [5, [], { $ne: null }],
      'The email must not be greater than 255 characters.': ['a'.repeat(256)],
    },
  },
  password: {
    accepts: ['x', ' padded ', '😀'.repeat(1024)],
    refuses: {
      'The password field is required.': [undefined, null, ''],
      'The password must be a string.': [5, [], { $ne: null }],
      'The password must not be greater than 1024 characters.': ['a'.repeat(1025)],
    },
  },
})

test('nobody signs in with half of the credentials', () => {
  expectDefaults(admitted, valid, {})
})

test('an administrator is shown with name, e-mail address and one of three roles', () => {
  const shown = { name: 'Ada', email: 'ada@acme.example', role: 'owner' satisfies Role }
  expect(Value.Check(Administrator, shown)).toBe(true)
  expect(Value.Check(Administrator, { ...shown, role: 'root' })).toBe(false)
  expect(Value.Check(Administrator, { ...shown, password_hash: 'x' })).toBe(false)
})
