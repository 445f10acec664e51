import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { extensions } from '@ringfence/db/extensions'
import { systemScope } from '@ringfence/db/scope'
import { asOwner, type TestDatabase, testDatabase } from '@ringfence/db/testing/database'
import { FixtureError } from './fixture-error'
import { loadFixtures } from './load'
import { contents } from './testing/contents'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
})
afterAll(() => it.close())

let minted = 0
const slugOf = () => `fixture-${++minted}`

const tenant = (slug: string, fields: object = {}) => ({
  kind: 'tenant',
  name: 'Acme Ltd',
  slug,
  domain: `${slug}.sip.example`,
  status: 'active',
  timezone: 'Europe/Berlin',
  max_extensions: 3,
  ...fields,
})
const extension = (tenant_slug: string, extension_number: string, fields: object = {}) => ({
  kind: 'extension',
  tenant_slug,
  extension_number,
  display_name: 'Ada',
  status: 'active',
  ...fields,
})
const call = (tenant_slug: string, call_id: string, fields: object = {}) => ({
  kind: 'cdr',
  tenant_slug,
  caller_number: '1001',
  destination_number: '1002',
  direction: 'internal',
  disposition: 'answered',
  duration_seconds: 9,
  bill_seconds: 5,
  cost: 0.042,
  started_at: '2025-03-01T00:30:00.123456+01:00',
  call_id,
  ...fields,
})

const load = (...lines: (object | string)[]) =>
  loadFixtures(it.db, [
    { file: 'a.ndjson', text: lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n') },
  ])

/** What `lines` are refused with, as `line field: sentence`; fails when they are not refused or something of them is stored. */
const refusal = async (...lines: (object | string)[]): Promise<string[]> => {
  const before = await contents(it.url)
  const error = await load(...lines).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(FixtureError)
  expect(await contents(it.url)).toEqual(before)
  return error instanceof FixtureError
    ? error.faults.map(fault => `${fault.line} ${fault.field}: ${fault.sentence}`)
    : []
}

describe('a fixture is refused whole', () => {
  test('with every faulty line at once, by file, line and field', async () => {
    const slug = slugOf()
    expect(
      await refusal(
        tenant(slug, { timezone: 'Mars', max_extensions: 0 }),
        'not json',
        '',
        '[]',
        { kind: 'phone' },
        extension(slug, '10 01', { status: ' ', secret: '1234' }),
        { kind: 'device', tenant_slug: slug, label: 'Desk' },
        call(slug, 'c', { cost: -1, call_id: undefined }),
        extension(slug, '1002'),
      ),
    ).toEqual([
      '1 timezone: The timezone must be a valid zone.',
      '1 max_extensions: The max extensions must be at least 1.',
      '2 line: The line must be a JSON object.',
      '4 line: The line must be a JSON object.',
      '5 kind: The kind must be one of tenant, extension, device, queue, queue_agent, cdr.',
      '6 secret: The secret is too easy to guess.',
      '6 extension_number: The extension number format is invalid.',
      '6 status: The status field is required.',
      '7 extension_number: The extension number field is required.',
      '8 cost: The cost must be at least 0.',
      '8 call_id: The call id field is required.',
    ])
  })

  test('when a line names a row that is neither in the files nor in the database', async () => {
    const slug = slugOf()
    expect(
      await refusal(
        tenant(slug),
        extension('no-such-tenant', '1001'),
        { kind: 'device', tenant_slug: slug, extension_number: '1009', label: 'Desk' },
        call(slug, 'c', { extension_number: '1008' }),
      ),
    ).toEqual([
      '2 tenant_slug: The selected tenant slug is invalid.',
      '3 extension_number: The selected extension number is invalid.',
      '4 extension_number: The selected extension number is invalid.',
    ])
  })

  test('when a line is there twice, also across files', async () => {
    const slug = slugOf()
    const text = JSON.stringify(tenant(slug))
    const twice = loadFixtures(it.db, [
      { file: 'a.ndjson', text },
      { file: 'b.ndjson', text: `\n${text}` },
    ])
    await expect(twice).rejects.toThrow('b.ndjson:2 kind: This is a.ndjson:1 a second time.')
  })

  test('when a field is misspelt or is an id', async () => {
    expect(await refusal(tenant(slugOf(), { colour: 'red' }), extension('x', '1', { tenant_id: 1 }))).toEqual([
      '1 colour: There is no such field.',
      '2 tenant_id: There is no such field.',
    ])
  })

  test('when the quota would be passed, by the line that passes it', async () => {
    const slug = slugOf()
    const numbers = ['1', '2', '3', '4', '5']
    expect(await refusal(tenant(slug), ...numbers.map(number => extension(slug, number)))).toEqual([
      '5 tenant_slug: The tenant has reached its maximum number of extensions.',
    ])
  })

  test('when another tenant has the domain already', async () => {
    const domain = `${slugOf()}.sip.example`
    await load(tenant(slugOf(), { domain }))
    expect(await refusal(tenant(slugOf()), tenant(slugOf(), { domain }))).toEqual([
      '2 domain: The domain has already been taken.',
    ])
  })

  test('without repeating what was rejected', async () => {
    const error: unknown = await load(tenant('Secret Value')).catch((thrown: unknown) => thrown)
    expect(String(error)).toContain('slug')
    expect(String(error)).not.toContain('Secret Value')
  })
})

describe('a fixture', () => {
  test('may have its lines in any order, CRLF, a byte order mark and lines that are blank', async () => {
    const slug = slugOf()
    const lines = [extension(slug, '1001'), tenant(slug)].map(line => JSON.stringify(line))
    const loaded = await loadFixtures(it.db, [{ file: 'a.ndjson', text: `\uFEFF${lines.join('\r\n\r\n')}\r\n` }])
    expect(loaded).toEqual({ created: 2, present: 0 })
  })

  test('may add to tenants that are there', async () => {
    const slug = slugOf()
    await load(tenant(slug))
    const desk = { kind: 'device', tenant_slug: slug, extension_number: '1001', label: 'Desk' }
    expect(await load(extension(slug, '1001'), desk)).toEqual({ created: 2, present: 0 })
    expect(await load(extension(slug, '1001'), desk, { ...desk, label: 'App' })).toEqual({ created: 1, present: 2 })
  })

  test('keeps the secret of a line that has one', async () => {
    const slug = slugOf()
    await load(tenant(slug), extension(slug, '1001', { secret: 'T7vqPz3mXw8KdRy4HnJc2bFs' }))
    const [row] = await asOwner(
      it.url,
      sql =>
        sql<
          [{ id: string }]
        >`select e.id from extensions e join tenants t on t.id = e.tenant_id where t.slug = ${slug}`,
    )
    expect(await extensions(it.db, systemScope('test')).reveal(row.id)).toBe('T7vqPz3mXw8KdRy4HnJc2bFs')
  })

  test('keeps settings and instants as they are', async () => {
    const slug = slugOf()
    await load(tenant(slug, { settings: { a: { b: [1, 'x'] } } }), call(slug, 'c'))
    const [row] = await asOwner(
      it.url,
      sql => sql<[{ settings: unknown; at: string; part: string }]>`
        select t.settings, iso(c.started_at) as at, c.tableoid::regclass::text as part
        from tenants t
        join cdrs c on c.tenant_id = t.id
        where t.slug = ${slug}`,
    )
    expect(row).toEqual({ settings: { a: { b: [1, 'x'] } }, at: '2025-02-28T23:30:00.123456Z', part: 'cdrs_2025_02' })
  })
})
