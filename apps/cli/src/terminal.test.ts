import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import { type Home, makeHome } from './testing/command'
import { makeTenant } from './testing/rows'
import { ADMIN, startServer, type TestServer } from './testing/server'

const SHOW_CURSOR = '\u001b[?25h'

let server: TestServer
let home: Home

beforeAll(async () => {
  server = await startServer()
  home = makeHome()
  await home.signIn(server.url)
})
afterAll(async () => {
  home.remove()
  await server.close()
})

const create = (tenant: string, number: string, name: string) =>
  home.run(['extensions', 'create', '--tenant', tenant, '--number', number, '--name', name])

test('login asks for what is not given, and does not show the password', async () => {
  const typed = { 'E-mail:': ADMIN.email, 'Password:': ADMIN.password }
  const { status, screen } = await home.onTerminal(['login', '--url', server.url], { typed })
  expect(status).toBe(0)
  expect(screen).toContain('Signed in to')
  expect(screen).not.toContain(ADMIN.password)
})

test('Ctrl-C at a question ends with status 130 and does nothing', async () => {
  const { slug } = await makeTenant(server)
  await create(slug, '7001', 'Reception')
  const typed = { '[y/N]': '\u0003' }
  expect((await home.onTerminal(['extensions', 'delete', `7001@${slug}`], { typed })).status).toBe(130)
  expect((await home.onTerminal(['login'], { typed: { 'E-mail:': '\u0003' } })).status).toBe(130)
  expect((await home.run(['extensions', 'show', `7001@${slug}`])).status).toBe(0)
})

test('a table fits the terminal, with a bold head unless NO_COLOR is set', async () => {
  const { slug } = await makeTenant(server)
  await create(slug, '7001', `A name ${'that is too long '.repeat(10)}`)
  for (const columns of [60, 100]) {
    const { screen } = await home.onTerminal(['extensions', 'list', '--tenant', slug], { columns })
    const lines = screen.trimEnd().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toStartWith('\u001b[1mID')
    expect(lines[1]).toContain('…')
    expect(lines.filter(line => Bun.stringWidth(line) > columns)).toEqual([])
  }
  const { screen } = await home.onTerminal(['extensions', 'list', '--tenant', slug], { env: { NO_COLOR: '1' } })
  expect(screen).not.toContain('\u001b')
})

test('deleting asks, with the name of what goes, and takes nothing but yes for one', async () => {
  const { slug } = await makeTenant(server)
  await create(slug, '7001', 'Reception')
  const remove = ['extensions', 'delete', `7001@${slug}`]
  const kept = await home.onTerminal(remove, { typed: { '[y/N]': '' } })
  expect(kept.status).toBe(1)
  expect(kept.screen).toContain(`Delete 7001 (Reception) of ${slug}?`)
  expect(kept.screen).toContain('Nothing was changed.')
  const gone = await home.onTerminal(remove, { typed: { '[y/N]': 'y' } })
  expect(gone.status).toBe(0)
  expect(gone.screen).toContain('Extension deleted successfully.')
  expect((await home.run(['extensions', 'show', `7001@${slug}`])).status).toBe(1)
})

test('a long work shows on the terminal how far it is, and leaves nothing of that behind', async () => {
  const { slug } = await makeTenant(server)
  const rows = Array.from({ length: 500 }, (_, at) => `${slug},${1000 + at},Desk,active,T7vqPz3mXw8KdRy4HnJc2bFs`)
  const lines = ['tenant,extension_number,display_name,status,secret', ...rows]
  await Bun.write(join(home.directory, 'desks.csv'), lines.join('\n'))
  const { status, screen } = await home.onTerminal(['extensions', 'import', 'desks.csv'])
  expect(status).toBe(0)
  expect(screen).toContain('Importing')
  expect(screen.split(SHOW_CURSOR)[1]).toStartWith('dry_run')
  const quiet = await home.run(['extensions', 'import', 'desks.csv'])
  expect(quiet.error).toBe('')
})
