import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { FreeNumbers } from '@ringfence/domain/free-numbers'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Call, caller, documentedCaller } from '../testing/call'
import { makeExtension } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let owner: Call
beforeAll(async () => {
  server = await startTestServer()
  owner = documentedCaller(server, await server.signIn())
})
afterAll(() => server.close())

const pathOf = (id: number | string, query: string) => `/api/tenants/${id}/free-numbers?${query}`

test('the next free numbers of a tenant are told, with the ranges that they are in', async () => {
  const tenant = await server.tenant()
  for (const extension_number of ['1000', '1002']) await makeExtension(owner, tenant, { extension_number })
  const answer = await owner<FreeNumbers>('GET', pathOf(tenant.id, 'from=1000&to=1999&limit=2'))
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual({
    message: 'Free numbers fetched successfully.',
    data: {
      numbers: ['1001', '1003'],
      ranges: [
        { from: '1001', to: '1001', count: 1 },
        { from: '1003', to: '1999', count: 997 },
      ],
    },
  })
  expect((await owner<FreeNumbers>('GET', pathOf(tenant.id, 'from=1000&to=1999'))).body.data.numbers).toHaveLength(10)
})

test('a viewer of the tenant is told as well', async () => {
  const tenant = await server.tenant()
  const admin = await makeAdmin(server, { role: 'viewer', tenantId: tenant.id })
  const viewer = documentedCaller(server, await signInAs(server, admin))
  expect((await viewer('GET', pathOf(tenant.id, 'from=1&to=9'))).status).toBe(200)
})

test("another tenant's admin is told what he is told of a tenant that never was", async () => {
  const [tenant, other] = [await server.tenant(), await server.tenant()]
  const admin = await makeAdmin(server, { role: 'tenant', tenantId: tenant.id })
  const resident = documentedCaller(server, await signInAs(server, admin))
  const answers = [
    await resident('GET', pathOf(other.id, 'from=1&to=9')),
    await resident('GET', pathOf(999_999, 'from=1&to=9')),
    await resident('GET', pathOf('9223372036854775808', 'from=1&to=9')),
  ]
  for (const { status, text } of answers)
    expect([status, text]).toEqual([404, '{"message":"Tenant not found.","code":"not_found"}'])
})

test('whoever is not signed in is told nothing, whatever is asked', async () => {
  expect((await caller(server)('GET', pathOf('x', 'from=%00'))).status).toBe(401)
})

describe('422 names every end that is at fault:', () => {
  const cases: [query: string, errors: Record<string, string[]>][] = [
    ['', { from: ['The from field is required.'], to: ['The to field is required.'] }],
    ['from=1000&to=100', { to: ['The to must have as many digits as the from.'] }],
    ['from=2000&to=1999', { to: ['The to must not be less than the from.'] }],
    ['from=0000000&to=1000000', { to: ['The range must not be wider than 1000000 numbers.'] }],
    ['from=*100&to=1%2B', { from: ['The from format is invalid.'], to: ['The to format is invalid.'] }],
    ['from=1&to=%D9%A3', { to: ['The to format is invalid.'] }],
    [
      'from=%00&to=1%00',
      {
        from: ['The from must be valid Unicode text without control characters.'],
        to: ['The to must be valid Unicode text without control characters.'],
      },
    ],
    ['from=1000&from=1&to=1999', { from: ['The from must be a string.'] }],
    [
      `from=${'1'.repeat(19)}&to=${'1'.repeat(19)}`,
      {
        from: ['The from must not be greater than 18 characters.'],
        to: ['The to must not be greater than 18 characters.'],
      },
    ],
    ['from=1000&to=1999&limit=0', { limit: ['The limit must be at least 1.'] }],
    ['from=1000&to=1999&limit=1001', { limit: ['The limit must not be greater than 1000.'] }],
  ]
  for (const [query, errors] of cases)
    test(query || 'nothing', async () => {
      const answer = await owner('GET', pathOf(1, query))
      expect(answer.status).toBe(422)
      expect(answer.body.errors).toEqual(errors)
    })

  test('and a million numbers are not too many', async () => {
    const tenant = await server.tenant()
    const answer = await owner<FreeNumbers>('GET', pathOf(tenant.id, 'from=000000&to=999999&limit=1'))
    expect(answer.body.data.ranges).toEqual([{ from: '000000', to: '999999', count: 1_000_000 }])
  })
})
