import { KeyClaimed } from '@ringfence/db/errors'
import { Unavailable } from '@ringfence/db/faults'
import { answered, claimOf, partOf } from '@ringfence/db/idempotency'
import type { Written } from '@ringfence/db/outcome'
import type { Scope } from '@ringfence/db/scope'
import { Invalid } from '@ringfence/domain/admit'
import type { Deps } from '../deps'
import { bytesOf } from './body'
import type { Exchange } from './exchange'
import { locationOf } from './query'

/** What was done, and what of it is shown this once (a JSON object's text), if anything. */
export type Done = Written & { shown?: string | null }

/**
 * Does what a POST asks for, once for each `Idempotency-Key`: the same request with the same key is answered what the first was. To be
 * called when the body was read. `work` gets the scope that claims the key. Throws Invalid for an odd key, KeyReused, and as `work`.
 */
export const once = async <T extends Done>(
  deps: Pick<Deps, 'db'>,
  exchange: Exchange,
  scope: Scope,
  work: (scope: Scope) => Promise<T>,
): Promise<T | Done> => inParts(deps, exchange, scope)(work)

/**
 * The same for what is done in several statements, each call of what it returns doing the next one: a request that broke off and is sent
 * again goes on where it stopped. The parts must follow from the body alone.
 */
export const inParts = ({ db }: Pick<Deps, 'db'>, { request, set }: Exchange, scope: Scope) => {
  const key = keyOf(request)
  const whole = key === null ? null : claimOf(db, scope, key, whatWasSent(request))
  let parts = 0
  return async <T extends Done>(work: (scope: Scope) => Promise<T>): Promise<T | Done> => {
    if (whole === null) return work(scope)
    const claim = partOf(whole, parts++)
    for (;;)
      try {
        return await work({ ...scope, claim })
      } catch (error) {
        if (error instanceof Unavailable) throw error
        const before = await answered(db, scope, claim)
        if (before) {
          set.headers['idempotency-replayed'] = 'true'
          return before
        }
        // Else the claim in the way was forgotten between the two statements.
        if (!(error instanceof KeyClaimed)) throw error
      }
  }
}

const keyOf = (request: Request): string | null => {
  const key = request.headers.get('idempotency-key')
  if (key !== null && !/^[\x21-\x7e]{1,255}$/.test(key)) throw oddIdempotencyKey()
  return key
}

export const oddIdempotencyKey = (): Invalid =>
  new Invalid({ 'Idempotency-Key': ['The Idempotency-Key must be 1 to 255 printable ASCII characters.'] })

const whatWasSent = (request: Request): (string | Uint8Array)[] => {
  const { pathname, search } = locationOf(request)
  return [request.method, pathname, search, request.headers.get('content-type') ?? '', bytesOf(request)]
}
