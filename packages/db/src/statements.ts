import type postgres from 'postgres'

type Rows = readonly postgres.MaybeRow[]
type Parameter = string | number | boolean | null | Uint8Array

/** A statement, or a part of one. It is sent when it is awaited, and once. */
export type PendingQuery<T extends Rows> = PromiseLike<postgres.RowList<T>>

export type Value = Parameter | PendingQuery<postgres.Row[]> | Name

/** The driver's tag as repositories see it: no `begin`, `reserve` or `listen`, which would leave the lease. */
export type Sql = {
  /** The name of a table or column, with dots between its parts. */
  (name: string): Name
  <T extends Rows = postgres.Row[]>(texts: TemplateStringsArray, ...values: Value[]): PendingQuery<T>
  /** Runs the statements of a file. */
  file(path: string): PromiseLike<unknown>
}

/**
 * The driver's tag, given each statement in one piece. The driver makes a promise and three functions of every part of a statement,
 * and a search has fifty parts: that took more of the processor than all else that it does for a search.
 */
export const composing = (driver: postgres.Sql): Sql => {
  const tag = (first: string | TemplateStringsArray, ...values: Value[]) =>
    typeof first === 'string' ? nameOf(first) : new Statement(driver, first, values)
  // What rows a statement has is for its author to say, as with the driver's own tag.
  return Object.assign(tag, { file: (path: string) => driver.file(path) }) as Sql
}

class Name {
  constructor(readonly text: string) {}
}

const names = new Map<string, Name>()

/** Kept, as names stand in the code and are few. */
const nameOf = (name: string): Name => {
  const known = names.get(name) ?? new Name(`"${name.replaceAll('"', '""').replaceAll('.', '"."')}"`)
  names.set(name, known)
  return known
}

class Statement implements PendingQuery<postgres.Row[]> {
  #answer: Promise<postgres.RowList<postgres.Row[]>> | undefined

  constructor(
    readonly driver: postgres.Sql,
    readonly texts: TemplateStringsArray,
    readonly values: readonly Value[],
  ) {}

  // biome-ignore lint/suspicious/noThenProperty: it is awaited, as the driver's own are.
  then<A = postgres.RowList<postgres.Row[]>, B = never>(
    resolve?: ((rows: postgres.RowList<postgres.Row[]>) => A | PromiseLike<A>) | null,
    reject?: ((cause: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#answer ??= send(this)
    return this.#answer.then(resolve, reject)
  }
}

/** The texts before each parameter, and the one after the last. */
type Whole = { before: string[]; parameters: Parameter[]; after: string }

const send = (statement: Statement): Promise<postgres.RowList<postgres.Row[]>> => {
  const whole: Whole = { before: [], parameters: [], after: '' }
  append(whole, statement)
  return statement.driver(templateOf([...whole.before, whole.after]), ...whole.parameters)
}

/** Parts and names become text; what else stands between texts stays a parameter. */
const append = (whole: Whole, { texts, values }: Statement): void => {
  whole.after += texts[0]
  values.forEach((value, place) => {
    if (value instanceof Statement) append(whole, value)
    else if (value instanceof Name) whole.after += value.text
    else {
      whole.before.push(whole.after)
      // Every part is made by the same tag, so what is none of ours is no part.
      whole.parameters.push(value as Parameter)
      whole.after = ''
    }
    whole.after += texts[place + 1]
  })
}

const templates = new Map<string, TemplateStringsArray>()

/** Always the same one for the same texts: the driver keeps something for each that it ever saw. */
const templateOf = (texts: string[]): TemplateStringsArray => {
  const key = texts.join('\0')
  const known = templates.get(key) ?? Object.assign(texts, { raw: texts })
  templates.set(key, known)
  return known
}
