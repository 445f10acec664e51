import type { Figures } from './statistics'

export const LIMIT = 'pgbench'
export const OURS = 'Ringfence'

/** The medians of one call by who did it: the limit, we, and the peers that do the same. */
export type Result = { call: string; figures: ReadonlyMap<string, Figures> }

const HEAD = [
  'call',
  '',
  'requests/s',
  'p50 ms',
  'p99 ms',
  'CPU ms application',
  'CPU ms PostgreSQL',
  'MB',
  'Ringfence is',
]

/** A Markdown table: for each call the limit, our API and its peers. CPU is per request, MB what the application has resident. */
export const tableOf = (results: Result[]): string =>
  [row(HEAD), '|---|---|--:|--:|--:|--:|--:|--:|--:|', ...results.flatMap(rowsOf)].join('\n')

const rowsOf = ({ call, figures }: Result): string[] => {
  const { [OURS]: ours, ...others } = Object.fromEntries(figures)
  if (!ours) return []
  return [
    row([call, `**${OURS}**`, ...cells(ours), '']),
    ...Object.entries(others).map(([name, theirs]) => row(['', name, ...cells(theirs), beside(name, ours, theirs)])),
  ]
}

/** A part of the limit, or so many times a peer. */
const beside = (name: string, ours: Figures, theirs: Figures): string => {
  const ratio = ours.perSecond / theirs.perSecond
  return name === LIMIT ? `${Math.round(100 * ratio)} %` : `${ratio.toFixed(1)} ×`
}

const cells = ({ perSecond, p50, p99, applicationCpu, postgresCpu, megabytes }: Figures): string[] => [
  perSecond.toLocaleString('en', { maximumFractionDigits: perSecond < 100 ? 1 : 0 }),
  p50.toFixed(2),
  p99.toFixed(2),
  applicationCpu?.toFixed(3) ?? '',
  postgresCpu.toFixed(3),
  megabytes?.toFixed(0) ?? '',
]

export const row = (fields: string[]): string => `| ${fields.join(' | ')} |`

/** A document with what stands between the two marks of this name replaced; one without them becomes the section alone. */
export const withSection = (document: string, name: string, section: string): string => {
  const [first, last] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`]
  const begin = document.indexOf(first)
  const end = document.indexOf(last)
  const marked = `${first}\n${section}\n${last}`
  return begin < 0 || end < begin
    ? `${marked}\n`
    : document.slice(0, begin) + marked + document.slice(end + last.length)
}
