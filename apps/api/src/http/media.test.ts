import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type Call, caller } from '../testing/call'
import { exchange } from '../testing/raw'
import { extensionBody } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let cookie: string
let admin: Call
let tenant: { id: number }
let number = 0

beforeAll(async () => {
  server = await startTestServer()
  cookie = await server.signIn()
  admin = caller(server, cookie)
  tenant = await server.tenant()
})
afterAll(() => server.close())

const body = () => JSON.stringify(extensionBody(tenant, { extension_number: String(++number) }))
const post = (type: string, path = '/api/extensions', method = 'POST') =>
  admin(method, path, { body: Buffer.from(body()), headers: { 'content-type': type } })

describe('JSON is taken under its name', () => {
  for (const type of [
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    ' application/json ;x=y',
  ])
    test(type, async () => expect((await post(type)).status).toBe(201))
})

describe('whatever a form of another site could send is 415', () => {
  const types = [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'text/plain; application/json',
    'application/merge-patch+json',
    'application/jsonp',
    'application/json, text/plain',
    'text/json',
    'application/xml',
  ]
  for (const type of types)
    test(type, async () => {
      const answer = await post(type)
      expect(answer.status).toBe(415)
      expect(answer.body.message).toBe('The body must be application/json.')
      expect(answer.headers.get('accept')).toBe('application/json')
    })
})

test('a body without a media type is 415', async () => {
  const sent = body()
  const head = `POST /api/extensions HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Length: ${sent.length}\r\n`
  expect((await exchange(server, `${head}Connection: close\r\n\r\n${sent}`)).status).toBe(415)
})

test('a merge patch is for PATCH alone, which takes JSON too', async () => {
  const { body: created } = await admin<{ id: number }>('POST', '/api/extensions', { json: JSON.parse(body()) })
  const path = `/api/extensions/${created.data.id}`
  expect((await post('application/merge-patch+json', path, 'PUT')).status).toBe(415)
  expect((await post('application/merge-patch+json', path, 'PATCH')).status).toBe(200)
  expect((await post('application/json', path, 'PATCH')).status).toBe(200)
  const refused = await post('text/plain', path, 'PATCH')
  expect(refused.body.message).toBe('The body must be application/json or application/merge-patch+json.')
})

test('a sign-in takes JSON only', async () => {
  const sent = JSON.stringify(server.admin)
  const answer = await caller(server)('POST', '/api/admin/login', {
    body: sent,
    headers: { 'content-type': 'text/plain' },
  })
  expect(answer.status).toBe(415)
  expect(answer.headers.getSetCookie()).toEqual([])
})

test('a body that comes with GET or DELETE is ignored', async () => {
  for (const method of ['GET', 'DELETE']) {
    const path = method === 'GET' ? '/api/extensions?search=none' : '/api/extensions/999999999'
    const head = `${method} ${path} HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: text/xml\r\nContent-Length: 1\r\n`
    const answer = await exchange(server, `${head}Connection: close\r\n\r\n{`)
    expect([method, answer.status]).toEqual([method, method === 'GET' ? 200 : 404])
  }
})
