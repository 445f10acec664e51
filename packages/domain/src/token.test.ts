import { describe, expect, test } from 'bun:test'
import { randomBytes } from 'node:crypto'
import { refusal } from './testing/refusal'
import { admitToken, generateToken, isToken, type Maker, prefixOf } from './token'

const owner: Maker = { role: 'owner', tenantId: null }
const tenant: Maker = { role: 'tenant', tenantId: '7' }
const viewer: Maker = { role: 'viewer', tenantId: null }
const viewerOfOne: Maker = { role: 'viewer', tenantId: '7' }

const ROLE = { role: ['The selected role is invalid.'] }
const TENANT = { tenant_id: ['The selected tenant id is invalid.'] }

const cases: [string, Maker, object, object | null][] = [
  ['an owner makes an owner', owner, { role: 'owner' }, null],
  ['an owner makes a tenant', owner, { role: 'tenant', tenant_id: 9 }, null],
  ['an owner makes a viewer', owner, { role: 'viewer' }, null],
  ['a tenant makes no owner', tenant, { role: 'owner' }, ROLE],
  ['a tenant makes a tenant', tenant, { role: 'tenant', tenant_id: 7 }, null],
  ['a tenant need not name itself', tenant, { role: 'tenant' }, null],
  ['a tenant makes none of another', tenant, { role: 'tenant', tenant_id: 8 }, TENANT],
  ['a tenant makes a viewer', tenant, { role: 'viewer', tenant_id: '7' }, null],
  ['a tenant makes no owner of another', tenant, { role: 'owner', tenant_id: 8 }, { ...ROLE, ...TENANT }],
  ['a viewer makes no owner', viewer, { role: 'owner' }, ROLE],
  ['a viewer makes no tenant', viewer, { role: 'tenant', tenant_id: 7 }, ROLE],
  ['a viewer makes a viewer', viewer, { role: 'viewer' }, null],
  ['an owner makes a SIP server of all', owner, { role: 'engine' }, null],
  ['an owner makes a SIP server of one', owner, { role: 'engine', tenant_id: 9 }, null],
  ['a tenant makes a SIP server', tenant, { role: 'engine', tenant_id: 7 }, null],
  ['a tenant makes no SIP server of another', tenant, { role: 'engine', tenant_id: 8 }, TENANT],
  ['a viewer makes no SIP server', viewer, { role: 'engine' }, ROLE],
  ['a SIP server makes none', { role: 'engine', tenantId: null }, { role: 'engine' }, ROLE],
  ['a viewer of all makes a viewer of one', viewer, { role: 'viewer', tenant_id: 8 }, null],
  ['a viewer of one makes none of another', viewerOfOne, { role: 'viewer', tenant_id: 8 }, TENANT],
]

describe('a token does no more than its maker', () => {
  for (const [what, maker, fields, errors] of cases)
    test(what, () => {
      const admitted = () => admitToken({ name: 'Billing', ...fields }, maker)
      if (errors) expect<unknown>(refusal(admitted)).toEqual(errors)
      else
        expect(admitted()).toMatchObject({
          ...fields,
          ...('tenant_id' in fields && { tenant_id: Number(fields.tenant_id) }),
        })
    })
})

test('what is left out means no tenant, no end, and writing', () => {
  expect(admitToken({ name: 'Billing', role: 'owner', id: 3, token: 'x', admin_id: 9 }, owner)).toEqual({
    name: 'Billing',
    role: 'owner',
    tenant_id: null,
    read_only: false,
    expires_at: null,
  })
})

test('all faulty fields are named at once', () => {
  const sent = { name: 'a\0b', role: 'root', tenant_id: 2 ** 53 + 1, read_only: 'yes', expires_at: 'tomorrow' }
  expect(Object.keys(refusal(() => admitToken(sent, owner)) ?? {}).sort()).toEqual(Object.keys(sent).sort())
})

test('a token has 36 letters after its prefix, is no other twice, and is known by its first five', () => {
  const made = Array.from({ length: 500 }, () => generateToken(randomBytes))
  expect(new Set(made).size).toBe(500)
  for (const token of made) {
    expect(isToken(token)).toBe(true)
    expect(token).toHaveLength(39)
    expect(prefixOf(token)).toBe(token.slice(0, 8))
  }
})

test('nothing else is a token', () => {
  const token = generateToken(randomBytes)
  for (const text of [
    '',
    'rf_',
    token.slice(1),
    token.slice(0, -1),
    `${token}x`,
    `${token}\n`,
    `rf-${token.slice(3)}`,
    token.toUpperCase(),
  ])
    expect(isToken(text)).toBe(false)
})
