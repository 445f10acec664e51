import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import postgres from 'postgres'
import { composing, type Sql } from './statements'
import { type TestDatabase, testDatabase } from './testing/database'

let it: TestDatabase
let driver: postgres.Sql
let sql: Sql
let sent: { text: string; parameters: unknown[] }[] = []
beforeAll(async () => {
  it = await testDatabase()
  driver = postgres(it.url, {
    max: 1,
    fetch_types: false,
    debug: (_, text, parameters) => sent.push({ text, parameters: [...parameters] }),
  })
  sql = composing(driver)
})
afterAll(async () => {
  await driver.end()
  await it.close()
})

const sentBy = async (statement: PromiseLike<unknown>) => {
  sent = []
  await statement
  return sent
}

describe('parts, names and parameters come out as the driver itself would put them together', () => {
  type Tag = typeof driver & Sql
  const cases: [string, (sql: Tag) => PromiseLike<unknown>][] = [
    ['no part', sql => sql`select 1`],
    ['a part at each end', sql => sql`${sql`select`} 1 ${sql`as one`}`],
    ['parts in parts', sql => sql`select ${sql`${1}::int + ${sql`${2}::int`}`} + ${3}::int`],
    ['an empty part', sql => sql`select 1 ${sql``}`],
    ['names', sql => sql`select ${sql('t.one')} as ${sql('odd "name')} from (select 1 as one) ${sql('t')}`],
    ['a part that stands twice', sql => ((part: never) => sql`select ${part} + ${part}`)(sql`${7}::int` as never)],
    [
      'every kind of value',
      sql => sql`select ${'x'}::text, ${1}::int, ${null}::int, ${true}, ${Buffer.from([0, 255])}`,
    ],
  ]
  for (const [what, work] of cases)
    test(what, async () => {
      const ours = await sentBy(work(sql as Tag))
      expect(ours).toHaveLength(1)
      expect(ours).toEqual(await sentBy(work(driver as Tag)))
    })
})

test('a value never becomes text of the statement', async () => {
  const hostile = `'; drop table tenants; -- \${"x"} $1 "`
  const [row] = await sql<[{ said: string }]>`select ${hostile}::text as said`
  expect(row.said).toBe(hostile)
})

test('a statement is sent once however often it is awaited, and not at all when it is not', async () => {
  const statement = sql`select 1`
  expect(await sentBy(Promise.all([statement, statement]))).toHaveLength(1)
  void sql`select 2`
  expect(await sentBy(Bun.sleep(0))).toHaveLength(0)
})

test('the driver sees the same template for the same texts, as it keeps something for each that it ever saw', async () => {
  const seen = new Set<unknown>()
  const watched = (texts: TemplateStringsArray, ...values: string[]) => {
    seen.add(texts)
    return driver(texts, ...values)
  }
  const tag = composing(watched as typeof driver)
  for (const value of ['a', 'b', 'c']) await tag`select ${sql`${value}::text`} as ${sql('letter')}`
  expect(seen.size).toBe(1)
})
