import { describe, expect, test } from 'bun:test'
import { type Errors, Invalid } from './admit'
import { admitExtensionRange } from './extension-range'

const range = { tenant_id: 1, from: '0100', to: '0102', display_name: 'Desk {number}', status: 'active' }

const numbersOf = (fields: object) => admitExtensionRange({ ...range, ...fields }).map(({ number }) => number)

const faultsOf = (fields: object): Errors => {
  try {
    admitExtensionRange({ ...range, ...fields })
    return {}
  } catch (error) {
    if (error instanceof Invalid) return error.errors
    throw error
  }
}

test('numbers keep their width', () => {
  expect(numbersOf({})).toEqual(['0100', '0101', '0102'])
  expect(numbersOf({ from: '98', to: '101' })).toEqual(['98', '99', '100', '101'])
  expect(numbersOf({ from: '7', to: '7' })).toEqual(['7'])
  expect(numbersOf({ from: '99999999999999999998', to: '99999999999999999999' })).toHaveLength(2)
  expect(numbersOf({ from: '1000', to: '1999' })).toHaveLength(1000)
})

test('templates are filled in', () =>
  expect(admitExtensionRange({ ...range, to: '0100', email: 'desk{number}@{number}.example' })).toMatchObject([
    { line: 1, action: 'create', tenantId: 1, change: { display_name: 'Desk 0100', email: 'desk0100@0100.example' } },
  ]))

describe('what is wrong', () => {
  const table: [string, object, string][] = [
    ['an end before the beginning', { to: '0099' }, 'to'],
    ['more than a thousand', { from: '1000', to: '2000' }, 'to'],
    ['more than fit into memory', { from: '0', to: '99999999999999999999' }, 'to'],
    ['another width', { to: '102' }, 'to'],
    ['what is no digit', { from: '*1' }, 'from'],
    ['too many digits', { from: '1'.repeat(21) }, 'from'],
    ['a name that becomes too long', { display_name: `${'x'.repeat(250)}{number}{number}` }, 'display_name'],
    ['an e-mail address that becomes none', { email: '{number}@a..b' }, 'email'],
    ['no tenant', { tenant_id: null }, 'tenant_id'],
  ]
  for (const [what, fields, field] of table) test(what, () => expect(Object.keys(faultsOf(fields))).toEqual([field]))
})
