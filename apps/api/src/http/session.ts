import { Elysia } from 'elysia'
import { scopeOfRequest } from './guard'

/** Gives a controller its `scope`: who acts, and for which tenant. */
export const session = new Elysia({ name: 'session' }).derive({ as: 'scoped' }, ({ request }) => ({
  scope: scopeOfRequest(request),
}))
