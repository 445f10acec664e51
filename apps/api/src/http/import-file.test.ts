import { describe, expect, test } from 'bun:test'
import { ImportRefused } from '@ringfence/db/errors'
import { CSV_TYPE, NDJSON_TYPE } from './exported'
import { BadText } from './failures'
import { importFile, MAX_IMPORT_ROWS } from './import-file'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string, type = CSV_TYPE) => importFile(bytes(text), type, false)
const namesIn = async (text: string, type?: string) =>
  (await read(text, type)).rows.map(({ line, change }) => [line, change.display_name])

/** What a file that cannot be read is refused with. */
const refused = async (text: string, type?: string) => {
  const error = await read(text, type).catch(error => error)
  if (!(error instanceof ImportRefused)) throw new Error('The file was read.')
  return error.report.errors
}

const HEADER = 'tenant,extension_number,display_name'

describe('a row is found on its line, and holds what was meant', () => {
  const table: [string, string, [number, string][]][] = [
    [
      'LF',
      `${HEADER}\na,1,x\na,2,y\n`,
      [
        [2, 'x'],
        [3, 'y'],
      ],
    ],
    [
      'CRLF',
      `${HEADER}\r\na,1,x\r\na,2,y\r\n`,
      [
        [2, 'x'],
        [3, 'y'],
      ],
    ],
    [
      'CR',
      `${HEADER}\ra,1,x\ra,2,y\r`,
      [
        [2, 'x'],
        [3, 'y'],
      ],
    ],
    ['no end', `${HEADER}\na,1,x`, [[2, 'x']]],
    ['BOM', `\ufeff${HEADER}\na,1,x`, [[2, 'x']]],
    ['BOM and quotes', `\ufeff"tenant",extension_number,display_name\na,1,x`, [[2, 'x']]],
    ['quotes', `${HEADER}\na,"1","say ""x"", y"`, [[2, 'say "x", y']]],
    ['semicolons', 'tenant;extension_number;display_name\na;1;"x, y"', [[2, 'x, y']]],
    ['tabs', 'tenant\textension_number\tdisplay_name\na\t1\tx', [[2, 'x']]],
    [
      'blank lines',
      `${HEADER}\n\n,,\na,1,x\n\n\na,2,y`,
      [
        [4, 'x'],
        [7, 'y'],
      ],
    ],
    ['capitals and spaces in the header', ' Tenant ,EXTENSION_NUMBER,Display_Name\na,1,x', [[2, 'x']]],
    ['other columns', 'id,tenant,extension_number,display_name,notes,notes\n9,a,1,x,?,?', [[2, 'x']]],
    [
      'a defused formula',
      `${HEADER}\na,1,'=1+1\na,2,'x`,
      [
        [2, '=1+1'],
        [3, "'x"],
      ],
    ],
    ['nothing', `${HEADER}\n`, []],
  ]
  for (const [what, text, rows] of table) test(what, async () => expect(await namesIn(text)).toEqual(rows))

  test('and of a secret nothing is taken away, as no export has one', async () => {
    const { rows } = await read("tenant,extension_number,secret\na,1,'=Kx7pQ2m")
    expect(rows[0]?.change.secret).toBe("'=Kx7pQ2m")
  })

  test('below a line break within quotes', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const file = await read([HEADER, `a,1,"x${end}y"`, 'a,2'].join(end))
      expect(file.faults.map(({ line }) => line)).toEqual([2, 4])
    }
    const stray = await read(`${HEADER}\na,1,x\ry\na,2\n`)
    expect(stray.faults.map(({ line }) => line)).toEqual([2, 4])
  })

  test('NDJSON', async () => {
    const text =
      '\ufeff{"tenant":"a","extension_number":"1","display_name":"x"}\r\n\n{"tenant":"a","extension_number":"2"}'
    expect(await namesIn(text, NDJSON_TYPE)).toEqual([
      [1, 'x'],
      [3, undefined],
    ])
  })
})

