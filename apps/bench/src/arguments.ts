import { parseArgs } from 'node:util'

/** The command line cannot be understood; the message is one sentence that says the fix. */
export class UsageError extends Error {}

export type Amounts = { tenants: number; extensions: number; devices: number; cdrs: number }

export type Task = {
  amounts: Amounts
  seconds: number
  rounds: number
  clients: number
  only: string[] | null
  out: string | null
  /** Where the data is kept for the next run, or null when it goes with this one. */
  data: string | null
  /** Single calls on the small and on the large set, instead of the table. */
  growth: boolean
}

export const HELP = `Usage:
  bun run bench [options]

Options:
  --small             10 tenants, 1,000 extensions, 1,500 devices, 50,000 call records (the default)
  --large             1,000 tenants, 1,000,000 extensions, 1,500,000 devices, 5,000,000 call records
  --seconds <number>  of each measurement, by default 5
  --rounds <number>   of which the median counts, by default 3
  --clients <number>  requests at once, by default 8
  --only <calls>      of these names, separated by commas, as the table has them; bulk is the second table
  --growth            single calls on the small and on the large set in turn, instead
  --data <directory>  where the data of --large or --growth stays for the next run: it takes minutes to make
  --out <file>        where the table goes, by default docs/performance.md
  --help              this text

It needs wrk, pgbench, psql and node: apt-get install wrk postgresql-contrib nodejs. Linux on x64 only.
`

export const SMALL: Amounts = { tenants: 10, extensions: 1000, devices: 1500, cdrs: 50_000 }
export const LARGE: Amounts = { tenants: 1000, extensions: 1_000_000, devices: 1_500_000, cdrs: 5_000_000 }

/** Null when help was asked for. Throws UsageError. */
export const readArguments = (args: string[]): Task | null => {
  const { help, small, large, seconds, rounds, clients, only, out, data, growth = false } = parsed(args)
  if (help) return null
  if ([small, large, growth].filter(Boolean).length > 1)
    throw new UsageError('Give one of --small, --large and --growth.')
  return {
    amounts: large || growth ? LARGE : SMALL,
    seconds: number('seconds', seconds, 5, 60),
    rounds: number('rounds', rounds, 3, 9),
    clients: number('clients', clients, 8, 40),
    only: only?.split(',') ?? null,
    out: out ?? null,
    data: data ?? null,
    growth,
  }
}

const parsed = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean' },
        small: { type: 'boolean' },
        large: { type: 'boolean' },
        seconds: { type: 'string' },
        rounds: { type: 'string' },
        clients: { type: 'string' },
        only: { type: 'string' },
        out: { type: 'string' },
        data: { type: 'string' },
        growth: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : error} \`bun run bench --help\` lists the options.`,
    )
  }
}

const number = (name: string, text: string | undefined, fallback: number, most: number): number => {
  if (text === undefined) return fallback
  const value = /^[0-9]{1,3}$/.test(text) ? Number(text) : Number.NaN
  if (value >= 1 && value <= most) return value
  throw new UsageError(`--${name} must be a whole number from 1 to ${most}.`)
}
