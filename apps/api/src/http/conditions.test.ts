import { describe, expect, test } from 'bun:test'
import { expectedVersions } from './conditions'

const versionsOf = (header: string | null) =>
  expectedVersions(new Request('http://localhost/', header === null ? {} : { headers: { 'if-match': header } }))

describe('If-Match', () => {
  const cases: [header: string | null, versions: number[] | null][] = [
    [null, null],
    ['*', null],
    [' * ', null],
    ['"1"', [1]],
    ['"1", "22" ,"3"', [1, 22, 3]],
    ['W/"1"', []],
    ['W/"1", "2"', [2]],
    ['1', []],
    ['"0"', []],
    ['"-1"', []],
    ['"1e3"', []],
    ['"9999999999"', []],
    ['""', []],
    ['"1', []],
    ['"*"', []],
    ['', []],
  ]
  for (const [header, versions] of cases)
    test(`${header} allows ${versions ? `[${versions}]` : 'any version'}`, () =>
      expect(versionsOf(header)).toEqual(versions))
})
