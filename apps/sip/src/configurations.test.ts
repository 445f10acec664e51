import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ENGINES, type Engine } from '@ringfence/db/engine-access'
import { asOwner, type TestDatabase, testDatabase } from '@ringfence/db/testing/database'

const INFRA = join(import.meta.dir, '../../../infra')
const COMMAND = join(import.meta.dir, '../../api/src/engine-password.ts')

const read = (path: string) => readFileSync(join(INFRA, path), 'utf8')
const filesOf = (engine: string) =>
  readdirSync(join(INFRA, engine), { recursive: true, encoding: 'utf8' }).filter(name => /\.\w+$/.test(name))

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

/** The columns of everything that the role sees, by table. */
const columnsOf = async (engine: Engine): Promise<Map<string, string[]>> => {
  const rows = await asOwner(
    it.url,
    sql => sql<{ name: string; columns: string[] }[]>`
      select c.relname as name, json_agg(a.attname order by a.attnum) as columns
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname = ${engine} and c.relkind in ('r', 'v') and has_table_privilege(${engine}, c.oid, 'select')
      group by c.relname`,
  )
  return new Map(rows.map(({ name, columns }) => [name, columns]))
}

describe('bun run engine', () => {
  const run = async (engine: string, query = '') => {
    const env = { PATH: process.env.PATH ?? '', DATABASE_URL: `${it.url}${query}`, SECRETS_KEYS: it.keyRing }
    const child = Bun.spawn([process.execPath, COMMAND, engine], { env, stdout: 'pipe', stderr: 'pipe' })
    const [printed, complaint] = await Promise.all([child.stdout.text(), child.stderr.text()])
    return { printed, complaint, status: await child.exited }
  }
  const examples: Record<Engine, string> = {
    kamailio: 'kamailio/kamailio-local.cfg.example',
    asterisk: 'asterisk/ringfence-database.conf.example',
    opensips: 'opensips/opensips-local.cfg.example',
  }

  for (const engine of ENGINES)
    test(`prints for ${engine} the lines of its example, with a password in place of the placeholder`, async () => {
      const { printed, status } = await run(engine)
      expect(status).toBe(0)
      const { port, pathname } = new URL(it.url)
      const filled = (line: string) =>
        line.replace('5432', port).replace(/(dbname=|:\d+\/)ringfence/, `$1${pathname.slice(1)}`)
      const example = read(examples[engine]).split('\n').map(filled)
      for (const line of printed.trimEnd().split('\n'))
        expect(example).toContain(line.replace(/[2-9a-zA-Z]{24}/, 'PASSWORD'))
    })

  for (const engine of ENGINES)
    test(`says to ${engine} in a comment how it gets the TLS that DATABASE_URL asks for`, async () => {
      const { printed } = await run(engine, '?sslmode=prefer')
      const [first = '', ...rest] = printed.trimEnd().split('\n')
      const comment = { kamailio: '# ', opensips: '# ', asterisk: '; ' }[engine]
      expect(first).toStartWith(`${comment}For TLS`)
      expect(first).toEndWith('Environment=PGSSLMODE=prefer')
      expect(rest.join('\n').replace(/[2-9a-zA-Z]{24}/, '')).toBe(
        (await run(engine)).printed.trimEnd().replace(/[2-9a-zA-Z]{24}/, ''),
      )
    })

  test('names the first of several servers, and says that it is not always the primary', async () => {
    const { host } = new URL(it.url)
    const several = it.url.replace(host, `${host},127.0.0.1:1`)
    const env = { PATH: process.env.PATH ?? '', DATABASE_URL: several, SECRETS_KEYS: it.keyRing }
    const child = Bun.spawn([process.execPath, COMMAND, 'kamailio'], { env, stdout: 'pipe', stderr: 'pipe' })
    const [first, second] = (await child.stdout.text()).split('\n')
    expect(first).toBe('# The first server of DATABASE_URL: put the address here that always leads to the primary.')
    expect(second).toContain(`@${host}/`)
  })

  test('says what it knows when it is told nothing that it knows', async () => {
    for (const name of ['', 'freeswitch', 'postgres']) {
      const { printed, complaint, status } = await run(name)
      expect([printed, status]).toEqual(['', 2])
      expect(complaint).toContain('kamailio|asterisk|opensips')
    }
  })
})

test("the columns that Kamailio's configuration names are there for its role", async () => {
  const columns = await columnsOf('kamailio')
  const settings = [...read('kamailio/kamailio.cfg').matchAll(/modparam\("(\w+)", "(\w+)", "(.*)"\)/g)]
  const valuesOf = (name: string) => settings.filter(([, , key]) => key === name).map(([, , , value]) => value ?? '')
  const named = (list = '') => list.split(';').map(pair => pair.split('=')[0])
  expect(columns.get('acc')).toEqual(expect.arrayContaining(named(valuesOf('db_extra')[0])))
  expect(columns.get('acc_cdrs')).toEqual(expect.arrayContaining(named(valuesOf('cdr_extra')[0])))
  const credentials = (valuesOf('load_credentials')[0] ?? '').split(';').map(pair => pair.split('=')[1])
  const wanted = [
    ...credentials,
    ...valuesOf('password_column'),
    ...valuesOf('password_column_2'),
    'username',
    'domain',
  ]
  expect(wanted).toHaveLength(11)
  expect(columns.get('subscriber')).toEqual(expect.arrayContaining(wanted))
})

