import { describe, expect, test } from 'bun:test'
import { CdrRow } from '@ringfence/domain/relations'
import { type TSchema, Type } from '@sinclair/typebox'
import { published } from './published'
import { schemaNamed } from './schemas'

const text = Type.String({ description: 'A text.' })

const cases: [string, TSchema, object][] = [
  [
    'a field or null is nullable',
    Type.Union([text, Type.Null()]),
    { type: 'string', description: 'A text.', nullable: true },
  ],
  [
    'a choice or null may be null',
    Type.Union([Type.Unsafe({ type: 'string', enum: ['a'] }), Type.Null()]),
    { type: 'string', enum: ['a', null], nullable: true },
  ],
  ['literals are a choice', Type.Union([Type.Literal('a'), Type.Literal('b')]), { type: 'string', enum: ['a', 'b'] }],
  ['a literal is a choice of one', Type.Literal(1), { type: 'number', enum: [1] }],
  ['null is an object that is null', Type.Null(), { type: 'object', nullable: true, enum: [null] }],
  [
    'other unions stay',
    Type.Union([Type.Boolean(), text]),
    { anyOf: [{ type: 'boolean' }, { type: 'string', description: 'A text.' }] },
  ],
  [
    'a record is an object of whatever it holds',
    Type.Record(Type.String(), text),
    { type: 'object', additionalProperties: { type: 'string', description: 'A text.' } },
  ],
  ['a small integer has 32 bits', Type.Integer({ maximum: 10 }), { type: 'integer', maximum: 10, format: 'int32' }],
  ['an integer without a limit has 64', Type.Integer(), { type: 'integer', format: 'int64' }],
]

describe('as OpenAPI 3.0.3 writes it', () => {
  for (const [name, schema, expected] of cases)
    test(name, () => {
      const made: object = published(schema, () => undefined)
      expect(made).toEqual(expected)
      expect(Object.getOwnPropertySymbols(made)).toEqual([])
    })

  test('a named schema inside another is a reference, also when it may be null', () => {
    expect(published(Type.Array(text), () => 'Text')).toMatchObject({ items: { $ref: '#/components/schemas/Text' } })
    expect(schemaNamed('CdrRow').properties?.extension).toMatchObject({
      anyOf: [{ $ref: '#/components/schemas/Extension' }, { nullable: true, enum: [null] }],
    })
    expect(CdrRow.properties.extension.anyOf).toHaveLength(2)
  })
})

test('a change requires no field, and takes null for one that has a default', () => {
  const change = schemaNamed('ExtensionChange')
  expect(change.required).toBeUndefined()
  expect(Object.keys(change.properties ?? {})).toEqual(Object.keys(schemaNamed('ExtensionInput').properties ?? {}))
  expect(change.properties?.voicemail_enabled).toMatchObject({ type: 'boolean', nullable: true })
  expect(change.properties?.display_name).not.toHaveProperty('nullable')
})
