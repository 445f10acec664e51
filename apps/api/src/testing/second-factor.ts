import { asOwner } from '@ringfence/db/testing/database'
import type { NewSecondFactor, RecoveryCodes } from '@ringfence/domain/second-factor'
import { Secret, TOTP } from 'otpauth'
import { cookieIn, makeAdmin, type TestAdmin } from './admins'
import { type Call, caller, documentedCaller } from './call'
import type { TestServer } from './server'

export type Enrolled = { admin: TestAdmin; secret: string; recoveryCodes: string[]; cookie: string; call: Call }

/** What an authenticator shows, now or so many steps of 30 seconds from now. */
export const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

/** As if no code had been used yet, so that a test need not wait for the next one. */
export const forgetCodes = ({ ownerUrl }: TestServer): PromiseLike<unknown> =>
  asOwner(ownerUrl, sql => sql`update second_factors set last_step = 0`)

/** The same admin with a second factor, and his session. Throws when the server refuses it. */
export const enrol = async (server: TestServer, admin: TestAdmin, cookie: string): Promise<Enrolled> => {
  const before = documentedCaller(server, cookie)
  const begun = await before<NewSecondFactor>('POST', '/api/admin/second-factor')
  const { secret } = begun.body.data
  const answer = await before<RecoveryCodes>('POST', '/api/admin/second-factor/confirm', {
    json: { code: codeOf(secret) },
  })
  if (answer.status !== 200) throw new Error(`The second factor was not confirmed: ${answer.text}`)
  const own = cookieIn(answer)
  return {
    admin,
    secret,
    recoveryCodes: answer.body.data.recovery_codes,
    cookie: own,
    call: documentedCaller(server, own),
  }
}

/** A new admin with a second factor. */
export const makeEnrolled = async (
  server: TestServer,
  options: Parameters<typeof makeAdmin>[1] = {},
): Promise<Enrolled> => {
  const admin = await makeAdmin(server, options)
  const answer = await server.request('/api/admin/login', { json: admin })
  return enrol(server, admin, cookieIn(answer))
}

/** What signing in with this code is answered. */
export const signInWith = (server: TestServer, admin: TestAdmin, code?: unknown) =>
  documentedCaller(server)('POST', '/api/admin/login', { json: { ...admin, ...(code !== undefined && { code }) } })

/** Whether a session is live. */
export const isLive = async (server: TestServer, cookie: string): Promise<boolean> =>
  (await caller(server, cookie)('GET', '/api/admin/me')).status === 200

/** What the trail says of his second factor. */
export const factorActionsOf = async ({ ownerUrl }: TestServer, { email }: TestAdmin): Promise<string[]> => {
  const rows = await asOwner(
    ownerUrl,
    sql => sql<{ action: string }[]>`
      select a.action
      from audit a
      join admins m on m.email = ${email} and (a.actor_id = m.id or (a.target = 'admin' and a.target_id = m.id))
      where a.action like '%factor%' or a.action like '%recovery%'
      order by a.id`,
  )
  return rows.map(({ action }) => action)
}
