import { expect, test } from 'bun:test'
import { randomOf } from './random'

const firstOf = (seed: number, name: string) => {
  const random = randomOf(seed, name)
  return Array.from({ length: 1000 }, random)
}

test('the same seed and name give the same numbers, another of either gives others', () => {
  expect(firstOf(1, 'a')).toEqual(firstOf(1, 'a'))
  expect(firstOf(1, 'a')).not.toEqual(firstOf(2, 'a'))
  expect(firstOf(1, 'a')).not.toEqual(firstOf(1, 'b'))
})

test('the numbers lie from 0 to below 1, spread evenly', () => {
  const numbers = firstOf(7, 'spread')
  expect(numbers.every(number => number >= 0 && number < 1)).toBe(true)
  expect(numbers.filter(number => number < 0.5).length).toBeWithin(400, 600)
})
