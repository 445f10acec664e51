import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { API_ROLE, apiUrl } from './api-login'
import { extensions } from './extensions'
import { openPool, type PendingQuery, type Pool, type Row, type Sql } from './pool'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { digestsFor, idOf, inputFor, SECRET } from './testing/extension'
import { failureOf } from './testing/failures'
import { expectForbidden, FORBIDDEN } from './testing/forbidden'
import { mintTenant, type TestTenant } from './testing/tenant'

let it: TestDatabase
let tenant: TestTenant
let id: string
let sip: Pool
beforeAll(async () => {
  it = await testDatabase()
  tenant = await mintTenant(it.url)
  id = idOf(await extensions(it.db, tenant.scope).create(inputFor(tenant)))
  sip = openPool(it.url, { role: 'ringfence_sip' })
}, 30_000)
afterAll(async () => {
  await sip.end()
  await it.close()
})

describe('the API may not', () => {
  expectForbidden(() => it.db.pool, {
    'read a digest': sql => sql`select ha1_md5 from extensions`,
    'read the other digests': sql => sql`select ha1_sha256, ha1b_md5, ha1b_sha256 from extensions`,
    'read whole extension rows': sql => sql`select * from extensions`,
    'return a digest that it writes': sql =>
      sql`update extensions set status = 'active' where id = ${id} returning ha1_md5`,
    'search by digest': sql => sql`select id from extensions where ha1_md5 = ''`,
    'read what the SIP servers read': sql => sql`select username from sip_credentials`,
    'change the audit trail': sql => sql`update audit set actor = 'nobody'`,
    'delete from the audit trail': sql => sql`delete from audit`,
    'date an entry of the audit trail back': sql =>
      sql`insert into audit (at, action, actor) values (now() - interval '1 day', 'x', 'x')`,
    'truncate the audit trail': sql => sql`truncate audit`,
    "write a tenant's counter": sql => sql`update tenants set extensions_count = 0`,
    'insert a tenant with a counter': sql => sql`
      insert into tenants (name, slug, domain, status, timezone, max_extensions, extensions_count)
      values ('x', 'x', 'x', 'active', 'UTC', 1, -5)`,
    'truncate extensions': sql => sql`truncate extensions cascade`,
    'write the call ids itself': sql => sql`delete from cdr_call_ids`,
    'move a month of calls': sql => sql`select move_cdr_month('mine', now(), now())`,
    'drop a month of calls': sql => sql`drop table cdrs_other_months`,
    'remove the key canary': sql => sql`delete from key_canaries`,
    'raise a token': sql => sql`update api_tokens set role = 'owner'`,
    'let a token live longer': sql => sql`update api_tokens set expires_at = null`,
    'read what a SIP server proves itself with': sql => sql`select engine_hash from api_tokens`,
    'return what a SIP server proves itself with': sql =>
      sql`update api_tokens set last_used_at = now() returning engine_hash`,
    'find a token by what a SIP server proves itself with': sql =>
      sql`select id from api_tokens where engine_hash is null`,
    'read what Kamailio reads': sql => sql`select ha1 from kamailio.subscriber`,
    'read what Asterisk reads': sql => sql`select password_digest from asterisk.ps_auths`,
    'read what OpenSIPS reads': sql => sql`select ha1 from opensips.subscriber`,
    'register a phone': sql => sql`insert into kamailio.location (username) values ('1001')`,
    'register a phone by itself': sql => sql`select registrable('1001', 'x')`,
    'store a call as a SIP server does': sql => sql`
      select call_received(1, 1, 'x', '1', '2', 'inbound', 'answered', 1, 1, now(), now())`,
    'say what a token serves': sql => sql`select engine_serves('x'::bytea)`,
    'lengthen a provisioning link': sql => sql`update provisioning_links set expires_at = now()`,
    'point a provisioning link elsewhere': sql => sql`update provisioning_links set device_id = 1`,
    'count recovery codes that it writes for itself': sql =>
      sql`insert into second_factors (admin_id, secret_sealed, recovery_hashes) values (1, '', '{}')`,
    'hand a second factor over': sql => sql`update second_factors set admin_id = 1`,
    'hand a token over': sql => sql`update api_tokens set admin_id = 1`,
    'change the record of migrations': sql => sql`delete from schema_migrations`,
    'create a table': sql => sql`create table mine (id integer)`,
    'create a function': sql => sql`create function mine() returns integer language sql as 'select 1'`,
    'create a schema': sql => sql`create schema mine`,
    'alter a table': sql => sql`alter table extensions add column mine text`,
    'disable a trigger': sql => sql`alter table extensions disable trigger extensions_count_added`,
    'drop a table': sql => sql`drop table audit`,
    'create an index': sql => sql`create index mine on extensions (status)`,
    'create a role': sql => sql`create role mine`,
    'act as the owner': sql => sql`set role ringfence`,
    'act as a SIP server': sql => sql`set role kamailio`,
    'log in as the owner': sql => sql`set session authorization ringfence`,
  })

  for (const [name, work] of Object.entries<(sql: Sql) => PendingQuery<Row[]>>({
    'reset role': sql => sql`reset role`,
    'set role none': sql => sql`set role none`,
    'reset session authorization': sql => sql`reset session authorization`,
    'discard all': sql => sql`discard all`,
  }))
    test(`be more than itself after ${name}`, async () => {
      const pool = openPool(apiUrl(it.url, it.db.keys), { role: API_ROLE, size: 1 })
      try {
        await pool.query(work)
        expect(await failureOf(pool.query(sql => sql`select ha1_md5 from extensions`))).toHaveProperty(
          'code',
          FORBIDDEN,
        )
        expect(await failureOf(pool.query(sql => sql`alter table audit disable trigger all`))).toHaveProperty(
          'code',
          FORBIDDEN,
        )
      } finally {
        await pool.end()
      }
    })

  test('grant itself more', async () => {
    await it.db.pool.query(sql => sql`grant all on audit to ringfence_api`)
    expect(await failureOf(it.db.pool.query(sql => sql`delete from audit`))).toHaveProperty('code', FORBIDDEN)
  })

  for (const work of [
    'count_extensions',
    'move_extension',
    'claim_call_id',
    'end_sessions',
    'end_tokens',
    'keep_an_owner',
    'keep_deleted_extension',
  ])
    test(`have ${work} work for a table of its own`, async () => {
      const stolen = it.db.pool.transaction(async sql => {
        await sql`create temporary table mine (id bigint, tenant_id bigint) on commit drop`
        await sql`create trigger mine after insert on mine for each row execute function ${sql(work)}()`
      })
      expect(await failureOf(stolen)).toHaveProperty('code', FORBIDDEN)
    })
})

