import type { Account } from '@ringfence/db/sessions'
import { admitCredentials } from '@ringfence/domain/admin'
import { Elysia } from 'elysia'
import { signIn } from '../auth/sign-in'
import type { Deps } from '../deps'
import { readJson } from '../http/body'
import { setSessionCookie } from '../http/cookie'
import { around } from '../http/envelope'
import { accountOf, prove, visitOf } from '../http/guard'
import { sessionDocs } from '../openapi/session'

export const sessionRoutes = (deps: Deps) => {
  const { authentication } = deps
  return new Elysia({ prefix: '/api/admin', tags: ['Admin session'] })
    .post(
      '/login',
      async ({ request, cookie }) => {
        const visit = visitOf(request)
        const credentials = admitCredentials(await readJson(request))
        const { sessionId, account } = await signIn(deps, credentials, visit)
        if (visit.sessionId) await authentication.signOut(visit.sessionId)
        setSessionCookie(deps, cookie, sessionId)
        return around('Login successful.', administrator(account))
      },
      { detail: sessionDocs.login },
    )
    .get(
      '/me',
      async ({ request }) => {
        await prove(deps, request)
        return around('Authenticated user loaded.', administrator(accountOf(request)))
      },
      { detail: sessionDocs.me },
    )
    .post(
      '/logout',
      async ({ request, cookie }) => {
        const { sessionId } = visitOf(request)
        if (sessionId) await authentication.signOut(sessionId)
        setSessionCookie(deps, cookie)
        return JSON.stringify({ message: 'Logged out successfully.' })
      },
      { detail: sessionDocs.logout },
    )
}

const administrator = ({ name, email, role }: Account): string => JSON.stringify({ name, email, role })
