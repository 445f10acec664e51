import { type Errors, Invalid } from '@ringfence/domain/admit'
import { isJsonObject, type JsonObject } from '@ringfence/domain/json-object'
import { type Fault, FixtureError, faultsAt, type Place } from './fixture-error'
import { type Kind, kinds, type Row } from './kinds'
import { type Key, type Link, names, renamed } from './links'

/** A fixture file: one JSON object a line. */
export type Fixture = { file: string; text: string }

/** A line that keeps every rule that can be checked without the database. */
export type Line = Place & { name: string; kind: Kind; fields: JsonObject; links: Link[]; row: Row }

/** The lines of all files in the order in which they can be stored. Throws FixtureError with every fault of every line. */
export const readLines = (fixtures: Fixture[]): Line[] => {
  const faults: Fault[] = []
  const lines = new Map<string, Line>()
  for (const { place, text } of textLines(fixtures)) {
    const { line, errors } = read(place, text)
    faults.push(...faultsAt(place, errors))
    if (!line) continue
    const first = lines.get(keyText(line.row.key))
    if (first) faults.push({ ...place, field: 'kind', sentence: `This is ${first.file}:${first.line} a second time.` })
    else lines.set(keyText(line.row.key), line)
  }
  if (faults.length > 0) throw new FixtureError(faults)
  return [...kinds.keys()].flatMap(name => [...lines.values()].filter(line => line.name === name))
}

/** Equal for equal keys, and for no others. */
export const keyText = (key: Key): string => JSON.stringify(key)

const textLines = (fixtures: Fixture[]): { place: Place; text: string }[] =>
  fixtures.flatMap(({ file, text }) =>
    text
      .replace(/^\uFEFF/, '')
      .split('\n')
      .map((line, index) => ({ place: { file, line: index + 1 }, text: line.trim() }))
      .filter(line => line.text !== ''),
  )

const read = (place: Place, text: string): { line?: Line; errors: Errors } => {
  const content = parsed(text)
  if (!isJsonObject(content)) return { errors: { line: ['The line must be a JSON object.'] } }
  const { kind: name, ...fields } = content
  const kind = typeof name === 'string' ? kinds.get(name) : undefined
  if (typeof name !== 'string' || !kind)
    return { errors: { kind: [`The kind must be one of ${[...kinds.keys()].join(', ')}.`] } }
  const links = attempted(() => kind.links(fields))
  const row = attempted(() => kind.row({ ...fields, ...PLACEHOLDERS }))
  const errors = { ...renamed(row.errors), ...links.errors, ...strangers(kind, fields) }
  if (!links.result || !row.result || Object.keys(errors).length > 0) return { errors }
  return { line: { ...place, name, kind, fields, links: links.result, row: row.result }, errors }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const attempted = <T>(work: () => T): { result?: T; errors: Errors } => {
  try {
    return { result: work(), errors: {} }
  } catch (error) {
    if (error instanceof Invalid) return { errors: error.errors }
    throw error
  }
}

// The rules of a row ask for ids, which are known only once the rows that it names are stored.
const PLACEHOLDERS = Object.fromEntries([...names.keys()].map(id => [id, 1]))

/** A field that nobody reads is a field misspelt. */
const strangers = (kind: Kind, fields: JsonObject): Errors =>
  Object.fromEntries(
    Object.keys(fields)
      .filter(field => !kind.fields.includes(field))
      .map(field => [field, ['There is no such field.']]),
  )
