import { freshRecoveryCodes } from '@ringfence/db/factor-codes'
import { showing } from '@ringfence/db/idempotency'
import { secondFactorInUse, secondFactors } from '@ringfence/db/second-factors'
import { admit } from '@ringfence/domain/admit'
import { Confirmation } from '@ringfence/domain/second-factor'
import { Elysia } from 'elysia'
import { signedInAgain } from '../auth/reauthenticate'
import { authenticatorCode, withCode } from '../auth/second-factor'
import { freshTotpSecret, totpUri } from '../auth/totp'
import type { Deps } from '../deps'
import { readJson } from '../http/body'
import { setSessionCookie } from '../http/cookie'
import { around, deleted, loaded, withShown } from '../http/envelope'
import { accountOf, prove, visitOf } from '../http/guard'
import { once } from '../http/once'
import { recently } from '../http/recently'
import { sessionAlone } from '../http/session'
import { secondFactorDocs } from '../openapi/second-factor'

/** An admin's own second factor: for every role, and for no token. */
export const secondFactorRoutes = (deps: Deps) => {
  const { db, requiresSecondFactor } = deps
  return new Elysia({ prefix: '/api/admin/second-factor', tags: ['Admin session'] })
    .use(sessionAlone)
    .get(
      '',
      async ({ scope }) => {
        const { json } = await secondFactors(db, scope).find()
        const shown = JSON.stringify({ required: requiresSecondFactor })
        return loaded('Second factor', withShown({ json, shown }))
      },
      { detail: secondFactorDocs.show },
    )
    .post(
      '',
      async ({ scope, request, set }) => {
        const secret = freshTotpSecret()
        const shown = JSON.stringify({ secret, uri: totpUri(secret, accountOf(request).email) })
        const begun = await once(deps, { request, set }, recently(deps, request, scope), async claiming => ({
          ...(await secondFactors(db, showing(db, claiming, shown)).begin(secret)),
          shown,
        }))
        set.status = 201
        return around('Second factor created successfully.', begun.shown ?? shown)
      },
      { detail: secondFactorDocs.begin },
    )
    .post(
      '/confirm',
      async ({ scope, sessionId, request, cookie }) => {
        const own = secondFactors(db, recently(deps, request, scope))
        await prove(deps, request)
        const { email, secondFactor } = accountOf(request)
        if (secondFactor) throw secondFactorInUse()
        const { code } = admit(Confirmation, await readJson(request))
        const codes = freshRecoveryCodes()
        const ended = await withCode(deps, { scope, email, code, read: authenticatorCode }, code =>
          own.confirm(sessionId, code, codes),
        )
        setSessionCookie(deps, cookie, await signedInAgain(deps, ended, visitOf(request)))
        return around('Second factor confirmed successfully.', JSON.stringify({ recovery_codes: codes }))
      },
      { detail: secondFactorDocs.confirm },
    )
    .post(
      '/recovery-codes',
      async ({ scope, request, set }) => {
        const codes = freshRecoveryCodes()
        const shown = JSON.stringify({ recovery_codes: codes })
        const renewed = await once(deps, { request, set }, recently(deps, request, scope), async claiming => ({
          ...(await secondFactors(db, showing(db, claiming, shown)).renewRecoveryCodes(codes)),
          shown,
        }))
        return around('Recovery codes updated successfully.', renewed.shown ?? shown)
      },
      { detail: secondFactorDocs.renewRecoveryCodes },
    )
    .delete(
      '',
      async ({ scope, sessionId, request, cookie }) => {
        const ended = await secondFactors(db, recently(deps, request, scope)).removeOwn(sessionId)
        setSessionCookie(deps, cookie, await signedInAgain(deps, ended, visitOf(request)))
        return deleted('Second factor')
      },
      { detail: secondFactorDocs.remove },
    )
}
