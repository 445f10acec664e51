import { describe, expect, test } from 'bun:test'
import { type Errors, Invalid } from './admit'
import { admitImportRow } from './extension-import'

const row = { tenant: 'acme', extension_number: '1001', display_name: 'Reception', status: 'active', secret: 'Kx7pQ2m' }

const faultsOf = (cells: Record<string, unknown>): Errors => {
  try {
    admitImportRow(1, cells)
    return {}
  } catch (error) {
    if (error instanceof Invalid) return error.errors
    throw error
  }
}

test('a whole row changes or creates', () =>
  expect(admitImportRow(7, row)).toEqual({
    line: 7,
    action: 'upsert',
    tenantId: null,
    tenant: 'acme',
    number: '1001',
    change: { display_name: 'Reception', status: 'active', secret: 'Kx7pQ2m' },
    missing: {},
  }))

describe('an empty cell', () => {
  test.each([
    ['of a secret leaves the secret', { secret: '' }, { display_name: 'Reception', status: 'active' }],
    ['of an e-mail address removes it', { email: '' }, { ...changeOf(row), email: null }],
    ['of a boolean sets its default', { voicemail_enabled: '' }, { ...changeOf(row), voicemail_enabled: false }],
    ['of the action means none', { action: '' }, changeOf(row)],
    ['of an id leaves the slug to say which tenant', { tenant_id: '' }, changeOf(row)],
  ])('%s', (_, cells, change) =>
    expect(admitImportRow(1, { ...row, ...cells })).toMatchObject({ change, tenant: 'acme' }),
  )

  test('of a required field is a fault', () =>
    expect(faultsOf({ ...row, display_name: '', status: '' })).toEqual({
      display_name: ['The display name field is required.'],
      status: ['The status field is required.'],
    }))
})

test('what is not there stays, and is said to be missing to whoever would create', () => {
  const { change, missing } = admitImportRow(1, { tenant_id: '3', extension_number: '1001' })
  expect(change).toEqual({})
  expect(missing).toEqual({
    display_name: ['The display name field is required.'],
    status: ['The status field is required.'],
    secret: ['The secret field is required.'],
  })
})

test('booleans as spreadsheets write them are understood', () => {
  for (const [cell, value] of [
    ['TRUE', true],
    ['False', false],
    ['1', true],
  ] as const)
    expect(admitImportRow(1, { ...row, voicemail_enabled: cell }).change.voicemail_enabled).toBe(value)
})

test('a row that deletes needs its place alone', () =>
  expect(
    admitImportRow(1, { action: 'delete', tenant: 'acme', extension_number: '1', email: 'x', status: '' }),
  ).toMatchObject({
    action: 'delete',
    change: {},
  }))

describe('what is wrong', () => {
  const table: [string, Record<string, unknown>, Errors][] = [
    ['an action that is none', { action: 'drop' }, { action: ['The selected action is invalid.'] }],
    ['no tenant', { tenant: '' }, { tenant_id: ['The tenant id field is required.'] }],
    ['an id that is none', { tenant_id: '1e3' }, { tenant_id: ['The tenant id must be an integer.'] }],
    ['an id past 2^53', { tenant_id: '9007199254740993' }, { tenant_id: ['The tenant id must be an integer.'] }],
    ['a slug with NUL', { tenant_id: 1, tenant: 'a\0' }, { tenant: [CONTROL('tenant')] }],
    ['a name with NUL', { display_name: 'a\0' }, { display_name: [CONTROL('display name')] }],
    ['a lone surrogate', { display_name: 'a\ud800' }, { display_name: [CONTROL('display name')] }],
    ['no number', { extension_number: '' }, { extension_number: ['The extension number field is required.'] }],
    [
      'a number as a number',
      { extension_number: 1001 },
      { extension_number: ['The extension number must be a string.'] },
    ],
    ['a secret that is the number', { secret: '1001' }, { secret: ['The secret is too easy to guess.'] }],
    ['an e-mail address that is none', { email: 'x' }, { email: ['The email must be a valid email address.'] }],
  ]
  for (const [what, cells, errors] of table) test(what, () => expect(faultsOf({ ...row, ...cells })).toEqual(errors))

  test('all of it is said at once', () =>
    expect(Object.keys(faultsOf({ action: 'x', extension_number: 'x', email: 'x', status: '' }))).toEqual([
      'tenant_id',
      'action',
      'extension_number',
      'email',
      'status',
    ]))
})

test('what an object inherits is not there', () =>
  expect(faultsOf(JSON.parse('{"__proto__":{"tenant_id":1},"extension_number":"1"}'))).toHaveProperty('tenant_id'))

function CONTROL(field: string) {
  return `The ${field} must be valid Unicode text without control characters.`
}

function changeOf({ display_name, status, secret }: typeof row) {
  return { display_name, status, secret }
}
