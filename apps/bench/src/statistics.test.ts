import { describe, expect, test } from 'bun:test'
import { type Figures, median, medians, percentile } from './statistics'

const figures = (fields: Partial<Figures>): Figures => ({
  perSecond: 1,
  p50: 1,
  p99: 1,
  applicationCpu: 1,
  postgresCpu: 1,
  megabytes: 1,
  ...fields,
})

describe('percentiles', () => {
  test.each([
    { values: [3, 1, 2], share: 50, expected: 2 },
    { values: [10, 9], share: 50, expected: 9 },
    { values: [100, 20, 3], share: 100, expected: 100 },
    { values: [100, 20, 3], share: 0, expected: 3 },
    { values: Array.from({ length: 200 }, (_, index) => 200 - index), share: 99, expected: 198 },
  ])(
    'the value of $share % of $values.length values, by their size and not their spelling',
    ({ values, share, expected }) => {
      expect(percentile(values, share)).toBe(expected)
    },
  )

  test('no values have none', () => {
    expect(median([])).toBeNaN()
  })
})

describe('medians of rounds', () => {
  test('one slow round moves no figure', () => {
    const rounds = [figures({ perSecond: 100, p99: 2 }), figures({ perSecond: 5, p99: 90 }), figures({ perSecond: 98 })]
    expect(medians(rounds)).toMatchObject({ perSecond: 98, p99: 2 })
  })

  test('what a round does not know is not known', () => {
    const rounds = [figures({ applicationCpu: null, megabytes: null }), figures({})]
    expect(medians(rounds)).toMatchObject({ applicationCpu: null, megabytes: null, postgresCpu: 1 })
  })
})
