import { OptionalKind, type Static, type TObject, Type } from '@sinclair/typebox'
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler'
import { stored, understood } from './coercion'
import { isJsonObject, type JsonObject } from './json-object'
import { sentence } from './sentences'

/** Every faulty field with its sentences. */
export type Errors = Record<string, string[]>

/** What was sent breaks the rules. It never holds a rejected value, so that it may be shown and logged. */
export class Invalid extends Error {
  override readonly name = 'Invalid'

  constructor(readonly errors: Errors) {
    super('The given data was invalid.')
  }
}

const sound = new WeakMap<Invalid, JsonObject>()

/** The fields that were right when others were refused; apart from the refusal, as there may be secrets among them. */
export const soundOf = (refusal: Invalid): JsonObject => sound.get(refusal) ?? {}

const refused = (errors: Errors, accepted: JsonObject): Invalid => {
  const refusal = new Invalid(errors)
  const right = Object.entries(accepted).filter(([name]) => !Object.hasOwn(errors, name))
  sound.set(refusal, Object.fromEntries(right))
  return refusal
}

/** A rule beyond single fields: sees the fields that are sound so far and says what is wrong with them together. */
export type Rule<S extends TObject> = (sound: Partial<Static<S>>) => Errors

/**
 * The whole of what was sent, defaults filled in, unknown and read-only keys left out. Throws Invalid with all faulty fields
 * at once. Texts stay as sent but for formats with one stored spelling (hostname, mac-address).
 */
export const admit = <S extends TObject>(schema: S, input: unknown, rule?: Rule<S>): Static<S> => {
  const sent = isJsonObject(input) ? input : {}
  const { accepted, errors } = judged(
    schema,
    checks(schema).whole,
    candidate(schema, sent, Object.keys(schema.properties)),
    rule,
  )
  if (Object.keys(errors).length) throw refused(errors, accepted)
  return asWhole<S>(accepted)
}

/** The fields that a merge patch (RFC 7396) names: null resets one to its default. Throws Invalid with all faulty fields at once. */
export const admitChange = <S extends TObject>(schema: S, input: unknown, rule?: Rule<S>): Partial<Static<S>> => {
  if (!isJsonObject(input)) throw new Invalid({ body: ['The body must be an object.'] })
  const named = Object.keys(schema.properties).filter(name => Object.hasOwn(input, name))
  const { accepted, errors } = judged(schema, checks(schema).change, candidate(schema, input, named), rule)
  if (Object.keys(errors).length) throw refused(errors, accepted)
  return asPart<S>(accepted)
}

const candidate = (schema: TObject, sent: JsonObject, names: string[]): JsonObject => {
  const fields: JsonObject = {}
  for (const name of names) {
    const field = schema.properties[name]
    const value = Object.hasOwn(sent, name) ? sent[name] : undefined
    if (!field) continue
    if (value !== undefined && value !== null) fields[name] = understood(field, value)
    else if (field.default !== undefined) fields[name] = field.default
    else if (!field[OptionalKind]) fields[name] = null
  }
  return fields
}

const judged = <S extends TObject>(schema: S, check: TypeCheck<TObject>, fields: JsonObject, rule?: Rule<S>) => {
  const faulty = check.Check(fields) ? {} : faults(check, fields)
  const accepted: JsonObject = {}
  for (const [name, field] of Object.entries(schema.properties))
    if (Object.hasOwn(fields, name) && !faulty[name]) accepted[name] = stored(field, fields[name])
  return { accepted, errors: { ...rule?.(asPart<S>(accepted)), ...faulty } }
}

const faults = (check: TypeCheck<TObject>, fields: JsonObject): Errors => {
  const errors: Errors = {}
  for (const error of check.Errors(fields)) {
    const field = error.path.slice(1)
    errors[field] ??= [sentence(field, error)]
  }
  return errors
}

type Checks = { whole: TypeCheck<TObject>; change: TypeCheck<TObject> }

const compiled = new WeakMap<TObject, Checks>()

const checks = (schema: TObject): Checks => {
  const known = compiled.get(schema)
  if (known) return known
  const made = { whole: TypeCompiler.Compile(schema), change: TypeCompiler.Compile(Type.Partial(schema)) }
  compiled.set(schema, made)
  return made
}

// The compiled check passed on every field that stands in here, and with no errors all of the schema's fields do.
const asWhole = <S extends TObject>(accepted: JsonObject) => accepted as Static<S>
const asPart = <S extends TObject>(accepted: JsonObject) => accepted as Partial<Static<S>>
