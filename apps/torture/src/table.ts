import type { Tally } from './case'

/** How a case ended: with its tally, or not at all, for a reason. */
export type Outcome = { name: string; seconds: number } & ({ tally: Tally } | { notRun: string })

export const isFalse = ({ lost, torn, hung, unexpected }: Tally): boolean => lost + torn + hung + unexpected.length > 0

const HEAD = ['case', 'tried', 'acknowledged', 'lost', 'torn', 'hung', 'unexpected', 'seconds']

/** A Markdown table whose columns also line up as text. */
export const tableOf = (outcomes: Outcome[]): string => {
  const rows = [HEAD, ...outcomes.map(cells)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  const [head = '', ...body] = rows.map(line)
  return [head, rule, ...body].join('\n')
}

const cells = (outcome: Outcome): string[] => {
  const seconds = outcome.seconds.toFixed(1)
  if ('notRun' in outcome) return [outcome.name, 'not run', '', '', '', '', '', seconds]
  const { tried, acknowledged, lost, torn, hung, unexpected } = outcome.tally
  return [outcome.name, ...[tried, acknowledged, lost, torn, hung, unexpected.length].map(String), seconds]
}
