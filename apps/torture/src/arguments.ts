import { parseArgs } from 'node:util'

/** The command line cannot be understood; the message is one sentence that says the fix. */
export class UsageError extends Error {}

export type Task = { only: string[] | null; seed: number; short: boolean; list: boolean }

export const HELP = `Usage:
  bun run torture [options]

Options:
  --only <cases>   of these names, separated by commas
  --seed <number>  what chance follows from, to repeat a run; by default another each time
  --short          less of everything, in two minutes: what CI runs
  --list           the cases, and what each claims
  --help           this text

Starts the real program on PostgreSQL servers of its own, on loopback, and does to them what the world does. Ends with 1 when a
claim turned out false. Linux; some cases need root or libfaketime, and say so.
`

const LARGEST_SEED = 2 ** 31 - 1

/** Null when help was asked for. Throws UsageError. */
export const readArguments = (args: string[]): Task | null => {
  const { help, only, seed, short = false, list = false } = parsed(args)
  if (help) return null
  return { only: only?.split(',') ?? null, seed: seedOf(seed), short, list }
}

const parsed = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean' },
        only: { type: 'string' },
        seed: { type: 'string' },
        short: { type: 'boolean' },
        list: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : error} \`bun run torture --help\` lists the options.`,
    )
  }
}

const seedOf = (text: string | undefined): number => {
  if (text === undefined) return Math.floor(Math.random() * LARGEST_SEED)
  const value = /^[0-9]{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (value <= LARGEST_SEED) return value
  throw new UsageError(`--seed must be a whole number from 0 to ${LARGEST_SEED}.`)
}