describe('the SIP servers', () => {
  const credentials = () =>
    sip.query(sql => sql`select * from sip_credentials where tenant_id = ${tenant.id}`).then(rows => [...rows])
  const credential = () => ({
    extension_id: id,
    tenant_id: `${tenant.id}`,
    username: '1001',
    domain: tenant.domain,
    ...digestsFor('1001', tenant.domain, SECRET),
  })
  const set = (change: { extension?: string; tenant?: string }) =>
    asOwner(
      it.url,
      sql => sql`
        with e as (update extensions set status = ${change.extension ?? 'active'} where id = ${id})
        update tenants set status = ${change.tenant ?? 'active'} where id = ${tenant.id}`,
    )

  test('see an active extension of an active tenant, as phones present themselves', async () => {
    await set({})
    expect(await credentials()).toEqual([credential()])
  })

  for (const extension of ['disabled', 'Active', 'active ', 'x'])
    test(`see no extension whose status is "${extension}"`, async () => {
      await set({ extension })
      expect(await credentials()).toEqual([])
    })

  test('see no extension of a suspended tenant, and see it again afterwards', async () => {
    await set({ tenant: 'suspended' })
    expect(await credentials()).toEqual([])
    await set({})
    expect(await credentials()).toEqual([credential()])
  })

  test('see no extension that is gone', async () => {
    await set({})
    const gone = idOf(await extensions(it.db, tenant.scope).create(inputFor(tenant, { extension_number: '1002' })))
    expect(await credentials()).toHaveLength(2)
    await extensions(it.db, tenant.scope).remove(gone)
    expect(await credentials()).toEqual([credential()])
  })

  describe('may not', () => {
    expectForbidden(() => sip, {
      'read the table of extensions': sql => sql`select id from extensions`,
      'read sealed secrets': sql => sql`select secret_sealed from extensions`,
      'read tenants': sql => sql`select id from tenants`,
      'read admins': sql => sql`select password_hash from admins`,
      'read second factors': sql => sql`select secret_sealed from second_factors`,
      'read sessions': sql => sql`select id_hash from sessions`,
      'read tokens': sql => sql`select token_hash from api_tokens`,
      'read devices, queues and call records': sql => sql`select from devices, queues, queue_agents, cdrs`,
      'read the audit trail': sql => sql`select id from audit`,
      'read sign-in attempts': sql => sql`select key from login_attempts`,
      'make months of call records': sql => sql`select make_cdr_months(current_date, current_date)`,
      'create a table': sql => sql`create table mine (id integer)`,
    })
  })
})
