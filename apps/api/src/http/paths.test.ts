import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type Call, caller } from '../testing/call'
import { exchange } from '../testing/raw'
import { makeExtension } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let cookie: string
let admin: Call
let id: number

beforeAll(async () => {
  server = await startTestServer()
  cookie = await server.signIn()
  admin = caller(server, cookie)
  id = (await makeExtension(admin, await server.tenant())).id
})
afterAll(() => server.close())

const get = (target: string, host = 'x', signedIn = true, method = 'GET') =>
  exchange(
    server,
    `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n${signedIn ? `Cookie: ${cookie}\r\n` : ''}Connection: close\r\n\r\n`,
  )

describe('an address that is not written as documented is 404', () => {
  const targets = ['/api/extensions/', '//api/extensions', '/api//extensions', '/API/extensions', '/api/Extensions']
  const nested = [
    '/api/extensions/1/',
    '/api/extensions/1%2Fsecret',
    '/api/extensions/1/Secret',
    '/api/extensions/1//secret',
  ]
  for (const target of [...targets, ...nested, '/api/nothing', '/nothing', '/api', '/api/admin', '/livez/'])
    test(target, async () => expect((await get(target)).status).toBe(404))
})

test('an unknown address says so and no more', async () => {
  const { body, head } = await get('/api/nothing')
  expect(body).toBe('{"message":"There is nothing at this address.","code":"unknown_route"}')
  expect(head).toContain('application/json')
})

describe('no spelling of an open address opens another', () => {
  const targets = [
    '//livez',
    '/livez/../api/extensions',
    '/swagger/../api/extensions',
    '/swagger/%2e%2e/api/extensions',
  ]
  for (const target of [
    ...targets,
    '/swagger\\..\\api\\extensions',
    '/api/admin/login/../../extensions',
    '/api/extensions/../livez/',
  ])
    test(target, async () => {
      const answer = await get(target, 'x', false)
      expect([401, 404]).toContain(answer.status)
      expect(answer.body).not.toContain('Reception')
    })
})

describe('the Host header decides nothing', () => {
  for (const host of ['a', 'pbx', 'a b', '[', '', 'x:99999', '%00', '1.2.3.999', 'evil.example/livez?', 'u:p@h', '*'])
    test(`"${host}"`, async () => {
      expect((await get(`/api/extensions/${id}`, host)).status).toBe(200)
      expect((await get(`/api/extensions/${id}`, host, false)).status).toBe(401)
      expect((await get('/swagger/api/extensions', host, false)).body).not.toContain('Reception')
      expect((await get('/api/nothing', host)).status).toBe(404)
      expect((await get('/api/extensions', host, true, 'DELETE')).status).toBe(405)
    })

  test('given twice', async () => {
    expect((await get('/api/extensions', 'a.example\r\nHost: b.example', false)).status).toBe(401)
    expect((await get('/api/extensions', 'a.example\r\nHost: b.example')).status).toBe(200)
  })
})

describe('a known address with a method that it does not take is 405 with those it takes', () => {
  const collection = 'GET, HEAD, POST'
  const record = 'DELETE, GET, HEAD, PATCH, PUT'
  const cases: [method: string, path: string, allow: string][] = [
    ['DELETE', '/api/extensions', collection],
    ['PUT', '/api/extensions', collection],
    ['OPTIONS', '/api/extensions', collection],
    ['TRACE', '/api/extensions', collection],
    ['POST', '/api/extensions/1', record],
    ['DELETE', '/api/extensions/1/secret', collection],
    ['GET', '/api/admin/login', 'POST'],
    ['GET', '/api/admin/logout', 'POST'],
    ['POST', '/api/admin/me', 'GET, HEAD'],
    ['POST', '/livez', 'GET, HEAD'],
  ]
  for (const [method, path, allow] of cases)
    test(`${method} ${path}`, async () => {
      const answer = await get(path, 'x', true, method)
      expect(answer.status).toBe(405)
      expect(answer.head.toLowerCase()).toContain(`\r\nallow: ${allow.toLowerCase()}\r\n`)
      expect(answer.body).toBe('{"message":"This address does not take this method.","code":"wrong_method"}')
    })
})

describe('HEAD answers as GET does, without the body', () => {
  for (const path of ['/api/extensions', '/api/extensions/1', '/api/extensions/999', '/api/admin/me', '/livez'])
    test(path, async () => {
      const [whole, head] = [await admin('GET', path), await admin('HEAD', path)]
      expect(head.text).toBe('')
      expect(head.status).toBe(whole.status)
      for (const name of ['etag', 'content-type', 'content-length'])
        expect(head.headers.get(name)).toBe(whole.headers.get(name))
    })

  test('without a session it is 401', async () =>
    expect((await caller(server)('HEAD', '/api/extensions')).status).toBe(401))
})
