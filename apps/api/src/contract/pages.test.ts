import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { ExtensionRow } from '@ringfence/domain/relations'
import { type Call, documentedCaller } from '../testing/call'
import { exchange } from '../testing/raw'
import { makeExtension } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

const COUNT = 23

let server: TestServer
let cookie: string
let admin: Call

beforeAll(async () => {
  server = await startTestServer()
  cookie = await server.signIn()
  admin = documentedCaller(server, cookie)
  const tenant = await server.tenant()
  for (let n = 0; n < COUNT; n++)
    await makeExtension(admin, tenant, { extension_number: `${n}`, display_name: `50% & more ${n}` })
  // Many in one instant, so that a page's end lies among equals.
  await asOwner(server.ownerUrl, sql => sql`update extensions set created_at = '2026-01-01' where id % 3 > 0`)
})
afterAll(() => server.close())

const linkOf = (headers: Headers): string | undefined =>
  /^<(\/[^>]*)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1]

const walk = async (path: string): Promise<{ ids: number[]; pages: number[] }> => {
  const ids: number[] = []
  const pages: number[] = []
  for (let next: string | undefined = path; next; ) {
    const { status, body, headers } = await admin<ExtensionRow[]>('GET', next)
    expect(status).toBe(200)
    ids.push(...body.data.map(row => row.id))
    pages.push(body.data.length)
    next = linkOf(headers)
  }
  return { ids, pages }
}

describe('walking the pages gives the very list, once each and in order', () => {
  const cases: [query: string, limit: number][] = [
    ['', 1],
    ['', 5],
    ['', COUNT - 1],
    ['', COUNT],
    ['', 1000],
    ['search=%25', 4],
    ['search=%26', 4],
    ['search=50%25+%26+more&status=active', 7],
    ['search=nowhere', 3],
  ]
  for (const [query, limit] of cases)
    test(`${query || 'everything'} by ${limit}`, async () => {
      const whole = await admin<ExtensionRow[]>('GET', `/api/extensions?${query}`)
      expect(whole.headers.get('link')).toBeNull()
      const { ids, pages } = await walk(`/api/extensions?limit=${limit}&${query}`)
      expect(ids).toEqual(whole.body.data.map(row => row.id))
      expect(ids).toHaveLength(query.includes('nowhere') ? 0 : COUNT)
      expect(Math.max(...pages)).toBeLessThanOrEqual(limit)
    })
})

test('what is created meanwhile neither repeats nor hides what was there', async () => {
  const first = await admin<ExtensionRow[]>('GET', '/api/extensions?limit=10')
  const [{ tenant_id: id } = { tenant_id: 0 }] = first.body.data
  const late = await makeExtension(admin, { id }, { extension_number: '99' })
  const rest = await walk(linkOf(first.headers) ?? '')
  const all = [...first.body.data.map(row => row.id), ...rest.ids]
  expect(new Set(all).size).toBe(COUNT)
  expect(all).not.toContain(late.id)
  await admin('DELETE', `/api/extensions/${late.id}`)
})

test('the link is relative and holds nothing of the Host header', async () => {
  const request =
    'GET /api/extensions?limit=2&search=%25&x=1 HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n'
  const { head } = await exchange(server, `${request}Cookie: ${cookie}\r\nConnection: close\r\n\r\n`)
  const link = /\r\nlink: (.*)\r\n/i.exec(head)?.[1] ?? ''
  expect(link).toMatch(/^<\/api\/extensions\?limit=2&search=%25&x=1&cursor=[\w-]+>; rel="next"$/)
  expect(head).not.toContain('evil')
})

describe('a limit or cursor that nobody can have been given is refused', () => {
  const limits = [
    '0',
    '-1',
    '1001',
    '1.5',
    '1e2',
    '0x10',
    '%201',
    '+1',
    '01',
    'x',
    '',
    'NaN',
    '99999999999999999999',
    '5&limit=5',
  ]
  for (const limit of limits)
    test(`limit=${limit}`, async () => {
      const answer = await admin('GET', `/api/extensions?limit=${limit}`)
      expect(answer.status).toBe(422)
      expect(Object.keys(answer.body.errors ?? {})).toEqual(['limit'])
    })

  const made = (text: string) => Buffer.from(text).toString('base64url')
  const cursors = [
    'x',
    '',
    '%00',
    made('2026-01-01T00:00:00.000000Z 0'),
    made('2026-01-01T00:00:00.000000Z 9223372036854775808'),
  ]
  const odd = [
    made("2026-01-01T00:00:00.000000Z 1' or 1=1"),
    made('2026-02-30T00:00:00.000000Z 1'),
    made('infinity 1'),
    'a'.repeat(5000),
  ]
  for (const cursor of [...cursors, ...odd])
    test(`cursor=${cursor.slice(0, 70)}`, async () => {
      const answer = await admin('GET', `/api/extensions?limit=2&cursor=${cursor}`)
      expect(answer.status).toBe(422)
      expect(Object.keys(answer.body.errors ?? {})).toEqual(['cursor'])
    })

  test('a cursor given twice', async () => {
    const cursor = made('2026-01-01T00:00:00.000000Z 5')
    expect((await admin('GET', `/api/extensions?cursor=${cursor}&cursor=${cursor}`)).status).toBe(422)
    expect((await admin('GET', `/api/extensions?cursor=${cursor}`)).status).toBe(200)
  })
})
