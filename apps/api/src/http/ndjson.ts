import { NDJSON_TYPE } from './exported'

/** The media types of lines of JSON, the usual one first. */
export const NDJSON_TYPES = [NDJSON_TYPE, 'application/ndjson']

/** A line of a body, counted from 1, and what it holds: undefined where that is no JSON. */
export type NdjsonLine = { line: number; value: unknown }

const LINE_FEED = 10

/** The lines of a body, one after another, without the blank ones. */
export function* ndjsonLines(bytes: Uint8Array): Generator<NdjsonLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (let line = 1, start = 0; start < bytes.length; line++) {
    const found = bytes.indexOf(LINE_FEED, start)
    const end = found === -1 ? bytes.length : found
    const value = parsed(decoder, bytes.subarray(start, end))
    if (value !== BLANK) yield { line, value }
    start = end + 1
  }
}

const BLANK = Symbol('nothing but white space')

const parsed = (decoder: TextDecoder, bytes: Uint8Array): unknown => {
  try {
    const text = decoder.decode(bytes)
    return text.trim() === '' ? BLANK : JSON.parse(text)
  } catch {
    return undefined
  }
}
