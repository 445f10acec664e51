import { describe, expect, test } from 'bun:test'
import { admitFreeNumbersQuery } from './free-numbers'
import { refusal } from './testing/refusal'

const admitted = (query: string) => admitFreeNumbersQuery(new URLSearchParams(query))

describe('where to look for free numbers', () => {
  test('is told with both ends as they were written, and a limit', () => {
    expect(admitted('from=0100&to=0199')).toEqual({ from: '0100', to: '0199', limit: 10 })
    expect(admitted('from=7&to=7&limit=1000')).toEqual({ from: '7', to: '7', limit: 1000 })
  })

  test('may be a million numbers, of as many digits as 64 bits hold', () => {
    const ends = { from: '999999999998000000', to: '999999999998999999' }
    expect(admitted(String(new URLSearchParams(ends)))).toMatchObject(ends)
  })

  const refused: [query: string, sentence: string][] = [
    ['from=100&to=1000', 'The to must have as many digits as the from.'],
    ['from=0100&to=199', 'The to must have as many digits as the from.'],
    ['from=200&to=199', 'The to must not be less than the from.'],
    ['from=1000000&to=2000000', 'The range must not be wider than 1000000 numbers.'],
    ['from=100000000000000000&to=999999999999999999', 'The range must not be wider than 1000000 numbers.'],
  ]
  for (const [query, sentence] of refused)
    test(`is refused as ${query}`, () => {
      expect(refusal(() => admitted(query))).toEqual({ to: [sentence] })
    })
})
