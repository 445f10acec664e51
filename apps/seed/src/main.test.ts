import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyRing } from '@ringfence/db/secrets'
import { asOwner, type TestDatabase, testDatabase } from '@ringfence/db/testing/database'
import { contents } from './testing/contents'

const MAIN = join(import.meta.dir, 'main.ts')

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'ringfence-seed-'))
})
afterAll(() => rmSync(directory, { recursive: true }))

const seed = async (it: TestDatabase, args: string[], variables: Record<string, string> = {}) => {
  const child = Bun.spawn([process.execPath, MAIN, ...args], {
    cwd: directory,
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: it.url, SECRETS_KEYS: it.keyRing, ...variables },
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [out, error] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()])
  return { code: await child.exited, out, error }
}

test('the command loads the demo fixtures, and says what it found the second time', async () => {
  const it = await testDatabase()
  expect(await seed(it, [])).toEqual({ code: 0, out: 'Stored 233 rows; 0 were there already.\n', error: '' })
  expect(await seed(it, [])).toEqual({ code: 0, out: 'Stored 0 rows; 233 were there already.\n', error: '' })
  await it.close()
}, 30_000)

test('the command refuses a faulty file whole, by line and field, with status 1', async () => {
  const it = await testDatabase()
  writeFileSync(join(directory, 'own.ndjson'), '{"kind":"tenant","slug":"acme"}\n{"kind":"phone"}\n')
  const { code, out, error } = await seed(it, ['own.ndjson'])
  expect([code, out]).toEqual([1, ''])
  expect(error).toStartWith('Nothing was stored, as these lines are at fault:\n  own.ndjson:1 name: The name field is')
  expect(error).toContain('\n  own.ndjson:2 kind: The kind must be one of ')
  expect(Object.values(await contents(it.url)).flat()).toEqual([])
  await it.close()
}, 30_000)

test('the command makes a large set in an empty database, and asks before it does so beside others', async () => {
  const it = await testDatabase()
  const set = ['--tenants', '3', '--extensions', '30']
  const first = await seed(it, set)
  expect([first.code, first.out]).toEqual([0, 'Stored 3 tenants and 30 extensions of seed 1.\n'])
  expect(first.error.replace(/\d+\.\d s, \d+\/s/g, 'time')).toBe(
    'tenants: 3, time\nextensions: 30, time\ndevices: 45, time\nstatistics: 75, time\n',
  )
  const sentences = [
    [set, 'The database holds tenants already: add --yes to store the set beside them.\n'],
    [[...set, '--yes'], 'The set of seed 1 is there already: give another --seed.\n'],
  ] as const
  for (const [args, error] of sentences) {
    const again = await seed(it, [...args])
    expect([again.code, again.out, again.error.split('\n').slice(-2).join('\n')]).toEqual([2, '', error])
  }
  await it.close()
}, 30_000)

test('the command brings an old database to the schema of the program first', async () => {
  const it = await testDatabase()
  const bare = 'bare_for_seed'
  await asOwner(it.url, sql => sql`create database ${sql(bare)}`)
  const url = Object.assign(new URL(it.url), { pathname: `/${bare}` }).href
  expect((await seed(it, [], { DATABASE_URL: url })).code).toBe(0)
  await asOwner(it.url, sql => sql`drop database ${sql(bare)} with (force)`)
  await it.close()
}, 30_000)

test('the command refuses wrong words with status 2, and keys or variables that do not fit with status 1', async () => {
  const it = await testDatabase()
  const wrong = await seed(it, ['--tenant', '1'])
  expect(wrong).toEqual({ code: 2, out: '', error: 'There is no option --tenant: `bun run seed --help` lists them.\n' })
  const missing = await seed(it, ['none.ndjson'])
  expect(missing).toEqual({
    code: 2,
    out: '',
    error: 'There is no file none.ndjson: give the path of a fixture file.\n',
  })
  expect((await seed(it, [], { SECRETS_KEYS: '' })).error).toBe(
    'SECRETS_KEYS is required with DATABASE_URL: use those of the server.\n',
  )
  expect((await seed(it, [])).code).toBe(0)
  const strange = await seed(it, [], { SECRETS_KEYS: generateKeyRing() })
  expect([strange.code, strange.error]).toEqual([
    1,
    'Nothing was stored: the SIP secrets of this database were sealed with another key; put that key back into SECRETS_KEYS.\n',
  ])
  const { code, out } = await seed(it, ['--help'])
  expect(code).toBe(0)
  expect(out).toStartWith('Usage:\n  bun run seed ')
  await it.close()
}, 30_000)
