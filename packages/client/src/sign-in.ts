import type { components } from './generated/api'
import { createRingfence, type RingfenceOptions } from './ringfence'

export type SignedIn = { cookie: string; administrator: components['schemas']['Administrator'] }

/** Begins a session; its cookie is the credential of later calls. Throws RingfenceError and Unreachable. */
export const signIn = async (
  options: Pick<RingfenceOptions, 'url' | 'fetch' | 'signal'>,
  credentials: components['schemas']['Credentials'],
): Promise<SignedIn> => {
  const { data, response } = await createRingfence(options).POST('/api/admin/login', { body: credentials })
  return { cookie: response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '', administrator: data.data }
}
