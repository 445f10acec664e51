import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Call, caller } from '../testing/call'
import { csv, HEADER, importer, manyRows } from '../testing/files'
import { makeExtension, SECRET } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let cookie: string
let admin: Call
let send: ReturnType<typeof importer>

beforeAll(async () => {
  server = await startTestServer()
  cookie = await server.signIn()
  admin = caller(server, cookie)
  send = importer(server, cookie)
})
afterAll(() => server.close())

/** Everything of the extensions of a tenant that an import could touch, and how often the audit trail speaks of them. */
const standing = async (tenant: { id: number }) => {
  const rows = await asOwner(
    server.ownerUrl,
    sql => sql`
      select e.id, e.extension_number, e.display_name, e.email, e.status, e.voicemail_enabled, e.version, e.updated_at::text,
        encode(e.secret_sealed, 'hex') as sealed,
        (select count(*) from audit a where a.target = 'extension' and a.target_id = e.id) as entries
      from extensions e
      where e.tenant_id = ${tenant.id}
      order by e.id`,
  )
  return [...rows]
}

const numbersOf = async (tenant: { id: number }) => (await standing(tenant)).map(row => row.extension_number)

describe('10,000 rows, three of them bad', () => {
  const BAD = [2001, 5000, 10_001]
  let tenant: { id: number }
  let file: string

  beforeAll(async () => {
    tenant = await server.tenant({ max_extensions: 20_000 })
    const rows = manyRows(tenant, 10_000, 19_999)
    const spoilt = [
      `${tenant.id},1x,Desk,,active,true,secret-1`,
      `${tenant.id},14998,Desk,nobody,active,true,secret-2`,
      `${tenant.id},10000,Desk,,active,true,secret-3`,
    ]
    for (const [index, line] of BAD.entries()) rows[line - 2] = spoilt[index] ?? ''
    file = csv(HEADER, ...rows)
  })

  const faults = [
    { line: 2001, column: 'extension_number', message: 'The extension number format is invalid.' },
    { line: 5000, column: 'email', message: 'The email must be a valid email address.' },
    { line: 10_001, column: 'extension_number', message: 'The extension is in line 2 already.' },
  ]
  const report = {
    rows: 10_000,
    created: 9997,
    updated: 0,
    deleted: 0,
    unchanged: 0,
    failed: 3,
    errors_count: 3,
    errors: faults,
  }

  test('are named by a dry run, by all or nothing and by skip; only that imports the others; and the export changes nothing', async () => {
    const trial = await send(file, '?dry_run=true')
    expect([trial.status, trial.body.message]).toEqual([200, 'Extensions checked successfully.'])
    expect(trial.body.data).toEqual({ dry_run: true, ...report })
    expect(await standing(tenant)).toEqual([])

    const refused = await send(file)
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({
      code: 'invalid',
      errors: { file: ['Rows at fault: 3. Nothing was changed.'] },
    })
    expect(refused.body.data).toEqual({ dry_run: false, ...report, created: 9997 })
    expect(await standing(tenant)).toEqual([])

    const skipped = await send(file, '?on_error=skip')
    expect([skipped.status, skipped.body.data]).toEqual([200, { dry_run: false, ...report }])
    const imported = await standing(tenant)
    expect(imported).toHaveLength(9997)
    expect(new Set(imported.map(({ entries }) => entries))).toEqual(new Set(['1']))

    const back = await server.request(`/api/extensions/export?tenant_id=${tenant.id}`, { cookie })
    const again = await send(await back.text())
    expect(again.body.data).toMatchObject({ rows: 9997, unchanged: 9997, created: 0, updated: 0, failed: 0 })
    const ndjson = await server.request(`/api/extensions/export?tenant_id=${tenant.id}&format=ndjson`, { cookie })
    const once = await send(await ndjson.text(), '', { 'content-type': 'application/x-ndjson' })
    expect(once.body.data).toMatchObject({ rows: 9997, unchanged: 9997 })
    expect(await standing(tenant)).toEqual(imported)
  })

  test('have the secrets that the file gave them', async () => {
    const [number] = (await numbersOf(tenant)).slice(-1)
    const { body } = await admin<{ id: number }[]>(
      'GET',
      `/api/extensions?tenant_id=${tenant.id}&search=${number}&limit=1`,
    )
    const revealed = await admin<{ secret: string }>('GET', `/api/extensions/${body.data[0]?.id}/secret`)
    expect(revealed.body.data.secret).toBe(`secret-of-${number}`)
  })
})

