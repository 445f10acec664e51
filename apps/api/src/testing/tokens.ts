import type { NewToken } from '@ringfence/domain/token'
import { type Call, documentedCaller } from './call'
import type { TestServer } from './server'

/** A new token. Throws when it was not created. */
export const makeToken = async (call: Call, fields: Record<string, unknown> = {}): Promise<NewToken> => {
  const json = { name: 'Billing', role: 'owner', ...fields }
  const answer = await call<NewToken>('POST', '/api/tokens', { json })
  if (answer.status !== 201) throw new Error(`The token was not created: ${answer.text}`)
  return answer.body.data
}

/** Requests of a program with this token, which send a cookie beside it only when told to. */
export const bearing = ({ request }: Pick<TestServer, 'request'>, token: string): Call =>
  documentedCaller({
    request(path, options = {}) {
      const headers = new Headers(options.headers)
      headers.set('authorization', `Bearer ${token}`)
      return request(path, { ...options, headers })
    },
  })
