import type { Call } from './calls'
import type { Facts } from './facts'
import type { Application } from './rig'
import { filled } from './template'

export const headersFor = ({ cookie }: Facts, { request }: Pick<Call, 'request'>): Record<string, string> =>
  request.body === null ? { cookie } : { cookie, 'content-type': 'application/json' }

/** The answer to one request of a call. */
export const asked = (
  { url }: Application,
  facts: Facts,
  call: Call,
  values: Record<string, string>,
): Promise<Response> => {
  const { method, path, body } = call.request
  return fetch(url + filled(path, values), {
    method,
    headers: headersFor(facts, call),
    ...(body === null ? {} : { body: filled(body, values) }),
  })
}
