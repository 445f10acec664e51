import { cdrBatches, loadedIn, type Placed } from '@ringfence/db/cdr-batches'
import type { Scope } from '@ringfence/db/scope'
import { type Errors, Invalid } from '@ringfence/domain/admit'
import { admitCdrs, type CdrBatchResult, GREATEST_REPORT, judgedCdr } from '@ringfence/domain/cdr-batch'
import type { Deps } from '../deps'
import { JSON_TYPE, mediaType, readBytes, readJson, UPLOAD } from '../http/body'
import type { Exchange } from '../http/exchange'
import { prove } from '../http/guard'
import { LINE_FEED, NDJSON_TYPES, type NdjsonLine, ndjsonLines } from '../http/ndjson'
import { inParts, once } from '../http/once'

export const BATCH_TYPES = [JSON_TYPE, ...NDJSON_TYPES]

const LINES_IN_A_STATEMENT = 1000

/** As many lines go in one body: they take about half a minute. */
export const GREATEST_LINES = 250_000

type Batch = Pick<Deps, 'db' | 'authentication'>

/** Stores a batch of call records: an array all or none, of lines of JSON those that are sound. */
export const loadCdrs = async (deps: Batch, exchange: Exchange, scope: Scope): Promise<CdrBatchResult> => {
  const isArray = mediaType(exchange.request, BATCH_TYPES) === JSON_TYPE
  const result = await (isArray ? loadArray : loadLines)(deps, exchange, scope)
  if (result.created + result.existing > 0) return result
  await prove(deps, exchange.request)
  if (result.failed > 0) throw new Invalid(faultsOf(result))
  return result
}

const loadArray = async ({ db }: Batch, exchange: Exchange, scope: Scope): Promise<CdrBatchResult> => {
  const rows = admitCdrs(await readJson(exchange.request)).map((input, place) => ({ place, input }))
  const { created, existing } = loadedIn(
    await once({ db }, exchange, scope, claiming => cdrBatches(db, claiming).loadWhole(rows)),
  )
  return { created, existing, failed: 0, errors: [] }
}

const loadLines = async ({ db }: Batch, exchange: Exchange, scope: Scope): Promise<CdrBatchResult> => {
  const bytes = await readBytes(exchange.request, UPLOAD)
  const part = inParts({ db }, exchange, scope)
  const result: CdrBatchResult = { created: 0, existing: 0, failed: 0, errors: [] }
  if (isLonger(bytes)) throw new Invalid({ body: [`The body must not have more than ${GREATEST_LINES} lines.`] })
  for (const lines of chunksOf(ndjsonLines(bytes), LINES_IN_A_STATEMENT)) {
    // Whoever has gone sends what is not stored again.
    if (exchange.request.signal.aborted) break
    const { sound, faulty } = sifted(lines)
    const { created, existing, refused } = sound.length
      ? loadedIn(await part(claiming => cdrBatches(db, claiming).load(sound)))
      : NOTHING
    await Bun.sleep(0)
    result.created += created
    result.existing += existing
    note(result, [...faulty, ...refused.map(({ place, errors }) => ({ line: place, errors }))])
  }
  return result
}

type Faulty = { line: number; errors: Errors }

const sifted = (lines: NdjsonLine[]): { sound: Placed[]; faulty: Faulty[] } => {
  const sound: Placed[] = []
  const faulty: Faulty[] = []
  for (const { line, value } of lines) {
    const judged = value === undefined ? NO_JSON : judgedCdr(value)
    if ('input' in judged) sound.push({ place: line, input: judged.input })
    else faulty.push({ line, errors: judged.errors })
  }
  return { sound, faulty }
}

const NOTHING = { created: 0, existing: 0, refused: [] }

/** Looked at before anything is stored. */
const isLonger = (bytes: Uint8Array): boolean => {
  let count = 0
  for (let place = bytes.indexOf(LINE_FEED); place >= 0; place = bytes.indexOf(LINE_FEED, place + 1))
    if (++count > GREATEST_LINES) return true
  return false
}

/** What is wrong with a batch of which nothing is right, named as in an array. */
const faultsOf = ({ errors }: CdrBatchResult): Errors =>
  Object.fromEntries(
    errors.flatMap(({ line, errors }) => Object.entries(errors).map(([field, said]) => [`${line}.${field}`, said])),
  )

const NO_JSON = { errors: { body: ['The line is not valid JSON.'] } }

const note = (result: CdrBatchResult, faulty: Faulty[]): void => {
  result.failed += faulty.length
  const room = GREATEST_REPORT - result.errors.length
  result.errors.push(...faulty.sort((one, other) => one.line - other.line).slice(0, room))
}

function* chunksOf<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = []
  for (const item of items)
    if (chunk.push(item) === size) {
      yield chunk
      chunk = []
    }
  if (chunk.length > 0) yield chunk
}
