import { BadJson, BadText, TooLarge, TooSlow, UnsupportedMedia } from './failures'

export const JSON_TYPE = 'application/json'
export const MERGE_PATCH_TYPE = 'application/merge-patch+json'

export const FORM_TYPE = 'application/x-www-form-urlencoded'

export const MAX_BODY_BYTES = 1024 * 1024
const DEADLINE_MILLISECONDS = 10_000

/** What a file or a batch may hold, and may take to arrive. */
export const UPLOAD = { maxBytes: 32 * 1024 * 1024, deadlineMilliseconds: 60_000 }

const bodies = new WeakMap<Request, Uint8Array>()

/** The bytes of a body that was read; none when it was not, or there is none. */
export const bytesOf = (request: Request): Uint8Array => bodies.get(request) ?? new Uint8Array()

/** The media type of the body, without parameters. Throws UnsupportedMedia when it is none of `accepted`. */
export const mediaType = (request: Request, accepted: readonly string[]): string => {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (!accepted.includes(type)) throw new UnsupportedMedia(accepted)
  return type
}

/** The body as JSON. Throws UnsupportedMedia, TooLarge, TooSlow or BadJson; ill-formed UTF-8 is no JSON. */
export const readJson = async (
  request: Request,
  accepted: readonly string[] = [JSON_TYPE],
  deadlineMilliseconds = DEADLINE_MILLISECONDS,
): Promise<unknown> => {
  mediaType(request, accepted)
  const bytes = await readBytes(request, { deadlineMilliseconds })
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new BadJson()
  }
}

/** The fields of a form, the first of each name. Throws UnsupportedMedia, TooLarge, TooSlow or BadText. */
export const readForm = async (request: Request): Promise<Record<string, string | undefined>> => {
  mediaType(request, [FORM_TYPE])
  return formFields(await readText(request))
}

export const formFields = (text: string): Record<string, string | undefined> => {
  const fields = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) fields[name] ??= value
  return fields
}

/** The body as text. Throws TooLarge, TooSlow or BadText. */
export const readText = async (request: Request): Promise<string> => {
  const bytes = await readBytes(request)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new BadText()
  }
}

/** The whole body. Throws TooLarge or TooSlow. */
export const readBytes = async (
  request: Request,
  { maxBytes = MAX_BODY_BYTES, deadlineMilliseconds = DEADLINE_MILLISECONDS } = {},
): Promise<Uint8Array> => {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new TooLarge(maxBytes)
  if (!request.body) return new Uint8Array()
  const reader = request.body.getReader()
  let isLate = false
  const late = setTimeout(() => {
    isLate = true
    reader.cancel().catch(() => {})
  }, deadlineMilliseconds)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.byteLength
      if (size > maxBytes) throw new TooLarge(maxBytes)
      chunks.push(value)
    }
  } finally {
    clearTimeout(late)
    reader.releaseLock()
  }
  if (isLate) throw new TooSlow()
  const bytes = Buffer.concat(chunks)
  bodies.set(request, bytes)
  return bytes
}
