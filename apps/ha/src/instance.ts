import { tmpdir } from 'node:os'
import type { Place } from '@ringfence/rig/place'
import { API, serve } from '@ringfence/rig/program'

/** The API as users start it, with what a caller of it holds. */
export type Instance = { name: string; url: string }

const ADMIN = { email: 'admin@ringfence.example', password: crypto.randomUUID() }

/** It ends with the place. */
export const startInstance = async (
  place: Place,
  name: string,
  { databaseUrl, keys }: { databaseUrl: string; keys: string },
): Promise<Instance> => {
  const { url } = await serve(place, name, API, {
    PATH: process.env.PATH ?? '',
    HOME: tmpdir(),
    PORT: '0',
    LOG_LEVEL: 'warn',
    DATABASE_URL: databaseUrl,
    SECRETS_KEYS: keys,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
  })
  return { name, url }
}

/** A session of the admin, as a Cookie header has it. */
export const signIn = async ({ url }: Instance): Promise<string> => {
  const answer = await send(url, '/api/admin/login', {}, ADMIN)
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0]
  if (!cookie) throw new Error(`The admin could not sign in: ${answer.status}`)
  return cookie
}

/** A token for programs, as an Authorization header has it. */
export const makeToken = async ({ url }: Instance, cookie: string): Promise<string> => {
  const answer = await send(url, '/api/tokens', { cookie }, { name: 'failover', role: 'owner' })
  const { data } = (await answer.json()) as { data: { token: string } }
  return `Bearer ${data.token}`
}

const send = (url: string, path: string, headers: Record<string, string>, body: object): Promise<Response> =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
