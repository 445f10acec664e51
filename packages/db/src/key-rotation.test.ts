import { afterEach, beforeEach, expect, test } from 'bun:test'
import { type Database, openDatabase } from './database'
import { deletedExtensions } from './deleted-extensions'
import { KeyReused } from './errors'
import { extensions } from './extensions'
import { openFactor, sealFactor } from './factor-codes'
import { proveKeys } from './housekeeping'
import { answered, claimOf } from './idempotency'
import { keyUse, RotationError, recognisedUntil, reseal } from './key-rotation'
import { openPool, type Pool } from './pool'
import { SEALED } from './sealed'
import { generateKeyRing, type KeyRing, KeyRingError, parseKeyRing, withNewKey } from './secrets'
import { mintAdmin } from './testing/admin'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { mintHome } from './testing/deleted'
import { idOf, inputFor, SECRET, selectKeys, unsoundKeys } from './testing/extension'
import { failureOf } from './testing/failures'
import { registrars } from './testing/registrars'
import { until } from './testing/until'
import { openWebhookSecret, type SealedSecret } from './webhook-secrets'
import { webhooks } from './webhooks'

let it: TestDatabase
let owner: Pool
let both: KeyRing
let alone: KeyRing
const opened: Database[] = []

beforeEach(async () => {
  it = await testDatabase()
  owner = openPool(it.url, { size: 1 })
  both = withNewKey(parseKeyRing(it.keyRing))
  alone = { active: both.active, keys: new Map([...both.keys].filter(([id]) => id === both.active)) }
}, 30_000)
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ pool }) => pool.end()))
  await owner.end()
  await it.close()
})

/** As a server with this ring has the database. */
const server = (ring: KeyRing): Database => {
  const db = openDatabase(it.url, ring, { size: 4 })
  opened.push(db)
  return db
}

/** What a server with the first key left behind, which is gone. */
const filled = async (count: number) => {
  const db = openDatabase(it.url, parseKeyRing(it.keyRing))
  await proveKeys(db.pool, db.keys)
  const { tenant, own } = await mintHome({ ...it, db })
  const numbers = Array.from({ length: count }, (_, index) => String(1000 + index))
  for (const extension_number of numbers) await own.create(inputFor(tenant, { extension_number }))
  const gone = idOf(await own.create(inputFor(tenant, { extension_number: '900' })))
  await own.remove(gone)
  const claim = claimOf(db, tenant.scope, 'a-key', ['sent'])
  const hook = {
    tenant_id: tenant.id,
    url: 'https://hook.example/',
    events: ['extension.updated' as const],
    enabled: true,
    description: null,
    secret: null,
  }
  const { shown, ...webhook } = await webhooks(db, { ...tenant.scope, claim }).create(hook)
  await db.pool.end()
  const { id: admin } = await mintAdmin(it.url)
  const factor = sealFactor(db.keys, admin, SECRET)
  await asOwner(it.url, sql => sql`insert into second_factors (admin_id, secret_sealed) values (${admin}, ${factor})`)
  return { tenant, claim, shown, webhook: idOf(webhook), gone, admin }
}

/** Everything of extensions and webhooks that must not change when only a key does. */
const untouched = () =>
  asOwner(
    it.url,
    sql => sql<{ row: string }[]>`
      select (to_jsonb(e) - 'secret_sealed')::text as row from extensions e
      union all
      select (to_jsonb(x) - 'secret_sealed')::text from deleted_extensions x
      union all
      select (to_jsonb(w) - 'secret_sealed')::text from webhooks w
      union all
      select (to_jsonb(f) - 'secret_sealed')::text from second_factors f
      union all
      select to_jsonb(d)::text from webhook_deliveries d
      union all
      select to_jsonb(l)::text from kamailio.location l
      order by 1`,
  )

const useOf = async (id: number) => (await keyUse(owner)).get(id)

/** Nothing but the new key is needed any more: all digests are those of the secrets that it opens. */
const expectWhole = async () => {
  const ring = [...alone.keys].map(([id, key]) => `${id}:${key.toString('base64')}`).join(',')
  expect(await unsoundKeys({ ...it, keyRing: ring })).toEqual([])
  await proveKeys(owner, alone)
}

test('every column that is stored sealed is one that a new key seals', async () => {
  const columns = await asOwner(
    it.url,
    sql => sql<{ name: string }[]>`
      select table_name || '.' || column_name as name
      from information_schema.columns
      where table_schema = 'public' and data_type = 'bytea' and column_name like '%sealed%' and table_name <> 'key_canaries'
      order by 1`,
  )
  expect(columns.map(({ name }) => name)).toEqual(SEALED.map(({ table, column }) => `${table}.${column}`).sort())
})

