import type { ImportFault } from '@ringfence/domain/extension-import'
import type { JsonObject } from '@ringfence/domain/json-object'

/** A row, where it begins, and what it holds, null when it is blank; or what keeps it from holding anything. */
export type FileRow = { line: number; cells: JsonObject | null } | { line: number; fault: string }

/** The columns that are read, of which of them a file must have one each, and those that no export has: nothing in them is defused. */
export type Columns = { known: string[]; required: string[][]; verbatim: string[] }

/** A longer row is none: reading one of many megabytes would keep everybody waiting. */
export const LONGEST_ROW_BYTES = 256 * 1024

/** The file cannot be read any further. */
export class FileFault extends Error {
  constructor(readonly faults: ImportFault[]) {
    super()
  }
}
