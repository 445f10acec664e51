import { expect, test } from 'bun:test'
import { HELP, readArguments, UsageError } from './arguments'

test('without options every case runs, in full, with a seed of chance', () => {
  expect(readArguments([])).toMatchObject({ only: null, short: false, list: false, seed: expect.any(Number) })
})

test('options say the cases, the seed and the form', () => {
  expect(readArguments(['--only', 'a,b', '--seed', '42', '--short'])).toEqual({
    only: ['a', 'b'],
    seed: 42,
    short: true,
    list: false,
  })
})

test.each([[['--seed', '-1']], [['--seed', '1e3']], [['--seed', '2147483648']], [['--fast']], [['kills']]])(
  '%p is refused with a sentence',
  args => {
    expect(() => readArguments(args)).toThrow(UsageError)
  },
)

test('the help names every option', () => {
  for (const option of ['only', 'seed', 'short', 'list', 'help']) expect(HELP).toContain(`  --${option} `)
})
