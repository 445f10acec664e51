import { isJsonObject } from '@ringfence/domain/json-object'
import type { FileRow } from './file-rows'

/** How much is read before others are answered. */
const ROWS_AT_ONCE = 1000

/** The lines of a file, each a JSON object. */
export async function* ndjsonRows(bytes: Uint8Array): AsyncGenerator<FileRow> {
  const text = new TextDecoder().decode(bytes)
  let line = 0
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start)
    const row = text.slice(start, end < 0 ? text.length : end).trim()
    start = end < 0 ? text.length : end + 1
    if (++line % ROWS_AT_ONCE === 0) await Bun.sleep(0)
    yield row === '' ? { line, cells: null } : parsed(line, row)
  }
}

const parsed = (line: number, text: string): FileRow => {
  try {
    const cells: unknown = JSON.parse(text)
    if (isJsonObject(cells)) return { line, cells }
  } catch {}
  return { line, fault: 'The line is not a JSON object.' }
}
