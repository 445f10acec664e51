import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { extensions } from './extensions'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { mintTenant, type TestTenant } from './testing/tenant'

let it: TestDatabase
let tenant: TestTenant
let other: TestTenant
beforeAll(async () => {
  it = await testDatabase({ size: 1 })
  tenant = await mintTenant(it.url)
  other = await mintTenant(it.url)
  for (const home of [tenant, other]) await store(home, fc.sample(person, { numRuns: 400, seed: 1 }))
}, 30_000)
afterAll(() => it.close())

const LETTERS = [...'aAbBéÉßÜłŁωΩи美😀 \'"\\%_*#+-.:&|!()<>', '\u00a0', '\u0301', '1', '2']

const text = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...LETTERS), minLength, maxLength })
const person = fc.record({ name: text(1, 12), email: fc.option(text(1, 12)) })

type Person = { name: string; email: string | null }

const store = async ({ id }: TestTenant, people: Person[]): Promise<void> => {
  await asOwner(
    it.url,
    sql => sql`
      insert into extensions (tenant_id, extension_number, display_name, email, status,
        secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
      select ${id}, translate((1000 + n)::text, '789', '*#+'), p.name, p.email, 'active',
        ''::bytea, md5('a'), encode(sha256('a'), 'hex'), md5('a'), encode(sha256('a'), 'hex')
      from json_to_recordset(${JSON.stringify(people.map((each, n) => ({ ...each, n })))}::text::json) as p (n int, name text, email text)`,
  )
}

const naive = async (ids: number[], search: string): Promise<string[]> => {
  const rows = await asOwner(
    it.url,
    sql => sql<{ id: string }[]>`
      select id
      from extensions
      where tenant_id = any (${`{${ids}}`}::text::bigint[])
        and (strpos(lower(extension_number), lower(${search})) > 0
          or strpos(lower(display_name), lower(${search})) > 0
          or strpos(lower(email), lower(${search})) > 0)
      order by created_at desc, id desc`,
  )
  return rows.map(({ id }) => id)
}

/** By the index alone, which the newest thousand would otherwise spare. */
const indexed = async (tenantId: number | null, search: string): Promise<string[]> => {
  const rows = await asOwner(
    it.url,
    sql => sql<{ id: string }[]>`
      select id
      from extensions
      where search_words(tenant_id, search_text) @@ search_pattern(${tenantId}, lower(${search}))
        and strpos(search_text, lower(${search})) > 0
      order by created_at desc, id desc`,
  )
  return rows.map(({ id }) => id)
}

test('whatever the characters, a search finds those that contain them in one of their texts, and no others', async () => {
  await fc.assert(
    fc.asyncProperty(text(1, 6), async search => {
      const page = await extensions(it.db, tenant.scope).list({ search }, 1000, null)
      const found = JSON.parse(`[${page.rows}]`).map(({ id }: { id: number }) => String(id))
      const expected = await naive([tenant.id], search)
      expect(found).toEqual(expected)
      expect(await indexed(tenant.id, search)).toEqual(expected)
      expect(await indexed(null, search)).toEqual(await naive([tenant.id, other.id], search))
    }),
    { numRuns: 150 },
  )
})
