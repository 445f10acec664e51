import { expect, test } from 'bun:test'
import { ndjsonLines } from './ndjson'

const lines = (body: string | Uint8Array) => [
  ...ndjsonLines(typeof body === 'string' ? new TextEncoder().encode(body) : body),
]

test('each line is read by itself, and counted with the blank ones', () => {
  expect(lines('{"a":1}\n\n  \r\n[2]\r\n"é"')).toEqual([
    { line: 1, value: { a: 1 } },
    { line: 4, value: [2] },
    { line: 5, value: 'é' },
  ])
})

test('the end of the last line may be left out', () => {
  expect(lines('1\n2\n')).toEqual(lines('1\n2'))
  expect(lines('')).toEqual([])
  expect(lines('\n\n')).toEqual([])
})

test('a line of many megabytes is not looked at, and keeps nobody waiting', () => {
  const began = performance.now()
  expect(lines(`${'['.repeat(20_000_000)}\n1`)).toEqual([
    { line: 1, value: undefined },
    { line: 2, value: 1 },
  ])
  expect(performance.now() - began).toBeLessThan(1000)
})

test('a line that is no JSON says so, and takes nothing from the others', () => {
  const bytes = Buffer.concat([
    Buffer.from('{\n'),
    Buffer.from([0x22, 0xff, 0x22, 0x0a]),
    Buffer.from('1\r1\nnull\n\0\n3'),
  ])
  expect(lines(bytes)).toEqual([
    { line: 1, value: undefined },
    { line: 2, value: undefined },
    { line: 3, value: undefined },
    { line: 4, value: null },
    { line: 5, value: undefined },
    { line: 6, value: 3 },
  ])
})
