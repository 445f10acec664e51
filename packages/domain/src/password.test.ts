import { describe, expect, test } from 'bun:test'
import { admitPasswordChange } from './admin'
import { passwordFaults } from './password'
import { refusal } from './testing/refusal'

const SHORT = { password: ['The password must be at least 12 characters.'] }
const USUAL = { password: ['The password is too easy to guess.'] }

const cases: Record<string, [string, object]> = {
  'eleven characters': ['correct hor', SHORT],
  'eleven characters of two units each': ['😀😁😂😃😄😅😆😇😈😉😊', SHORT],
  'twelve characters': ['correct hors', {}],
  'twelve characters of two units each': ['😀😁😂😃😄😅😆😇😈😉😊😋', {}],
  'a usual one': ['password1234', USUAL],
  'a usual one in capitals': ['PassWord1234', USUAL],
  'a usual one in other widths': ['ｐａｓｓｗｏｒｄ１２３４', USUAL],
  'one character over and over': ['aaaaaaaaaaaaaaaa', USUAL],
  'a few characters over and over': ['abababab1111', USUAL],
  'the e-mail address': ['ada@ringfence.example', USUAL],
  'the e-mail address in capitals': ['ADA@ringfence.EXAMPLE', USUAL],
  'the e-mail address and a little': ['ada@ringfence.example-2026', USUAL],
  'the name of the product and a little': ['Ringfence-2026!', USUAL],
  'words of the trade alone': ['kamailio-admin-voip', USUAL],
  'words of the trade and enough of its own': ['kamailio-heron-7-lakes', {}],
  'one known from a breach': ['leavemealone', USUAL],
  'sixty-four characters': ['a heron walks '.repeat(5).slice(0, 64), {}],
}

describe('a password', () => {
  for (const [what, [password, faults]] of Object.entries(cases))
    test(what, () => expect<object>(passwordFaults(password, 'ada@ringfence.example')).toEqual(faults))
})

test('a change names all that is wrong with it, and repeats none of it', () => {
  expect(refusal(() => admitPasswordChange({ password: 'short' }, ''))).toEqual({
    current_password: ['The current password field is required.'],
    ...SHORT,
  })
  expect(refusal(() => admitPasswordChange(null, ''))).toEqual({
    current_password: ['The current password field is required.'],
    password: ['The password field is required.'],
  })
})

test('variations of the usual words are refused too', () => {
  const usual = [
    'admin1234567',
    'changemechangeme',
    'correcthorsebatterystaple',
    'iloveyou1234',
    'qazwsxedcrfv',
    'superadmin123',
  ]
  expect(usual.filter(password => Object.keys(passwordFaults(password)).length === 0)).toEqual([])
})
