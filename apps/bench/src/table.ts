import type { Figures } from './statistics'

/** The medians of one call; the limit and the peer are missing where there is nothing to compare. */
export type Result = { call: string; limit: Figures | null; ringfence: Figures; peer: Figures | null }

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

/** A Markdown table: for each call the limit, our API and the peer. CPU is per request, MB what the application has resident. */
export const tableOf = (results: Result[]): string =>
  [row(HEAD), '|---|---|--:|--:|--:|--:|--:|--:|--:|', ...results.flatMap(rowsOf)].join('\n')

const rowsOf = ({ call, limit, ringfence, peer }: Result): string[] => [
  row([call, '**Ringfence**', ...cells(ringfence), '']),
  ...(limit
    ? [row(['', 'pgbench', ...cells(limit), `${Math.round((100 * ringfence.perSecond) / limit.perSecond)} %`])]
    : []),
  ...(peer ? [row(['', 'Fastify', ...cells(peer), `${(ringfence.perSecond / peer.perSecond).toFixed(1)} ×`])] : []),
]

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
