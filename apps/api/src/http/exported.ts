import { recordExport } from '@ringfence/db/exports'
import type { Page } from '@ringfence/db/pages'
import { proved, type Scope } from '@ringfence/db/scope'
import { type CsvValue, csvRow } from '@ringfence/domain/csv'
import type { Deps } from '../deps'
import { prove, reporter } from './guard'
import { streamed } from './streamed'

export const CSV_TYPE = 'text/csv'
export const NDJSON_TYPE = 'application/x-ndjson'

export type ExportFormat = 'csv' | 'ndjson'

export type Export = {
  /** As the audit trail names what is exported: `extension`. */
  target: string
  /** Of the file, without what says its format. */
  name: string
  /** Of each row, in this order; whatever else a row has stays here. */
  columns: string[]
  /** What the query string asks for; without it the `Accept` header decides, and else it is CSV. */
  format: ExportFormat | undefined
  filter: object
}

/** The whole of a list as a file, in constant memory. Who asked for what is in the audit trail before the first row leaves. */
export const exported = async (
  deps: Pick<Deps, 'authentication' | 'db' | 'log'>,
  request: Request,
  scope: Scope,
  { target, name, columns, format = accepted(request), filter }: Export,
  pagesOf: (scope: Scope) => AsyncGenerator<Page>,
): Promise<Response> => {
  await prove(deps, request)
  await recordExport(deps.db, proved(scope), target, { ...filter, format })
  const pages = pagesOf(proved(scope))
  const lines = format === 'csv' ? csvLines(columns) : ndjsonLines(columns)
  const header = format === 'csv' ? csvRow(columns) : ''
  const first = await pages.next()
  return new Response(
    streamed(header + (first.done ? '' : lines(first.value)), following(pages, lines), reporter(deps.log, request)),
    {
      headers: {
        'content-type': format === 'csv' ? `${CSV_TYPE}; charset=utf-8; header=present` : NDJSON_TYPE,
        'content-disposition': `attachment; filename="${name}.${format}"`,
        vary: 'accept',
      },
    },
  )
}

const accepted = (request: Request): ExportFormat =>
  /application\/(?:x-)?ndjson/i.test(request.headers.get('accept') ?? '') ? 'ndjson' : 'csv'

async function* following(pages: AsyncGenerator<Page>, lines: (page: Page) => string): AsyncGenerator<string> {
  for await (const page of pages) yield lines(page)
}

const csvLines =
  (columns: string[]) =>
  (page: Page): string =>
    rowsOf(page)
      .map(row => csvRow(columns.map(column => row[column])))
      .join('')

const ndjsonLines =
  (columns: string[]) =>
  (page: Page): string =>
    rowsOf(page)
      .map(row => `${JSON.stringify(Object.fromEntries(columns.map(column => [column, row[column]])))}\n`)
      .join('')

// PostgreSQL printed them; what is no single value is not exported.
const rowsOf = ({ rows }: Page) => JSON.parse(`[${rows}]`) as Record<string, CsvValue>[]
