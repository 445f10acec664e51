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
  test('says what part of the limit we reach, and how many times each peer', () => {
    const taken = { pgbench: figures(4000), Ringfence: figures(3000), Fastify: figures(1500), PostgREST: figures(500) }
    const rows = tableOf([{ call: 'show', figures: new Map(Object.entries(taken)) }]).split('\n')
    expect(rows.slice(2).map(line => [line.split('|')[2]?.trim(), line.split('|').at(-2)?.trim()])).toEqual([
      ['**Ringfence**', ''],
      ['pgbench', '75 %'],
      ['Fastify', '2.0 ×'],
      ['PostgREST', '6.0 ×'],
    ])
  })

  test('every row has as many fields as the head, also where there is nothing to compare', () => {
    const table = tableOf([{ call: 'sign-in', figures: new Map([['Ringfence', figures(30)]]) }])
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
