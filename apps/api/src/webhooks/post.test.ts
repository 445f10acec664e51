import { afterAll, describe, expect, test } from 'bun:test'
import { createServer, isIP, type Server, type Socket } from 'node:net'
import { certificate } from '../testing/certificate'
import { post, type Reach, reachOf, Unreachable } from './post'

const LOOPBACK = { address: '127.0.0.1', family: 4 }
const PUBLIC = { address: '93.184.216.34', family: 4 }

const closing: (() => unknown)[] = []
afterAll(() => Promise.all(closing.map(close => close())))

/** A receiver on loopback, and what it was sent. */
const receiver = (answer: (request: Request) => Response | Promise<Response> = () => new Response('ok')) => {
  const heard: { path: string; host: string | null; headers: Headers; body: string }[] = []
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const { pathname, search } = new URL(request.url)
      const { headers } = request
      heard.push({ path: `${pathname}${search}`, host: headers.get('host'), headers, body: await request.text() })
      return answer(request)
    },
  })
  closing.push(() => server.stop(true))
  return { port: server.port ?? 0, heard }
}

/** A receiver that speaks no HTTP of its own accord. */
const rawReceiver = async (talk: (socket: Socket) => void): Promise<number> => {
  const server: Server = createServer(socket => {
    socket.on('error', () => {})
    talk(socket)
  })
  closing.push(() => server.close())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return address && typeof address === 'object' ? address.port : 0
}

const allowed: Reach = { ...reachOf(true), resolve: async () => [LOOPBACK] }
const guarded: Reach = { ...reachOf(false), resolve: async () => [LOOPBACK] }

const faultOf = (work: Promise<number>): Promise<unknown> =>
  work.then(
    status => `answered ${status}`,
    (error: unknown) => (error instanceof Unreachable ? error.message : error),
  )

describe('what is sent', () => {
  test('arrives whole, by POST, at the host and path of the URL', async () => {
    const { port, heard } = receiver()
    const body = `{"name":"Zoë ${'👩‍👧'.repeat(50_000)}"}`
    expect(await post(`http://hook.example:${port}/a/b?c=d%20e`, { 'webhook-id': 'x' }, body, allowed)).toBe(200)
    expect(heard).toHaveLength(1)
    expect(heard[0]).toMatchObject({ path: '/a/b?c=d%20e', host: `hook.example:${port}`, body })
    expect(heard[0]?.headers.get('webhook-id')).toBe('x')
    expect(heard[0]?.headers.get('content-length')).toBe(String(Buffer.byteLength(body)))
  })

  test.each([204, 400, 404, 410, 429, 500, 503])('is answered %d', async status => {
    const { port } = receiver(() => new Response(null, { status }))
    expect(await post(`http://hook.example:${port}/`, {}, '{}', allowed)).toBe(status)
  })

  test.each([301, 302, 303, 307, 308])('goes nowhere else when the answer is %d', async status => {
    const elsewhere = receiver()
    const location = `http://127.0.0.1:${elsewhere.port}/`
    const { port } = receiver(() => new Response(null, { status, headers: { location } }))
    expect(await post(`http://hook.example:${port}/`, {}, '{}', allowed)).toBe(status)
    expect(elsewhere.heard).toEqual([])
  })

  test('goes by no proxy of the environment', async () => {
    const proxy = receiver()
    const { port, heard } = receiver()
    const before = process.env.HTTP_PROXY
    process.env.HTTP_PROXY = `http://127.0.0.1:${proxy.port}`
    try {
      expect(await post(`http://hook.example:${port}/`, {}, '{}', allowed)).toBe(200)
    } finally {
      if (before === undefined) delete process.env.HTTP_PROXY
      else process.env.HTTP_PROXY = before
    }
    expect([heard.length, proxy.heard.length]).toEqual([1, 0])
  })
})

describe('https', () => {
  const serve = () => {
    const server = Bun.serve({ hostname: '127.0.0.1', port: 0, tls: certificate, fetch: () => new Response('ok') })
    closing.push(() => server.stop(true))
    return server.port ?? 0
  }
  const trusting = { ...allowed, authorities: certificate.cert }

  test('is spoken at the address that was looked up, with the certificate of the name', async () => {
    expect(await post(`https://hook.example:${serve()}/`, {}, '{}', trusting)).toBe(200)
  })

  test('with a certificate of another name, or of nobody who is trusted, is not spoken to', async () => {
    const refused = 'The secure connection could not be made.'
    expect(await faultOf(post(`https://other.example:${serve()}/`, {}, '{}', trusting))).toBe(refused)
    expect(await faultOf(post(`https://hook.example:${serve()}/`, {}, '{}', allowed))).toBe(refused)
  })
})

