import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bulk } from '@ringfence/db/bulk'
import { openDatabase } from '@ringfence/db/database'
import { extensions } from '@ringfence/db/extensions'
import { proveKeys } from '@ringfence/db/housekeeping'
import { keyUse } from '@ringfence/db/key-rotation'
import { openPool } from '@ringfence/db/pool'
import { systemScope } from '@ringfence/db/scope'
import { generateKeyRing, parseKeyRing } from '@ringfence/db/secrets'
import { asOwner, type TestDatabase, testDatabase } from '@ringfence/db/testing/database'
import { inputFor, unsoundKeys } from '@ringfence/db/testing/extension'
import { mintTenant } from '@ringfence/db/testing/tenant'
import { until } from '@ringfence/db/testing/until'
import { type Ended, launchCommand, runCommand } from './testing/commands'
import { environment, type Program, removeData, startProgram } from './testing/program'

const SECRET = 'T7vqPz3mXw8KdRy4HnJc2bFs'

const ended = async ({ process }: Program) => {
  process.kill('SIGTERM')
  await process.exited
}

const asked = async ({ url }: Program, cookie: string, path: string, json?: unknown) => {
  const headers = { cookie, 'content-type': 'application/json' }
  const answer = await fetch(`${url}${path}`, {
    headers,
    ...(json ? { method: 'POST', body: JSON.stringify(json) } : {}),
  })
  return (await answer.json()) as { data: { id: number; secret: string } }
}

describe('a command that finds nothing of Ringfence says so and makes nothing:', () => {
  const commands = [
    ['keys', 'rotate'],
    ['keys', 'status'],
    ['backup', join(tmpdir(), `ringfence-${process.pid}.dump`)],
  ] as const

  test.each(commands)('%s %s where there is no embedded database', async (name, word) => {
    const env = await environment()
    const { status, stdout, stderr } = await runCommand(name, [word], env)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain(`There is no database in ${env.DATA_DIR}`)
    expect(readdirSync(env.DATA_DIR ?? '')).toEqual([])
    await removeData(env)
  })

  test('and in an empty database', async () => {
    const it = await testDatabase()
    try {
      await asOwner(it.url, sql => sql`create database nothing_of_ours template template0`)
      const url = Object.assign(new URL(it.url), { pathname: '/nothing_of_ours' }).href
      const env = await environment(url)
      for (const [name, word] of commands) {
        const { status, stdout, stderr } = await runCommand(name, [word], env)
        expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
        expect(stderr).toContain('This database holds nothing of Ringfence')
      }
      expect(await asOwner(url, sql => sql`select from pg_tables where schemaname = 'public'`)).toHaveLength(0)
    } finally {
      await it.close()
    }
  })
})

describe('bun run keys rotate, on an embedded database,', () => {
  let env: Record<string, string>
  let file: string
  const running: Program[] = []
  beforeAll(async () => {
    env = await environment()
    file = join(env.DATA_DIR ?? '', 'secrets.keys')
  })
  afterAll(async () => {
    await Promise.all(running.map(ended))
    await removeData(env)
  }, 60_000)

  const started = async (): Promise<Program> => {
    const program = await startProgram(env)
    running.push(program)
    return program
  }
  const rotated = (): Promise<Ended> => runCommand('keys', ['rotate'], env)
  const ids = () =>
    readFileSync(file, 'utf8')
      .split(',')
      .map(key => key.split(':')[0])

  test('adds a key, seals with it once the server has it, and says when the old one may go; then the new one opens everything', async () => {
    const first = await started()
    const cookie = await first.signIn()
    const tenant = {
      name: 'Acme',
      slug: 'acme',
      domain: 'acme.example',
      status: 'active',
      timezone: 'UTC',
      max_extensions: 5,
    }
    const { data } = await asked(first, cookie, '/api/tenants', tenant)
    const extension = inputFor(data, { secret: SECRET })
    const path = `/api/extensions/${(await asked(first, cookie, '/api/extensions', extension)).data.id}/secret`

    const early = await rotated()
    expect(early.status).toBe(1)
    expect(early.stdout).toContain(`Key 2 is in ${file}`)
    expect(early.stderr).toContain('A server that runs seals with key 1: restart it')
    expect(ids()).toEqual(['2', '1'])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(
      readdirSync(env.DATA_DIR ?? '').filter(name => name.startsWith('secrets.keys.') && !name.includes('.lock')),
    ).toEqual([])
    expect((await asked(first, cookie, path)).data.secret).toBe(SECRET)
    await ended(first)

    const second = await started()
    const { stdout, stderr, status } = await rotated()
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect(stdout).toContain('Sealed with key 2: 1.')
    expect(stdout).toContain(`Key 1 seals nothing any more: take it out of ${file} in 24 hours`)
    expect((await asked(second, cookie, path)).data.secret).toBe(SECRET)
    const [active, old = ''] = (await runCommand('keys', ['status'], env)).stdout.split('\n')
    expect(active).toBe('key 2: active, seals 1 (extensions 1)')
    expect(old).toStartWith(`key 1: seals 0, and may be taken out of ${file} after `)
    const hours = (Date.parse(/after (\S+Z),/.exec(old)?.[1] ?? '') - Date.now()) / 3_600_000
    expect(Math.round(hours)).toBe(24)
    await ended(second)

    writeFileSync(file, readFileSync(file, 'utf8').split(',')[0] ?? '')
    const third = await started()
    expect((await asked(third, cookie, path)).data.secret).toBe(SECRET)
    for (const text of [early.stdout, early.stderr, stdout, third.printed()])
      expect(text).not.toContain(readFileSync(file, 'utf8').slice(2))
  }, 120_000)
})

