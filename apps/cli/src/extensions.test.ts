import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
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

const extensions = (args: string[], input = '') => home.run(['extensions', ...args], { input })

const create = (tenant: string, number: string, ...more: string[]) =>
  extensions(['create', '--tenant', tenant, '--number', number, '--name', 'Reception', '--json', ...more])

test('an extension is made, listed, shown, changed, and deleted', async () => {
  const { id, slug } = await makeTenant(server)
  const made = JSON.parse((await create(slug, '7001', '--email', 'front@acme.example')).out)
  expect(made).toMatchObject({ tenant_id: id, extension_number: '7001', status: 'active', voicemail_enabled: false })

  const list = await extensions(['list', '--tenant', slug])
  expect(list).toEqual({
    status: 0,
    out:
      'ID\tNUMBER\tNAME\tTENANT\tSTATUS\tE-MAIL\tVOICEMAIL\tDEVICES\n' +
      `${made.id}\t7001\tReception\t${slug}\tactive\tfront@acme.example\tno\t0\n`,
    error: '',
  })

  const changed = await extensions(['update', `7001@${slug}`, '--no-email', '--voicemail', '--if-match', '1', '--json'])
  expect(JSON.parse(changed.out)).toMatchObject({ email: null, voicemail_enabled: true, display_name: 'Reception' })

  const shown = await extensions(['show', String(made.id)])
  expect(shown.out).toContain('\nemail\t\nstatus\tactive\nvoicemail_enabled\tyes\n')
  expect(shown.out).toEndWith(`\ntenant\t${slug}\nversion\t2\n`)

  expect(await extensions(['delete', `7001@${slug}`, '--yes'])).toEqual({
    status: 0,
    out: 'Extension deleted successfully.\n',
    error: '',
  })
  const gone = await extensions(['show', `7001@${slug}`])
  const fix = `There is no extension 7001@${slug}: "ringfence extensions list --tenant ${slug}" shows them.\n`
  expect([gone.status, gone.error]).toEqual([1, fix])
})

describe('the secret', () => {
  const secretOf = async (name: string) => (await extensions(['secret', 'reveal', name])).out

  test('it is generated and shown once, or read from the input and not shown', async () => {
    const { slug } = await makeTenant(server)
    const { secret } = JSON.parse((await create(slug, '7001')).out)
    expect(secret).toMatch(/^[\w]{24}$/)
    expect(await secretOf(`7001@${slug}`)).toBe(`secret\t${secret}\n`)

    const own = 'T7vqPz3mXw8KdRy4HnJc2bFs'
    const words = ['create', '--tenant', slug, '--number', '7002', '--name', 'Front', '--secret-stdin']
    const made = await extensions(words, `${own}\n`)
    expect(made.status).toBe(0)
    expect(made.out + made.error).not.toContain(own)
    expect(await secretOf(`7002@${slug}`)).toBe(`secret\t${own}\n`)
  })

  test('it is replaced by another one, which is shown, and not without being told to', async () => {
    const { slug } = await makeTenant(server)
    const { secret } = JSON.parse((await create(slug, '7001')).out)
    expect((await extensions(['secret', 'rotate', `7001@${slug}`])).status).toBe(2)
    const rotated = JSON.parse((await extensions(['secret', 'rotate', `7001@${slug}`, '--yes', '--json'])).out)
    expect(rotated.secret).not.toBe(secret)
    expect(await secretOf(`7001@${slug}`)).toBe(`secret\t${rotated.secret}\n`)
  })
})

describe('a list', () => {
  test('--json prints what the API sent, an object a line; --all goes to the end, and a page says that there is more', async () => {
    const { id, slug } = await makeTenant(server)
    for (const number of ['7001', '7002', '7003']) await create(slug, number)
    const page = await extensions(['list', '--tenant', String(id), '--limit', '2', '--json'])
    expect(page.error).toBe('There are more: --all lists them, --limit a longer page.\n')
    const all = await extensions(['list', '--tenant', slug, '--all', '--json'])
    expect([all.status, all.error]).toEqual([0, ''])
    const rows = objects(all.out)
    expect(rows.map(row => row.extension_number)).toEqual(['7003', '7002', '7001'])
    expect(objects(page.out)).toEqual(rows.slice(0, 2))
    expect(rows[0]).toMatchObject({ tenant: { id, slug }, devices: [] })
  })

  test('it ends in peace when the reader of the pipe has seen enough', async () => {
    const { slug } = await makeTenant(server)
    await create(slug, '7001')
    const child = home.start(['extensions', 'list', '--tenant', slug])
    await child.stdout.cancel()
    expect([await child.exited, await child.stderr.text()]).toEqual([0, ''])
  })
})

describe('what is refused', () => {
  test('by the server: every faulty field is named, with status 1', async () => {
    const { slug } = await makeTenant(server)
    await create(slug, '7001')
    const taken = await create(slug, '7001')
    expect([taken.status, taken.out]).toEqual([1, ''])
    expect(taken.error).toBe(
      'The given data was invalid.\n  extension_number: The extension number has already been taken.\n',
    )
    const both = await extensions(['create', '--tenant', slug, '--number', 'x', '--name', ''])
    expect(both.error.match(/\n {2}\w+: /g)).toHaveLength(2)
    const stale = await extensions(['update', `7001@${slug}`, '--name', 'Front', '--if-match', '9'])
    expect([stale.status, stale.error]).toEqual([
      1,
      'It was changed by someone else: load it again and repeat the change.\n',
    ])
  })

  test('before it reaches the server: the fix is said, with status 2', async () => {
    const sentences: [string[], string][] = [
      [['show', '7001'.repeat(9)], 'names no extension: give its id, or its number and tenant as 1001@acme.\n'],
      [['update', '1'], 'There is nothing to change: give a field, as --help lists them.\n'],
      [
        ['update', '1', '--name', 'Front', '--if-match', 'x'],
        '--if-match takes the version that "show" prints, such as 3.\n',
      ],
      [['delete', '1'], 'Nobody can be asked here: add --yes to do it.\n'],
      [['list', '--limit', '1001'], '--limit must be a whole number up to 1000, such as --limit 10.\n'],
      [['create', '--number', '7001', '--name', 'Front'], "required option '--tenant <id|slug>' not specified\n"],
      [
        ['create', '--tenant', '1', '--number', '7001', '--name', 'Front', '--secret-stdin'],
        'There is no secret in the input.\n',
      ],
    ]
    for (const [args, sentence] of sentences) {
      const { status, out, error } = await extensions(args)
      expect([status, out, error]).toEqual([2, '', expect.stringContaining(sentence)])
    }
  })
})
