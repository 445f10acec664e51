/** The server refused, or answered what no Ringfence server does. The message is a sentence for people. */
export class RingfenceError extends Error {
  override readonly name = 'RingfenceError'
  readonly status: number
  /** Which failure it is, for programs; the document lists them. */
  readonly code: string | undefined
  /** Sentences by field, when fields are at fault. */
  readonly errors: Record<string, string[]>
  /** Under it the server logged the request. */
  readonly requestId: string | undefined
  /** When it makes sense to ask again. */
  readonly retryAfterSeconds: number | undefined
  /** What the server said, parsed if it was JSON: some refusals come with a report. */
  readonly body: unknown

  constructor({ status, headers }: Response, text: string) {
    const body = parsed(text)
    const { message, code, errors } = fieldsOf(body)
    super(typeof message === 'string' ? message : sentenceFor(status, headers))
    this.status = status
    this.code = typeof code === 'string' ? code : undefined
    this.errors = isErrors(errors) ? errors : {}
    this.requestId = headers.get('x-request-id') ?? undefined
    this.retryAfterSeconds = retryAfterSeconds(headers)
    this.body = body
  }
}

/** No answer came, or not all of it: wrong address, no server, a broken connection. The message says which. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** Undefined without the header, and for the form with a date, which the server never sends. */
export const retryAfterSeconds = (headers: Headers): number | undefined => {
  const text = headers.get('retry-after') ?? ''
  return /^[0-9]{1,9}$/.test(text) ? Number(text) : undefined
}

const sentenceFor = (status: number, headers: Headers): string => {
  const location = headers.get('location')
  if (location) return `The server sends elsewhere: use the address it names, ${location}.`
  return `This is not the answer of a Ringfence server (status ${status}): is the address right?`
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const fieldsOf = (body: unknown): Record<string, unknown> =>
  typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {}

const isErrors = (value: unknown): value is Record<string, string[]> =>
  typeof value === 'object' && value !== null && Object.values(value).every(Array.isArray)
