import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from './testing/database'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

test('the words of a text are its every four characters in a row, shorter at the end, and its tenant', async () => {
  const texts = [
    '',
    'a',
    'abcd',
    'abcdefghi',
    'aaaaaaaaaa',
    ' \n\t  \\1 \\& ',
    `'"\\&|!:*`,
    'ωψχ\u{1f4de}é\u{1f4de}',
    '+493023125001\x1f1001\x1finbound\x1fanswered',
  ]
  for (const text of texts) {
    const letters = [...text]
    const words = new Set(letters.map((_, place) => letters.slice(place, place + 4).join('')))
    const [row] = await it.db.pool.query(
      sql => sql`select array_to_json(tsvector_to_array(search_words(7, ${text}))) as words`,
    )
    expect(new Set(row?.words)).toEqual(new Set([...words, '\x1e7']))
  }
})
