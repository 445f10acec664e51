import type { Deps } from '../deps'

type Jar = Record<string, { set(attributes: object): unknown } | undefined>

/** Gives the caller the cookie of a session, or without one takes it away. */
export const setSessionCookie = (
  { authentication }: Pick<Deps, 'authentication'>,
  jar: Jar,
  sessionId?: string,
): void => {
  const { name, secure } = authentication.cookie
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure }
  jar[name]?.set(
    sessionId === undefined ? { ...attributes, value: '', maxAge: 0 } : { ...attributes, value: sessionId },
  )
}
