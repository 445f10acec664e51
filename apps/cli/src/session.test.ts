import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRingfence } from '@ringfence/client/ringfence'
import { signIn } from '@ringfence/client/sign-in'
import { type Home, makeHome } from './testing/command'
import { ADMIN, startServer, type TestServer } from './testing/server'

let server: TestServer
let home: Home

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())
beforeEach(() => {
  home = makeHome()
})
afterEach(() => home.remove())

const file = () => join(home.directory, '.config/ringfence/servers.json')
const withPassword = () => ['login', '--url', server.url, '--email', ADMIN.email, '--password-stdin']
const unused = 'http://127.0.0.1:1'

describe('status 0', () => {
  test('a session is kept where nobody else reads it, and used until it is ended', async () => {
    const login = await home.run(withPassword(), { input: `${ADMIN.password}\n` })
    expect(login).toEqual({ status: 0, out: `Signed in to ${server.url} as ${ADMIN.email}.\n`, error: '' })
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(statSync(join(file(), '..')).mode & 0o777).toBe(0o700)
    expect(readFileSync(file(), 'utf8')).not.toContain(ADMIN.password)
    expect(readdirSync(join(file(), '..'))).toEqual(['servers.json'])

    const who = await home.run(['whoami', '--json'])
    expect(JSON.parse(who.out)).toEqual({ name: 'Administrator', email: ADMIN.email, role: 'owner' })

    const cookie = JSON.parse(readFileSync(file(), 'utf8')).credentials[server.url].cookie
    expect((await home.run(['logout'])).status).toBe(0)
    expect(readFileSync(file(), 'utf8')).not.toContain('cookie')
    const answer = await fetch(`${server.url}/api/admin/me`, { headers: { cookie } })
    expect(answer.status).toBe(401)
  })

  test('servers are kept apart, and the last one that was signed in to is the one that is meant', async () => {
    const other = await startServer()
    await home.signIn(server.url)
    await home.signIn(other.url)
    expect((await home.run(['whoami'])).out).toContain(`server\t${other.url}\n`)
    expect((await home.run(['whoami', '--url', `${server.url}/`])).out).toContain(`server\t${server.url}\n`)
    expect((await home.run(['whoami'], { env: { RINGFENCE_URL: server.url } })).out).toContain(
      `server\t${server.url}\n`,
    )
    await other.close()
  })

  test('the configuration goes where XDG_CONFIG_HOME says', async () => {
    const env = { XDG_CONFIG_HOME: join(home.directory, 'elsewhere') }
    await home.run(withPassword(), { input: ADMIN.password, env })
    expect((await home.run(['whoami'], { env })).status).toBe(0)
    expect((await home.run(['whoami'])).status).toBe(3)
  })

  test('an API token is kept like a session, or is used by one command alone', async () => {
    const { cookie } = await signIn({ url: server.url }, ADMIN)
    const ringfence = createRingfence({ url: server.url, credential: { cookie } })
    const made = await ringfence.POST('/api/tokens', { body: { name: 'scripts', role: 'viewer' } })
    const { token } = made.data.data
    const env = { RINGFENCE_TOKEN: token, RINGFENCE_URL: server.url }
    expect(JSON.parse((await home.run(['whoami', '--json'], { env })).out)).toMatchObject({ role: 'viewer' })
    expect((await home.run(['whoami', '--url', server.url])).status).toBe(3)

    const login = await home.run(['login', '--url', server.url, '--token-stdin'], { input: `${token}\n` })
    expect([login.status, login.out + login.error]).toEqual([0, `Signed in to ${server.url} as ${ADMIN.email}.\n`])
    expect((await home.run(['whoami'])).out).toContain('role\tviewer\n')
    expect((await home.run(['logout'])).status).toBe(0)
    expect(readFileSync(file(), 'utf8')).not.toContain(token)
  })

  test('a file that others could read is theirs no more after the next sign-in', async () => {
    await home.signIn(server.url)
    chmodSync(file(), 0o644)
    await home.signIn(server.url)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
  })
})

describe('status 1', () => {
  test('a wrong password is refused without being repeated', async () => {
    const { status, out, error } = await home.run(withPassword(), { input: 'a wrong password' })
    expect({ status, out, error }).toEqual({ status: 1, out: '', error: 'Invalid credentials.\n' })
    expect((await home.run(['whoami', '--url', server.url])).status).toBe(3)
  })

  test('a configuration that is not ours is left alone, and what to do is said', async () => {
    await home.signIn(server.url)
    writeFileSync(file(), '{"credentials": {"http://127.0.0.1": {}}}')
    const { status, error } = await home.run(['whoami'])
    expect([status, error]).toEqual([1, `${file()} cannot be read: remove it and sign in again.\n`])
  })
})

describe('status 2', () => {
  test('a password as an argument is refused, as every user of the machine could read it', async () => {
    const { status, error } = await home.run(['login', '--url', server.url, '--password', 'secret'])
    expect([status, error]).toEqual([2, expect.stringContaining("unknown option '--password'")])
  })

  test('wrong words end with the fix', async () => {
    const sentences: [string[], string][] = [
      [['login'], 'Nobody can be asked here: give --email, and the password through --password-stdin.\n'],
      [
        ['whoami', '--url', 'pbx.example'],
        'pbx.example is not the address of a server: give one such as http://127.0.0.1:3000.\n',
      ],
      [['whomai'], "error: unknown command 'whomai'\n(Did you mean whoami?)\n"],
    ]
    for (const [args, sentence] of sentences) {
      const { status, error } = await home.run(args)
      expect([status, error]).toEqual([2, expect.stringContaining(sentence)])
    }
    expect((await home.run([])).status).toBe(2)
    expect((await home.run(['--help'])).status).toBe(0)
  })
})

describe('status 3', () => {
  test('without a sign-in nothing is asked of the server', async () => {
    const { status, error } = await home.run(['tenants', 'list', '--url', unused])
    expect([status, error]).toEqual([3, `Not signed in to ${unused}: run "ringfence login --url ${unused}".\n`])
  })

  test('a session that ended and a token that is none say so', async () => {
    await home.signIn(server.url)
    const { cookie } = JSON.parse(readFileSync(file(), 'utf8')).credentials[server.url]
    await fetch(`${server.url}/api/admin/logout`, { method: 'POST', headers: { cookie } })
    const ended = await home.run(['whoami'])
    expect([ended.status, ended.error]).toEqual([
      3,
      `Not signed in to ${server.url}: run "ringfence login --url ${server.url}".\n`,
    ])

    const token = 'rf_none'
    const wrong = `${server.url} does not take this token: it is wrong, expired or revoked.\n`
    const asked = [
      home.run(['whoami', '--token', token]),
      home.run(['whoami'], { env: { RINGFENCE_TOKEN: token } }),
      home.run(['login', '--token-stdin'], { input: token }),
    ]
    for (const { status, error } of await Promise.all(asked)) expect([status, error]).toEqual([3, wrong])
  })
})

test('status 4: a server that does not answer is named', async () => {
  const login = ['login', '--url', unused, '--email', ADMIN.email, '--password-stdin']
  const { status, error } = await home.run(login, { input: ADMIN.password })
  expect([status, error]).toEqual([
    4,
    `${unused} cannot be reached: is the server running, and is the address right?\n`,
  ])
})
