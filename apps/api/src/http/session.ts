import { Elysia } from 'elysia'
import { engineOfRequest, scopeOfRequest, sessionOfRequest } from './guard'

/** Gives a controller its `scope`: who acts, and for which tenant. */
export const session = new Elysia({ name: 'session' }).derive({ as: 'scoped' }, ({ request }) => ({
  scope: scopeOfRequest(request),
}))

/** The same for what no token may do, with the id of the session. */
export const sessionAlone = new Elysia({ name: 'session alone' }).derive({ as: 'scoped' }, ({ request }) =>
  sessionOfRequest(request),
)

/** The `scope` of a SIP server, and the `proof` of its token. */
export const engine = new Elysia({ name: 'engine' }).derive({ as: 'scoped' }, ({ request }) => engineOfRequest(request))
