import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type Call, documentedCaller, tally, times } from '../testing/call'
import { extensionBody, makeExtension } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let admin: Call
let tenant: { id: number }
let number = 0

beforeAll(async () => {
  server = await startTestServer()
  admin = documentedCaller(server, await server.signIn())
  tenant = await server.tenant()
})
afterAll(() => server.close())

const make = async () => {
  const { id, extension_number } = await makeExtension(admin, tenant, { extension_number: String(++number) })
  return { path: `/api/extensions/${id}`, json: extensionBody(tenant, { extension_number }) }
}

type Made = Awaited<ReturnType<typeof make>>

const writes: Record<string, (made: Made, ifMatch: string) => ReturnType<Call>> = {
  PUT: ({ path, json }, ifMatch) => admin('PUT', path, { json, headers: { 'if-match': ifMatch } }),
  PATCH: ({ path, json }, ifMatch) => admin('PATCH', path, { json, headers: { 'if-match': ifMatch } }),
  'merge patch': ({ path }, ifMatch) =>
    admin('PATCH', path, {
      json: { status: 'x' },
      headers: { 'if-match': ifMatch, 'content-type': 'application/merge-patch+json' },
    }),
  DELETE: ({ path }, ifMatch) => admin('DELETE', path, { headers: { 'if-match': ifMatch } }),
  rotate: ({ path }, ifMatch) => admin('POST', `${path}/secret`, { headers: { 'if-match': ifMatch } }),
}

const holding = ['"1"', '*', '"7", "1"', '"1" ,"9"']
const failing = ['"2"', 'W/"1"', '1', 'garbage', '""', '"1', '"01"', '"7", "8"', '"-1"', '"99999999999999999999"']

for (const [what, write] of Object.entries(writes))
  describe(`${what} with If-Match`, () => {
    for (const ifMatch of holding)
      test(`${ifMatch} happens`, async () => expect((await write(await make(), ifMatch)).status).toBe(200))

    for (const ifMatch of failing)
      test(`${ifMatch} does not happen`, async () => {
        const made = await make()
        const answer = await write(made, ifMatch)
        expect(answer.status).toBe(412)
        expect(answer.body.code).toBe('stale')
        const { headers } = await admin('GET', made.path)
        expect(headers.get('etag')).toBe('"1"')
      })
  })

test('each write gives a new ETag, and show says the same', async () => {
  const { path, json } = await make()
  const tags = [
    await admin('GET', path),
    await admin('PUT', path, { json }),
    await admin('GET', path),
    await admin('POST', `${path}/secret`),
    await admin('GET', path),
  ].map(({ headers }) => headers.get('etag'))
  expect(tags).toEqual(['"1"', '"2"', '"2"', '"3"', '"3"'])
})

test('of 50 replacements of one version at once exactly one happens', async () => {
  const made = await make()
  const answers = await times(50, index =>
    admin('PUT', made.path, {
      json: { ...made.json, display_name: `Writer ${index}` },
      headers: { 'if-match': '"1"' },
    }),
  )
  expect(tally(answers)).toEqual({ 200: 1, 412: 49 })
  expect((await admin('GET', made.path)).headers.get('etag')).toBe('"2"')
})

test('of 30 deletions at once exactly one happens', async () => {
  const made = await make()
  expect(tally(await times(30, () => admin('DELETE', made.path)))).toEqual({ 200: 1, 404: 29 })
})
