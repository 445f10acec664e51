import { describe, expect, test } from 'bun:test'
import type { TObject } from '@sinclair/typebox'
import fc from 'fast-check'
import {
  admitQuery,
  CdrListQuery,
  type Cursor,
  decodeCursor,
  ExtensionListQuery,
  ExtensionShowQuery,
  encodeCursor,
} from './list'
import { hostileValues } from './testing/hostile'
import { refusal } from './testing/refusal'

const cursor: Cursor = { at: '2026-11-23T21:00:00.123456Z', id: '9223372036854775807' }
const admitted = <S extends TObject>(schema: S, query: string) => admitQuery(schema, new URLSearchParams(query))
const refused = (schema: TObject, query: string) => refusal(() => admitted(schema, query))

describe('a query', () => {
  test('without anything has no filter, no limit and no cursor', () => {
    for (const query of ['', 'page=2&_=5', 'search=&tenant_id=&status=', 'search=%20%20', '__proto__=x&constructor=y'])
      expect(admitted(ExtensionListQuery, query)).toEqual({})
  })

  test('comes out typed and decoded', () => {
    const query = `search=%25_%5C&tenant_id=12&status=active&limit=1000&cursor=${encodeCursor(cursor)}&unknown=1&unknown=2`
    expect(admitted(ExtensionListQuery, query)).toEqual({
      search: '%_\\',
      tenant_id: 12,
      status: 'active',
      limit: 1000,
      cursor,
    })
  })

  test('names all faulty keys at once', () => {
    expect(refused(ExtensionListQuery, `limit=0&cursor=x&tenant_id=a&search=${'a'.repeat(256)}&status=%00x`)).toEqual({
      search: ['The search must not be greater than 255 characters.'],
      tenant_id: ['The tenant id must be an integer.'],
      status: ['The status must be valid Unicode text without control characters.'],
      limit: ['The limit must be at least 1.'],
      cursor: ['The cursor is invalid.'],
    })
  })

  test('takes a limit from 1 to 1000 in its one decimal form', () => {
    for (const limit of [1, 50, 1000]) expect(admitted(ExtensionListQuery, `limit=${limit}`)).toEqual({ limit })
    for (const limit of [
      '',
      '%20',
      'x',
      '1e2',
      '0x10',
      '01',
      '%2B1',
      '1.0',
      '%201',
      '10,',
      'Infinity',
      '9007199254740993',
    ])
      expect([limit, refused(ExtensionListQuery, `limit=${limit}`)]).toEqual([
        limit,
        { limit: ['The limit must be an integer.'] },
      ])
    expect(refused(ExtensionListQuery, 'limit=1001')).toEqual({ limit: ['The limit must not be greater than 1000.'] })
    expect(refused(ExtensionListQuery, 'limit=-1')).toEqual({ limit: ['The limit must be at least 1.'] })
  })

  test('with a known key given twice is refused, also when both are alike or empty', () => {
    for (const key of Object.keys(ExtensionListQuery.properties))
      for (const value of ['', '5', 'active'])
        expect(Object.keys(refused(ExtensionListQuery, `${key}=${value}&${key}=${value}`) ?? {})).toEqual([key])
  })

  test('filters by positive ids only, so that no filter is mistaken for none', () => {
    expect(refused(ExtensionListQuery, 'tenant_id=0')).toEqual({ tenant_id: ['The tenant id must be at least 1.'] })
    expect(refused(CdrListQuery, 'extension_id=-1')).toEqual({ extension_id: ['The extension id must be at least 1.'] })
  })

  test('filters call records by instants', () => {
    expect(admitted(CdrListQuery, 'from=2026-11-01T00:00:00Z&to=')).toEqual({ from: '2026-11-01T00:00:00Z' })
    expect(refused(CdrListQuery, 'from=yesterday&to=2026-11-31T00:00:00Z')).toEqual({
      from: ['The from is not a valid date.'],
      to: ['The to is not a valid date.'],
    })
  })

  test('shows 100 call records of an extension unless told', () => {
    expect(admitted(ExtensionShowQuery, '')).toEqual({ cdrs_limit: 100 })
    expect(admitted(ExtensionShowQuery, 'cdrs_limit=0')).toEqual({ cdrs_limit: 0 })
    for (const value of ['', '-1', '1001', 'all'])
      expect(Object.keys(refused(ExtensionShowQuery, `cdrs_limit=${value}`) ?? {})).toEqual(['cdrs_limit'])
  })

  test('of any content is admitted or Invalid', () => {
    const keys = fc.constantFrom(...Object.keys(CdrListQuery.properties), 'status', '__proto__', '')
    const values = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...Object.values(hostileValues).map(value => JSON.stringify(value))),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, values)), pairs => {
        const query = new URLSearchParams(pairs)
        for (const schema of [ExtensionListQuery, CdrListQuery]) {
          const errors = refusal(() => admitQuery(schema, query))
          expect(Object.keys(errors ?? {}).every(key => query.has(key) && Object.hasOwn(schema.properties, key))).toBe(
            true,
          )
        }
      }),
    )
  })
})

describe('a cursor', () => {
  test('comes back as it went', () => {
    const at = fc.date({ min: new Date('1000-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
    const cursors = fc.record({
      at: at.map(date => date.toISOString().replace('Z', '789Z')),
      id: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String),
    })
    fc.assert(
      fc.property(cursors, sent => {
        const opaque = encodeCursor(sent)
        expect(opaque).toMatch(/^[A-Za-z0-9_-]{1,63}$/)
        expect(decodeCursor(opaque)).toEqual(sent)
      }),
    )
  })

  test('that we did not make is none', () => {
    const forged = [
      'x',
      '2026-11-23T21:00:00.123456Z 0',
      '2026-11-23T21:00:00.123456Z 9223372036854775808',
      '2026-11-23T21:00:00Z 1',
      '2026-02-30T21:00:00.123456Z 1',
      '2026-11-23T21:00:00.123456+01:00 1',
      '2026-11-23T21:00:00.123456Z 1 1',
      '2026-11-23T21:00:00.123456Z',
      "2026-11-23T21:00:00.123456Z 1'",
      'infinity 1',
      '{"at":1}',
    ]
    const opaque = encodeCursor(cursor)
    for (const text of forged.map(inner => Buffer.from(inner).toString('base64url')))
      expect(decodeCursor(text)).toBeUndefined()
    for (const text of [
      '',
      ' ',
      `${opaque} `,
      `${opaque}=`,
      `${opaque}A`,
      opaque.slice(0, -1),
      opaque.toLowerCase(),
      `=${opaque}`,
      'A'.repeat(1_000_000),
    ])
      expect(decodeCursor(text)).toBeUndefined()
    for (const text of Object.values(hostileValues)) expect(decodeCursor(String(JSON.stringify(text)))).toBeUndefined()
  })

  test('of any text is decoded to what encodes to that text, or is none', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.base64String(),
          fc.string().map(inner => Buffer.from(inner).toString('base64url')),
        ),
        text => {
          const decoded = decodeCursor(text)
          expect(decoded === undefined || encodeCursor(decoded) === text).toBe(true)
        },
      ),
    )
  })
})