describe('a private address', () => {
  test.each([
    ['127.0.0.1'],
    ['93.184.216.34 127.0.0.1'],
    ['127.0.0.1 93.184.216.34'],
    ['::ffff:127.0.0.1'],
    ['93.184.216.34 fd00::1'],
  ])('is not spoken to when the name leads to %s', async addresses => {
    const { port, heard } = receiver()
    const found = addresses.split(' ').map(address => ({ address, family: isIP(address) }))
    const reach = { ...guarded, resolve: async () => found }
    expect(await faultOf(post(`http://hook.example:${port}/`, {}, '{}', reach))).toBe('The address is not public.')
    expect(heard).toEqual([])
  })

  test.each(['127.0.0.1', '127.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', 'localhost', 'a.localhost'])(
    'is not spoken to when it is written as %s',
    async host => {
      const { port, heard } = receiver()
      const reach = { ...guarded, resolve: async () => [PUBLIC] }
      expect(await faultOf(post(`http://${host}:${port}/`, {}, '{}', reach))).toBe('The address is not public.')
      expect(heard).toEqual([])
    },
  )

  test('is not reached by a name that leads elsewhere a moment later: it is looked up once, and that is where it goes', async () => {
    const { port, heard } = receiver()
    let lookups = 0
    const reach = { ...allowed, resolve: async () => (lookups++ === 0 ? [LOOPBACK] : [PUBLIC]) }
    // No other resolver knows this name, so only the answer of ours can have led there.
    expect(await post(`http://rebinding.invalid:${port}/`, {}, '{}', reach)).toBe(200)
    expect([lookups, heard.length]).toEqual([1, 1])
  })

  test('is spoken to when the configuration allows it', async () => {
    const { port, heard } = receiver()
    expect(await post(`http://127.0.0.1:${port}/`, {}, '{}', reachOf(true))).toBe(200)
    expect(await post(`http://localhost:${port}/`, {}, '{}', reachOf(true))).toBe(200)
    expect(heard).toHaveLength(2)
  })
})

describe('no answer', () => {
  test('comes of an unknown name, a closed port, a broken connection or what is no HTTP', async () => {
    const nowhere = { ...allowed, resolve: () => Promise.reject(new Error('ENOTFOUND db.internal')) }
    expect(await faultOf(post('http://hook.example/', {}, '{}', nowhere))).toBe('The host name is not known.')
    const empty = { ...allowed, resolve: async () => [] }
    expect(await faultOf(post('http://hook.example/', {}, '{}', empty))).toBe('The host name is not known.')
    expect(await faultOf(post('http://hook.example:1/', {}, '{}', allowed))).toBe('The connection was refused.')
    const broken = await rawReceiver(socket => socket.destroy())
    expect(await faultOf(post(`http://hook.example:${broken}/`, {}, '{}', allowed))).toBe('The connection broke.')
    const nonsense = await rawReceiver(socket => socket.end('220 mail.example ESMTP\r\n'))
    expect(await faultOf(post(`http://hook.example:${nonsense}/`, {}, '{}', allowed))).toBe('The connection broke.')
  })

  const impatient = { ...allowed, timeoutMilliseconds: 200 }
  const late = 'No answer within 0.2 seconds.'

  test('is waited for too long, neither for the head nor for the rest of it', async () => {
    const silent = await rawReceiver(() => {})
    expect(await faultOf(post(`http://hook.example:${silent}/`, {}, '{}', impatient))).toBe(late)
    const slow = await rawReceiver(socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n1'))
    expect(await faultOf(post(`http://hook.example:${slow}/`, {}, '{}', impatient))).toBe(late)
    const lost = { ...impatient, resolve: () => new Promise<never>(() => {}) }
    expect(await faultOf(post('http://hook.example/', {}, '{}', lost))).toBe(late)
  })

  test('is read without end', async () => {
    let sent = 0
    const endless = await rawReceiver(socket => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
      const more = () => {
        while (!socket.destroyed && socket.write(`4000\r\n${'x'.repeat(0x4000)}\r\n`)) sent += 0x4000
      }
      socket.on('drain', more)
      more()
    })
    expect(await post(`http://hook.example:${endless}/`, {}, '{}', allowed)).toBe(200)
    expect(sent).toBeLessThan(64 * 1024 * 1024)
  })
})
