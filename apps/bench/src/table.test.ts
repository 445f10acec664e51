import { describe, expect, test } from 'bun:test'
import { comparable } from './equality'
import type { Figures } from './statistics'
import { tableOf, withSection } from './table'

const figures = (perSecond: number): Figures => ({
  perSecond,
  p50: 1,
  p99: 2,
  applicationCpu: null,
  postgresCpu: 0.25,
  megabytes: null,
})

describe('the table', () => {
  test('says what part of the limit we reach, and how many times the peer', () => {
    const rows = tableOf([{ call: 'show', limit: figures(4000), ringfence: figures(3000), peer: figures(1500) }]).split(
      '\n',
    )
    expect(rows).toHaveLength(5)
    expect(rows[3]).toEndWith('| 75 % |')
    expect(rows[4]).toEndWith('| 2.0 × |')
  })

  test('every row has as many fields as the head, also where there is nothing to compare', () => {
    const table = tableOf([{ call: 'sign-in', limit: null, ringfence: figures(30), peer: null }])
    expect(new Set(table.split('\n').map(line => line.split('|').length)).size).toBe(1)
  })
})

describe('the section of a document', () => {
  test('is replaced each time, and nothing around it', () => {
    const document = withSection('', 'bench', 'first')
    expect(withSection(`before\n${document}after\n`, 'bench', 'second')).toBe(
      `before\n${document.replace('first', 'second')}after\n`,
    )
  })
})

describe('answers to compare', () => {
  test('the same moment in two spellings is the same', () => {
    const ours = comparable({ created_at: '2026-11-23T21:39:38.478911Z' }, false)
    expect(ours).toEqual(comparable({ created_at: '2026-11-23T21:39:38.478Z' }, false))
    expect(ours).not.toEqual(comparable({ created_at: '2026-11-23T21:39:38.479Z' }, false))
  })

  test('of rows made for the occasion ids, numbers and times are left out, at any depth, and nothing else', () => {
    const made = { data: [{ id: 1, tenant_id: 2, extension_number: '7', updated_at: 'x', status: 'active' }] }
    expect(comparable(made, true)).toEqual({ data: [{ tenant_id: 2, status: 'active' }] })
  })
})
