import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Extension } from '@ringfence/domain/extension'
import { hostileValues, withHostile } from '@ringfence/domain/testing/hostile'
import { type Call, documentedCaller } from '../testing/call'
import { extensionBody } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let admin: Call
let tenant: { id: number }
let number = 0

beforeAll(async () => {
  server = await startTestServer()
  admin = documentedCaller(server, await server.signIn())
  tenant = await server.tenant({ max_extensions: 100_000 })
})
afterAll(() => server.close())

const storedAs = async (field: string, { id, ...record }: Extension): Promise<unknown> =>
  field === 'secret'
    ? (await admin<{ secret: string }>('GET', `/api/extensions/${id}/secret`)).body.data.secret
    : Object.entries(record).find(([name]) => name === field)?.[1]

const meant = (field: string, value: unknown): unknown => {
  if (field === 'tenant_id') return Number(value)
  return field === 'voicemail_enabled' ? ['1', 'true'].includes(String(value)) : value
}

const fields = ['tenant_id', 'extension_number', 'display_name', 'email', 'secret', 'status', 'voicemail_enabled']

for (const field of fields)
  describe(`${field} is stored exactly as sent or refused by name, whatever it is`, () => {
    for (const [what, value] of Object.entries(hostileValues))
      test(what, async () => {
        const body = withHostile(extensionBody(tenant, { extension_number: `1${++number}` }), field, value)
        const headers = { 'content-type': 'application/json' }
        const answer = await admin<Extension>('POST', '/api/extensions', { body, headers })
        if (answer.status === 422) expect(Object.keys(answer.body.errors ?? {})).toEqual([field])
        else {
          expect(answer.status).toBe(201)
          expect(await storedAs(field, answer.body.data)).toEqual(meant(field, value))
        }
      })
  })

describe('any value in a query is a filter or refused by name', () => {
  const texts = Object.entries(hostileValues).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && entry[1].isWellFormed() && entry[1].length < 1000,
  )
  for (const [what, value] of texts)
    test(what, async () => {
      for (const key of ['search', 'status', 'tenant_id', 'limit', 'cursor']) {
        const answer = await admin('GET', `/api/extensions?${key}=${encodeURIComponent(value)}`)
        if (answer.status === 422) expect(Object.keys(answer.body.errors ?? {})).toEqual([key])
        else expect(answer.status).toBe(200)
      }
    })
})
