import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { extensions } from './extensions'
import { type TestDatabase, testDatabase } from './testing/database'
import { inputFor } from './testing/extension'
import { mintTenant, type TestTenant } from './testing/tenant'

const people = [
  ['100', 'Reception', 'front@example.com'],
  ['*77#', 'José Ángel', 'JOSE@Example.com'],
  ['2001', 'CAFÉ Straße', null],
  ['2002', '100% sure', null],
  ['2003', 'snake_case', null],
  ['2004', 'back\\slash', null],
  ['2005', 'snakeXcase', null],
  ['+49', 'Łódź Ünïcode Ωmega', null],
] as const

let it: TestDatabase
let tenant: TestTenant
beforeAll(async () => {
  it = await testDatabase()
  tenant = await mintTenant(it.url)
  const other = await mintTenant(it.url)
  for (const [extension_number, display_name, email] of people)
    for (const home of [tenant, other])
      await extensions(it.db, home.scope).create(inputFor(home, { extension_number, display_name, email }))
}, 30_000)
afterAll(() => it.close())

const found = async (search: string): Promise<string[]> => {
  const page = await extensions(it.db, tenant.scope).list({ search }, 100, null)
  return JSON.parse(`[${page.rows}]`)
    .map((row: { extension_number: string }) => row.extension_number)
    .sort()
}

const everybody = people.map(([number]) => number).sort()

describe('search finds', () => {
  const cases: [what: string, search: string, expected: string[]][] = [
    ['the middle of a name', 'cept', ['100']],
    ['the middle of a number', '00', ['100', '2001', '2002', '2003', '2004', '2005']],
    ['the middle of an e-mail address', 'ose@exam', ['*77#']],
    ['one character', '#', ['*77#']],
    ['two characters', '*7', ['*77#']],
    ['a whole name', 'Reception', ['100']],
    ['capitals by small letters', 'café', ['2001']],
    ['small letters by capitals', 'JOSÉ ÁNGEL', ['*77#']],
    ['e-mail addresses in any case', 'jose@EXAMPLE.COM', ['*77#']],
    ['sharp s', 'straß', ['2001']],
    ['letters beyond Latin-1 in any case', 'łÓDŹ üNÏ', ['+49']],
    ['Greek in any case', 'ωMEGA', ['+49']],
    ['a percent sign by itself', '%', ['2002']],
    ['a percent sign in a text', '0% s', ['2002']],
    ['an underscore by itself', '_', ['2003']],
    ['an underscore in a text', 'e_c', ['2003']],
    ['a backslash by itself', '\\', ['2004']],
    ['a backslash in a text', 'k\\s', ['2004']],
    ['a plus sign', '+4', ['+49']],
    ['everybody by nothing', '', everybody],
    ['nobody by what stands nowhere', 'nowhere', []],
    ['nobody by number and name together', '100reception', []],
    ['nobody by the end of a name and the start of an address', 'receptionfront', []],
    ['nobody by two percent signs', '%%', []],
    ['nobody by a backslash and a percent sign', '\\%', []],
    ['nobody by quotes', "' or '1'='1", []],
    ['nobody by a letter without its accent', 'cafe', []],
  ]
  for (const [what, search, expected] of cases)
    test(`${what}: ${search}`, async () => {
      expect(await found(search)).toEqual([...expected].sort())
    })
})

test('search, tenant and status narrow each other', async () => {
  const own = extensions(it.db, tenant.scope)
  const filter = { search: '20', tenant_id: tenant.id, status: 'active' }
  expect(JSON.parse(`[${(await own.list(filter, 2, null)).rows}]`)).toHaveLength(2)
  expect((await own.list({ ...filter, status: 'disabled' }, 2, null)).rows).toBe('')
})
