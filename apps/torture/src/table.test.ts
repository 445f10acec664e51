import { expect, test } from 'bun:test'
import { isFalse, tableOf } from './table'

const tally = { tried: 1200, acknowledged: 900, lost: 0, torn: 0, hung: 0, unexpected: [] }

test('a table says of each case what was tried, what became of it, and which did not run', () => {
  expect(
    tableOf([
      { name: 'connection-kills', seconds: 4.04, tally },
      { name: 'disk-full', seconds: 0, notRun: 'It needs root.' },
    ]),
  ).toBe(`\
| case             |   tried | acknowledged | lost | torn | hung | unexpected | seconds |
|------------------|--------:|-------------:|-----:|-----:|-----:|-----------:|--------:|
| connection-kills |    1200 |          900 |    0 |    0 |    0 |          0 |     4.0 |
| disk-full        | not run |              |      |      |      |            |     0.0 |`)
})

test('a claim is false when anything was lost, torn, hung or unexpected', () => {
  expect(isFalse(tally)).toBe(false)
  for (const fault of [{ lost: 1 }, { torn: 1 }, { hung: 1 }, { unexpected: ['An answer of 500.'] }])
    expect(isFalse({ ...tally, ...fault })).toBe(true)
})
