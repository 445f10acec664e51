import { afterAll, beforeAll, expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRingfence, type Ringfence } from '@ringfence/client/ringfence'
import { signIn } from '@ringfence/client/sign-in'
import { type Home, makeHome, objects } from './testing/command'
import { makeTenant } from './testing/rows'
import { ADMIN, startServer, type TestServer } from './testing/server'

let server: TestServer
let home: Home
let ringfence: Ringfence

beforeAll(async () => {
  server = await startServer()
  home = makeHome()
  await home.signIn(server.url)
  const { cookie } = await signIn({ url: server.url }, ADMIN)
  ringfence = createRingfence({ url: server.url, credential: { cookie } })
})
afterAll(async () => {
  home.remove()
  await server.close()
})

/** A tenant with three calls on two days, two of them answered. */
const calls = async () => {
  const { id: tenant_id, slug } = await makeTenant(server)
  const call = {
    tenant_id,
    caller_number: '+4930123456',
    destination_number: '7001',
    direction: 'inbound',
    cost: 0.042,
  }
  const times = [
    ['2026-11-22T10:00:00Z', 'answered'],
    ['2026-11-23T10:00:00Z', 'answered'],
    ['2026-11-23T11:00:00Z', 'busy'],
  ] as const
  for (const [started_at, disposition] of times)
    await ringfence.POST('/api/cdrs', {
      body: { ...call, started_at, disposition, duration_seconds: 60, bill_seconds: 50 },
    })
  return slug
}

test('calls are exported as a file, newest first, and only those that the filters leave', async () => {
  const slug = await calls()
  const words = ['cdrs', 'export', '--tenant', slug, '--disposition', 'answered']
  const csv = await home.run(words)
  expect([csv.status, csv.error, csv.out.trimEnd().split('\r\n').length]).toEqual([0, '', 3])
  expect(await home.run([...words, '-o', 'calls.ndjson'])).toEqual({ status: 0, out: '', error: '' })
  const rows = objects(readFileSync(join(home.directory, 'calls.ndjson'), 'utf8'))
  expect(rows.map(row => row.started_at)).toEqual(['2026-11-23T10:00:00.000000Z', '2026-11-22T10:00:00.000000Z'])
})

test('a summary counts calls by day and how they ended', async () => {
  const slug = await calls()
  const words = ['cdrs', 'summary', '--tenant', slug, '--from', '2026-11-01T00:00:00Z', '--to', '2026-12-01T00:00:00Z']
  const { status, out } = await home.run(words)
  const [head, ...lines] = out.trimEnd().split('\n')
  expect([status, head]).toEqual([0, 'DAY\tENDED AS\tCALLS\tSECONDS\tBILLED\tCOST'])
  expect(lines.sort()).toEqual([
    '2026-11-22\tanswered\t1\t60\t50\t0.042',
    '2026-11-23\tanswered\t1\t60\t50\t0.042',
    '2026-11-23\tbusy\t1\t60\t50\t0.042',
  ])
  const data = JSON.parse((await home.run([...words, '--timezone', 'Europe/Berlin', '--json'])).out)
  expect(data).toMatchObject({ timezone: 'Europe/Berlin' })
  const wrong = await home.run(['cdrs', 'summary', '--timezone', 'Mars'])
  expect([wrong.status, wrong.error]).toEqual([1, expect.stringContaining('\n  timezone: ')])
})
