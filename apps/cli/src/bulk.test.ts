import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '@ringfence/db/testing/until'
import { type Home, makeHome, objects } from './testing/command'
import { endlessServer } from './testing/endless'
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

const extensions = (args: string[], input: string | Uint8Array = '') => home.run(['extensions', ...args], { input })

const SECRET = 'T7vqPz3mXw8KdRy4HnJc2bFs'
const HEAD = 'tenant,extension_number,display_name,status,secret'
const row = (tenant: string, number: string, name = 'Reception') => `${tenant},${number},${name},active,${SECRET}`

const file = (name: string, lines: string[]): string => {
  writeFileSync(join(home.directory, name), `${lines.join('\n')}\n`)
  return name
}

describe('import', () => {
  test('a file is imported, and its export is imported again without a change', async () => {
    const { slug } = await makeTenant(server)
    const rows = Array.from({ length: 2000 }, (_, index) => row(slug, String(1000 + index), `Desk ${index}`))
    const { status, out, error } = await extensions(['import', file('all.csv', [HEAD, ...rows])])
    expect([status, error]).toEqual([0, ''])
    expect(out).toContain('rows\t2000\ncreated\t2000\n')

    const exported = await extensions(['export', '--tenant', slug, '-o', 'out.ndjson'])
    expect(exported).toEqual({ status: 0, out: '', error: '' })
    const text = readFileSync(join(home.directory, 'out.ndjson'), 'utf8')
    expect(objects(text)).toHaveLength(2000)
    expect(text).not.toContain(SECRET)

    const again = await extensions(['import', 'out.ndjson', '--json'])
    expect(JSON.parse(again.out)).toMatchObject({ rows: 2000, created: 0, updated: 0, unchanged: 2000 })
  })

  test('a file with faults changes nothing, and every fault is a line of a table', async () => {
    const { slug } = await makeTenant(server)
    const lines = [HEAD, row(slug, '7001'), row(slug, 'none'), row(slug, '7003', '')]
    const refused = await extensions(['import', file('faulty.csv', lines)])
    expect(refused.status).toBe(1)
    expect(refused.out).toContain('created\t')
    expect(refused.out).toContain('\nFaults\nLINE\tCOLUMN\tREASON\n3\textension_number\t')
    expect(refused.out).toContain('\n4\tdisplay_name\tThe display name field is required.\n')
    expect(refused.error).toContain('Nothing was changed.')
    expect(objects((await extensions(['list', '--tenant', slug, '--json'])).out)).toEqual([])

    const told = await extensions(['import', 'faulty.csv', '--dry-run', '--json'])
    expect([told.status, JSON.parse(told.out).dry_run]).toEqual([1, true])

    const skipped = await extensions(['import', 'faulty.csv', '--skip-errors', '--json'])
    expect([skipped.status, JSON.parse(skipped.out)]).toEqual([0, expect.objectContaining({ created: 1, failed: 2 })])
  })

  test('the input is a file too, and secrets that were generated are shown', async () => {
    const { slug } = await makeTenant(server)
    const input = JSON.stringify({ tenant: slug, extension_number: '7001', display_name: 'Front', status: 'active' })
    const words = ['import', '-', '--format', 'ndjson', '--generate-secrets']
    const { status, out } = await extensions(words, `${input}\n`)
    expect(status).toBe(0)
    const secret = /\nSecrets\nLINE\tTENANT\tNUMBER\tSECRET\n1\t\d+\t7001\t(\w{24})\n/.exec(out)?.[1]
    expect((await extensions(['secret', 'reveal', `7001@${slug}`])).out).toBe(`secret\t${secret}\n`)
  })

  test('a file that is not there, or of no known format, is told with the fix', async () => {
    const missing = await extensions(['import', 'none.csv'])
    expect([missing.status, missing.error]).toEqual([
      2,
      'There is no file none.csv: give the path of one, or - for the input.\n',
    ])
    const odd = await extensions(['import', file('some.xlsx', ['x'])])
    expect([odd.status, odd.error]).toEqual([
      2,
      'some.xlsx does not say its format: add --format csv or --format ndjson.\n',
    ])
  })
})

