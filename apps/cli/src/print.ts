import { write } from './io'
import type { Shell } from './shell'
import { type Cell, type Column, shown, table } from './table'

const NARROW_TERMINAL = 80

/** Rows as they come: a table on a terminal, tab-separated lines elsewhere, with `--json` one object a line as the API sent it. */
export const printRows = async <T>(shell: Shell, columns: Column<T>[], pages: AsyncIterable<T[]>): Promise<void> => {
  const titles = columns.map(({ title }) => title)
  let isFirst = true
  for await (const rows of pages) {
    const cells = () => rows.map(row => columns.map(({ cell }) => shown(cell(row))))
    const text = shell.isJson ? joined(rows.map(row => JSON.stringify(row))) : lines(shell, titles, cells(), isFirst)
    await write(shell.stdout, text)
    isFirst = false
  }
}

const lines = (shell: Shell, titles: string[], cells: string[][], withTitles: boolean): string => {
  if (!shell.stdout.isTTY) return joined((withTitles ? [titles, ...cells] : cells).map(row => row.join('\t')))
  const [head = '', ...body] = table([titles, ...cells], shell.stdout.columns || NARROW_TERMINAL)
  return joined(withTitles ? [bold(shell, head), ...body] : body)
}

/** One record, a field a line; with `--json` the data of the answer. */
export const printRecord = async (shell: Shell, data: object, fields: [name: string, value: Cell][]): Promise<void> => {
  if (shell.isJson) return write(shell.stdout, `${JSON.stringify(data)}\n`)
  const cells = fields.map(([name, value]) => [name, shown(value)])
  if (!shell.stdout.isTTY) return write(shell.stdout, joined(cells.map(row => row.join('\t'))))
  await write(shell.stdout, joined(table(cells, Number.POSITIVE_INFINITY)))
}

/** Rows that belong to a record, under a title; nothing when there are none. With `--json` they are in its data already. */
export const printRelated = async <T>(shell: Shell, title: string, columns: Column<T>[], rows: T[]): Promise<void> => {
  if (shell.isJson || rows.length === 0) return
  await write(shell.stdout, `\n${bold(shell, title)}\n`)
  await printRows(shell, columns, pageOf(rows))
}

/** That something was done; with `--json` the exit status alone says so. */
export const printDone = async (shell: Shell, sentence: string): Promise<void> => {
  if (!shell.isJson) await write(shell.stdout, `${shown(sentence)}\n`)
}

/** What is not part of the result. */
export const note = (shell: Shell, sentence: string): Promise<void> => write(shell.stderr, `${sentence}\n`)

/** Rows that are all there, for `printRows`. */
export async function* pageOf<T>(rows: T[]): AsyncGenerator<T[]> {
  yield rows
}

const joined = (lines: string[]): string => lines.map(line => `${line}\n`).join('')

const bold = ({ stdout, env }: Shell, text: string): string =>
  stdout.isTTY && !env.NO_COLOR && env.TERM !== 'dumb' ? `\u001b[1m${text}\u001b[22m` : text

/** The plain fields of a record, in the order of the API. */
export const fieldsOf = (data: object): [string, Cell][] =>
  Object.entries(data).flatMap(([name, value]): [string, Cell][] =>
    typeof value === 'object' && value !== null ? [] : [[name, value]],
  )
