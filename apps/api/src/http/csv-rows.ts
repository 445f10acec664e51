import { Readable } from 'node:stream'
import { csvText } from '@ringfence/domain/csv'
import { CsvError, parse } from 'csv-parse'
import { type Columns, FileFault, type FileRow, LONGEST_ROW_BYTES } from './file-rows'

const SLICE_BYTES = 16 * 1024

type Parsed = { record: string[]; info: { lines: number; bytes: number } }

/** The rows below the header. Throws FileFault. */
export async function* csvRows(bytes: Uint8Array, columns: Columns): AsyncGenerator<FileRow> {
  const parser = parse({ info: true, bom: true, delimiter: separatorIn(bytes), relax_column_count: true })
  const at = { line: 0, byte: 0, pairs: 0 }
  const source = Readable.from(
    slices(bytes, at, fault => parser.destroy(fault)),
    { highWaterMark: 1 },
  )
  let header: string[] | undefined
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<Parsed>) {
      const line = info.lines - at.pairs - sum(record, BREAK)
      at.pairs += sum(record, PAIR)
      Object.assign(at, { line: info.lines - at.pairs, byte: info.bytes })
      if (header) yield rowOf(line, header, record, columns)
      else header = headerOf(record, columns)
    }
  } catch (error) {
    throw error instanceof CsvError
      ? unreadable(at.line + 1, SENTENCES[error.code] ?? 'The row cannot be read.')
      : error
  }
  if (!header) headerOf([], columns)
}

/** The file in pieces, so that others are answered in between; a row that never ends is given up. */
async function* slices(bytes: Uint8Array, at: { line: number; byte: number }, giveUp: (fault: FileFault) => void) {
  for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
    if (start - at.byte > LONGEST_ROW_BYTES) return giveUp(unreadable(at.line + 1, 'The row is too long.'))
    yield bytes.subarray(start, start + SLICE_BYTES)
    await Bun.sleep(0)
  }
}

const rowOf = (line: number, header: string[], record: string[], { verbatim }: Columns): FileRow => {
  if (record.every(cell => cell === '')) return { line, cells: null }
  if (record.length !== header.length)
    return { line, fault: `The row has ${record.length} cells where the header has ${header.length}.` }
  const meant = (name: string, cell = ''): string => (verbatim.includes(name) ? cell : csvText(cell))
  return { line, cells: Object.fromEntries(header.map((name, index) => [name, meant(name, record[index])])) }
}

const headerOf = (record: string[], { known, required }: Columns): string[] => {
  const header = record.map(name => name.trim().toLowerCase())
  const twice = known.filter(name => header.indexOf(name) !== header.lastIndexOf(name))
  const missing = required.filter(names => !names.some(name => header.includes(name)))
  const faults = [
    ...twice.map(column => ({ line: 1, column, message: 'The column is there twice.' })),
    ...missing.flatMap(([column = '']) => ({ line: 1, column, message: 'The column is missing.' })),
  ]
  if (faults.length) throw new FileFault(faults)
  return header
}

/** What separates the names of the header: a comma, or what spreadsheets of other countries write. */
const separatorIn = (bytes: Uint8Array): string => {
  const start = new TextDecoder().decode(bytes.subarray(0, SLICE_BYTES))
  const [names = ''] = start.split(/[\r\n]/, 1)
  return [';', '\t'].find(separator => names.includes(separator) && !names.includes(',')) ?? ','
}

// Within quotes the parser counts CR and LF as a line each.
const BREAK = /[\r\n]/g
const PAIR = /\r\n/g

const sum = (record: string[], pattern: RegExp): number =>
  record.reduce((count, cell) => count + (cell.match(pattern)?.length ?? 0), 0)

const unreadable = (line: number, message: string): FileFault => new FileFault([{ line, column: null, message }])

// The parser's own sentences repeat what was sent.
const SENTENCES: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'A quote is not closed.',
  CSV_INVALID_CLOSING_QUOTE: 'A quote is closed in the middle of a cell.',
  INVALID_OPENING_QUOTE: 'A quote is opened in the middle of a cell.',
}
