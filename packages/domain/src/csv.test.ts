import { describe, expect, test } from 'bun:test'
import { csvRow, csvText } from './csv'

describe('cells', () => {
  test.each([
    [['a', 1, true, null, undefined, ''], 'a,1,true,,,\r\n'],
    [['say "hi"', 'a,b', 'a;b', 'a\tb', 'two\nlines'], '"say ""hi""","a,b","a;b","a\tb","two\nlines"\r\n'],
    [[' padded', 'padded '], '" padded","padded "\r\n'],
    [['é☎\u{1F4DE}'], 'é☎\u{1F4DE}\r\n'],
  ])('%j', (values, line) => expect(csvRow(values)).toBe(line))
})

describe('what a spreadsheet would run is defused', () => {
  test.each([
    '=1+1',
    '+cmd',
    '-2+3',
    '@SUM(A1)',
    '\tx',
    '\rx',
    ' =1',
    '\t=1',
    '＝1',
    "=cmd|' /C calc'!A0",
    '+49*30#',
    '--1',
  ])('%j', text => expect(csvRow([text]).replace(/^"/, '')).toStartWith("'"))
})

describe('what it would not run stays as it is', () => {
  test.each(['+4930123', '-5', '*97', '#', '0100', '1.50', '-0.25', "O'Neill", "'", "''x", 'a=b', ''])('%j', text =>
    expect(csvRow([text])).toBe(`${text}\r\n`),
  )
})

test('every text comes back as it was', () => {
  const beginnings = [
    '',
    "'",
    "''",
    ' ',
    "' ",
    "'\t",
    '=',
    "'=",
    "''=",
    '+',
    "'+",
    '-',
    '@',
    '\t',
    "'\r",
    '＋',
    '+1',
    "'+1",
    "''+1",
  ]
  for (const beginning of beginnings)
    for (const end of ['', 'a', '1', "'", '=', '+1', ' '])
      expect(csvText(unquoted(csvRow([beginning + end])))).toBe(beginning + end)
})

const unquoted = (line: string): string =>
  line
    .slice(0, -2)
    .replace(/^"(.*)"$/s, '$1')
    .replaceAll('""', '"')
