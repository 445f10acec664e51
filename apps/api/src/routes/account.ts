import { NotFound } from '@ringfence/db/errors'
import { ownSessions } from '@ringfence/db/own-sessions'
import { admitPasswordChange } from '@ringfence/domain/admin'
import { admit } from '@ringfence/domain/admit'
import { parseId } from '@ringfence/domain/id'
import { SessionListQuery } from '@ringfence/domain/list'
import { Reauthentication } from '@ringfence/domain/second-factor'
import { Elysia } from 'elysia'
import { changePassword } from '../auth/change-password'
import { reauthenticate } from '../auth/reauthenticate'
import type { Deps } from '../deps'
import { readJson } from '../http/body'
import { setSessionCookie } from '../http/cookie'
import { deleted, done } from '../http/envelope'
import { accountOf, prove, visitOf } from '../http/guard'
import { listed } from '../http/listed'
import { recently } from '../http/recently'
import { sessionAlone } from '../http/session'
import { accountDocs } from '../openapi/account'

/** What an admin does about himself: for every role, and for no token. */
export const accountRoutes = (deps: Deps) =>
  new Elysia({ prefix: '/api/admin', tags: ['Admin session'] })
    .use(sessionAlone)
    .put(
      '/password',
      async ({ scope, sessionId, request, cookie }) => {
        const fresh = recently(deps, request, scope)
        await prove(deps, request)
        const { email } = accountOf(request)
        const change = admitPasswordChange(await readJson(request), email)
        setSessionCookie(
          deps,
          cookie,
          await changePassword(deps, { scope: fresh, sessionId }, email, change, visitOf(request)),
        )
        return done('Password updated successfully.')
      },
      { detail: accountDocs.changePassword },
    )
    .post(
      '/reauthenticate',
      async ({ scope, sessionId, request, cookie }) => {
        await prove(deps, request)
        const given = admit(Reauthentication, await readJson(request))
        const { email } = accountOf(request)
        const freshId = await reauthenticate(deps, { scope, sessionId }, email, given, visitOf(request))
        setSessionCookie(deps, cookie, freshId)
        return done('Authenticated again.')
      },
      { detail: accountDocs.reauthenticate },
    )
    .get(
      '/sessions',
      ({ scope, sessionId, request, set }) =>
        listed(deps, { request, set }, 'Sessions', SessionListQuery, ownSessions(deps.db, scope, sessionId)),
      { detail: accountDocs.list },
    )
    .delete(
      '/sessions',
      async ({ scope, sessionId, cookie }) => {
        await ownSessions(deps.db, scope, sessionId).removeAll()
        setSessionCookie(deps, cookie)
        return deleted('Sessions')
      },
      { detail: accountDocs.removeAll },
    )
    .delete(
      '/sessions/:id',
      async ({ scope, sessionId, params }) => {
        const id = parseId(params.id)
        if (!id) throw new NotFound('Session')
        await ownSessions(deps.db, scope, sessionId).remove(id)
        return deleted('Session')
      },
      { detail: accountDocs.remove },
    )
