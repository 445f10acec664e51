import { afterAll, beforeAll, expect, test } from 'bun:test'
import { createRingfence } from '@ringfence/client/ringfence'
import { signIn } from '@ringfence/client/sign-in'
import { asOwner } from '@ringfence/db/testing/database'
import { Secret, TOTP } from 'otpauth'
import { type Home, makeHome } from './testing/command'
import { makeTenant } from './testing/rows'
import { ADMIN, startServer, type TestServer } from './testing/server'

let server: TestServer
let home: Home
let secret: string

beforeAll(async () => {
  server = await startServer()
  home = makeHome()
  const { url } = server
  const ringfence = createRingfence({ url, credential: await signIn({ url }, ADMIN) })
  secret = (await ringfence.POST('/api/admin/second-factor')).data.data.secret
  await ringfence.POST('/api/admin/second-factor/confirm', { body: { code: code() } })
})
afterAll(async () => {
  home.remove()
  await server.close()
})

/** Of the next 30 seconds, so that a busy machine does not outlive it before it is typed. */
const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + 30_000 })
const forgetCodes = () => asOwner(server.ownerUrl, sql => sql`update second_factors set last_step = 0`)
const login = () => ['login', '--url', server.url]

test('login asks for a code when the admin has a second factor', async () => {
  await forgetCodes()
  const typed = { 'E-mail:': ADMIN.email, 'Password:': ADMIN.password, 'Code:': code() }
  const { status, screen } = await home.onTerminal(login(), { typed })
  expect(screen).toContain('Signed in to')
  expect(status).toBe(0)
  expect((await home.run(['whoami'])).status).toBe(0)
})

test('a wrong code is refused with the sentence of the server', async () => {
  const typed = { 'E-mail:': ADMIN.email, 'Password:': ADMIN.password, 'Code:': '000000' }
  const { status, screen } = await home.onTerminal(login(), { typed })
  expect([status, screen]).toEqual([1, expect.stringContaining('The code is wrong, or was used before.')])
})

test('a script is told to use a token', async () => {
  const args = [...login(), '--email', ADMIN.email, '--password-stdin']
  const { status, error } = await home.run(args, { input: ADMIN.password })
  expect([status, error]).toEqual([2, expect.stringContaining('or use an API token.')])
})

test('a sign-in that is too long ago for a call says what to do', async () => {
  await asOwner(server.ownerUrl, sql => sql`update sessions set authenticated_at = now() - interval '1 day'`)
  const { slug } = await makeTenant(server)
  await home.run(['extensions', 'create', '--tenant', slug, '--number', '7001', '--name', 'Reception'])
  const { status, error } = await home.run(['extensions', 'secret', 'reveal', `7001@${slug}`])
  expect([status, error]).toEqual([1, 'The sign-in is too long ago for this: run "ringfence login" again.\n'])
})