describe('an action', () => {
  test('creates, changes, deletes or leaves, and what a row does not name stays', async () => {
    const tenant = await server.tenant()
    for (const extension_number of ['1', '2', '3', '4'])
      await makeExtension(admin, tenant, { extension_number, email: 'a@b.example', voicemail_enabled: true })
    const before = await standing(tenant)
    const answer = await send(
      csv(
        'action,tenant,extension_number,display_name,status,email,secret',
        `update,${tenant.slug},1,One,active,a@b.example,`,
        `delete,${tenant.slug},2,,,,`,
        `upsert,${tenant.slug},3,Reception,active,,${SECRET}`,
        `,${tenant.slug},4,Reception,active,a@b.example,${SECRET}`,
        `create,${tenant.slug},5,Five,active,,secret-of-5`,
        `,${tenant.slug},6,Six,active,,secret-of-6`,
      ),
    )
    expect(answer.body.data).toMatchObject({ rows: 6, created: 2, updated: 2, deleted: 1, unchanged: 1, failed: 0 })
    const after = await standing(tenant)
    expect(
      after.map(row => [row.extension_number, row.display_name, row.email, row.voicemail_enabled, row.version]),
    ).toEqual([
      ['1', 'One', 'a@b.example', true, 2],
      ['3', 'Reception', null, true, 2],
      ['4', 'Reception', 'a@b.example', true, 1],
      ['5', 'Five', null, false, 1],
      ['6', 'Six', null, false, 1],
    ])
    expect(after.slice(0, 3).map(({ sealed }) => sealed)).toEqual([0, 2, 3].map(index => before[index]?.sealed))
  })

  test('that does not fit what is there is a fault', async () => {
    const tenant = await server.tenant()
    await makeExtension(admin, tenant, { extension_number: '1' })
    const answer = await send(
      csv(
        'action,tenant_id,extension_number,display_name,status,secret',
        `create,${tenant.id},1,One,active,secret-of-1`,
        `update,${tenant.id},2,Two,active,`,
        `delete,${tenant.id},3,,,`,
        `upsert,${tenant.id},4,Four,active,`,
      ),
    )
    expect(answer.body.data.errors).toEqual([
      { line: 2, column: 'extension_number', message: 'The extension number has already been taken.' },
      { line: 3, column: 'extension_number', message: 'The selected extension number is invalid.' },
      { line: 4, column: 'extension_number', message: 'The selected extension number is invalid.' },
      { line: 5, column: 'secret', message: 'The secret field is required.' },
    ])
  })

  test('leaves one entry in the audit trail for each extension, without a secret', async () => {
    const tenant = await server.tenant()
    const { id } = await makeExtension(admin, tenant, { extension_number: '1' })
    await send(csv('tenant_id,extension_number,secret', `${tenant.id},1,another-Secret`), '', {
      'x-request-id': 'import-1',
    })
    const [entry] = await asOwner(
      server.ownerUrl,
      sql => sql`
        select action, target, tenant_id, request_id, before, after
        from audit
        where target_id = ${id} and request_id = 'import-1'`,
    )
    expect(entry).toMatchObject({ action: 'extension.updated', target: 'extension', tenant_id: String(tenant.id) })
    expect([entry?.before.secret, entry?.after.secret, entry?.after.id]).toEqual([undefined, 'changed', id])
  })
})

describe('secrets', () => {
  test('are generated when asked for, and shown once, to the same request again as well', async () => {
    const tenant = await server.tenant()
    const file = csv(
      'tenant_id,extension_number,display_name,status,secret',
      `${tenant.id},1,A,active,`,
      `${tenant.id},2,B,active,mine-of-2`,
    )
    const headers = { 'idempotency-key': `secrets-${tenant.id}` }
    const first = await send(file, '?generate_secrets=true', headers)
    const secrets = first.body.data.secrets ?? []
    expect(secrets.map(({ line, tenant_id, extension_number }) => [line, tenant_id, extension_number])).toEqual([
      [2, tenant.id, '1'],
    ])
    expect(secrets[0]?.secret).toMatch(/^[2-9a-zA-Z]{24}$/)
    const again = await send(file, '?generate_secrets=true', headers)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(again.text).toBe(first.text)
    expect((await send(file, '?generate_secrets=true')).body.data).not.toHaveProperty('secrets')
  })

  test('of a dry run are not shown, as nobody has them', async () => {
    const tenant = await server.tenant()
    const file = csv('tenant_id,extension_number,display_name,status', `${tenant.id},1,A,active`)
    const { data } = (await send(file, '?generate_secrets=true&dry_run=true')).body
    expect([data.created, data.secrets]).toEqual([1, undefined])
  })
})

