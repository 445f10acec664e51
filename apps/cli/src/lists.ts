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
  filters: Filter<P>[]
}

export type Filter<P extends ListPath> = {
  field: keyof ListQuery<P> & string
  flags: string
  description: string
  /** Makes the value of the field of what was typed. */
  resolve?(shell: Shell, text: string): Promise<unknown>
}

type Paging = { all?: boolean; limit: string }

const GREATEST_LIMIT = 1000

export const listCommand = <P extends ListPath>(io: Io, parent: Command, list: List<P>): Command => {
  const options = list.filters.map(({ flags, description }) => new Option(flags, description))
  const command = parent.command('list').description('list them, newest first')
  for (const option of options) command.addOption(option)
  return command
    .option('--all', 'all of them, not one page')
    .option('--limit <rows>', 'rows of a page, at most 1000', '50')
    .action(
      signedIn<[Record<string, string> & Paging]>(io, async (shell, given) => {
        const query: Record<string, unknown> = {}
        for (const [at, { field, resolve }] of list.filters.entries()) {
          const text = given[options[at]?.attributeName() ?? '']
          if (text !== undefined) query[field] = resolve ? await resolve(shell, text) : text
        }
        await printList(shell, list, { query }, given)
      }),
    )
}

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
