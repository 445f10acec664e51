import type { Scope } from '@ringfence/db/scope'
import { hashed } from '@ringfence/db/sessions'
import type { Deps } from '../deps'
import { visitOf } from './guard'

/**
 * The same scope, for what is only done soon after the admin proved who he is: the statement that does it proves that too, and `prove`
 * says so when it does not. Behind a token there is nobody to ask.
 */
export const recently = ({ reauthenticateMinutes }: Deps, request: Request, scope: Scope): Scope => {
  const visit = visitOf(request)
  if (scope.token || reauthenticateMinutes === 0 || !visit.presented) return scope
  visit.withinMinutes = reauthenticateMinutes
  const { kind, secret } = visit.presented
  return { ...scope, credential: { kind, hash: hashed(secret), withinMinutes: reauthenticateMinutes } }
}
