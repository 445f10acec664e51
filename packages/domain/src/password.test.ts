import { describe, expect, test } from 'bun:test'
import { admitPasswordChange } from './admin'
import { password, passwordFaults } from './password'
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
  'one known from a breach, with blanks': ['leave me alone', USUAL],
  'one known from a breach, with punctuation': ['leave-me-alone!', USUAL],
  'one known from a breach, in other letters': ['L3@v3m3@l0n3', USUAL],
  'one known from a breach, with 1 for l': ['1eavemea1one', USUAL],
  'a usual one in other letters': ['P@$$w0rd-1234', USUAL],
  'the name of the product and one digit over and over': ['ringfence11111111', USUAL],
  'the name of the product and years': ['Ringfence2026Ringfence2027', USUAL],
  'the name of the product and a few letters over and over': ['ringfence-abababab', USUAL],
  'a word of the trade and a long counter': ['kamailio 2026-11-28-0042', USUAL],
  'a season and a year': ['Summer2026!!', USUAL],
  'a month and a year': ['November-2026', USUAL],
  'a famous one': ['correct horse battery staple', USUAL],
  'the one in the documents': [password.example, {}],
  'digits alone that are no counter': ['8472916503827461', {}],
  'signs more than letters': ['x!7#q-2$w;9(', {}],
  'blanks more than letters': ['    heron    ', USUAL],
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
