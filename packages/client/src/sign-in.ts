import type { components } from './generated/api'
import { createRingfence, type RingfenceOptions } from './ringfence'
import { cookieOf } from './send'

export type SignedIn = { cookie: string; administrator: components['schemas']['Administrator'] }

/** Begins a session; its cookie is the credential of later calls. Throws RingfenceError and Unreachable. */
export const signIn = async (
  options: Pick<RingfenceOptions, 'url' | 'fetch' | 'signal'>,
  credentials: components['schemas']['Credentials'],
): Promise<SignedIn> => {
  const { data, response } = await createRingfence(options).POST('/api/admin/login', { body: credentials })
  return { cookie: cookieOf(response) ?? '', administrator: data.data }
}
