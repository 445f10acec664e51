import { expect, test } from 'bun:test'
import { openLedger } from './ledger'
import { operations } from './operations'

const RIGHT = {
  'content-type': 'application/json',
  'x-request-id': '1',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}

const notedOf = async (status: number, body: unknown, headers: Record<string, string>): Promise<string[]> => {
  const server = Bun.serve({ port: 0, fetch: () => new Response(JSON.stringify(body), { status, headers }) })
  const { ask, tally } = openLedger(`http://127.0.0.1:${server.port}`)
  await ask('GET', '/api/extensions/1')
  await server.stop(true)
  return tally.unexpected
}

test('an answer that the document foresees is nothing to speak of', async () => {
  expect(await notedOf(401, { message: 'Unauthorized.' }, RIGHT)).toEqual([])
})

test.each([
  ['a status', 409, { message: 'x' }, RIGHT, 'does not foresee 409'],
  ['a body', 401, { message: 1 }, RIGHT, '/message'],
  ['a body that is no JSON', 401, undefined, RIGHT, 'must be object'],
  ['a type', 401, {}, { ...RIGHT, 'content-type': 'text/html' }, 'type is not text/html'],
  ['a missing header', 503, { message: 'x' }, RIGHT, 'has no Retry-After'],
  [
    'what every answer has',
    401,
    { message: 'Unauthorized.' },
    { ...RIGHT, 'cache-control': 'public' },
    'cache-control',
  ],
  ['a fault of ours', 500, { message: 'x' }, RIGHT, 'It is 500'],
])('%s that nobody foresaw is noted', async (_, status, body, headers, sentence) => {
  expect((await notedOf(status, body, headers)).join(' ')).toContain(sentence)
})

test('who does not answer is noted', async () => {
  const { ask, tally } = openLedger('http://127.0.0.1:9')
  expect(await ask('GET', '/api/extensions/1')).toBeUndefined()
  expect(tally.unexpected).toHaveLength(1)
})

test('the operations are those of the document, each with who may call it', () => {
  const callers = new Set(operations.map(({ caller }) => caller))
  expect([...callers].sort()).toEqual(['account', 'anyone', 'engine', 'session'])
  expect(operations.length).toBeGreaterThan(80)
})