describe('export', () => {
  test('it goes to the output, as CSV or as what is asked for', async () => {
    const { id, slug } = await makeTenant(server)
    await extensions(['import', file('one.csv', [HEAD, row(slug, '7001')])])
    const csv = await extensions(['export', '--tenant', slug])
    expect(csv.out.split('\r\n')[1]).toStartWith(`${id},${slug},7001,Reception,`)
    const json = await extensions(['export', '--tenant', slug, '--json'])
    expect(objects(json.out)).toMatchObject([{ tenant_id: id, extension_number: '7001' }])
  })

  test('a file that is there is replaced when the new one is whole, and one that cannot be written is named', async () => {
    const { slug } = await makeTenant(server)
    const name = file('old.csv', ['old'])
    expect((await extensions(['export', '--tenant', slug, '-o', name])).status).toBe(0)
    expect(readFileSync(join(home.directory, name), 'utf8')).toStartWith('tenant_id,')
    const nowhere = await extensions(['export', '-o', 'no/such/place.csv'])
    expect([nowhere.status, nowhere.error]).toEqual([2, 'no/such/place.csv cannot be written (ENOENT).\n'])
    const refused = await extensions(['export', '--tenant', '999999', '-o', 'kept.csv', '--token', 'rf_none'])
    expect([refused.status, existsSync(join(home.directory, 'kept.csv'))]).toEqual([3, false])
  })

  const half = (url: string) => ['extensions', 'export', '-o', 'half.csv', '--token', 'rf_1', '--url', url]
  const halves = () => readdirSync(home.directory).filter(name => name.includes('half.csv'))

  test('an export that breaks off leaves no file, with status 4', async () => {
    const { url, close } = endlessServer({ breaksOff: true })
    const { status, error } = await home.run(half(url))
    close()
    expect([status, error]).toEqual([4, `${url} broke its answer off: try again.\n`])
    expect(halves()).toEqual([])
  })

  test('Ctrl-C leaves no file, with status 130', async () => {
    const { url, asked, close } = endlessServer({ breaksOff: false })
    const child = home.start(half(url))
    await asked
    await until('the file is begun', () => halves().length > 0)
    child.kill('SIGINT')
    expect([await child.exited, await child.stderr.text()]).toEqual([130, ''])
    close()
    expect(halves()).toEqual([])
  })
})

test('Ctrl-C ends what waits for its input', async () => {
  const child = home.start(['extensions', 'import', '-', '--format', 'csv'])
  // Not before it listens for the signal: bit 1 of those that it catches, as Linux tells.
  const status = () => readFileSync(`/proc/${child.pid}/status`, 'utf8')
  await until('it listens for the signal', () => /SigCgt:\t[0-9a-f]*[2367abef]\n/.test(status()))
  child.kill('SIGINT')
  expect(await child.exited).toBe(130)
})

describe('range', () => {
  test('a range of numbers is made, with a secret for each', async () => {
    const { slug } = await makeTenant(server)
    const words = ['range', '--tenant', slug, '--from', '0100', '--to', '0102', '--name', 'Desk {number}']
    const { status, out } = await extensions(words)
    expect(status).toBe(0)
    const [head, ...rows] = out.trimEnd().split('\n')
    expect(head).toBe('ID\tNUMBER\tNAME\tSECRET')
    expect(rows.map(line => line.split('\t').slice(1, 3))).toEqual([
      ['0100', 'Desk 0100'],
      ['0101', 'Desk 0101'],
      ['0102', 'Desk 0102'],
    ])
    const secret = rows[1]?.split('\t')[3]
    expect((await extensions(['secret', 'reveal', `0101@${slug}`])).out).toBe(`secret\t${secret}\n`)
    expect((await extensions(words)).error).toContain('\n  ')
  })
})
