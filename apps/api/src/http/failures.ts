import { ImportRefused, InUse, KeyReused, NotFound, Stale } from '@ringfence/db/errors'
import { isRejectedValue, Unavailable } from '@ringfence/db/faults'
import { Invalid } from '@ringfence/domain/admit'

/** A refusal that only HTTP knows of; its status stands in `answerTo`. */
export class Unauthorized extends Error {}
export class InvalidCredentials extends Error {}
export class SecondFactorRequired extends Error {}
export class SecondFactorMissing extends Error {}
export class NeedsReauthentication extends Error {}
export class BadJson extends Error {}
export class BadText extends Error {}
export class TooLarge extends Error {
  constructor(readonly maxBytes: number) {
    super()
  }
}
export class TooSlow extends Error {}
export class UnsupportedMedia extends Error {
  constructor(readonly accepted: readonly string[]) {
    super()
  }
}
export class CrossSite extends Error {}
export class Forbidden extends Error {}
export class ReadOnly extends Error {}
export class NeedsSession extends Error {}
export class NotServing extends Error {}
export class UnknownRoute extends Error {}
export class WrongMethod extends Error {
  constructor(readonly allowed: readonly string[]) {
    super()
  }
}
export class Throttled extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super()
  }
}

export type Answer = {
  status: number
  body: { message: string; code?: string; errors?: Record<string, string[]>; request_id?: string; data?: object }
  headers?: Record<string, string>
}

const RETRY_AFTER_SECONDS = '1'

const failure = (status: number, code: string, message: string, headers?: Record<string, string>): Answer => ({
  status,
  body: { message, code },
  ...(headers && { headers }),
})

/** The one place where a failure gets its status and its words. Null for what nobody foresaw. */
export const answerTo = (error: unknown): Answer | null => {
  if (error instanceof Unauthorized) return { status: 401, body: { message: 'Unauthorized.' } }
  if (error instanceof InvalidCredentials) return { status: 422, body: { message: 'Invalid credentials.' } }
  if (error instanceof SecondFactorRequired)
    return failure(
      401,
      'second_factor_required',
      'The password is right. Sign in with a code of your second factor too.',
    )
  if (error instanceof Invalid)
    return { status: 422, body: { message: error.message, code: 'invalid', errors: error.errors } }
  if (error instanceof ImportRefused)
    return {
      status: 422,
      body: {
        message: 'The given data was invalid.',
        code: 'invalid',
        errors: { file: [`Rows at fault: ${error.report.failed}. Nothing was changed.`] },
        data: error.report,
      },
    }
  if (isRejectedValue(error))
    return { status: 422, body: { message: 'The given data was invalid.', code: 'invalid', errors: {} } }
  if (error instanceof NotFound) return failure(404, 'not_found', error.message)
  if (error instanceof UnknownRoute) return failure(404, 'unknown_route', 'There is nothing at this address.')
  if (error instanceof WrongMethod)
    return failure(405, 'wrong_method', 'This address does not take this method.', { allow: error.allowed.join(', ') })
  if (error instanceof BadJson) return failure(400, 'bad_json', 'The body is not valid JSON.')
  if (error instanceof BadText) return failure(400, 'bad_text', 'The body is not text in UTF-8.')
  if (error instanceof TooLarge)
    return failure(413, 'too_large', `The body is larger than ${error.maxBytes / 1024 / 1024} MiB.`)
  if (error instanceof TooSlow)
    return failure(408, 'too_slow', 'The body did not arrive in time.', { connection: 'close' })
  if (error instanceof UnsupportedMedia)
    return failure(415, 'unsupported_media', `The body must be ${error.accepted.join(' or ')}.`, {
      accept: error.accepted.join(', '),
    })
  if (error instanceof CrossSite) return failure(403, 'cross_site', 'A page of another site may not do this.')
  if (error instanceof Forbidden) return failure(403, 'forbidden', 'Your role does not allow this.')
  if (error instanceof ReadOnly) return failure(403, 'read_only', 'This token may only read.')
  if (error instanceof NeedsSession)
    return failure(403, 'needs_session', 'A token may not do this: sign in with e-mail and password.')
  if (error instanceof SecondFactorMissing)
    return failure(
      403,
      'second_factor_missing',
      'Here nobody works without a second factor: begin yours with POST /api/admin/second-factor.',
    )
  if (error instanceof NeedsReauthentication)
    return failure(
      403,
      'reauthentication_required',
      'Show that it is you: POST /api/admin/reauthenticate with your password, and a code if you have a second factor. Then do this again.',
    )
  if (error instanceof InUse) return failure(409, 'in_use', error.message)
  if (error instanceof KeyReused)
    return failure(409, 'key_reused', 'This Idempotency-Key came with another request before: use a new one for each.')
  if (error instanceof Stale)
    return failure(412, 'stale', 'It was changed by someone else: load it again and repeat the change.')
  if (error instanceof Throttled)
    return failure(429, 'throttled', 'Too many attempts. Try again later.', {
      'retry-after': String(error.retryAfterSeconds),
    })
  if (error instanceof NotServing || error instanceof Unavailable)
    return failure(503, 'unavailable', 'The service is not available right now. Try again shortly.', {
      'retry-after': RETRY_AFTER_SECONDS,
    })
  return null
}

/** The answer to a fault of ours: a fixed sentence, nothing of the cause. */
export const ourFault: Answer = failure(500, 'internal', 'Something went wrong on our side.')
