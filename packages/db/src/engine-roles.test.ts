import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { openPool, type Pool, type Sql } from './pool'
import { type TestDatabase, testDatabase } from './testing/database'
import { failureOf } from './testing/failures'
import { expectForbidden } from './testing/forbidden'

const NOT_UPDATABLE = '55000'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

/** What each SIP server's role reads and writes; everything else there is, in any schema, is forbidden to it. */
const engines = {
  kamailio: {
    reads: ['version', 'subscriber', 'domain', 'location', 'location_attrs', 'acc', 'missed_calls', 'acc_cdrs'],
    inserts: ['location', 'location_attrs', 'acc', 'missed_calls', 'acc_cdrs'],
    changes: ['location', 'location_attrs'],
    credentials: 'subscriber',
  },
  asterisk: {
    reads: ['ps_auths', 'ps_auths_md5', 'ps_aors', 'ps_endpoints', 'queue_members', 'ps_contacts', 'cdr'],
    inserts: ['ps_contacts', 'cdr'],
    changes: ['ps_contacts'],
    credentials: 'ps_auths',
  },
  opensips: {
    reads: ['version', 'subscriber', 'domain', 'location'],
    inserts: ['location'],
    changes: ['location'],
    credentials: 'subscriber',
  },
}

for (const [role, may] of Object.entries(engines))
  describe(role, () => {
    let pool: Pool
    beforeAll(() => {
      pool = openPool(it.url, { role, size: 1 })
    })
    afterAll(() => pool.end())

    /** Everything that the role has a privilege of this kind on, in its schema without its name. */
    const granted = async (privilege: string): Promise<string[]> => {
      const rows = await pool.query(
        sql => sql<{ name: string }[]>`
          select case when n.nspname = ${role} then c.relname else n.nspname || '.' || c.relname end as name
          from pg_class c
          join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p', 'v', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
            and (has_table_privilege(c.oid, ${privilege}) or (${privilege} not in ('delete', 'truncate', 'trigger') and has_any_column_privilege(c.oid, ${privilege})))
          order by 1`,
      )
      return rows.map(({ name }) => name)
    }

    test('reads its own schema and nothing else of all there is', async () => {
      expect(await granted('select')).toEqual(may.reads.toSorted())
    })

    test('writes what it tells and nothing else of all there is', async () => {
      expect(await granted('insert')).toEqual(may.inserts.toSorted())
      for (const privilege of ['update', 'delete']) expect(await granted(privilege)).toEqual(may.changes.toSorted())
      for (const privilege of ['truncate', 'references', 'trigger']) expect(await granted(privilege)).toEqual([])
    })

    test('has no function of ours work for it', async () => {
      const rows = await pool.query(
        sql => sql<{ name: string }[]>`
          select p.proname as name
          from pg_proc p
          join pg_namespace n on n.oid = p.pronamespace
          where n.nspname in ('public', 'kamailio', 'asterisk', 'opensips') and p.prosecdef and has_function_privilege(p.oid, 'execute')`,
      )
      expect([...rows]).toEqual([])
    })

    test('changes no credential', async () => {
      const view = `${role}.${may.credentials}`
      for (const work of [
        (sql: Sql) => sql`update ${sql(view)} set id = id`,
        (sql: Sql) => sql`delete from ${sql(view)}`,
        (sql: Sql) => sql`insert into ${sql(view)} default values`,
      ])
        expect(await failureOf(pool.query(work))).toHaveProperty('code', NOT_UPDATABLE)
    })

    test('is nobody else', async () => {
      const rows = await pool.query(
        sql => sql`select from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = ${role}`,
      )
      expect(rows).toHaveLength(0)
    })

    describe('may not', () => {
      expectForbidden(() => pool, {
        'read extensions': sql => sql`select id from public.extensions`,
        'read devices': sql => sql`select id from public.devices`,
        'read call records': sql => sql`select id from public.cdrs`,
        'read the audit trail': sql => sql`select id from public.audit`,
        'read admins': sql => sql`select id from public.admins`,
        'read tokens': sql => sql`select id from public.api_tokens`,
        'read what the others read': sql =>
          sql`select from ${sql(role === 'asterisk' ? 'opensips' : 'asterisk')}.${sql(role === 'asterisk' ? 'subscriber' : 'ps_auths')}`,
        'fill the disk with large objects': sql => sql`select lo_from_bytea(0, ''::bytea)`,
        'make an empty large object': sql => sql`select lo_create(0), lo_creat(-1)`,
        'create a table': sql => sql`create table public.mine (id integer)`,
        'create a table of its own': sql => sql`create table ${sql(role)}.mine (id integer)`,
      })
    })
  })
