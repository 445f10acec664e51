import { afterAll, beforeAll, expect, test } from 'bun:test'
import { caller } from '../testing/call'
import { extensionBody } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

const NAME = 'Réception 佐藤 📞'
const ROWS = 40

let server: TestServer
let call: ReturnType<typeof caller>
let path: string
beforeAll(async () => {
  server = await startTestServer()
  call = caller(server, await server.signIn())
  const tenant = await server.tenant()
  path = `/api/extensions?tenant_id=${tenant.id}`
  for (let number = 100; number < 100 + ROWS; number++) {
    const json = extensionBody(tenant, { extension_number: String(number), display_name: NAME })
    expect((await call('POST', '/api/extensions', { json })).status).toBe(201)
  }
})
afterAll(() => server.close())

test('a large answer is sent in chunks, and is whole', async () => {
  const answer = await call('GET', `${path}&limit=${ROWS - 1}`)
  expect(answer.text.length).toBeGreaterThan(15 * 1024)
  expect(answer.headers.get('transfer-encoding')).toBe('chunked')
  expect(answer.headers.has('content-length')).toBe(false)
  const { message, data } = JSON.parse(answer.text)
  expect(message).toBe('Extensions fetched successfully.')
  expect(data.map((row: { display_name: string }) => row.display_name)).toEqual(Array(ROWS - 1).fill(NAME))
})

test('it has the headers of a small one', async () => {
  const [large, small] = [await call('GET', `${path}&limit=${ROWS - 1}`), await call('GET', `${path}&limit=1`)]
  expect(large.status).toBe(small.status)
  expect(small.headers.get('content-length')).toBe(String(Buffer.byteLength(small.text)))
  const names = (headers: Headers) =>
    [...headers.keys()].filter(name => !['content-length', 'transfer-encoding'].includes(name))
  expect(names(large.headers)).toEqual(names(small.headers))
  expect(large.headers.get('link')).toContain(`limit=${ROWS - 1}&cursor=`)
})

test('asked for by HEAD it is the same without the body', async () => {
  const head = await call('HEAD', path)
  expect([head.status, head.text]).toEqual([200, ''])
  expect(head.headers.get('content-type')).toBe('application/json')
})
