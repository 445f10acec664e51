import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { Invalid } from '@ringfence/domain/admit'
import { NotFound } from './errors'
import { extensions } from './extensions'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { idOf, inputFor, SECRET } from './testing/extension'
import { failureOf } from './testing/failures'
import { mintTenant, scopeOf, type TestTenant } from './testing/tenant'

let it: TestDatabase
let mine: TestTenant
let theirs: TestTenant
let theirId: string
let missingId: string
beforeAll(async () => {
  it = await testDatabase()
  mine = await mintTenant(it.url)
  theirs = await mintTenant(it.url)
  theirId = idOf(await extensions(it.db, theirs.scope).create(inputFor(theirs)))
  missingId = String(Number(theirId) + 1000)
}, 30_000)
afterAll(() => it.close())

type Extensions = ReturnType<typeof extensions>
const own = (): Extensions => extensions(it.db, mine.scope)

const everything = async () => {
  const rows = await asOwner(
    it.url,
    sql => sql<{ row: string }[]>`
      select row_to_json(e)::text as row from extensions e union all select row_to_json(a)::text from audit a`,
  )
  return rows.map(({ row }) => row).sort()
}

describe("another tenant's extension cannot be told from a missing one", () => {
  const attempts: Record<string, (repository: Extensions, id: string) => Promise<unknown>> = {
    finding: (repository, id) => repository.find(id, { cdrs_limit: 100 }),
    'changing its name': (repository, id) => repository.update(id, { display_name: 'Mine' }),
    'changing its number': (repository, id) => repository.update(id, { extension_number: '666' }),
    'changing its secret': (repository, id) => repository.update(id, { secret: 'known-to-me' }),
    'changing everything': (repository, id) => repository.update(id, inputFor(mine)),
    'changing it with its version': (repository, id) => repository.update(id, { status: 'disabled' }, [1]),
    'changing it with a wrong version': (repository, id) => repository.update(id, { status: 'disabled' }, [9]),
    'moving it here': (repository, id) => repository.update(id, { tenant_id: mine.id }),
    rotating: (repository, id) => repository.rotate(id, 'known-to-me'),
    revealing: (repository, id) => repository.reveal(id),
    removing: (repository, id) => repository.remove(id),
    'removing its version': (repository, id) => repository.remove(id, [1]),
    'removing a wrong version': (repository, id) => repository.remove(id, [9]),
  }
  for (const [name, attempt] of Object.entries(attempts))
    test(`by ${name}, which leaves nothing behind`, async () => {
      const before = await everything()
      const failures = [await failureOf(attempt(own(), theirId)), await failureOf(attempt(own(), missingId))]
      for (const failure of failures) {
        expect(failure).toBeInstanceOf(NotFound)
        expect(failure).toHaveProperty('message', 'Extension not found.')
      }
      expect(await everything()).toEqual(before)
    })
})

describe('a tenant that is not the own', () => {
  const noSuchTenant = new Invalid({ tenant_id: ['The selected tenant id is invalid.'] })

  test('is refused as a missing one when creating', async () => {
    const before = await everything()
    for (const id of [theirs.id, 999_999])
      expect(await failureOf(own().create(inputFor({ id }, { extension_number: '77' })))).toEqual(noSuchTenant)
    expect(await everything()).toEqual(before)
  })

  test('is refused as a missing one when moving an extension away, in part or as a whole', async () => {
    const id = idOf(await own().create(inputFor(mine, { extension_number: '2001' })))
    const before = await everything()
    for (const tenant_id of [theirs.id, 999_999]) {
      expect(await failureOf(own().update(id, { tenant_id }))).toEqual(noSuchTenant)
      expect(await failureOf(own().update(id, inputFor({ id: tenant_id })))).toEqual(noSuchTenant)
    }
    expect(await everything()).toEqual(before)
  })

  test('is refused also when its domain was looked up for somebody else just before', async () => {
    expect(await it.db.realms.find(scopeOf(null), String(theirs.id))).toBe(theirs.domain)
    expect(await it.db.realms.find(mine.scope, String(theirs.id))).toBeUndefined()
  })

  test('lists nothing, whatever is asked for', async () => {
    for (const filter of [{ tenant_id: theirs.id }, { tenant_id: theirs.id, status: 'active', search: '1001' }]) {
      expect(await own().list(filter, 100, null)).toEqual({ rows: '', next: null, isProved: true })
      for await (const page of own().listAll(filter)) expect(page.rows).toBe('')
      expect((await extensions(it.db, scopeOf(null)).list(filter, 100, null)).rows).toContain(`"id":${theirId},`)
    }
    expect((await own().list({}, 100, null)).rows).not.toContain(`"tenant_id":${theirs.id},`)
  })
})

test('an owner sees and changes what every tenant has', async () => {
  const all = extensions(it.db, scopeOf(null))
  const id = idOf(await all.create(inputFor(theirs, { extension_number: '3001' })))
  expect(JSON.parse((await all.find(id, { cdrs_limit: 0 })).json)).toMatchObject({ tenant_id: theirs.id })
  expect(await all.reveal(id)).toBe(SECRET)
  await all.update(id, { tenant_id: mine.id })
  expect(JSON.parse((await own().find(id, { cdrs_limit: 0 })).json)).toMatchObject({ tenant_id: mine.id })
  await all.remove(id)
})
