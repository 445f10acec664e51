import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Extension } from '@ringfence/domain/extension'
import { type Call, caller } from '../testing/call'
import { extensionBody } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let admin: Call
let tenant: { id: number }
let number = 100

beforeAll(async () => {
  server = await startTestServer()
  admin = caller(server, await server.signIn())
  tenant = await server.tenant()
})
afterAll(() => server.close())

const post = (body: string | Buffer) =>
  admin<Extension>('POST', '/api/extensions', { body, headers: { 'content-type': 'application/json' } })

const text = (fields: Record<string, unknown> = {}) =>
  JSON.stringify(extensionBody(tenant, { extension_number: String(++number), ...fields }))

describe('a body that is no JSON is 400', () => {
  const bodies: Record<string, () => string | Buffer> = {
    empty: () => '',
    'white space': () => '  \n',
    'half an object': () => '{"tenant_id":',
    'a trailing comma': () => '{"a":1,}',
    'single quotes': () => "{'a':1}",
    'a comment': () => '{} // x',
    'two values': () => '{}{}',
    NaN: () => '{"a":NaN}',
    'ill-formed UTF-8': () => Buffer.from(text({ display_name: 'é' }), 'latin1'),
    'an overlong encoding': () => Buffer.from([0x22, 0xc0, 0xaf, 0x22]),
    'UTF-16': () => Buffer.from(text(), 'utf16le'),
    'a hundred thousand open brackets': () => '['.repeat(100_000),
  }
  for (const [what, body] of Object.entries(bodies))
    test(what, async () => {
      const answer = await post(body())
      expect(answer.status).toBe(400)
      expect(answer.text).toBe('{"message":"The body is not valid JSON.","code":"bad_json"}')
    })
})

describe('JSON that is no object lacks every required field', () => {
  const required = ['tenant_id', 'extension_number', 'display_name', 'secret', 'status']
  for (const body of ['null', '[]', '"x"', '1', 'true', '{}', `[${'['.repeat(50_000)}${']'.repeat(50_000)}]`])
    test(body.slice(0, 10), async () => {
      const answer = await post(body)
      expect(answer.status).toBe(422)
      expect(answer.body.message).toBe('The given data was invalid.')
      expect(Object.keys(answer.body.errors ?? {}).sort()).toEqual(required.toSorted())
    })
})

test('a byte order mark is passed over', async () => {
  expect((await post(Buffer.from(`\ufeff${text()}`))).status).toBe(201)
})

test('of a key that comes twice the last one counts', async () => {
  const body = text().replace('"display_name":"Reception"', '"display_name":"First","display_name":"Last"')
  expect((await post(body)).body.data.display_name).toBe('Last')
})

test('a prototype in the body gives no field a value', async () => {
  const { display_name: _, ...rest } = JSON.parse(text())
  const nested = `{"__proto__":{"display_name":"Forged"},"constructor":{"prototype":{"display_name":"Forged"}},${JSON.stringify(rest).slice(1)}`
  expect((await post(nested)).body.errors).toEqual({ display_name: ['The display name field is required.'] })
})

describe('numbers that no double or row can hold are validation errors', () => {
  for (const value of ['1e400', '-1e400', '9007199254740993', '1.5', '1e-400', '-0', '0'])
    test(value, async () => {
      const answer = await post(text().replace(`"tenant_id":${tenant.id}`, `"tenant_id":${value}`))
      expect(answer.status).toBe(422)
      expect(Object.keys(answer.body.errors ?? {})).toEqual(['tenant_id'])
    })
})

test('every faulty field is named at once and no rejected value is repeated', async () => {
  const answer = await post(
    '{"tenant_id":"canary-1","extension_number":"canary-2","email":"canary-3","secret":"","status":[7],"voicemail_enabled":"canary-4"}',
  )
  expect(answer.body.errors).toEqual({
    tenant_id: ['The tenant id must be an integer.'],
    extension_number: ['The extension number format is invalid.'],
    display_name: ['The display name field is required.'],
    email: ['The email must be a valid email address.'],
    secret: ['The secret field is required.'],
    status: ['The status must be a string.'],
    voicemail_enabled: ['The voicemail enabled field must be true or false.'],
  })
  expect(answer.text).not.toContain('canary')
})
