import { isUtf8 } from 'node:buffer'
import { ImportRefused } from '@ringfence/db/errors'
import type { ImportFile } from '@ringfence/db/extension-imports'
import { Invalid } from '@ringfence/domain/admit'
import { admitImportRow, IMPORT_COLUMNS, reportOn } from '@ringfence/domain/extension-import'
import type { JsonObject } from '@ringfence/domain/json-object'
import { csvRows } from './csv-rows'
import { CSV_TYPE } from './exported'
import { BadText } from './failures'
import { FileFault, type FileRow } from './file-rows'
import { NDJSON_TYPES } from './ndjson'
import { ndjsonRows } from './ndjson-rows'

export const IMPORT_TYPES = [CSV_TYPE, ...NDJSON_TYPES]
export const MAX_IMPORT_ROWS = 50_000

const COLUMNS = {
  known: IMPORT_COLUMNS,
  required: [['extension_number'], ['tenant_id', 'tenant']],
  verbatim: ['secret'],
}

/** What is sound in a file and what is not. Throws ImportRefused when it cannot be read to its end, and BadText. */
export const importFile = async (bytes: Uint8Array, type: string, dryRun: boolean): Promise<ImportFile> => {
  if (!isUtf8(bytes)) throw new BadText()
  const file: ImportFile = { rows: [], faults: [], count: 0 }
  try {
    for await (const row of counted(type === CSV_TYPE ? csvRows(bytes, COLUMNS) : ndjsonRows(bytes))) take(file, row)
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    throw new ImportRefused(reportOn([...file.faults, ...error.faults], { dry_run: dryRun, rows: file.count }))
  }
  return file
}

// Blank rows count as well: they take time too.
async function* counted(rows: AsyncGenerator<FileRow>): AsyncGenerator<FileRow> {
  let count = 0
  for await (const row of rows) {
    if (++count > MAX_IMPORT_ROWS)
      throw new FileFault([{ line: row.line, column: null, message: `A file holds at most ${MAX_IMPORT_ROWS} rows.` }])
    yield row
  }
}

const take = (file: ImportFile, row: FileRow): void => {
  const { line } = row
  if ('fault' in row) file.faults.push({ line, column: null, message: row.fault })
  else if (row.cells) admitted(file, line, row.cells)
  else return
  file.count++
}

const admitted = ({ rows, faults }: ImportFile, line: number, cells: JsonObject): void => {
  try {
    rows.push(admitImportRow(line, cells))
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    for (const [column, messages] of Object.entries(error.errors))
      for (const message of messages) faults.push({ line, column, message })
  }
}
