import { describe, expect, test } from 'bun:test'
import { admitCdrSummary } from './cdr-summary'
import { refusal } from './testing/refusal'

const NOW = new Date('2026-11-27T12:00:00.000Z')
const admitted = (query: string) => admitCdrSummary(new URLSearchParams(query), NOW)
const refused = (query: string) => refusal(() => admitted(query))

describe('a summary of call records', () => {
  test('is of the last 30 days in UTC unless it is asked otherwise', () => {
    expect(admitted('')).toEqual({ from: '2026-10-28T12:00:00.000Z', to: NOW.toISOString(), timezone: 'UTC' })
    expect(admitted('to=2026-03-31T00:00:00Z')).toMatchObject({ from: '2026-03-01T00:00:00.000Z' })
    expect(admitted('from=2026-11-01T00:00:00%2B01:00&tenant_id=7&direction=inbound&timezone=Europe/Berlin')).toEqual({
      from: '2026-11-01T00:00:00+01:00',
      to: NOW.toISOString(),
      timezone: 'Europe/Berlin',
      tenant_id: 7,
      direction: 'inbound',
    })
  })

  test('begins before it ends, and reaches over 400 days at most', () => {
    const ends = { to: ['The to must be a date after from.'] }
    expect(refused('from=2026-11-28T00:00:00Z')).toEqual(ends)
    expect(refused('from=2026-11-01T00:00:00Z&to=2026-11-01T01:00:00%2B01:00')).toEqual(ends)
    expect(admitted('from=2025-10-23T12:00:00Z')).toHaveProperty('from', '2025-10-23T12:00:00Z')
    expect(refused('from=2025-10-23T11:59:59Z')).toEqual({
      from: ['The from must not be more than 400 days before to.'],
    })
    expect(refused('from=1000-01-01T00:00:00Z&to=9998-12-31T00:00:00Z')).toHaveProperty('from')
  })

  test('names all faulty keys at once', () => {
    expect(refused('from=x&to=2026-11-31T00:00:00Z&timezone=Mars/Olympus&tenant_id=0&extension_id=a')).toEqual({
      from: ['The from is not a valid date.'],
      to: ['The to is not a valid date.'],
      timezone: ['The timezone must be a valid zone.'],
      tenant_id: ['The tenant id must be at least 1.'],
      extension_id: ['The extension id must be an integer.'],
    })
    expect(refused('from=x&timezone=x')).toEqual({
      from: ['The from is not a valid date.'],
      timezone: ['The timezone must be a valid zone.'],
    })
  })
})
