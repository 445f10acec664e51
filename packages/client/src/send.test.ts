import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { RingfenceError, Unreachable } from './errors'
import { createRingfence } from './ringfence'

type Seen = { method: string; body: string; headers: Headers }

let server: ReturnType<typeof Bun.serve>
let url: string
let seen: Seen[] = []
let answers: Response[] = []

beforeAll(() => {
  server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      seen.push({ method: request.method, body: await request.text(), headers: request.headers })
      return answers.shift() ?? Response.json({ message: 'Done.', data: [] })
    },
  })
  url = server.url.origin
})
afterAll(() => server.stop(true))
beforeEach(() => {
  seen = []
  answers = []
})

const busy = (status: number, headers: Record<string, string> = { 'retry-after': '0' }) =>
  Response.json({ message: 'Not now.', code: 'unavailable' }, { status, headers })

const body = {
  name: 'Acme',
  slug: 'acme',
  domain: 'acme.example',
  status: 'active',
  timezone: 'UTC',
  max_extensions: 1,
} as const

const thrown = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  )

test('a busy server is asked again, four times in all', async () => {
  answers = [busy(503), busy(429), busy(503)]
  await createRingfence({ url }).GET('/api/tenants')
  expect(seen).toHaveLength(4)

  answers = Array.from({ length: 5 }, () => busy(503))
  const error = await thrown(createRingfence({ url }).GET('/api/tenants'))
  expect(error).toBeInstanceOf(RingfenceError)
  expect(error).toMatchObject({ status: 503, code: 'unavailable', retryAfterSeconds: 0 })
  expect(seen).toHaveLength(8)
})

test('a POST is repeated whole, under one key', async () => {
  answers = [busy(503), busy(503)]
  await createRingfence({ url }).POST('/api/tenants', { body })
  expect(seen.map(request => JSON.parse(request.body))).toEqual([body, body, body])
  const keys = new Set(seen.map(({ headers }) => headers.get('idempotency-key')))
  expect([...keys].map(key => key?.length)).toEqual([36])
})

test('what could do harm twice, comes later than anyone waits, or says no time is asked once', async () => {
  const ringfence = createRingfence({ url })
  const params = { path: { id: 1 } }
  const credentials = { email: 'admin@acme.example', password: 'a password for tests' }
  const calls = [
    () => ringfence.POST('/api/admin/login', { body: credentials }),
    () => ringfence.PUT('/api/tenants/{id}', { params, body }),
    () => ringfence.DELETE('/api/tenants/{id}', { params }),
  ]
  for (const call of calls) {
    answers = [busy(503)]
    expect(await thrown(call())).toMatchObject({ status: 503 })
  }
  answers = [busy(429, { 'retry-after': '1800' })]
  expect(await thrown(ringfence.GET('/api/tenants'))).toMatchObject({ status: 429, retryAfterSeconds: 1800 })
  answers = [busy(503, {})]
  expect(await thrown(ringfence.GET('/api/tenants'))).toMatchObject({ status: 503 })
  expect(seen).toHaveLength(5)
})

test('each call carries the credential, a token as one and a session as its cookie', async () => {
  await createRingfence({ url, credential: { token: 'rf_1' } }).GET('/api/tenants')
  await createRingfence({ url, credential: { cookie: 'ringfence=1' } }).GET('/api/tenants')
  await createRingfence({ url }).GET('/api/tenants')
  expect(seen.map(({ headers }) => [headers.get('authorization'), headers.get('cookie')])).toEqual([
    ['Bearer rf_1', null],
    [null, 'ringfence=1'],
    [null, null],
  ])
})

test('a session goes on under the cookie that an answer gives it, and whoever keeps it is told', async () => {
  const told: string[] = []
  const ringfence = createRingfence({
    url,
    credential: { cookie: 'ringfence=1' },
    onCookie: cookie => told.push(cookie),
  })
  const done = (cookie: string) => {
    const headers = new Headers({ 'set-cookie': 'balancer=1; Path=/' })
    headers.append('set-cookie', cookie)
    return Response.json({ message: 'Done.' }, { headers })
  }
  answers = [done('ringfence=2; Path=/; HttpOnly'), done('ringfence=; Max-Age=0; Path=/')]
  await ringfence.POST('/api/admin/reauthenticate', { body: { password: 'tall otter hums 42 times' } })
  await ringfence.POST('/api/admin/logout')
  await ringfence.GET('/api/tenants')
  expect(seen.map(({ headers }) => headers.get('cookie'))).toEqual(['ringfence=1', 'ringfence=2', 'ringfence=2'])
  expect(told).toEqual(['ringfence=2'])
})

