import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { Invalid } from '@ringfence/domain/admit'
import { explained } from './constraints'
import { InUse } from './errors'
import { extensions } from './extensions'
import type { Sql } from './pool'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor } from './testing/extension'
import { failureOf } from './testing/failures'
import { equip } from './testing/surroundings'
import { mintTenant } from './testing/tenant'

let it: TestDatabase
let tenant: number
let full: number
let extension: string
beforeAll(async () => {
  it = await testDatabase()
  const one = await mintTenant(it.url)
  tenant = one.id
  extension = idOf(await extensions(it.db, one.scope).create(inputFor(one)))
  await equip(it.url, tenant, extension)
  const other = await mintTenant(it.url, { maxExtensions: 1 })
  await extensions(it.db, other.scope).create(inputFor(other))
  full = other.id
  await it.db.pool.query(sql => insertTenant(sql, 'taken', 'taken.example'))
  await it.db.pool.query(sql => insertCall(sql, tenant, 'a-call'))
  await it.db.pool.query(sql => insertAdmin(sql, 'taken'))
}, 30_000)
afterAll(() => it.close())

const MISSING = 999_999

const insertTenant = (sql: Sql, slug: string, domain: string) => sql`
  insert into tenants (name, slug, domain, status, timezone, max_extensions)
  values ('x', ${slug}, ${domain}, 'active', 'UTC', 1)`
const insertExtension = (sql: Sql, id: number, number: string) => sql`
  insert into extensions (tenant_id, extension_number, display_name, status, secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
  values (${id}, ${number}, 'x', 'active', ''::bytea, md5('x'), encode(sha256('x'), 'hex'), md5('x'), encode(sha256('x'), 'hex'))`
const insertQueue = (sql: Sql, id: number, number: string) => sql`
  insert into queues (tenant_id, name, queue_number, strategy, timeout, status)
  values (${id}, 'x', ${number}, 'ringall', 30, 'active')`
const insertAgent = (sql: Sql, queue: number | null, agent: string) => sql`
  insert into queue_agents (tenant_id, queue_id, extension_id, status)
  select ${tenant}, coalesce(${queue}::bigint, (select id from queues where queue_number = ${extension})), ${agent}::bigint, 'active'`
const insertDevice = (sql: Sql, owner: number) => sql`
  insert into devices (tenant_id, extension_id, label) values (${tenant}, ${owner}, 'x')`
const insertCall = (sql: Sql, id: number, callId: string | null, caller: number | null = null) => sql`
  insert into cdrs (tenant_id, extension_id, caller_number, destination_number, direction, disposition,
    duration_seconds, bill_seconds, cost, started_at, call_id)
  values (${id}, ${caller}, '1', '2', 'inbound', 'answered', 1, 1, 0, now(), ${callId})`
const insertAdmin = (sql: Sql, email: string, role = 'owner', id: number | null = null) => sql`
  insert into admins (name, email, password_hash, role, tenant_id) values ('x', ${email}, 'x', ${role}, ${id})`
const insertToken = (sql: Sql, role: string, id: number | null, expiresAt: string | null = null) => sql`
  insert into api_tokens (admin_id, name, prefix, token_hash, role, tenant_id, read_only, expires_at)
  select m.id, 'x', 'x', sha256('x'), ${role}, ${id}::bigint, false, ${expiresAt}::text::timestamptz
  from admins m
  where m.email = 'taken'`
const insertWebhook = (sql: Sql, id: number) => sql`
  insert into webhooks (tenant_id, url, events, secret_sealed, sealed_for)
  values (${id}, 'https://hook.example', '{cdr.created}', ''::bytea, gen_random_uuid())`

type Case = { work: (sql: Sql) => PromiseLike<unknown>; field: string; sentence: string }

