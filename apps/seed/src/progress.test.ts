import { expect, test } from 'bun:test'
import { progressOn } from './progress'

/** What is written while `steps` are done, each so many milliseconds after the one before. */
const written = (
  isTTY: boolean,
  steps: [milliseconds: number, kind: string, done: number, total: number][],
): string => {
  let text = ''
  let now = 5000
  const write = (more: string) => {
    text += more
    return true
  }
  const progress = progressOn({ isTTY, write }, () => now)
  for (const [milliseconds, kind, done, total] of steps) {
    now += milliseconds
    progress(kind, done, total)
  }
  return text
}

test('a terminal shows a bar that is drawn anew, not too often, with the pace and the time left, and stays when it is full', () => {
  const quick = [0, 100, 200, 300, 400].map((done): [number, string, number, number] => [60, 'extensions', done, 400])
  const lines = written(true, [...quick, [500, 'devices', 0, 5], [1000, 'devices', 5, 5]]).split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]?.split('\r\x1b[2K').slice(1)).toEqual([
    `extensions ${'░'.repeat(30)} 0/400 0.0 s`,
    `extensions ${'█'.repeat(15)}${'░'.repeat(15)} 200/400 0.1 s, 1667/s, 1 s left`,
    `extensions ${'█'.repeat(30)} 400/400 0.2 s, 1667/s`,
  ])
  expect(lines[1]?.split('\r\x1b[2K').at(-1)).toBe(`devices    ${'█'.repeat(30)} 5/5 1.0 s, 5/s`)
})

test('elsewhere each kind is a line when it is complete, and one every ten seconds until then', () => {
  const slow = [0, 100, 200, 300].map((done): [number, string, number, number] => [6000, 'extensions', done, 400])
  expect(
    written(false, [...slow, [6000, 'extensions', 400, 400], [500, 'devices', 0, 5], [1000, 'devices', 5, 5]]),
  ).toBe('extensions: 200 of 400, 12.0 s, 17/s, 12 s left\nextensions: 400, 24.0 s, 17/s\ndevices: 5, 1.0 s, 5/s\n')
})
