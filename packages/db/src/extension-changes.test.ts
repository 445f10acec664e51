import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { NotFound, Stale } from './errors'
import { extensions } from './extensions'
import { atOnce } from './testing/at-once'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { digestsFor, idOf, inputFor, keysOf, opened, SECRET } from './testing/extension'
import { failureOf } from './testing/failures'
import { mintTenant, scopeOf } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase({ waitMilliseconds: 10_000 })
}, 30_000)
afterAll(() => it.close())

const everywhere = () => extensions(it.db, scopeOf(null))

const extension = async () => {
  const tenant = await mintTenant(it.url)
  const own = extensions(it.db, tenant.scope)
  const unusual = { email: 'a@example.com', status: 'on-leave', voicemail_enabled: true }
  const made = JSON.parse((await own.create(inputFor(tenant, unusual))).json)
  return { tenant, own, made, id: String(made.id) }
}

test('a secret and a number that are the same are refused, whichever of the two a change names', async () => {
  const { own, id } = await extension()
  const sentences = { secret: ['The secret is too easy to guess.'] }
  const { extension_number } = await keysOf(it.url, id)
  expect(await failureOf(own.update(id, { secret: extension_number }))).toMatchObject({ errors: sentences })
  await own.update(id, { secret: '55512345' })
  expect(await failureOf(own.update(id, { extension_number: '55512345' }))).toMatchObject({ errors: sentences })
  expect(await own.reveal(id)).toBe('55512345')
})

describe('a change', () => {
  const changes = [
    { display_name: 'Lobby' },
    { email: null },
    { status: 'active' },
    { voicemail_enabled: false },
    { extension_number: '*77#' },
  ]
  for (const change of changes)
    test(`of ${Object.keys(change)} touches nothing else but version and updated_at`, async () => {
      const { own, made, id } = await extension()
      const { json, version } = await own.update(id, change)
      const { updated_at, ...altered } = JSON.parse(json)
      const { updated_at: before, ...rest } = made
      expect(altered).toEqual({ ...rest, ...change })
      expect(updated_at > before).toBe(true)
      expect(version).toBe(2)
      expect(JSON.parse((await own.find(id, { cdrs_limit: 1 })).json)).toMatchObject({ ...rest, ...change, updated_at })
    })

  test('of nothing at all still makes a new version', async () => {
    const { own, id } = await extension()
    expect((await own.update(id, {})).version).toBe(2)
  })
})

describe('the keys', () => {
  test('stand byte for byte when number, tenant and secret are not named', async () => {
    const { own, id } = await extension()
    const before = await keysOf(it.url, id)
    await own.update(id, { display_name: 'Lobby', email: null, status: 'disabled', voicemail_enabled: true })
    expect(await keysOf(it.url, id)).toEqual(before)
  })

  const expectKeys = async (id: string, number: string, domain: string, secret: string) => {
    const keys = await keysOf(it.url, id)
    expect(opened(it, keys)).toBe(secret)
    expect(keys).toMatchObject(digestsFor(number, domain, secret))
    expect(await everywhere().reveal(id)).toBe(secret)
  }

  test('follow a change of everything', async () => {
    const { tenant, own, id } = await extension()
    await own.update(id, inputFor(tenant, { extension_number: '2002', secret: 'another-one' }))
    await expectKeys(id, '2002', tenant.domain, 'another-one')
  })

  test('follow a change of the number alone', async () => {
    const { tenant, own, id } = await extension()
    await own.update(id, { extension_number: '2002' })
    await expectKeys(id, '2002', tenant.domain, SECRET)
  })

  test('follow a change of the secret alone', async () => {
    const { tenant, own, id } = await extension()
    await own.update(id, { secret: 'another-one' })
    await expectKeys(id, '1001', tenant.domain, 'another-one')
  })

  test('follow a change of the tenant alone', async () => {
    const { id } = await extension()
    const other = await mintTenant(it.url)
    await everywhere().update(id, { tenant_id: other.id })
    await expectKeys(id, '1001', other.domain, SECRET)
  })

  test('follow a domain that changed since it was last looked up', async () => {
    const { tenant, own, id } = await extension()
    const domain = `renamed-${tenant.domain}`
    await asOwner(it.url, sql => sql`update tenants set domain = ${domain} where id = ${tenant.id}`)
    const made = idOf(await own.create(inputFor(tenant, { extension_number: '1002' })))
    await expectKeys(made, '1002', domain, SECRET)
    await asOwner(it.url, sql => sql`update tenants set domain = ${tenant.domain} where id = ${tenant.id}`)
    await own.update(id, { extension_number: '1003' })
    await expectKeys(id, '1003', tenant.domain, SECRET)
  })
})

describe('versions', () => {
  test('let one of 50 changes of the same version pass, and the others are Stale', async () => {
    const { own, id } = await extension()
    const { done, failures } = await atOnce(50, index => own.update(id, { display_name: `Desk ${index}` }, [1]))
    expect(done).toHaveLength(1)
    expect(failures.filter(failure => failure instanceof Stale)).toHaveLength(49)
    const { json, version } = await own.find(id, { cdrs_limit: 1 })
    expect(version).toBe(2)
    expect(JSON.parse(json)).toMatchObject(JSON.parse(done[0]?.json ?? ''))
  })

  test('let any of several named ones pass', async () => {
    const { own, id } = await extension()
    expect((await own.update(id, { status: 'disabled' }, [7, 1])).version).toBe(2)
    expect(await failureOf(own.update(id, { status: 'active' }, [7, 1]))).toBeInstanceOf(Stale)
    expect(await failureOf(own.update(id, { secret: 'another-one' }, [7, 1]))).toBeInstanceOf(Stale)
  })

  test('do not turn a missing row into a stale one', async () => {
    const { own, id, tenant } = await extension()
    await own.remove(id)
    for (const change of [{ status: 'disabled' }, { secret: 'another-one' }, inputFor(tenant)])
      for (const versions of [null, [1]])
        expect(await failureOf(own.update(id, change, versions))).toEqual(new NotFound('Extension'))
  })
})