test('everything opens with the new key alone, and nothing else has changed: no version, no digest, no event, no registration', async () => {
  const { tenant, claim, shown, webhook, gone, admin } = await filled(30)
  const [kamailio] = registrars
  await asOwner(it.url, sql => kamailio?.register(sql, { number: '1001', domain: tenant.domain, id: 'r1' }) ?? sql``)
  const before = await untouched()
  expect(before.length).toBeGreaterThan(32)
  const { resealed, retired } = await reseal(owner, both)
  expect({ resealed, retired }).toEqual({ resealed: 34, retired: [1] })
  expect(await untouched()).toEqual(before)
  await expectWhole()

  const db = server(alone)
  expect(await answered({ ...db, keys: both }, tenant.scope, claim)).toMatchObject({ shown })
  const [hook] = await asOwner(
    it.url,
    sql => sql<[SealedSecret]>`select secret_sealed, sealed_for from webhooks where id = ${webhook}`,
  )
  expect(JSON.stringify({ secret: openWebhookSecret(alone, hook) })).toBe(shown)
  const [{ sealed }] = await asOwner(
    it.url,
    sql => sql<[{ sealed: Uint8Array }]>`select secret_sealed as sealed from second_factors`,
  )
  expect(openFactor(alone, admin, sealed)).toBe(SECRET)
  await deletedExtensions(db, tenant.scope).restore(gone)
  expect(await extensions(db, tenant.scope).reveal(gone)).toBe(SECRET)
})

test('a request of before is answered again while the old key is there, and refused without it', async () => {
  const { tenant, claim, shown } = await filled(0)
  await reseal(owner, both)
  expect([...(await recognisedUntil(owner)).keys()]).toEqual([1])
  const now = (db: Database) => answered(db, tenant.scope, claimOf(db, tenant.scope, 'a-key', ['sent']))
  expect(await now(server(both))).toMatchObject({ shown })
  expect(claim.fingerprints).toHaveLength(1)
  expect(await failureOf(now(server(alone)))).toBeInstanceOf(KeyReused)
  await asOwner(it.url, sql => sql`update audit set at = at - interval '24 hours' where action = 'keys.rotated'`)
  expect((await recognisedUntil(owner)).size).toBe(0)
})

test('beside servers that create, change, delete and restore, none of whose writes fails or is lost', async () => {
  const { tenant } = await filled(1200)
  const db = server(both)
  const own = extensions(db, tenant.scope)
  const written = new Map<string, string>()
  let isOver = false
  const write = async (worker: number) => {
    for (let round = 0; !isOver; round++) {
      const number = `${worker}${round}`.padStart(6, '5')
      const id = idOf(await own.create(inputFor(tenant, { extension_number: number })))
      const secret = `${SECRET}-${number}`
      await own.update(id, { secret })
      await own.update(id, { extension_number: `6${number}` })
      written.set(id, secret)
      if (round % 3 > 0) continue
      await own.remove(id)
      await deletedExtensions(db, tenant.scope).restore(id)
    }
  }
  const working = Promise.all([1, 2, 3].map(write))
  await until('they write', () => written.size > 10)
  await reseal(owner, both)
  const amidst = written.size
  await until('they go on writing', () => written.size > amidst + 5)
  isOver = true
  await working
  await expectWhole()
  const afterwards = extensions(server(alone), tenant.scope)
  for (const [id, secret] of written) expect(await afterwards.reveal(id)).toBe(secret)
  expect(await audited()).toEqual([expect.objectContaining({ active: 2, retired: [1] })])
}, 60_000)

/** The owner's pool, with something that happens just before each of its statements, which are counted from 1. */
const interrupted = (happens: (count: number) => Promise<unknown>): Pool => {
  let count = 0
  return {
    ...owner,
    async query(work) {
      await happens(++count)
      return owner.query(work)
    },
  }
}

test('a secret that is changed between being read and being sealed anew stays as it was changed', async () => {
  const { tenant } = await filled(1)
  const own = extensions(server(both), tenant.scope)
  const [{ id }] = await asOwner(it.url, sql => sql<[{ id: string }]>`select id from extensions`)
  const beforeWriting = 3
  const change = async (count: number) => {
    if (count === beforeWriting) await own.update(id, { secret: `${SECRET}-changed` })
  }
  await reseal(interrupted(change), both)
  expect(await own.reveal(id)).toBe(`${SECRET}-changed`)
  await expectWhole()
})

test('a key whose canary is there is not let go while it seals anything', async () => {
  await filled(1)
  const [before] = await asOwner(it.url, selectKeys)
  await reseal(owner, both)
  await proveKeys(owner, { ...both, active: 1 })
  const last = SEALED.length + 2
  const late = interrupted(async count => {
    if (count < last) return
    await asOwner(it.url, sql => sql`update extensions set secret_sealed = ${before?.secret_sealed ?? null}::bytea`)
  })
  expect(await reseal(late, both)).toEqual({ resealed: 0, retired: [], unopened: [] })
  expect(await reseal(owner, both)).toEqual({ resealed: 1, retired: [1], unopened: [] })
})

