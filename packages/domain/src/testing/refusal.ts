import { expect, test } from 'bun:test'
import { type Errors, Invalid } from '../admit'

/** What `attempt` is refused with; undefined when it is not. Anything thrown but Invalid is thrown on. */
export const refusal = (attempt: () => unknown): Errors | undefined => {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Invalid) return error.errors
    throw error
  }
  return undefined
}

type Table = Record<string, { accepts: unknown[]; refuses: Record<string, unknown[]> }>

/** One test per field: what it takes comes out as it went in, and each other value gets its sentence and no other field any. */
export const fieldTable = (
  admitted: (input: unknown) => Record<string, unknown>,
  valid: object,
  table: Table,
): void => {
  for (const [field, { accepts, refuses }] of Object.entries(table)) {
    test(`${field} takes what it should, as it is`, () => {
      for (const value of accepts) expect(admitted({ ...valid, [field]: value })[field]).toEqual(value)
    })
    test(`${field} refuses the rest, each with its sentence`, () => {
      for (const [sentence, values] of Object.entries(refuses))
        for (const value of values)
          expect([value, refusal(() => admitted({ ...valid, [field]: value }))]).toEqual([
            value,
            { [field]: [sentence] },
          ])
    })
  }
}

/** Fails unless the fields of the schema that may be left out are these, with these defaults. */
export const expectDefaults = (
  admitted: (input: unknown) => Record<string, unknown>,
  valid: object,
  defaults: Record<string, unknown>,
): void => {
  const required = Object.fromEntries(Object.entries(valid).filter(([name]) => !Object.hasOwn(defaults, name)))
  const nulls = Object.fromEntries(Object.keys(defaults).map(name => [name, null]))
  expect(admitted(required)).toEqual({ ...required, ...defaults })
  expect(admitted({ ...required, ...nulls })).toEqual({ ...required, ...defaults })
  expect(Object.keys(refusal(() => admitted({})) ?? {}).sort()).toEqual(Object.keys(required).sort())
}