describe('bun run keys rotate, with SECRETS_KEYS,', () => {
  let it: TestDatabase
  let env: Record<string, string>
  beforeAll(async () => {
    it = await testDatabase()
    env = { ...(await environment(it.url)), SECRETS_KEYS: it.keyRing }
    const tenant = await mintTenant(it.url)
    const db = openDatabase(it.url, parseKeyRing(it.keyRing))
    await proveKeys(db.pool, db.keys)
    const { domain } = tenant
    const rows = Array.from({ length: 3000 }, (_, index) => ({
      ...inputFor(tenant, { extension_number: String(10_000 + index) }),
      domain,
      created_at: new Date().toISOString(),
    }))
    await bulk(db, systemScope('test')).extensions(rows)
    await db.pool.end()
  }, 60_000)
  afterAll(() => it.close())

  test('prints a new key alone, and goes on with it where a kill -9 stopped it', async () => {
    const proposed = await runCommand('keys', ['rotate'], env)
    expect(proposed.status).toBe(0)
    expect(proposed.stdout).toMatch(/^2:[A-Za-z0-9+/]{43}=\n$/)
    expect(proposed.stderr).toContain('in front of SECRETS_KEYS')
    const alone = proposed.stdout.trim()
    const both = { ...env, SECRETS_KEYS: `${alone},${it.keyRing}` }

    const owner = openPool(it.url, { size: 2 })
    await owner.transaction(
      async sql => {
        // It cannot come to its end while somebody has this one.
        await sql`select from extensions where extension_number = '10000' for update`
        const killed = launchCommand('keys', ['rotate'], both)
        await until('some are sealed anew', async () => ((await keyUse(owner)).get(2)?.extensions ?? 0) > 0, 30)
        killed.process.kill('SIGKILL')
        await killed.ended
      },
      { deadlineMilliseconds: 60_000 },
    )
    expect((await keyUse(owner)).get(1)?.extensions).toBeGreaterThan(0)
    await owner.end()

    const { stdout, status } = await runCommand('keys', ['rotate'], both)
    expect(status).toBe(0)
    expect(stdout).toContain('Key 1 seals nothing any more')
    expect(await unsoundKeys({ ...it, keyRing: alone })).toEqual([])
    const afterwards = await runCommand('keys', ['status'], { ...env, SECRETS_KEYS: alone })
    expect(afterwards.stdout).toBe('key 2: active, seals 3000 (extensions 3000)\n')
  }, 90_000)

  test('names what does not open, and ends with 1 once everything else is sealed', async () => {
    const damaged = await testDatabase()
    try {
      const tenant = await mintTenant(damaged.url)
      await proveKeys(damaged.db.pool, damaged.db.keys)
      const own = extensions(damaged.db, tenant.scope)
      for (const extension_number of ['1000', '1001']) await own.create(inputFor(tenant, { extension_number }))
      await damaged.db.pool.end()
      const [moved] = await asOwner(
        damaged.url,
        sql => sql<[{ id: string }]>`
          update extensions x
          set secret_sealed = y.secret_sealed
          from extensions y
          where x.extension_number = '1001' and y.extension_number = '1000'
          returning x.id`,
      )
      const SECRETS_KEYS = `${generateKeyRing().replace('1:', '2:')},${damaged.keyRing}`
      const rotated = await runCommand('keys', ['rotate'], { ...env, DATABASE_URL: damaged.url, SECRETS_KEYS })
      expect(rotated).toMatchObject({ status: 1, stdout: 'Sealed with key 2: 1.\n' })
      expect(rotated.stderr).toEndWith(`run this again.\n  extensions: ${moved.id}\n`)
      expect(rotated.stderr).not.toContain('put that key back')
    } finally {
      await damaged.close()
    }
  }, 60_000)

  test('and words that are none are told what there is', async () => {
    expect(await runCommand('keys', ['rotat'], env)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'Say what: bun run keys, bun run keys rotate or bun run keys status\n',
    })
  })
})
