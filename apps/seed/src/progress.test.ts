import { expect, test } from 'bun:test'
import { progressOn } from './progress'

const draw = (isTTY: boolean): string => {
  let written = ''
  let milliseconds = 5000
  const write = (text: string) => {
    written += text
    return true
  }
  const progress = progressOn({ isTTY, write }, () => milliseconds)
  for (const done of [0, 100, 200, 300, 400]) {
    milliseconds += 60
    progress('extensions', done, 400)
  }
  milliseconds += 500
  progress('devices', 0, 5)
  milliseconds += 1000
  progress('devices', 5, 5)
  return written
}

test('a terminal shows a bar that is drawn anew, not too often, and stays when it is full', () => {
  const lines = draw(true).split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]?.split('\r').slice(1)).toEqual([
    `extensions ${'░'.repeat(30)} 0/400 0.0 s`,
    `extensions ${'█'.repeat(15)}${'░'.repeat(15)} 200/400 0.1 s`,
    `extensions ${'█'.repeat(30)} 400/400 0.2 s`,
  ])
  expect(lines[1]?.split('\r').at(-1)).toBe(`devices    ${'█'.repeat(30)} 5/5 1.0 s`)
})

test('elsewhere each kind is one line', () => {
  expect(draw(false)).toBe('extensions: 400 in 0.2 s\ndevices: 5 in 1.0 s\n')
})
