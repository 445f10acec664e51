import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { caller } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'
import type { Authentication } from './lucia'
import { sessionIdIn } from './lucia'

let server: TestServer
const asked: string[] = []

const watched: Authentication = {
  cookie: { name: 'ringfence', secure: false },
  signIn: async () => 'a'.repeat(40),
  signInAgain: async () => 'a'.repeat(40),
  signOut: async id => void asked.push(id),
  freshId: () => 'a'.repeat(40),
  isRecent: async () => true,
  account: async ({ secret }) => void asked.push(secret),
  remembered: ({ secret }) => void asked.push(secret),
}

beforeAll(async () => {
  server = await startTestServer({ overrides: { authentication: watched } })
})
afterAll(() => server.close())

const ID = 'abcdefghij0123456789abcdefghij0123456789'

const cookies: Record<string, string> = {
  'bad percent-encoding': 'ringfence=%',
  'bad percent-encoding beside': 'a=%; b=%ff',
  'what looks like JSON': 'ringfence={"a":1}',
  'a JSON array': 'ringfence=["a"]',
  'ten kilobytes': `ringfence=${'y'.repeat(10_000)}`,
  'ten kilobytes beside': `x=${'y'.repeat(10_000)}`,
  capitals: `ringfence=${ID.toUpperCase()}`,
  'one letter too few': `ringfence=${ID.slice(1)}`,
  'one letter too many': `ringfence=${ID}a`,
  'an encoded letter': `ringfence=%61${ID.slice(1)}`,
  quotes: `ringfence="${ID}"`,
  SQL: `ringfence=' or '1'='1`,
  'another name': `ringfence2=${ID}`,
  'a name in capitals': `RINGFENCE=${ID}`,
  'two that are no ids': 'ringfence=a; ringfence=b',
  'no value': 'ringfence=',
  'no name': `=${ID}`,
  nothing: '',
  'separators alone': ';;;===',
  'a prototype': `__proto__=${ID}`,
}

describe('a cookie that cannot be a session never reaches the database', () => {
  for (const [what, cookie] of Object.entries(cookies))
    test(what, async () => {
      asked.length = 0
      expect((await caller(server, cookie)('GET', '/api/extensions')).status).toBe(401)
      expect((await caller(server, cookie)('POST', '/api/admin/logout')).status).toBe(200)
      expect((await caller(server, cookie)('POST', '/api/admin/login', { json: {} })).status).toBe(422)
      expect(asked).toEqual([])
    })
})

test('of several cookies of our name the one that can be a session counts', () => {
  expect(sessionIdIn(`ringfence=%; ringfence=${ID}; other=1`, 'ringfence')).toBe(ID)
  expect(sessionIdIn(`ringfence=${ID}`, 'ringfence')).toBe(ID)
  expect(sessionIdIn(`ringfence=${ID}`, '__Host-ringfence')).toBeUndefined()
  expect(sessionIdIn(null, 'ringfence')).toBeUndefined()
})