test("the tables that Asterisk's configuration names are there for its role", async () => {
  const columns = await columnsOf('asterisk')
  const tables = [...read('asterisk/extconfig.conf').matchAll(/^;?(\w+) => pgsql,general(?:,(\w+))?$/gm)]
  expect(tables.length).toBeGreaterThan(5)
  for (const [, name = '', table = name] of tables) expect([...columns.keys()], name).toContain(table)
  expect([...columns.keys()]).toContain(/^table=(\w+)$/m.exec(read('asterisk/cdr_pgsql.conf'))?.[1] ?? '')
  const [endpoint] = await asOwner(
    it.url,
    sql => sql<{ definition: string }[]>`select pg_get_viewdef('asterisk.ps_endpoints'::regclass) as definition`,
  )
  const context = /'(\w+)'::text AS context/.exec(endpoint?.definition ?? '')?.[1]
  expect(read('asterisk/extensions.conf')).toContain(`[${context}]`)
})

test("the columns that OpenSIPS' configuration names are there for its role", async () => {
  const columns = await columnsOf('opensips')
  const loaded = /"load_credentials", "([^"]+)"/.exec(read('opensips/opensips.cfg'))?.[1] ?? ''
  expect(columns.get('subscriber')).toEqual(expect.arrayContaining(loaded.split(';').map(pair => pair.split('=')[1])))
  expect([...columns.keys()]).toContain('location')
})

test('every XML file for FreeSWITCH is well-formed, and takes from its variables only what the example sets', async () => {
  const files = filesOf('freeswitch')
  const set = [...read('freeswitch/ringfence-vars.xml.example').matchAll(/data="(\w+)=/g)].map(([, name]) => name)
  for (const file of files.filter(name => /\.xml(\.example)?$/.test(name))) {
    const text = read(join('freeswitch', file))
    expect(faultsOf(text), file).toEqual([])
    for (const [, name] of text.matchAll(/\$\$\{(\w+)\}/g)) expect(set, file).toContain(name)
  }
  for (const script of files.filter(name => name.endsWith('.lua')))
    for (const [, name] of read(join('freeswitch', script)).matchAll(/global_getvar (\w+)/g))
      expect(set).toContain(name)
})

test('every script that FreeSWITCH is told to run is there', () => {
  const named = [...read('freeswitch/autoload_configs/lua.conf.xml').matchAll(/"([\w-]+\.lua)"/g)].map(
    ([, name]) => name,
  )
  expect(new Set(named.map(name => `scripts/${name}`))).toEqual(
    new Set(filesOf('freeswitch').filter(name => name.endsWith('.lua'))),
  )
})

/** Tags that are not closed, or close others. */
const faultsOf = (xml: string): string[] => {
  const open: string[] = []
  const faults: string[] = []
  for (const [, closing, name = '', empty] of xml
    .replace(/<!--[\s\S]*?-->/g, '')
    .matchAll(/<(\/?)([\w-]+)(?:\s+[\w-]+="[^"<]*")*\s*(\/?)>/g)) {
    if (empty) continue
    if (!closing) open.push(name)
    else if (open.pop() !== name) faults.push(name)
  }
  const rest = xml.replace(/<!--[\s\S]*?-->/g, '').replace(/<\/?[\w-]+(?:\s+[\w-]+="[^"<]*")*\s*\/?>/g, '')
  return [...faults, ...open, ...(/[<>]/.test(rest) ? ['a bracket'] : [])]
}

test('no configuration tells or asks anything where the token of an admin is needed', () => {
  for (const engine of [...ENGINES, 'freeswitch'])
    for (const file of filesOf(engine)) expect(read(join(engine, file)), file).not.toMatch(/\/api\/(?!tokens\b)/)
  expect(read('opensips/opensips.cfg')).toContain('RINGFENCE_URL/engine/cdr')
})

test('no configuration holds a password or a token', () => {
  for (const engine of [...ENGINES, 'freeswitch'])
    for (const file of filesOf(engine)) {
      const text = read(join(engine, file))
      expect(text, file).not.toMatch(/rf_[A-Za-z0-9]{8}/)
      for (const [, password] of text.matchAll(/(?:password=|:\/\/\w+:)([^@\s"]+)/g))
        expect(['PASSWORD', 'TOKEN'], file).toContain(password ?? '')
    }
})
