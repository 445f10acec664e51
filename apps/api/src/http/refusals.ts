import { recordRefusal } from '@ringfence/db/refusals'
import type { Deps } from '../deps'
import { errorFields } from '../log'
import { Forbidden, NeedsSession, ReadOnly } from './failures'
import { scopeOfRequest, visitOf } from './guard'
import { locationOf } from './query'

const NOT_ALLOWED = [Forbidden, ReadOnly, NeedsSession]

/** Records what an admin's role, or a token, did not allow. The answer does not depend on it. */
export const noteRefusal = async ({ db, log }: Deps, request: Request, cause: unknown): Promise<void> => {
  if (!NOT_ALLOWED.some(kind => cause instanceof kind)) return
  const refused = { method: request.method, path: locationOf(request).pathname }
  await recordRefusal(db, scopeOfRequest(request), refused).catch(error =>
    log.warn('a refusal was not recorded', { request: visitOf(request).requestId, ...errorFields(error) }),
  )
}
