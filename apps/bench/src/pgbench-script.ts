import type { Variable } from './template'

/** A statement as the driver sent it. */
export type Statement = { text: string; parameters: unknown[] }

export type PgbenchScript = {
  text: string
  /** For `-D`: what does not change between two runs of the script. */
  definitions: Record<string, string>
}

/**
 * The statement as a pgbench script for `-M prepared`: a parameter that holds a variable's sample value becomes that variable, any
 * other keeps its value. Throws when a variable is in no parameter. `prefix` keeps the names of several scripts apart.
 */
export const pgbenchScript = (
  { text, parameters }: Statement,
  variables: Variable[],
  sample: Record<string, string>,
  { clients, prefix }: { clients: number; prefix: string },
): PgbenchScript => {
  const definitions: Record<string, string> = {}
  const names = parameters.map((value, index) => {
    const printed = printedParameter(value)
    if (printed === null) return 'null'
    const variable = variables.find(({ name }) => sample[name] === printed)
    if (variable) return `:${variable.name}`
    const name = `${prefix}${index + 1}`
    definitions[name] = printed
    return `:${name}`
  })
  const missing = variables.find(
    ({ name }) => !names.includes(`:${name}`) && !variables.some(other => 'of' in other && other.of === name),
  )
  if (missing) throw new Error(`the statement has no parameter for ${missing.name}`)
  if (variables.some(({ kind }) => kind === 'counter')) definitions.turn = '-1'
  const statement = text.replace(/\$(\d+)/g, (_, place: string) => names[Number(place) - 1] ?? 'null')
  return { text: [...variables.flatMap(drawing(clients)), `${statement};`, ''].join('\n'), definitions }
}

const drawing =
  (clients: number) =>
  (variable: Variable): string[] => {
    if (variable.kind === 'random') return [`\\set ${variable.name} random(${variable.from}, ${variable.to})`]
    if (variable.kind === 'offset') return [`\\set ${variable.name} :${variable.of} + ${variable.plus}`]
    return ['\\set turn :turn + 1', `\\set ${variable.name} ${variable.from} + :client_id + ${clients} * :turn`]
  }

const printedParameter = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  return String(value)
}