describe('a row at fault is named and the others are read', () => {
  test.each([
    ['too few cells', CSV_TYPE, `${HEADER}\na,1,x\na,2\na,3,x`, 'The row has 2 cells where the header has 3.'],
    ['too many cells', CSV_TYPE, `${HEADER}\na,1,x\na,2,x,y\na,3,x`, 'The row has 4 cells where the header has 3.'],
    [
      'no JSON',
      NDJSON_TYPE,
      '{"tenant":"a","extension_number":"1"}\n\n{"a"\n{"tenant":"a","extension_number":"2"}',
      'The line is not a JSON object.',
    ],
    [
      'no object',
      NDJSON_TYPE,
      '{"tenant":"a","extension_number":"1"}\n\n[1]\n{"tenant":"a","extension_number":"2"}',
      'The line is not a JSON object.',
    ],
  ])('%s', async (_, type, text, message) => {
    const { rows, faults, count } = await read(text, type)
    expect([rows.length, count, faults]).toEqual([2, 3, [{ line: 3, column: null, message }]])
  })

  test('an empty object is a row', async () =>
    expect((await read('{}', NDJSON_TYPE)).faults.map(({ column }) => column)).toEqual([
      'tenant_id',
      'extension_number',
    ]))

  test('a million blank lines are none', async () =>
    expect(await read('\n'.repeat(1_000_000), NDJSON_TYPE)).toEqual({ rows: [], faults: [], count: 0 }))

  test('brackets without end', async () =>
    expect((await read('['.repeat(1_000_000), NDJSON_TYPE)).faults).toHaveLength(1))
})

describe('a file that cannot be read to its end is refused', () => {
  const table: [string, string, [number, string | null, string][]][] = [
    [
      'nothing at all',
      '',
      [
        [1, 'extension_number', 'missing'],
        [1, 'tenant_id', 'missing'],
      ],
    ],
    ['no column of the number', 'tenant,number\na,1', [[1, 'extension_number', 'missing']]],
    ['a column twice', `${HEADER},TENANT\na,1,x,a`, [[1, 'tenant', 'twice']]],
    ['a quote that is not closed', `${HEADER}\na,1,x\na,2,"x\na,3,y`, [[3, null, 'not closed']]],
    ['a lone quote', `${HEADER}\na,1,x"y`, [[2, null, 'opened in the middle']]],
    ['text after a quote', `${HEADER}\na,1,"x"y`, [[2, null, 'closed in the middle']]],
    ['10 MB of one line', 'x'.repeat(10_000_000), [[1, null, 'too long']]],
    ['10 MB of quotes', `${HEADER}\na,1,${'"'.repeat(10_000_000)}`, [[2, null, 'too long']]],
    ['1,000,000 columns', `${','.repeat(1_000_000)}\n${','.repeat(1_000_000)}`, [[1, null, 'too long']]],
    ['1,000,000 cells in a row', `${HEADER}\n${'a,'.repeat(1_000_000)}`, [[2, null, 'too long']]],
    ['a million blank lines', `${HEADER}\n${'\n'.repeat(1_000_000)}`, [[MAX_IMPORT_ROWS + 2, null, 'at most']]],
  ]
  for (const [what, text, faults] of table)
    test(what, async () => {
      const errors = await refused(text)
      expect(errors.map(({ line, column }) => [line, column])).toEqual(faults.map(([line, column]) => [line, column]))
      for (const [index, [, , words]] of faults.entries()) expect(errors[index]?.message).toContain(words)
    })

  test('a line of NDJSON too many', async () =>
    expect(
      await refused('{"tenant_id":1,"extension_number":"1"}\n\n'.repeat(MAX_IMPORT_ROWS + 1), NDJSON_TYPE),
    ).toContainEqual({
      line: 2 * MAX_IMPORT_ROWS + 1,
      column: null,
      message: `A file holds at most ${MAX_IMPORT_ROWS} rows.`,
    }))

  test('what is no UTF-8', async () => {
    for (const wrong of [
      new Uint8Array([0xff, 0xfe, 0x61, 0]),
      new Uint8Array([0x61, 0xc3]),
      new Uint8Array([0xed, 0xa0, 0x80]),
    ])
      await expect(importFile(wrong, CSV_TYPE, false)).rejects.toBeInstanceOf(BadText)
  })
})

test('others are answered while a large file is read', async () => {
  let turns = 0
  let isReading = true
  const turn = () => {
    turns++
    if (isReading) setImmediate(turn)
  }
  setImmediate(turn)
  await read(`${HEADER}\n${'a,1,x\n'.repeat(20_000)}`)
  isReading = false
  expect(turns).toBeGreaterThan(5)
})
