import { BadJson, TooLarge, TooSlow, UnsupportedMedia } from './failures'

export const JSON_TYPE = 'application/json'
export const MERGE_PATCH_TYPE = 'application/merge-patch+json'

export const MAX_BODY_BYTES = 1024 * 1024
const DEADLINE_MILLISECONDS = 10_000

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
  const bytes = await readBytes(request, deadlineMilliseconds)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new BadJson()
  }
}

const readBytes = async (request: Request, deadlineMilliseconds: number): Promise<Uint8Array> => {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw new TooLarge()
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
      if (size > MAX_BODY_BYTES) throw new TooLarge()
      chunks.push(value)
    }
  } finally {
    clearTimeout(late)
    reader.releaseLock()
  }
  if (isLate) throw new TooSlow()
  return Buffer.concat(chunks)
}
