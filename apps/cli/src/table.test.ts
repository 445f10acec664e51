import { expect, test } from 'bun:test'
import { shown, table } from './table'

test('columns are as wide as their widest cell, in columns of the terminal', () => {
  const rows = [
    ['ID', 'NAME', 'STATUS'],
    ['1', '東京', 'active'],
    ['12', 'Reception', 'x'],
  ]
  expect(table(rows, 80)).toEqual(['ID  NAME       STATUS', '1   東京       active', '12  Reception  x'])
})

test('no line is wider than the terminal: the widest column is cut', () => {
  const rows = [
    ['ID', 'NAME', 'E-MAIL'],
    ['1', 'Reception', 'a-very-long-name-indeed@reception.acme.example'],
    ['2', '東京'.repeat(20), 'b@acme.example'],
  ]
  for (const width of [20, 31, 40, 60]) {
    const lines = table(rows, width)
    expect(lines.filter(line => Bun.stringWidth(line) > width)).toEqual([])
    expect(lines[1]).toContain('…')
  }
  expect(table(rows, 31)).toEqual([
    'ID  NAME          E-MAIL',
    '1   Reception     a-very-long-…',
    '2   東京東京東…   b@acme.examp…',
  ])
})

test('nothing in a cell steers the terminal or breaks the line', () => {
  expect(shown('a\u001b[31mb\tc\nd\u009b2Je\u202ef')).toBe('a\\u001b[31mb\\u0009c\\u000ad\\u009b2Je\\u202ef')
  expect([null, undefined, true, false, 0].map(shown)).toEqual(['', '', 'yes', 'no', '0'])
})