describe('the quota of a tenant', () => {
  const rows = (tenant: { id: number }, ...numbers: number[]) =>
    numbers.flatMap(number => manyRows(tenant, number, number))

  test('holds: what is beyond it is named, and skip fills it to the brim', async () => {
    const tenant = await server.tenant({ max_extensions: 3 })
    await makeExtension(admin, tenant, { extension_number: '1' })
    const file = csv(HEADER, ...rows(tenant, 2, 3, 4, 5))
    const quota = { column: 'tenant_id', message: 'The tenant has reached its maximum number of extensions.' }
    expect((await send(file)).body.data.errors).toEqual([
      { line: 4, ...quota },
      { line: 5, ...quota },
    ])
    expect(await numbersOf(tenant)).toEqual(['1'])
    expect((await send(file, '?on_error=skip')).body.data).toMatchObject({ created: 2, failed: 2 })
    expect(await numbersOf(tenant)).toEqual(['1', '2', '3'])
  })

  test('has the room that deletions in the file make, wherever they stand', async () => {
    const tenant = await server.tenant({ max_extensions: 2 })
    await send(csv(HEADER, ...rows(tenant, 1, 2)))
    const file = csv(`action,${HEADER}`, ...rows(tenant, 3).map(row => `create,${row}`), `delete,${tenant.id},1,,,,,`)
    expect((await send(file)).body.data).toMatchObject({ created: 1, deleted: 1, failed: 0 })
    expect(await numbersOf(tenant)).toEqual(['2', '3'])
  })
})

describe('another tenant', () => {
  test('cannot be told from a missing one, by id or by slug', async () => {
    const [own, other] = [await server.tenant(), await server.tenant()]
    await makeExtension(admin, other, { extension_number: '1' })
    const theirs = importer(
      server,
      await signInAs(server, await makeAdmin(server, { role: 'tenant', tenantId: own.id })),
    )
    const file = (id: number | string, slug: string) =>
      csv(
        'action,tenant_id,tenant,extension_number,display_name,status,secret',
        `delete,${id},,1,,,`,
        `delete,,${slug},1,,,`,
        `,${id},,2,A,active,secret-of-2`,
        `,${own.id},${slug},3,A,active,secret-of-3`,
      )
    const refused = await theirs(file(other.id, other.slug))
    expect(refused.body.data.errors.map(({ line, column }) => [line, column])).toEqual([
      [2, 'tenant_id'],
      [3, 'tenant'],
      [4, 'tenant_id'],
      [5, 'tenant'],
    ])
    expect(refused.text).toBe((await theirs(file(999_999_999, 'no-such-tenant'))).text)
    expect(await numbersOf(other)).toEqual(['1'])
  })

  test('of the same owner goes into the same file', async () => {
    const [one, two] = [await server.tenant(), await server.tenant()]
    const answer = await send(csv(HEADER, ...manyRows(one, 1, 2), ...manyRows(two, 1, 3)))
    expect(answer.body.data.created).toBe(5)
    expect([await numbersOf(one), await numbersOf(two)]).toEqual([
      ['1', '2'],
      ['1', '2', '3'],
    ])
  })
})

describe('what is no import', () => {
  test.each([
    [415, 'text/plain', 'a'],
    [415, 'application/json', '{}'],
    [400, 'text/csv', new Uint8Array([0xff])],
    [422, 'text/csv', ''],
    [422, 'application/ndjson', '{'],
    [413, 'text/csv', 'x'.repeat(32 * 1024 * 1024 + 1)],
  ])('is %d', async (status, type, body) =>
    expect((await send(body, '', { 'content-type': type })).status).toBe(status),
  )

  test('a query of odd values is 422, with all of them', async () => {
    const { status, body } = await send('', '?dry_run=perhaps&on_error=stop&generate_secrets=2')
    expect([status, Object.keys(body.errors ?? {})]).toEqual([422, ['dry_run', 'on_error', 'generate_secrets']])
  })

  test('a file of nothing but a header does nothing', async () =>
    expect((await send(csv(HEADER))).body.data).toMatchObject({ rows: 0, failed: 0 }))

  test('at most 1,000 faults are listed, and all are counted', async () => {
    const { data } = (await send(csv('tenant_id,extension_number', ...Array.from({ length: 1100 }, () => 'x,y')))).body
    expect([data.failed, data.errors_count, data.errors.length]).toEqual([1100, 2200, 1000])
  })

  test('nothing of what was sent is repeated', async () => {
    const tenant = await server.tenant()
    const refused = await send(
      csv(HEADER, `${tenant.id},canary-1,canary-2,canary-3,active,canary-4,${'canary-5'.repeat(40)}`),
    )
    expect(refused.body.data.errors_count).toBe(4)
    expect(refused.text).not.toContain('canary')
  })
})
