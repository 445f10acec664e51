import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Home, makeHome, objects } from './testing/command'
import { makeTenant } from './testing/rows'
import { startServer, type TestServer } from './testing/server'

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

const tenants = (...args: string[]) => home.run(['tenants', ...args])

const ACME = ['--name', 'Acme', '--slug', 'acme', '--domain', 'acme.sip.example', '--timezone', 'Europe/Berlin']

test('a tenant is made, listed, shown, changed, and deleted', async () => {
  const settings = { music_on_hold: 'jazz' }
  const words = ['create', ...ACME, '--max-extensions', '50', '--settings', JSON.stringify(settings), '--json']
  expect(JSON.parse((await tenants(...words)).out)).toMatchObject({ slug: 'acme', max_extensions: 50, settings })

  const listed = objects((await tenants('list', '--search', 'acme', '--json')).out)
  expect(listed).toMatchObject([{ slug: 'acme', extensions_count: 0 }])

  expect((await tenants('update', 'acme', '--status', 'suspended', '--max-extensions', '60')).status).toBe(0)
  const shown = await tenants('show', 'acme')
  expect(shown.out).toContain('\nstatus\tsuspended\n')
  expect(shown.out).toContain('\nmax_extensions\t60\n')
  expect(shown.out).toEndWith('\nsettings\t{"music_on_hold":"jazz"}\nversion\t2\n')

  expect((await tenants('delete', 'acme')).status).toBe(2)
  expect((await tenants('delete', 'acme', '--yes', '--if-match', '1')).status).toBe(1)
  expect((await tenants('delete', 'acme', '--yes', '--json')).out).toBe('')
  expect((await tenants('show', 'acme')).error).toBe('There is no tenant acme: "ringfence tenants list" shows them.\n')
})

test('a tenant that has something goes only with --cascade', async () => {
  const { slug } = await makeTenant(server)
  await home.run(['extensions', 'create', '--tenant', slug, '--number', '7001', '--name', 'Reception'])
  expect((await tenants('show', slug)).out).toContain('\nExtensions\nID\tNUMBER\tNAME\tSTATUS\n')
  expect((await tenants('delete', slug, '--yes')).status).toBe(1)
  expect((await tenants('delete', slug, '--yes', '--cascade')).status).toBe(0)
})

test('wrong words are told with the fix, with status 2', async () => {
  const create = ['create', ...ACME, '--max-extensions']
  const sentences: [string[], string][] = [
    [[...create, 'many'], '--max-extensions must be a whole number'],
    [[...create, '50', '--status', 'closed'], 'Allowed choices are active, suspended.'],
    [[...create, '50', '--settings', '[1]'], '--settings must be a JSON object, such as --settings'],
    [[...create, '50', '--settings', '{'], '--settings must be a JSON object, such as --settings'],
  ]
  for (const [args, sentence] of sentences) {
    const { status, error } = await tenants(...args)
    expect([status, error]).toEqual([2, expect.stringContaining(sentence)])
  }
})