test('goes on where it was stopped, and says at the end alone what was done', async () => {
  await filled(1100)
  const stop = new Error('stopped')
  const stopped = reseal(owner, both, () => {
    throw stop
  })
  expect(await failureOf(stopped)).toBe(stop)
  expect(await useOf(2)).toEqual({ extensions: 500 })
  expect(await audited()).toEqual([])
  await proveKeys(owner, both)
  expect(await failureOf(proveKeys(owner, alone))).toBeInstanceOf(KeyRingError)
  expect(await reseal(owner, both)).toEqual({ resealed: 604, retired: [1], unopened: [] })
  await expectWhole()
  expect(await audited()).toEqual([{ active: 2, resealed: 604, retired: [1] }])
  expect(await reseal(owner, both)).toEqual({ resealed: 0, retired: [], unopened: [] })
  expect(await audited()).toHaveLength(1)
}, 60_000)

test('a secret that does not open is named and stays, keeps its key from going, and stops no other', async () => {
  const { webhook } = await filled(3)
  const [moved] = await asOwner(
    it.url,
    sql => sql<[{ id: string }]>`
      update extensions x
      set secret_sealed = y.secret_sealed
      from extensions y
      where x.extension_number = '1001' and y.extension_number = '1000'
      returning x.id`,
  )
  await asOwner(
    it.url,
    sql => sql`update webhooks set secret_sealed = set_byte(secret_sealed, 20, get_byte(secret_sealed, 20) # 1)`,
  )
  expect(await reseal(owner, both)).toEqual({
    resealed: 5,
    retired: [],
    unopened: [
      { table: 'extensions', key: moved.id },
      { table: 'webhooks', key: webhook },
    ],
  })
  expect(await useOf(1)).toEqual({ extensions: 1, webhooks: 1 })
  await asOwner(it.url, sql => sql`delete from extensions where id = ${moved.id}`)
  await asOwner(it.url, sql => sql`delete from deleted_extensions where id = ${moved.id}`)
  await asOwner(it.url, sql => sql`delete from webhooks`)
  expect(await reseal(owner, both)).toEqual({ resealed: 0, retired: [1], unopened: [] })
  await expectWhole()
})

test('rows that others hold have their turn when these are done, and nobody waits for them', async () => {
  await filled(3)
  const holder = openPool(it.url, { size: 1 })
  const progress: number[] = []
  let resealing: Promise<unknown> | undefined
  await holder.transaction(async sql => {
    await sql`select from extensions where extension_number = '1001' for update`
    resealing = reseal(owner, both, done => progress.push(done))
    await until('all others are sealed', () => progress.includes(6))
    expect(await asOwner(it.url, sql => sql`select from key_canaries`)).toHaveLength(2)
  })
  expect(await resealing).toEqual({ resealed: 7, retired: [1], unopened: [] })
  await holder.end()
  await expectWhole()
})

test('nothing is sealed with a key that a running server lacks', async () => {
  await filled(1)
  const old = server(parseKeyRing(it.keyRing))
  await old.pool.query(sql => sql`select 1`)
  expect(await failureOf(reseal(owner, both))).toBeInstanceOf(RotationError)
  expect(await useOf(1)).toMatchObject({ extensions: 1 })
  await old.pool.end()
  await until('its connection is gone', async () => (await failureOf(reseal(owner, both))) === null)
  await expectWhole()
})

test('nothing is sealed anew beside a server of before they said their key', async () => {
  await filled(1)
  const old = openPool(it.url, { size: 1, role: 'ringfence_api', applicationName: 'ringfence' })
  await old.query(sql => sql`select 1`)
  expect(await failureOf(reseal(owner, both))).toEqual(
    new RotationError('A server of an older version runs, which does not say its key: stop it, and run this again.'),
  )
  expect(await useOf(1)).toMatchObject({ extensions: 1 })
  await old.end()
  await until('its connection is gone', async () => (await failureOf(reseal(owner, both))) === null)
  await expectWhole()
})

test('no key ring that lacks a key in use changes anything', async () => {
  await filled(1)
  for (const ring of [alone, parseKeyRing(generateKeyRing())])
    expect(await failureOf(reseal(owner, ring))).toBeInstanceOf(KeyRingError)
  expect(await useOf(1)).toMatchObject({ extensions: 1 })
})

const audited = async () => {
  const rows = await asOwner(
    it.url,
    sql => sql<{ after: object }[]>`select after from audit where action = 'keys.rotated'`,
  )
  return rows.map(({ after }) => after)
}
