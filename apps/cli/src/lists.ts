import type { ListParameters, ListPath, ListQuery, Row } from '@ringfence/client/pages'
import { type Command, Option } from 'commander'
import { UsageError } from './failures'
import type { Io } from './io'
import { wholeNumber } from './numbers'
import { note, printRows } from './print'
import { type Shell, signedIn } from './shell'
import type { Column } from './table'

/** A list of the API as a command: what it shows, and which of its filters have an option. */
export type List<P extends ListPath> = {
  path: P
  columns: Column<Row<P>>[]
  filters: Filter<keyof ListQuery<P> & string>[]
}

/** An option that becomes a field of a query. */
export type Filter<Field extends string = string> = {
  field: Field
  flags: string
  description: string
  /** Makes the value of the field of what was typed. */
  resolve?(shell: Shell, text: string): Promise<unknown>
}

export type Paging = { all?: boolean; limit: string }

/** What commander read of the options of filters. */
export type Given = Record<string, string>

const GREATEST_LIMIT = 1000

export const listCommand = <P extends ListPath>(io: Io, parent: Command, list: List<P>): Command =>
  asList(io, parent.command('list').description('list them, newest first'), list)

/** The command itself is the list. */
export const asList = <P extends ListPath>(io: Io, command: Command, list: List<P>): Command =>
  withPaging(withFilters(command, list.filters)).action(
    signedIn<[Given & Paging]>(io, async (shell, given) => {
      await printList(shell, list, { query: await queryOf(shell, list.filters, given) }, given)
    }),
  )

export const withPaging = (command: Command): Command =>
  command.option('--all', 'all of them, not one page').option('--limit <rows>', 'rows of a page, at most 1000', '50')

export const withFilters = (command: Command, filters: Filter[]): Command => {
  for (const filter of filters) command.addOption(optionOf(filter))
  return command
}

/** The query that the options of a command make. */
export const queryOf = async (shell: Shell, filters: Filter[], given: Given): Promise<Record<string, unknown>> => {
  const query: Record<string, unknown> = {}
  for (const filter of filters) {
    const text = given[optionOf(filter).attributeName()]
    if (text !== undefined) query[filter.field] = filter.resolve ? await filter.resolve(shell, text) : text
  }
  return query
}

const optionOf = ({ flags, description }: Filter): Option => new Option(flags, description)

/** Prints a page, or all of them. Throws UsageError for a limit that is none. */
export const printList = async <P extends ListPath>(
  shell: Shell,
  { path, columns }: Pick<List<P>, 'path' | 'columns'>,
  { query, ...parameters }: { query: object; path?: object },
  { all = false, limit }: Paging,
): Promise<void> => {
  // The server judges the values of filters; their names are those of the document.
  const asked = { ...parameters, query: { ...query, limit: limitIn(all, limit) } } as unknown as ListParameters<P>
  await printRows(shell, columns, taken(shell, shell.ringfence.pages(path, asked), all))
}

async function* taken<T>(shell: Shell, pages: AsyncIterable<{ rows: T[]; isLast: boolean }>, all: boolean) {
  for await (const { rows, isLast } of pages) {
    yield rows
    if (all) continue
    if (!isLast) await note(shell, 'There are more: --all lists them, --limit a longer page.')
    return
  }
}

const limitIn = (all: boolean, text: string): number => {
  if (all) return GREATEST_LIMIT
  const limit = wholeNumber('--limit', text, GREATEST_LIMIT)
  if (limit > 0) return limit
  throw new UsageError('--limit must be at least 1; --all lists everything.')
}
