import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { exchange } from '../testing/raw'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const SMUGGLED = 'GET /livez HTTP/1.1\r\nHost: x\r\n\r\n'
const login = (framing: string, body: string) =>
  `POST /api/admin/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${framing}\r\n\r\n${body}`

const requests: Record<string, string> = {
  'a length and chunks': login('Content-Length: 5\r\nTransfer-Encoding: chunked', `0\r\n\r\n${SMUGGLED}`),
  'two lengths': login('Content-Length: 5\r\nContent-Length: 6', `12345${SMUGGLED}`),
  'a length with a sign': login('Content-Length: +5', `12345${SMUGGLED}`),
  'a transfer encoding that nobody knows': login('Transfer-Encoding: xchunked', `0\r\n\r\n${SMUGGLED}`),
  'a blank before the colon': login('Transfer-Encoding : chunked', `0\r\n\r\n${SMUGGLED}`),
  'a size of a chunk that is no number': login('Transfer-Encoding: chunked', `zz\r\n\r\n${SMUGGLED}`),
}

describe('a request whose end two programs could see at two places is answered once, with a refusal', () => {
  for (const [what, sent] of Object.entries(requests))
    test(what, async () => {
      const { status, head, body } = await exchange(server, sent)
      expect(status).toBe(400)
      expect(`${head}${body}`.match(/HTTP\/1\.1/g)).toHaveLength(1)
    })
})

test('two requests on one connection are two answers when their framing is sound', async () => {
  const closing = SMUGGLED.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')
  const { head, body } = await exchange(server, `${SMUGGLED}${closing}`)
  expect(`${head}${body}`.match(/HTTP\/1\.1 200/g)).toHaveLength(2)
})
