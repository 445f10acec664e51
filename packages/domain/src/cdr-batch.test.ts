import { describe, expect, test } from 'bun:test'
import { admitCdrs, GREATEST_BATCH, judgedCdr } from './cdr-batch'
import { refusal } from './testing/refusal'

const call = {
  tenant_id: 1,
  caller_number: '1',
  destination_number: '2',
  direction: 'inbound',
  disposition: 'answered',
  duration_seconds: 1,
  bill_seconds: 1,
  cost: 0,
  started_at: '2026-11-23T21:00:00Z',
}

describe('a batch of call records', () => {
  test('is admitted whole, as each record would be', () => {
    expect(admitCdrs([call, { ...call, cost: '0.5', id: 7 }])).toEqual([
      { ...call, extension_id: null, ended_at: null, call_id: null },
      { ...call, extension_id: null, ended_at: null, call_id: null, cost: 0.5 },
    ])
    expect(admitCdrs([])).toEqual([])
  })

  test('names every faulty field of every record', () => {
    const { direction: _, ...short } = call
    expect(refusal(() => admitCdrs([call, short, { ...call, cost: -1, started_at: 'now' }]))).toEqual({
      '1.direction': ['The direction field is required.'],
      '2.cost': ['The cost must be at least 0.'],
      '2.started_at': ['The started at is not a valid date.'],
    })
    for (const item of [null, 7, 'x', [call]])
      expect(Object.keys(refusal(() => admitCdrs([item])) ?? {})).toHaveLength(9)
  })

  test('is an array, and not too long', () => {
    for (const body of [call, null, 'x', { length: 1, 0: call }])
      expect(refusal(() => admitCdrs(body))).toEqual({ body: ['The body must be an array.'] })
    expect(admitCdrs(Array(GREATEST_BATCH).fill(call))).toHaveLength(GREATEST_BATCH)
    expect(refusal(() => admitCdrs(Array(GREATEST_BATCH + 1).fill(call)))).toEqual({
      body: ['The body must not have more than 1000 items.'],
    })
  })
})

test('of many records each is judged by itself', () => {
  expect(judgedCdr(call)).toHaveProperty('input.caller_number', '1')
  expect(judgedCdr({ ...call, cost: 'x' })).toEqual({
    errors: { cost: ['The cost must be a number with at most 4 decimal places.'] },
  })
})
