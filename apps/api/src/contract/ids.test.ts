import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type Call, documentedCaller } from '../testing/call'
import { exchange } from '../testing/raw'
import { extensionBody } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let cookie: string
let admin: Call
let tenant: { id: number }

beforeAll(async () => {
  server = await startTestServer()
  cookie = await server.signIn()
  admin = documentedCaller(server, cookie)
  tenant = await server.tenant()
})
afterAll(() => server.close())

const MISSING = '{"message":"Extension not found.","code":"not_found"}'

const ids = ['999999', '0', '-1', '+1', '1.5', '1.0', '01', '1e3', '0x10', '%201', '1%20', '9223372036854775807']
const beyond = [
  '9223372036854775808',
  '99999999999999999999',
  '9'.repeat(500),
  'x',
  'null',
  'NaN',
  '%F0%9F%98%80',
  '1;2',
]
const encoded = ['%00', '1%00', '%ff', '%zz', '%', '%2e%2e', '%2F', '1%2F..', "'%20or%201=1", '😀', '١']

describe('an id that belongs to nothing is 404, in the same words for all', () => {
  for (const id of [...ids, ...beyond, ...encoded])
    test(id.slice(0, 30), async () => {
      const head = `GET /api/extensions/${id} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`
      const answer = await exchange(server, head)
      expect(answer.status).toBe(404)
      expect(answer.body).toBe(MISSING)
    })
})

describe('every operation on a missing id is that 404', () => {
  const json = () => extensionBody(tenant)
  const operations: Record<string, (path: string) => ReturnType<Call>> = {
    show: path => admin('GET', path),
    replace: path => admin('PUT', path, { json: json() }),
    patch: path => admin('PATCH', path, { json: json() }),
    'merge patch': path =>
      admin('PATCH', path, { json: { status: 'x' }, headers: { 'content-type': 'application/merge-patch+json' } }),
    'merge patch of the secret': path =>
      admin('PATCH', path, { json: { secret: 'y78a' }, headers: { 'content-type': 'application/merge-patch+json' } }),
    'conditional replace': path => admin('PUT', path, { json: json(), headers: { 'if-match': '"1"' } }),
    remove: path => admin('DELETE', path),
    'conditional remove': path => admin('DELETE', path, { headers: { 'if-match': '"1"' } }),
    reveal: path => admin('GET', `${path}/secret`),
    rotate: path => admin('POST', `${path}/secret`),
  }
  for (const [what, operation] of Object.entries(operations))
    test(what, async () => {
      for (const id of ['999999', 'x', '0', '9223372036854775807', '9223372036854775808'])
        expect((await operation(`/api/extensions/${id}`)).text).toBe(MISSING)
    })
})
