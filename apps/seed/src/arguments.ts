import { parseArgs } from 'node:util'
import type { Amounts } from './generate/plan'

/** The command line cannot be understood; the message is one sentence that says the fix. */
export class UsageError extends Error {}

export type Task =
  | { what: 'help' }
  | { what: 'demo' }
  | { what: 'files'; files: string[] }
  | { what: 'generate'; amounts: Amounts; beside: boolean }

export const HELP = `Usage:
  bun run seed                         load what is missing of the demo fixtures
  bun run seed <file.ndjson> ...       load what is missing of your own fixtures, all of it or none
  bun run seed --tenants <number> --extensions <number> [options]
                                       make and store a large set of test data

Options of a large set:
  --devices <number>   by default 3 for every 2 extensions
  --queues <number>    by default 1 for every 50 extensions
  --cdrs <number>      call records of one year, by default none
  --seed <number>      the same seed makes the same rows, by default 1
  --yes                store the set beside the tenants that are there

A set's SIP secrets follow from its seed: whoever knows the seed knows them. Do not make one where phones can be reached.

The database is that of DATABASE_URL with SECRETS_KEYS, or else the embedded one in DATA_DIR (.data). It is migrated first.
`

const NUMBERS = {
  tenants: 100_000,
  extensions: 10_000_000,
  devices: 30_000_000,
  queues: 1_000_000,
  cdrs: 1_000_000_000,
  seed: 2 ** 31 - 1,
}

type NumberName = keyof typeof NUMBERS

/** Throws UsageError. */
export const readArguments = (args: string[]): Task => {
  const { values, positionals } = parsed(args)
  if (values.help !== undefined) return { what: 'help' }
  const options = Object.keys(values)
  const [option] = options
  if (positionals.length > 0 && option)
    throw new UsageError(`Give either fixture files or --${option}: the two do not go together.`)
  if (positionals.length > 0) return { what: 'files', files: positionals }
  if (!option) return { what: 'demo' }
  return { what: 'generate', amounts: amountsIn(values), beside: values.yes !== undefined }
}

type Values = Record<string, string | undefined>

const parsed = (args: string[]): { values: Values; positionals: string[] } => {
  const { tokens } = parseArgs({ args, strict: false, tokens: true, allowPositionals: true, options: OPTIONS })
  const values: Values = {}
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const type = OPTIONS[token.name]?.type
    if (!type) throw new UsageError(`There is no option ${token.rawName}: \`bun run seed --help\` lists them.`)
    if (token.name in values) throw new UsageError(`Give --${token.name} only once.`)
    if (type === 'boolean' && token.value !== undefined)
      throw new UsageError(`--${token.name} takes no value: leave out what follows it.`)
    values[token.name] = token.value ?? ''
  }
  return { values, positionals }
}

const OPTIONS: Record<string, { type: 'string' | 'boolean'; short?: string }> = {
  ...Object.fromEntries(Object.keys(NUMBERS).map(name => [name, { type: 'string' as const }])),
  yes: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
}

const amountsIn = (values: Values): Amounts => {
  const tenants = number(values, 'tenants', 1)
  const extensions = number(values, 'extensions', 0)
  const amounts = {
    tenants,
    extensions,
    devices: number(values, 'devices', 0, Math.floor(extensions * 1.5)),
    queues: number(values, 'queues', 0, Math.floor(extensions / 50)),
    cdrs: number(values, 'cdrs', 0, 0),
    seed: number(values, 'seed', 0, 1),
  }
  for (const name of ['devices', 'queues', 'cdrs'] as const)
    if (extensions === 0 && amounts[name] > 0)
      throw new UsageError(`--${name} needs extensions to belong to: give --extensions 1 or more.`)
  return amounts
}

const number = (values: Values, name: NumberName, least: number, fallback?: number): number => {
  const text = values[name]
  if (text === undefined && fallback !== undefined) return fallback
  if (text === undefined) throw new UsageError(`A large set needs --${name} as well, such as --${name} 100.`)
  const value = /^[0-9]{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= NUMBERS[name]) return value
  throw new UsageError(`--${name} must be a whole number from ${least} to ${NUMBERS[name]}, such as --${name} 100.`)
}
