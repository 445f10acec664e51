import { describe, expect, test } from 'bun:test'
import { Value } from '@sinclair/typebox/value'
import { Administrator, admitAdmin, admitAdminChange, admitNewAdmin, Credentials, type Role } from './admin'
import { admit } from './admit'
import { expectDefaults, fieldTable, refusal } from './testing/refusal'

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

describe('an admin', () => {
  const admin = { name: 'Grace', email: 'grace@acme.example', role: 'viewer', password: 'correct horse battery' }

  fieldTable(admitNewAdmin, admin, {
    name: {
      accepts: ['a', '😀'.repeat(255)],
      refuses: {
        'The name field is required.': [undefined, null, '', ' '],
        'The name must be valid Unicode text without control characters.': ['a\0', '\ud800'],
        'The name must not be greater than 255 characters.': ['a'.repeat(256)],
      },
    },
    email: {
      accepts: ['a@b', 'José@Example.com'],
      refuses: {
        'The email must be a valid email address.': ['nobody', ' a@b', 'a@b\u2028'],
        'The email field is required.': [null],
      },
    },
    role: {
      accepts: ['owner', 'tenant', 'viewer'],
      refuses: {
        'The selected role is invalid.': ['root', 'Owner', 'owner '],
        'The role must be a string.': [['owner']],
      },
    },
    tenant_id: {
      accepts: [1, 9007199254740991],
      refuses: { 'The tenant id must be an integer.': ['x', 1.5, '9007199254740993', []] },
    },
    status: { accepts: ['active', 'disabled'], refuses: { 'The selected status is invalid.': ['on', 'Active'] } },
    password: {
      accepts: ['twelve chars', `${'😀😁😂😃'.repeat(100)}abc`],
      refuses: {
        'The password field is required.': [undefined, null, '', ' '],
        'The password must be at least 12 characters.': ['eleven char'],
        'The password is too easy to guess.': ['password1234', 'grace@acme.example'],
        'The password must not be greater than 1024 characters.': ['abcde'.repeat(205)],
      },
    },
  })

  test('needs a password to be made, and keeps it when he is replaced without one', () => {
    const { password: _, ...rest } = admin
    expect(refusal(() => admitNewAdmin(rest))).toEqual({ password: ['The password field is required.'] })
    expect<object>(admitAdmin(rest)).toEqual({ ...rest, role: 'viewer', tenant_id: null, status: 'active' })
  })

  test('is changed in what is named alone, by the same rules', () => {
    expect(admitAdminChange({ name: 'Ada', id: 7, password_hash: 'x' })).toEqual({ name: 'Ada' })
    expect(admitAdminChange({ password: null, status: null })).toEqual({ status: 'active' })
    expect(refusal(() => admitAdminChange({ password: 'short' }))).toEqual({
      password: ['The password must be at least 12 characters.'],
    })
  })
})
