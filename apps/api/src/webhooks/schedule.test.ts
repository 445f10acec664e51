import { expect, test } from 'bun:test'
import { SCHEDULE, waitAfter } from './schedule'

test('the waits grow to almost three days in all, and then there is none', () => {
  expect(SCHEDULE).toEqual(SCHEDULE.toSorted((a, b) => a - b))
  const hours = SCHEDULE.reduce((sum, wait) => sum + wait, 0) / 3_600_000
  expect(hours).toBeGreaterThan(60)
  expect(hours).toBeLessThan(72)
  expect(waitAfter(SCHEDULE, SCHEDULE.length)).toBeGreaterThan(0)
  expect(waitAfter(SCHEDULE, SCHEDULE.length + 1)).toBeUndefined()
})

test('a wait is spread by a fifth to both sides', () => {
  expect([0, 0.5, 1].map(random => waitAfter([1000], 1, random))).toEqual([800, 1000, 1200])
})
