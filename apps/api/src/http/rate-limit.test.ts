import { expect, test } from 'bun:test'
import { caller, tally, times } from '../testing/call'
import { startTestServer } from '../testing/server'
import { rateLimit } from './rate-limit'

test('a bucket holds two seconds of requests and fills up again with time', () => {
  const wait = rateLimit(5)
  const waits = Array.from({ length: 11 }, () => wait('a', 0))
  expect(waits).toEqual([...Array.from({ length: 10 }, () => 0), 1])
  expect(wait('a', 100)).toBe(1)
  expect(wait('a', 200)).toBe(0)
  expect(wait('a', 200)).toBe(1)
  expect(Array.from({ length: 11 }, () => wait('a', 1e9)).filter(Boolean)).toHaveLength(1)
})

test('one caller takes nothing from another', () => {
  const wait = rateLimit(1)
  expect([wait('a', 0), wait('a', 0), wait('a', 0), wait('b', 0)]).toEqual([0, 0, 1, 0])
})

test('0 means no limit', () => {
  const wait = rateLimit(0)
  expect(Array.from({ length: 1000 }, () => wait('a', 0)).every(seconds => seconds === 0)).toBe(true)
})

test('who asks too often is told to wait, whoever he claims to be, and others go on', async () => {
  const server = await startTestServer({ rateLimit: 20 })
  const cookie = await server.signIn()
  const invented = (index: number) => `ringfence=${String(index).padStart(40, 'x')}`
  const stranger = await times(80, index => caller(server, invented(index))('GET', '/api/extensions'))
  expect(Object.keys(tally(stranger))).toEqual(['401', '429'])
  const refused = stranger.find(({ status }) => status === 429)
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  expect<unknown>(refused?.body).toEqual({ message: 'Too many attempts. Try again later.', code: 'throttled' })

  expect((await caller(server, cookie)('GET', '/api/extensions')).status).toBe(200)
  const admin = await times(80, () => caller(server, cookie)('GET', '/api/admin/me'))
  expect(Object.keys(tally(admin))).toEqual(['200', '429'])
  expect((await caller(server)('GET', '/livez')).status).toBe(200)
  await server.close()
})
