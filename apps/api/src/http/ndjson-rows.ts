import { isJsonObject } from '@ringfence/domain/json-object'
import type { FileRow } from './file-rows'
import { ndjsonLines } from './ndjson'

/** How much is read before others are answered. */
const ROWS_AT_ONCE = 1000

/** The lines of a file, each a JSON object. */
export async function* ndjsonRows(bytes: Uint8Array): AsyncGenerator<FileRow> {
  let read = 0
  for (const { line, value } of ndjsonLines(bytes)) {
    if (++read % ROWS_AT_ONCE === 0) await Bun.sleep(0)
    yield isJsonObject(value) ? { line, cells: value } : { line, fault: 'The line is not a JSON object.' }
  }
}