test('no cookie takes the place of a token', async () => {
  const ringfence = createRingfence({ url, credential: { token: 'rf_1' }, onCookie: () => expect.unreachable() })
  answers = [Response.json({ message: 'Done.' }, { headers: { 'set-cookie': 'ringfence=2' } })]
  for (let call = 0; call < 2; call++) await ringfence.GET('/api/tenants')
  expect(seen.map(({ headers }) => [headers.get('authorization'), headers.get('cookie')])).toEqual([
    ['Bearer rf_1', null],
    ['Bearer rf_1', null],
  ])
})

test('a server that is not ours is told apart, and no redirect carries the credential on', async () => {
  const ringfence = createRingfence({ url, credential: { token: 'rf_1' } })
  answers = [new Response('<h1>Hello', { headers: { 'content-type': 'text/html' } })]
  expect(await thrown(ringfence.GET('/api/tenants'))).toMatchObject({
    message: 'This is not the answer of a Ringfence server (status 200): is the address right?',
  })
  answers = [new Response(null, { status: 301, headers: { location: `${url}/elsewhere` } })]
  expect(await thrown(ringfence.GET('/api/tenants'))).toMatchObject({
    status: 301,
    message: `The server sends elsewhere: use the address it names, ${url}/elsewhere.`,
  })
  expect(seen).toHaveLength(2)
})

test('where nobody listens is said, without the credential', async () => {
  const closed = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response() })
  const { origin } = closed.url
  await closed.stop(true)
  const error = await thrown(createRingfence({ url: origin, credential: { token: 'rf_1' } }).GET('/api/tenants'))
  expect(error).toBeInstanceOf(Unreachable)
  expect(String(error)).toBe(
    `Unreachable: ${origin} cannot be reached: is the server running, and is the address right?`,
  )
  expect(Bun.inspect(error)).not.toContain('rf_1')
})

test('a link leads to the next page of the same server, whatever host it names', async () => {
  answers = [
    Response.json(
      { message: 'Done.', data: [1] },
      { headers: { link: '<http://evil.example/x?cursor=abc&limit=1>; rel="next"' } },
    ),
  ]
  const pages = await Array.fromAsync(createRingfence({ url }).pages('/api/tenants', { query: { limit: 1 } }))
  expect(pages.map(({ rows, isLast }) => [rows.length, isLast])).toEqual([
    [1, false],
    [0, true],
  ])
  expect(seen).toHaveLength(2)
})

test('an answer that breaks off is told apart from one that never came', async () => {
  const listener = Bun.listen({
    hostname: '127.0.0.1',
    port: 0,
    socket: { data: socket => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"mess') },
  })
  const half = `http://127.0.0.1:${listener.port}`
  const error = await thrown(createRingfence({ url: half }).GET('/api/tenants'))
  listener.stop(true)
  expect(error).toBeInstanceOf(Unreachable)
  expect(error).toMatchObject({ message: `${half} broke its answer off: try again.` })
})

test('a signal ends a call that waits for a busy server, and one that waits for its answer', async () => {
  const waiting = new AbortController()
  answers = [busy(503, { 'retry-after': '10' })]
  const fetchOnce = async (request: Request) => {
    const answer = await fetch(request)
    setImmediate(() => waiting.abort())
    return answer
  }
  const call = createRingfence({ url, signal: waiting.signal, fetch: fetchOnce }).GET('/api/tenants')
  expect(await thrown(call)).toMatchObject({ name: 'AbortError' })
  expect(seen).toHaveLength(1)

  const asking = new AbortController()
  const silent = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: () => {
      asking.abort()
      return new Promise<Response>(() => {})
    },
  })
  const { origin } = silent.url
  expect(await thrown(createRingfence({ url: origin, signal: asking.signal }).GET('/api/tenants'))).toMatchObject({
    name: 'AbortError',
  })
  await silent.stop(true)
}, 5000)
