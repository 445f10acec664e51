import { Kind, type TSchema, type TUnsafe, Type, TypeRegistry } from '@sinclair/typebox'

/** The sentence about what is wrong with a value, with `:attribute` for the field's name; undefined when nothing is. */
export type Fault<Options> = (options: Options, value: unknown) => string | undefined

type Reader = (value: unknown) => unknown

const faults = new Map<string, Fault<TSchema>>()
const readers = new Map<string, Reader>()

/**
 * A kind of field that JSON schema alone cannot judge. One function both decides and names the fault; `read` turns what was
 * sent into the value meant, and leaves alone what it does not understand.
 */
export const kind = <Options extends object>(name: string, judge: Fault<Options>, read: Reader = value => value) => {
  const fault: Fault<TSchema> = (schema, value) => judge(asBuilt<Options>(schema), value)
  faults.set(name, fault)
  readers.set(name, read)
  TypeRegistry.Set<TSchema>(name, (schema, value) => fault(schema, value) === undefined)
  return <T>(options: Options & Record<string, unknown>): TUnsafe<T> => Type.Unsafe<T>({ ...options, [Kind]: name })
}

/** What is wrong with a value, when the schema is of a kind defined here. */
export const faultOf: Fault<TSchema> = (schema, value) => faults.get(schema[Kind])?.(schema, value)

/** The value meant, when the schema is of a kind defined here; else as it is. */
export const readAs = (schema: TSchema, value: unknown): unknown => (readers.get(schema[Kind]) ?? (same => same))(value)

// A schema carries the name of its kind only when the builder above made it out of these options.
const asBuilt = <Options>(schema: TSchema) => schema as TSchema & Options
