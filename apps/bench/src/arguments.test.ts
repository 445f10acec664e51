import { expect, test } from 'bun:test'
import { HELP, readArguments, UsageError } from './arguments'

test('without options it is the small set', () => {
  expect(readArguments([])).toMatchObject({
    amounts: { extensions: 1000 },
    rounds: 3,
    clients: 8,
    out: null,
    only: null,
  })
})

test('options say the set, the effort, the calls and the file', () => {
  expect(readArguments(['--large', '--seconds', '2', '--only', 'show,create', '--out', 'x.md'])).toMatchObject({
    amounts: { extensions: 1_000_000 },
    seconds: 2,
    only: ['show', 'create'],
    out: 'x.md',
  })
})

test.each([
  [['--small', '--large']],
  [['--growth', '--large']],
  [['--seconds', '0']],
  [['--rounds', '1e1']],
  [['--clients', '41']],
  [['--fast']],
  [['fast']],
])('%p is refused with a sentence', args => {
  expect(() => readArguments(args)).toThrow(UsageError)
})

test('the help names every option', () => {
  for (const option of ['small', 'large', 'seconds', 'rounds', 'clients', 'only', 'growth', 'data', 'out', 'help'])
    expect(HELP).toContain(`  --${option} `)
})
