import { afterAll, beforeAll, expect, test } from 'bun:test'
import { until } from '@ringfence/db/testing/until'
import { caller } from '../testing/call'
import { exchange } from '../testing/raw'
import { extensionBody } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'
import { JSON_TYPE, MAX_BODY_BYTES, readJson } from './body'
import { answerTo, BadJson, TooLarge, TooSlow } from './failures'

let server: TestServer
let cookie: string

beforeAll(async () => {
  server = await startTestServer()
  cookie = await server.signIn()
})
afterAll(() => server.close())

const TOO_LARGE = '{"message":"The body is larger than 1 MiB.","code":"too_large"}'
const ENOUGH = 256 * MAX_BODY_BYTES
const headers = { 'content-type': JSON_TYPE }
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
const head = () =>
  `POST /api/extensions HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: ${JSON_TYPE}\r\nConnection: close\r\n`

test('a body of exactly 1 MiB is read, one byte more is 413', async () => {
  const json = JSON.stringify(extensionBody(await server.tenant()))
  const send = (bytes: number) =>
    caller(server, cookie)('POST', '/api/extensions', { body: json + ' '.repeat(bytes - json.length), headers })
  expect((await send(MAX_BODY_BYTES)).status).toBe(201)
  const refused = await send(MAX_BODY_BYTES + 1)
  expect([refused.status, refused.text]).toEqual([413, TOO_LARGE])
})

test('a body of announced length is refused before it arrives', async () => {
  const answer = await exchange(server, `${head()}Content-Length: ${MAX_BODY_BYTES + 1}\r\n\r\n{`)
  expect([answer.status, answer.body]).toEqual([413, TOO_LARGE])
})

test('a body that never ends is refused once it is too large', async () => {
  let sent = 0
  async function* endless() {
    while (sent < ENOUGH) {
      sent += 64 * 1024
      yield chunk(' '.repeat(64 * 1024))
    }
  }
  const answer = await exchange(server, `${head()}Transfer-Encoding: chunked\r\n\r\n`, endless())
  expect(answer.status).toBe(413)
  expect(answer.body).toContain(TOO_LARGE)
  expect(sent).toBeLessThan(ENOUGH)
})

test('a body in many pieces is put together', async () => {
  const json = JSON.stringify(extensionBody(await server.tenant(), { display_name: 'piece by piece' }))
  async function* pieces() {
    for (const letter of json) yield chunk(letter)
    yield '0\r\n\r\n'
  }
  const answer = await exchange(server, `${head()}Transfer-Encoding: chunked\r\n\r\n`, pieces())
  expect(answer.status).toBe(201)
  expect(answer.body).toContain('piece by piece')
})

const requestOf = (body: string | ReadableStream<Uint8Array>) =>
  new Request('http://localhost/', { method: 'POST', body, headers })

const stream = (...parts: string[]) =>
  new ReadableStream<Uint8Array>({
    start: controller => {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part))
    },
  })

test('a body that does not arrive in time is given up', async () => {
  for (const parts of [[], ['{"a":', '1']])
    await expect(readJson(requestOf(stream(...parts)), [JSON_TYPE], 50)).rejects.toBeInstanceOf(TooSlow)
})

test('a client that sends half a body and waits is told so', async () => {
  const slow = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: request =>
      readJson(request, [JSON_TYPE], 50).then(
        () => new Response('read'),
        error => Response.json(answerTo(error)?.body ?? 'another fault', answerTo(error) ?? {}),
      ),
  })
  const answer = await exchange({ app: { server: slow } }, `${head()}Content-Length: 100\r\n\r\n{"a":`)
  await slow.stop(true)
  expect([answer.status, answer.body]).toEqual([
    408,
    '{"message":"The body did not arrive in time.","code":"too_slow"}',
  ])
})

test('a whole body in time is no fault, however close the deadline', async () => {
  expect(await readJson(requestOf('{"a":[1,"é"]}'), [JSON_TYPE], 1000)).toEqual({ a: [1, 'é'] })
  await expect(readJson(requestOf('{'), [JSON_TYPE], 1000)).rejects.toBeInstanceOf(BadJson)
  await expect(readJson(requestOf(' '.repeat(MAX_BODY_BYTES + 1)))).rejects.toBeInstanceOf(TooLarge)
})

test('a client that hangs up in the middle of a body does no harm', async () => {
  const before = server.db.pool.stats()
  for (let round = 0; round < 10; round++) {
    const giveUp = new AbortController()
    const body = new ReadableStream({
      pull: controller => {
        controller.enqueue(new TextEncoder().encode('{"a":'))
        giveUp.abort()
      },
    })
    const sent = caller(server, cookie)('POST', '/api/extensions', { body, headers, signal: giveUp.signal })
    await expect(sent).rejects.toThrow()
  }
  expect((await caller(server, cookie)('GET', '/api/extensions?limit=1')).status).toBe(200)
  await until('every connection is free', () => server.db.pool.stats().free === before.free)
})
