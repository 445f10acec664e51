import { afterAll, afterEach, beforeAll, describe, expect, test } from 'bun:test'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { apiUrl, letApiIn } from './api-login'
import { cdrBatches, loadedIn } from './cdr-batches'
import { openDatabase } from './database'
import { extensions } from './extensions'
import { keepHouse, proveKeys } from './housekeeping'
import { migrate, SchemaError, schemaVersion } from './migrate'
import { openPool } from './pool'
import { generateKeyRing, parseKeyRing } from './secrets'
import { atOnce } from './testing/at-once'
import { type Cluster, makeCluster } from './testing/cluster'
import { asOwner } from './testing/database'
import { idOf, inputFor } from './testing/extension'
import { failureOf } from './testing/failures'
import { cdrInput } from './testing/members'
import { monthAgo } from './testing/months'
import { equip, surroundings } from './testing/surroundings'
import { mintTenant, scopeOf } from './testing/tenant'

const NAMES = readdirSync(join(import.meta.dir, 'migrations')).sort()
const VERSION = Number(NAMES.at(-1)?.slice(0, 4))

const migrationsOn = (name: string, binaries?: string) =>
  describe(`on ${name}`, () => {
    let cluster: Cluster
    let made = 0
    const databases: string[] = []
    const accounts: string[] = []
    beforeAll(async () => {
      cluster = await makeCluster({ binaries })
    }, 60_000)
    afterAll(() => cluster.remove())

    const emptyDatabase = async (owner = 'owner'): Promise<string> => {
      const database = `empty_${++made}`
      await asOwner(cluster.url, sql => sql`create database ${sql(database)} owner ${sql(owner)}`)
      databases.push(database)
      return Object.assign(new URL(cluster.url), { pathname: `/${database}`, username: owner }).href
    }
    /** So that every test begins as the first of its cluster, without the roles. */
    afterEach(async () => {
      for (const database of databases.splice(0))
        await asOwner(cluster.url, sql => sql`drop database ${sql(database)} with (force)`)
      for (const role of ['ringfence_api', 'ringfence_sip', ...accounts.splice(0)])
        await asOwner(cluster.url, sql => sql`drop role if exists ${sql(role)}`)
    })

    const applied = (url: string) =>
      asOwner(url, sql => sql<{ name: string }[]>`select name from schema_migrations order by version`).then(rows =>
        rows.map(row => row.name),
      )

    test('eight simultaneous boots apply each migration once, and a later one none', async () => {
      const url = await emptyDatabase()
      const { done, failures } = await atOnce(8, () => migrate(url))
      expect(failures).toEqual([])
      expect(done.map(boot => boot.applied).filter(names => names.length)).toEqual([NAMES])
      expect(await applied(url)).toEqual(NAMES)
      expect(await migrate(url)).toEqual({ applied: [], version: VERSION })
      expect(await schemaVersion()).toBe(VERSION)
    })

    test('sibling databases that start at once make the roles of their cluster together, and find them later', async () => {
      const urls = [await emptyDatabase(), await emptyDatabase(), await emptyDatabase(), await emptyDatabase()]
      const { failures } = await atOnce(urls.length, index => migrate(urls[index] ?? ''))
      expect(failures).toEqual([])
      expect((await migrate(await emptyDatabase())).applied).toEqual(NAMES)
    })

    test('siblings of one owner who is no superuser make them together too', async () => {
      await asOwner(cluster.url, sql => sql`create role operator login createrole`)
      accounts.push('operator')
      const siblings = async () => {
        const urls = await Promise.all([1, 2, 3].map(() => emptyDatabase('operator')))
        expect((await atOnce(urls.length, index => migrate(urls[index] ?? ''))).failures).toEqual([])
        return urls[0] ?? ''
      }
      const url = await siblings()
      await asOwner(url, sql => sql`revoke ringfence_api, ringfence_sip from operator`)
      await siblings()
      for (const role of ['ringfence_api', 'ringfence_sip']) {
        const pool = openPool(url, { role, size: 1 })
        const [row] = await pool.query(sql => sql`select current_user as role`).finally(() => pool.end())
        expect(row?.role).toBe(role)
      }
    })

    test('an owner who is no superuser lets the API in, and sees what its connections do', async () => {
      await asOwner(cluster.url, sql => sql`create role operator login createrole`)
      const url = await emptyDatabase('operator')
      const keys = parseKeyRing(generateKeyRing())
      accounts.push(new URL(apiUrl(url, keys)).username, 'operator')
      await migrate(url)
      await letApiIn(url, keys)
      await letApiIn(url, keys)
      const { pool } = openDatabase(apiUrl(url, keys), keys, { applicationName: 'logged in', size: 1 })
      expect(await pool.query(sql => sql`select from extensions`)).toHaveLength(0)
      const connections = await asOwner(
        url,
        sql => sql`select from pg_stat_activity where datname = current_database() and application_name = 'logged in'`,
      )
      await pool.end()
      expect(connections).toHaveLength(1)
    })

    test('what stops half way leaves nothing, and the next boot begins anew', async () => {
      const url = await emptyDatabase()
      await asOwner(url, sql => sql`create table queues (in_the_way boolean)`)
      expect(await failureOf(migrate(url))).toHaveProperty('code', '42P07')
      const tables = await asOwner(
        url,
        sql => sql`select relname from pg_class where relnamespace = 'public'::regnamespace`,
      )
      expect([...tables]).toEqual([{ relname: 'queues' }])
      await asOwner(url, sql => sql`drop table queues`)
      expect((await migrate(url)).applied).toEqual(NAMES)
    })

    test('a database that a newer Ringfence made is refused, and left as it is', async () => {
      const url = await emptyDatabase()
      await migrate(url)
      await asOwner(
        url,
        sql => sql`insert into schema_migrations (version, name, checksum) values (9999, '9999_later.sql', 'x')`,
      )
      expect(await failureOf(migrate(url))).toEqual(
        new SchemaError(
          `The database has schema version 9999 and this program knows ${VERSION}: run the newer Ringfence that made it.`,
        ),
      )
      expect(await applied(url)).toEqual([...NAMES, '9999_later.sql'])
    })

    test('a migration that was edited after it made the database is refused by name', async () => {
      const url = await emptyDatabase()
      await migrate(url)
      await asOwner(url, sql => sql`update schema_migrations set checksum = 'x' where version = 3`)
      expect(await failureOf(migrate(url))).toEqual(
        new SchemaError(
          'Migration 0003_devices_queues_cdrs.sql is not the one that made this database: restore the file, and put changes into a new migration.',
        ),
      )
    })

    test('the API may read how far the schema is, and make no table, not even a temporary one', async () => {
      const url = await emptyDatabase()
      await migrate(url)
      const pool = openPool(url, { role: 'ringfence_api', size: 1 })
      expect(await pool.query(sql => sql`select from schema_migrations`)).toHaveLength(NAMES.length)
      const temporary = await failureOf(pool.query(sql => sql`create temporary table mine (id integer)`))
      const lasting = await failureOf(pool.query(sql => sql`create table mine (id integer)`))
      await pool.end()
      expect([temporary, lasting]).toMatchObject([{ code: '42501' }, { code: '42501' }])
    })

    test('nobody makes temporary tables, also where pg_restore alone made the database', async () => {
      const url = await emptyDatabase()
      await migrate(url)
      const name = new URL(url).pathname.slice(1)
      await asOwner(url, sql => sql`grant temporary on database ${sql(name)} to public`)
      await migrate(url)
      const [held] = await asOwner(
        url,
        sql => sql`select has_database_privilege('public', current_database(), 'temporary') as temporary`,
      )
      expect(held).toEqual({ temporary: false })
    })

    test('an extension lives its whole life', async () => {
      const url = await emptyDatabase()
      await migrate(url)
      const db = openDatabase(url, parseKeyRing(generateKeyRing()))
      await keepHouse(db.pool)
      await proveKeys(db.pool, db.keys)
      const [tenant, other] = [await mintTenant(url), await mintTenant(url)]
      const all = extensions(db, scopeOf(null))
      const id = idOf(await all.create(inputFor(tenant)))
      await equip(url, tenant.id, id)
      expect(JSON.parse((await all.find(id, { cdrs_limit: 10 })).json)).toMatchObject({
        cdrs_count: 1,
        queueAgents: [{}],
        devices: [{}],
      })
      await all.update(id, { tenant_id: other.id, extension_number: '2002' })
      expect(await all.reveal(id)).toBe(inputFor(tenant).secret)
      expect((await all.list({ search: 'RECEP' }, 10, null)).rows).toContain('"extension_number":"2002"')
      await all.remove(id)
      await db.pool.end()
      expect(await surroundings(url, id)).toEqual({
        devices: [],
        queue_agents: [],
        cdrs: [{ tenant_id: `${tenant.id}`, extension_id: null }],
      })
    })

    test('a month of calls comes with its calls and goes with them', async () => {
      const url = await emptyDatabase()
      await migrate(url)
      const db = openDatabase(url, parseKeyRing(generateKeyRing()))
      const tenant = await mintTenant(url)
      const { moment, table } = monthAgo(2)
      await asOwner(
        url,
        sql => sql`
          insert into cdrs (tenant_id, caller_number, destination_number, direction, disposition, duration_seconds, bill_seconds, cost, started_at, call_id)
          values (${tenant.id}, '1', '2', 'inbound', 'answered', 1, 1, 0, ${moment}::text::timestamptz, 'a')`,
      )
      await keepHouse(db.pool)
      const again = cdrInput(tenant.id, { started_at: moment, call_id: 'a' })
      const { json } = await cdrBatches(db, tenant.scope).loadWhole([{ place: 0, input: again }])
      expect(loadedIn({ json })).toEqual({ created: 0, existing: 1, refused: [] })
      const places = () => asOwner(url, sql => sql`select tableoid::regclass::text as place from cdrs`)
      expect([...(await places())]).toEqual([{ place: table }])
      await keepHouse(db.pool, { cdrRetentionMonths: 1 })
      expect([...(await places())]).toEqual([])
      await db.pool.end()
    })
  })

migrationsOn('the embedded PostgreSQL')

const OLDEST = '/usr/lib/postgresql/15/bin'
if (existsSync(OLDEST)) migrationsOn('PostgreSQL 15', OLDEST)
else console.warn(`No PostgreSQL 15 in ${OLDEST}: the migrations are tested on the embedded PostgreSQL alone.`)
