import { describe, expect, test } from 'bun:test'
import { pgbenchScript } from './pgbench-script'
import { filled, sampleOf, type Variable } from './template'
import { readWrk, wrkScript } from './wrk-script'

const random: Variable = { name: 'id', kind: 'random', from: 1, to: 99 }
const counter: Variable = { name: 'number', kind: 'counter', from: 7_000_000_000_000 }
const options = { clients: 8, prefix: 's0_' }

describe('templates', () => {
  test('every name is filled in, what is no name stays', () => {
    expect(filled('{"a":{{id}},"b":"{{number}}"}', { id: '5', number: '7' })).toBe('{"a":5,"b":"7"}')
  })

  test('a name without a value is refused', () => {
    expect(() => filled('/{{id}}', { number: '7' })).toThrow('{{id}}')
  })

  test('a sample has a value for each variable, offsets with what they are from', () => {
    expect(sampleOf([random, { name: 'next', kind: 'offset', of: 'id', plus: 10 }, counter])).toEqual({
      id: '50',
      next: '60',
      number: '7000000000000',
    })
  })
})

describe('pgbench scripts', () => {
  const write = (text: string, parameters: unknown[], variables: Variable[]) =>
    pgbenchScript({ text, parameters }, variables, sampleOf(variables), options)

  test('parameters with the sample value become the variable wherever they stand, the others keep theirs', () => {
    const { text, definitions } = write('select $1, $2, $3', ['50', 'fifty', 50], [random])
    expect(text).toBe('\\set id random(1, 99)\nselect :id, :s0_2, :id;\n')
    expect(definitions).toEqual({ s0_2: 'fifty' })
  })

  test('$1 is not taken for the beginning of $11', () => {
    const parameters = Array.from({ length: 11 }, (_, index) => `value ${index + 1}`)
    expect(write('select $11, $1', parameters, []).text).toBe('select :s0_11, :s0_1;\n')
  })

  test('null, bytes and booleans go as PostgreSQL reads them', () => {
    const { text, definitions } = write('select $1, $2, $3', [null, Buffer.from([1, 255]), true], [])
    expect(text).toBe('select null, :s0_2, :s0_3;\n')
    expect(definitions).toEqual({ s0_2: '\\x01ff', s0_3: 'true' })
  })

  test('no two clients draw the same number of a counter', () => {
    const { text, definitions } = write('select $1', ['7000000000000'], [counter])
    expect(text).toContain('\\set turn :turn + 1\n\\set number 7000000000000 + :client_id + 8 * :turn\n')
    expect(definitions.turn).toBe('-1')
  })

  test('a variable that the statement does not hold is refused', () => {
    expect(() => write('select $1', ['something else'], [random])).toThrow('no parameter for id')
  })
})

describe('wrk scripts', () => {
  const request = { method: 'POST', path: '/api/{{id}}', body: '{"tenant":{{tenant}},"number":"{{number}}"}' }
  const variants = [{ tenant: '1' }, { tenant: '2' }]

  test('path and body are put together of texts, variables in full digits, and the variant', () => {
    const script = wrkScript(request, [random, counter], variants, { cookie: 'a=b' })
    expect(script).toContain('[==[/api/]==] .. string.format("%.0f", id)')
    expect(script).toContain('[==[{"tenant":]==] .. variant[ [==[tenant]==] ] .. [==[,"number":"]==]')
    expect(script).toContain('local headers = { [ [==[cookie]==] ] = [==[a=b]==] }')
    expect(script).not.toContain('[[')
  })

  test('a text that would end its quotes is refused', () => {
    expect(() => wrkScript({ ...request, path: '/]==]' }, [], variants, {})).toThrow(']==]')
  })

  test('the figures are read from among what wrk prints, in seconds and milliseconds', () => {
    expect(readWrk('Running 1s test\n\nfigures 1200 2000000 1500 9000 3\nTransfer/sec: 1MB\n')).toEqual({
      requests: 1200,
      seconds: 2,
      p50: 1.5,
      p99: 9,
      errors: 3,
    })
  })

  test('output without figures is an error that shows it', () => {
    expect(() => readWrk('unable to connect')).toThrow('unable to connect')
  })
})
