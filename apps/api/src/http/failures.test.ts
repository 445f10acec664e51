import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { PendingQuery, Row, Sql } from '@ringfence/db/pool'
import { asOwner } from '@ringfence/db/testing/database'
import { until } from '@ringfence/db/testing/until'
import { openLog } from '../log'
import { type Answer, type Call, documentedCaller } from '../testing/call'
import { extensionBody } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let admin: Call
let tenant: { id: number }
const log: string[] = []

beforeAll(async () => {
  server = await startTestServer({ overrides: { log: openLog('info', line => void log.push(line)) } })
  admin = documentedCaller(server, await server.signIn())
  tenant = await server.tenant()
})
afterAll(() => server.close())

const idOf = ({ headers }: Answer<unknown>) => headers.get('x-request-id') ?? ''

/** The lines of one request, the last of which comes after its answer. */
const linesOf = async (answer: Answer<unknown>): Promise<Record<string, unknown>[]> => {
  const lines = () => log.map(line => JSON.parse(line)).filter(line => line.request === idOf(answer))
  await until('the request is logged', () => lines().some(line => line.event === 'request'))
  return lines()
}

const CANARY = 'canary-name-of-a-caller'
const create = () =>
  admin('POST', '/api/extensions', { json: extensionBody(tenant, { display_name: CANARY, secret: 'canary-Secret-1' }) })

const REFUSALS: Record<string, (sql: Sql) => PendingQuery<Row[]>> = {
  '23514': sql => sql`alter table extensions add constraint refusal check (length(display_name) < 3)`,
  '22012': sql => sql`alter table extensions add constraint refusal check (1 / (length(display_name) * 0) = 1)`,
  '22P02': sql => sql`alter table extensions add constraint refusal check (display_name::integer > 0)`,
  '22003': sql => sql`alter table extensions add constraint refusal check (length(display_name) * 99999999 > 0)`,
  '22007': sql => sql`alter table extensions add constraint refusal check (display_name::interval > '1 day')`,
}

describe('a value that only the database refuses is a validation error with a line in the log', () => {
  for (const [sqlstate, refuse] of Object.entries(REFUSALS))
    test(sqlstate, async () => {
      await asOwner(server.ownerUrl, refuse)
      const answer = await create()
      await asOwner(server.ownerUrl, sql => sql`alter table extensions drop constraint refusal`)
      expect(answer.status).toBe(422)
      expect(answer.text).toBe('{"message":"The given data was invalid.","code":"invalid","errors":{}}')
      expect(await linesOf(answer)).toMatchObject([
        { level: 'warn', event: 'a validator missed it', sqlstate },
        { event: 'request', status: 422 },
      ])
      expect(log.join('')).not.toContain('canary')
    })
})

test('a fault of ours says nothing of its cause, to the caller or in the log, but where to look', async () => {
  await asOwner(server.ownerUrl, sql => sql`alter table audit rename to audit_away`)
  const answer = await create()
  await asOwner(server.ownerUrl, sql => sql`alter table audit_away rename to audit`)
  expect(answer.status).toBe(500)
  expect<unknown>(answer.body).toEqual({
    message: 'Something went wrong on our side.',
    code: 'internal',
    request_id: idOf(answer),
  })
  expect(await linesOf(answer)).toMatchObject([
    { level: 'error', event: 'failed', sqlstate: '42P01' },
    { level: 'info', event: 'request', status: 500, route: '/api/extensions' },
  ])
  expect(log.join('')).not.toMatch(/canary|relation|insert into|select/i)
})

test('what was refused or broke left nothing behind', async () => {
  const { body } = await admin<unknown[]>('GET', '/api/extensions')
  expect(body.data).toEqual([])
})

test('each request is one line that names who, what and how it went, by the pattern of its route', async () => {
  const missing = await admin('GET', '/api/extensions/4711?cdrs_limit=3')
  const found = await admin('GET', '/api/extensions?search=canary')
  expect([...(await linesOf(missing)), ...(await linesOf(found))]).toMatchObject([
    {
      level: 'info',
      event: 'request',
      actor: '1',
      tenant: null,
      address: '127.0.0.1',
      method: 'GET',
      route: '/api/extensions/:id',
      status: 404,
    },
    { route: '/api/extensions', status: 200 },
  ])
  expect(log.join('')).not.toMatch(/4711|cdrs_limit|canary/)
})