const cases: Record<string, Case> = {
  tenants_slug_taken: {
    work: sql => insertTenant(sql, 'taken', 'free.example'),
    field: 'slug',
    sentence: 'The slug has already been taken.',
  },
  tenants_domain_taken: {
    work: sql => insertTenant(sql, 'free', 'taken.example'),
    field: 'domain',
    sentence: 'The domain has already been taken.',
  },
  tenants_quota: {
    work: sql => insertExtension(sql, full, '2'),
    field: 'tenant_id',
    sentence: 'The tenant has reached its maximum number of extensions.',
  },
  extensions_number_taken: {
    work: sql => insertExtension(sql, tenant, '1001'),
    field: 'extension_number',
    sentence: 'The extension number has already been taken.',
  },
  extensions_tenant_exists: {
    work: sql => insertExtension(sql, MISSING, '1'),
    field: 'tenant_id',
    sentence: 'The selected tenant id is invalid.',
  },
  queues_number_taken: {
    work: sql => insertQueue(sql, tenant, extension),
    field: 'queue_number',
    sentence: 'The queue number has already been taken.',
  },
  queues_tenant_exists: {
    work: sql => insertQueue(sql, MISSING, '1'),
    field: 'tenant_id',
    sentence: 'The selected tenant id is invalid.',
  },
  queue_agents_pair_once: {
    work: sql => insertAgent(sql, null, extension),
    field: 'extension_id',
    sentence: 'The extension id has already been taken.',
  },
  queue_agents_queue_exists: {
    work: sql => insertAgent(sql, MISSING, extension),
    field: 'queue_id',
    sentence: 'The selected queue id is invalid.',
  },
  queue_agents_extension_exists: {
    work: sql => insertAgent(sql, null, `${MISSING}`),
    field: 'extension_id',
    sentence: 'The selected extension id is invalid.',
  },
  devices_extension_exists: {
    work: sql => insertDevice(sql, MISSING),
    field: 'extension_id',
    sentence: 'The selected extension id is invalid.',
  },
  cdrs_tenant_exists: {
    work: sql => insertCall(sql, MISSING, null),
    field: 'tenant_id',
    sentence: 'The selected tenant id is invalid.',
  },
  cdrs_extension_exists: {
    work: sql => insertCall(sql, tenant, null, MISSING),
    field: 'extension_id',
    sentence: 'The selected extension id is invalid.',
  },
  cdrs_call_id_taken: {
    work: sql => insertCall(sql, tenant, 'a-call'),
    field: 'call_id',
    sentence: 'The call id has already been taken.',
  },
  admins_tenant_exists: {
    work: sql => insertAdmin(sql, 'free', 'viewer', MISSING),
    field: 'tenant_id',
    sentence: 'The selected tenant id is invalid.',
  },
  admins_role_fits_tenant: {
    work: sql => insertAdmin(sql, 'free', 'owner', tenant),
    field: 'tenant_id',
    sentence: 'The tenant id does not fit the role.',
  },
  api_tokens_tenant_exists: {
    work: sql => insertToken(sql, 'viewer', MISSING),
    field: 'tenant_id',
    sentence: 'The selected tenant id is invalid.',
  },
  api_tokens_role_fits_tenant: {
    work: sql => insertToken(sql, 'tenant', null),
    field: 'tenant_id',
    sentence: 'The tenant id does not fit the role.',
  },
  api_tokens_expire_later: {
    work: sql => insertToken(sql, 'owner', null, '2020-01-01T00:00:00Z'),
    field: 'expires_at',
    sentence: 'The expires at must be a date after now.',
  },
  admins_email_taken: {
    work: sql => insertAdmin(sql, 'taken'),
    field: 'email',
    sentence: 'The email has already been taken.',
  },
  webhooks_tenant_exists: {
    work: sql => insertWebhook(sql, MISSING),
    field: 'tenant_id',
    sentence: 'The selected tenant id is invalid.',
  },
}

describe('what the database refuses is said of a field', () => {
  for (const [name, { work, field, sentence }] of Object.entries(cases))
    test(name, async () => {
      expect(await failureOf(it.db.pool.query(work))).toHaveProperty('constraint_name', name)
      expect(await failureOf(explained(it.db.pool.query(work)))).toEqual(new Invalid({ [field]: [sentence] }))
    })

  test('by every constraint on what callers name', async () => {
    const rows = await asOwner(
      it.url,
      sql => sql<{ name: string }[]>`
        select conname as name
        from pg_constraint
        where connamespace = 'public'::regnamespace and contype in ('u', 'f') and conparentid = 0
          and conrelid not in (select inhrelid from pg_inherits)`,
    )
    // Only the server itself writes what these speak of.
    const others = rows.map(({ name }) => name).filter(name => !(name in cases))
    expect(others.sort()).toEqual([
      'api_tokens_admin_exists',
      'api_tokens_engine_hash_once',
      'api_tokens_hash_once',
      'deleted_extensions_tenant_exists',
      'extensions_within_tenant',
      'provisioning_links_device_exists',
      'provisioning_links_token_once',
      'queues_within_tenant',
      'second_factors_admin_exists',
      'sessions_admin_id_fkey',
      'sessions_id_once',
      'webhook_deliveries_webhook_exists',
      'webhooks_sealed_apart',
    ])
  })
})

describe('what is no fault of a field', () => {
  test('passes as it is, such as a check that the rules should have made', async () => {
    const work = it.db.pool.query(sql => insertExtension(sql, tenant, 'not dialable'))
    expect(await failureOf(explained(work))).toHaveProperty('constraint_name', 'extensions_number_dialable')
  })

  test('passes as it is, such as an error of the statement or one that is not the database’s', async () => {
    expect(await failureOf(explained(it.db.pool.query(sql => sql`select 1 / 0`)))).toHaveProperty('code', '22012')
    const own = new Error('own')
    expect(await failureOf(explained(Promise.reject(own)))).toBe(own)
  })

  test('is what resolves, which passes too', async () => {
    expect(await explained(Promise.resolve(5))).toBe(5)
  })
})

test('removing what others need says that it is in use, without a row in the message', async () => {
  const failure = await failureOf(
    explained(
      it.db.pool.query(sql => sql`delete from tenants where id = ${tenant}`),
      { removing: 'The tenant' },
    ),
  )
  expect(failure).toBeInstanceOf(InUse)
  expect(failure).toHaveProperty('message', 'The tenant is still in use.')
})
