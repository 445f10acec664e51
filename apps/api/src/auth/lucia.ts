import type { Account, SessionLimits, Sessions } from '@ringfence/db/sessions'
import { type Adapter, Lucia, TimeSpan } from 'lucia'

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, Account>
    DatabaseUserAttributes: Account
  }
}

/** All that is left to the rest of the program of Lucia, which is no longer developed: sessions behind these four. */
export type Authentication = {
  /** A new session's id, which only its cookie may hold. */
  signIn(accountId: string): Promise<string>
  signOut(sessionId: string): Promise<void>
  /** The account behind a session id, or undefined; using a session moves its idle limit on. */
  account(sessionId: string): Promise<Account | undefined>
  cookie: { name: string; secure: boolean }
}

const MINUTE_OF_GRACE = 1

export const authentication = (sessions: Sessions, { idleMinutes }: SessionLimits, secure: boolean): Authentication => {
  const lucia = new Lucia(adapter(sessions), {
    // Lucia extends a session in the second half of this span: so an idle limit is moved on at most once a minute.
    sessionExpiresIn: new TimeSpan(Math.max(1, 2 * (idleMinutes - MINUTE_OF_GRACE)), 'm'),
    getUserAttributes: account => account,
  })
  return {
    signIn: async accountId => (await lucia.createSession(accountId, {})).id,
    signOut: sessionId => lucia.invalidateSession(sessionId),
    account: async sessionId => (await lucia.validateSession(sessionId)).user ?? undefined,
    cookie: { name: secure ? '__Host-ringfence' : 'ringfence', secure },
  }
}

/** The session id in a Cookie header, if one there has the shape of ours. */
export const sessionIdIn = (header: string | null, name: string): string | undefined => {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name && value && /^[a-z0-9]{40}$/.test(value)) return value
  }
  return undefined
}

const adapter = (sessions: Sessions): Adapter => ({
  async getSessionAndUser(id) {
    const live = await sessions.find(id)
    if (!live) return [null, null]
    const { account, remainingMilliseconds } = live
    const session = { id, userId: account.id, expiresAt: new Date(Date.now() + remainingMilliseconds), attributes: {} }
    return [session, { id: account.id, attributes: account }]
  },
  getUserSessions: () => Promise.reject(new Error('Session ids are not stored, so they cannot be listed.')),
  setSession: session => sessions.create(session.id, session.userId),
  updateSessionExpiration: id => sessions.extend(id),
  deleteSession: id => sessions.remove(id),
  deleteUserSessions: accountId => sessions.removeAllOf(accountId),
  deleteExpiredSessions: () => sessions.removeExpired(),
})
