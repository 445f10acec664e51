import type { Bearers } from '@ringfence/db/bearers'
import type { Account, Ended, Origin, Proof, SessionLimits, Sessions, Since } from '@ringfence/db/sessions'
import { type Adapter, generateIdFromEntropySize, Lucia, TimeSpan } from 'lucia'
import type { Presented } from './presented'

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, Account>
    DatabaseUserAttributes: Account
    DatabaseSessionAttributes: { proof?: Proof; from?: Origin; since?: Since }
  }
}

/** All that the rest of the program knows of sessions and tokens, and of Lucia, which is no longer developed. */
export type Authentication = {
  /** A new session's id, which only its cookie may hold; undefined when the proof holds no longer. Spends its code. */
  signIn(accountId: string, proof: Proof, from: Origin): Promise<string | undefined>
  /** The same for who ended all of his own by what he did. */
  signInAgain(ended: Ended, from: Origin): Promise<string | undefined>
  signOut(sessionId: string): Promise<void>
  /** The account behind a session or token, asked of the database, or undefined; using a session moves its idle limit on. */
  account(presented: Presented): Promise<Account | undefined>
  /** What a session goes on under once its admin proved again who he is. */
  freshId(): string
  /** Whether the admin of a session proved who he is within so many minutes, asked of the database; undefined when it is not live. */
  isRecent(sessionId: string, minutes: number): Promise<boolean | undefined>
  /** The account that was behind it within the last minute: to be proved by what is done with it. */
  remembered(presented: Presented): Account | undefined
  cookie: { name: string; secure: boolean }
}

const MINUTE_OF_GRACE = 1
/** As many as Lucia takes for a session. */
const ID_BYTES = 25
const REMEMBERED_MILLISECONDS = 60_000
const REMEMBERED = 10_000

export const authentication = (
  sessions: Sessions,
  bearers: Bearers,
  { idleMinutes }: SessionLimits,
  secure: boolean,
): Authentication => {
  const lucia = new Lucia(adapter(sessions), {
    // Lucia extends a session in the second half of this span: so an idle limit is moved on at most once a minute.
    sessionExpiresIn: new TimeSpan(Math.max(1, 2 * (idleMinutes - MINUTE_OF_GRACE)), 'm'),
    getUserAttributes: account => account,
  })
  const lookUp = {
    session: async (id: string) => (await lucia.validateSession(id)).user,
    token: bearers.find,
  }
  const known = new Map<string, { account: Account; until: number }>()
  const begin = async (accountId: string, attributes: { proof: Proof; from: Origin; since?: Since }) => {
    try {
      return (await lucia.createSession(accountId, attributes)).id
    } catch (error) {
      if (error instanceof Unproved) return undefined
      throw error
    }
  }
  return {
    signIn: (accountId, proof, from) => begin(accountId, { proof, from }),
    signInAgain: (ended, from) => begin(ended.id, { proof: { ...ended, code: null }, from, since: ended }),
    freshId: () => generateIdFromEntropySize(ID_BYTES),
    isRecent: sessions.isRecent,
    async signOut(sessionId) {
      known.delete(sessionId)
      await lucia.invalidateSession(sessionId)
    },
    async account(presented) {
      known.delete(presented.secret)
      const account = await lookUp[presented.kind](presented.secret)
      if (!account) return undefined
      if (known.size >= REMEMBERED) known.clear()
      known.set(presented.secret, { account, until: performance.now() + REMEMBERED_MILLISECONDS })
      return account
    },
    remembered({ secret }) {
      const found = known.get(secret)
      return found && found.until > performance.now() ? found.account : undefined
    },
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

class Unproved extends Error {}

const adapter = (sessions: Sessions): Adapter => ({
  async getSessionAndUser(id) {
    const live = await sessions.find(id)
    if (!live) return [null, null]
    const { account, remainingMilliseconds } = live
    const session = { id, userId: account.id, expiresAt: new Date(Date.now() + remainingMilliseconds), attributes: {} }
    return [session, { id: account.id, attributes: account }]
  },
  getUserSessions: () => Promise.reject(new Error('Session ids are not stored, so they cannot be listed.')),
  async setSession({ id, userId, attributes }) {
    const { proof, from = { address: null, userAgent: null }, since } = attributes
    if (!proof || !(await sessions.create(id, userId, proof, from, since))) throw new Unproved()
  },
  updateSessionExpiration: id => sessions.extend(id),
  deleteSession: id => sessions.remove(id),
  deleteUserSessions: accountId => sessions.removeAllOf(accountId),
  deleteExpiredSessions: () => sessions.removeExpired(),
})
