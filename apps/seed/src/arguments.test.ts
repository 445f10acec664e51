import { describe, expect, test } from 'bun:test'
import { HELP, readArguments, UsageError } from './arguments'

const refusal = (...args: string[]): string => {
  try {
    return `read as ${JSON.stringify(readArguments(args))}`
  } catch (error) {
    return error instanceof UsageError ? error.message : `threw ${error}`
  }
}

describe('the command line', () => {
  test('without arguments means the demo fixtures', () => {
    expect(readArguments([])).toEqual({ what: 'demo' })
  })

  test('takes fixture files', () => {
    expect(readArguments(['a.ndjson', '--', '--b'])).toEqual({ what: 'files', files: ['a.ndjson', '--b'] })
  })

  test('fills in what a large set does not say', () => {
    expect(readArguments(['--tenants', '4', '--extensions=200'])).toEqual({
      what: 'generate',
      amounts: { tenants: 4, extensions: 200, devices: 300, queues: 4, cdrs: 0, seed: 1 },
      beside: false,
    })
  })

  test('takes every amount and --yes', () => {
    const args = '--yes --tenants 1 --extensions 2 --devices 3 --queues 4 --cdrs 5 --seed 6'.split(' ')
    expect(readArguments(args)).toEqual({
      what: 'generate',
      amounts: { tenants: 1, extensions: 2, devices: 3, queues: 4, cdrs: 5, seed: 6 },
      beside: true,
    })
  })

  test('is explained by --help, whatever else there is', () => {
    expect(readArguments(['--help', '--tenants', 'x'])).toEqual({ what: 'help' })
    expect(readArguments(['-h'])).toEqual({ what: 'help' })
    for (const option of ['tenants', 'extensions', 'devices', 'queues', 'cdrs', 'seed', 'yes'])
      expect(HELP).toContain(`--${option}`)
  })

  test('is refused with one sentence that says the fix', () => {
    const table: [string[], string][] = [
      [['--tenant', '1'], 'There is no option --tenant: `bun run seed --help` lists them.'],
      [['-x'], 'There is no option -x: `bun run seed --help` lists them.'],
      [['--yes=1'], '--yes takes no value: leave out what follows it.'],
      [['--yes'], 'A large set needs --tenants as well, such as --tenants 100.'],
      [['--tenants', '1'], 'A large set needs --extensions as well, such as --extensions 100.'],
      [['--tenants', '1', '--tenants', '2'], 'Give --tenants only once.'],
      [['a.ndjson', '--seed', '2'], 'Give either fixture files or --seed: the two do not go together.'],
      [
        ['--tenants', '1', '--extensions', '0', '--cdrs', '1'],
        '--cdrs needs extensions to belong to: give --extensions 1 or more.',
      ],
    ]
    for (const [args, sentence] of table) expect(refusal(...args)).toBe(sentence)
  })

  test('takes whole numbers within limits only', () => {
    for (const value of ['', '-1', '0', '1.5', '1e3', '0x10', ' 1', '100001', '99999999999'])
      expect(refusal(`--tenants=${value}`, '--extensions', '1')).toBe(
        '--tenants must be a whole number from 1 to 100000, such as --tenants 100.',
      )
  })
})
