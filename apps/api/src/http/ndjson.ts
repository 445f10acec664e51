import { NDJSON_TYPE } from './exported'
import { LONGEST_ROW_BYTES } from './file-rows'

/** The media types of lines of JSON, the usual one first. */
export const NDJSON_TYPES = [NDJSON_TYPE, 'application/ndjson']

/** A line of a body, counted from 1, and what it holds: undefined where that is no JSON, or too long to be looked at. */
export type NdjsonLine = { line: number; value: unknown }

export const LINE_FEED = 10
const BLANKS = new Set([LINE_FEED, 13, 9, 32])

/** The lines of a body, one after another, without the blank ones: millions of those cost nothing but a look at each byte. */
export function* ndjsonLines(bytes: Uint8Array): Generator<NdjsonLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  for (let place = 0; place < bytes.length; place++) {
    const byte = bytes[place] ?? LINE_FEED
    if (!BLANKS.has(byte)) {
      const found = bytes.indexOf(LINE_FEED, place)
      const end = found === -1 ? bytes.length : found
      yield {
        line: line++,
        value: end - place > LONGEST_ROW_BYTES ? undefined : parsed(decoder, bytes.subarray(place, end)),
      }
      place = end
    } else if (byte === LINE_FEED) line++
  }
}

const parsed = (decoder: TextDecoder, bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch {
    return undefined
  }
}
