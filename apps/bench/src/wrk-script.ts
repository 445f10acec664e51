import { pieces, type Variable } from './template'

/** A request whose path and body hold `{{name}}`s: the variables, or what each variant says. */
export type RequestTemplate = { method: string; path: string; body: string | null }

/** The Lua script that has one wrk thread send such requests and print one line that `readWrk` understands. */
export const wrkScript = (
  { method, path, body }: RequestTemplate,
  variables: Variable[],
  variants: Record<string, string>[],
  headers: Record<string, string>,
): string => `
local variants = { ${variants.map(table).join(', ')} }
local headers = ${table(headers)}
local turn = -1
math.randomseed(7)
request = function()
  turn = turn + 1
  local variant = variants[math.random(#variants)]
${variables.map(drawing).join('\n')}
  return wrk.format(${quoted(method)}, ${concatenation(path, variables)}, headers, ${body === null ? 'nil' : concatenation(body, variables)})
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("\\nfigures %d %d %.0f %.0f %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
`

export type WrkFigures = { requests: number; seconds: number; p50: number; p99: number; errors: number }

/** Throws with what wrk printed when its figures are not in it. */
export const readWrk = (output: string): WrkFigures => {
  const match = /^figures (\d+) (\d+) (\d+) (\d+) (\d+)$/m.exec(output)
  if (!match) throw new Error(`wrk printed no figures: ${output}`)
  const [requests = 0, micros = 0, p50 = 0, p99 = 0, errors = 0] = match.slice(1).map(Number)
  return { requests, seconds: micros / 1e6, p50: p50 / 1000, p99: p99 / 1000, errors }
}

const drawing = (variable: Variable): string => {
  if (variable.kind === 'random') return `  local ${variable.name} = math.random(${variable.from}, ${variable.to})`
  if (variable.kind === 'counter') return `  local ${variable.name} = ${variable.from} + turn`
  return `  local ${variable.name} = ${variable.of} + ${variable.plus}`
}

// Lua prints large numbers as 7e+12 unless told otherwise.
const concatenation = (template: string, variables: Variable[]): string =>
  pieces(template)
    .map(piece => {
      if ('text' in piece) return quoted(piece.text)
      return variables.some(({ name }) => name === piece.name)
        ? `string.format("%.0f", ${piece.name})`
        : `variant[ ${quoted(piece.name)} ]`
    })
    .join(' .. ')

const table = (entries: Record<string, string>): string =>
  `{ ${Object.entries(entries)
    .map(([name, value]) => `[ ${quoted(name)} ] = ${quoted(value)}`)
    .join(', ')} }`

// After a bracket it needs a space: [[ begins a string of its own.
const quoted = (text: string): string => {
  if (text.includes(']==]')) throw new Error('a text with ]==] cannot be quoted for Lua')
  return `[==[${text}]==]`
}
