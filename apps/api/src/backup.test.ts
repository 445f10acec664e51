import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@ringfence/db/database'
import { startEmbedded } from '@ringfence/db/embedded'
import { generateKeyRing, parseKeyRing } from '@ringfence/db/secrets'
import { type Cluster, makeCluster } from '@ringfence/db/testing/cluster'
import { asOwner } from '@ringfence/db/testing/database'
import { digestsFor, selectKeys } from '@ringfence/db/testing/extension'
import { HOW_TO_INSTALL, postgresPrograms } from '@ringfence/db/testing/postgres-programs'
import { until } from '@ringfence/db/testing/until'
import { loadDemoFixtures } from '@ringfence/seed/demo'
import { launchCommand, runCommand } from './testing/commands'
import { environment, type Program, removeData, startProgram } from './testing/program'
import { makeExtension } from './testing/samples'
import { callerOf, putToUse, SECRET, type Used } from './testing/used'
import { wholeOf } from './testing/whole'

/*
 * The drill: a database that was in use is dumped, restored into empty ones, and served from there.
 */

const programs = postgresPrograms()
if (!programs) console.warn(`skipped: ${HOW_TO_INSTALL}`)

const PASSWORD = 'not-in-any-list-of-processes'

let cluster: Cluster
let directory: string
let env: Record<string, string>
let file: string
let cookie: string
let used: Used
const running: Program[] = []

const madeCluster = () => makeCluster({ binaries: programs?.bin, env: programs?.env ?? {} })

const settingsFor = async (url?: string) => ({ ...(await environment(url)), ...programs?.env })

const started = async (settings: Record<string, string>): Promise<Program> => {
  const program = await startProgram(settings)
  running.push(program)
  return program
}

const end = async (program: Program) => {
  program.process.kill('SIGTERM')
  await program.process.exited
}

const inDirectory = (name: string) => join(directory, name)
const partial = () => readdirSync(directory).filter(name => name.endsWith('.partial'))

/** A database beside the first, empty. */
let made = 0
const emptyDatabase = async (of = cluster): Promise<string> => {
  const name = `empty_${++made}`
  await asOwner(of.url, sql => sql`create database ${sql(name)}`)
  return Object.assign(new URL(of.url), { pathname: `/${name}` }).href
}

const isEmpty = async (url: string): Promise<boolean> =>
  (await asOwner(url, sql => sql`select from pg_tables where schemaname = 'public'`)).length === 0

describe.skipIf(!programs)('a backup', () => {
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ringfence-backup-'))
    cluster = await madeCluster()
    env = await settingsFor(cluster.url.replace('owner@', `owner:${PASSWORD}@`))
    const program = await started(env)
    const { pool, ...db } = openDatabase(cluster.url, parseKeyRing(env.SECRETS_KEYS ?? ''))
    await loadDemoFixtures({ pool, ...db })
    await pool.end()
    cookie = await program.signIn()
    used = await putToUse(callerOf(program, cookie), cluster.url)
    const { stdout, stderr, status } = await runCommand('backup', [directory], env)
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect(stdout).toContain('SECRETS_KEYS')
    file = inDirectory(readdirSync(directory)[0] ?? '')
  }, 120_000)

  afterAll(async () => {
    await Promise.all(running.map(end))
    await cluster.remove()
    await rm(directory, { recursive: true })
  }, 60_000)

  test('is made beside a server that goes on, has a name with the time, and its owner alone may read it', () => {
    expect(file).toMatch(/ringfence-20\d\d-\d\d-\d\dT\d\d-\d\d-\d\d\.dump$/)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(partial()).toEqual([])
  })

  test('holds no key, and no secret in the clear', async () => {
    const [, key = ''] = (env.SECRETS_KEYS ?? '').split(':')
    const restoredText = Bun.spawnSync([join(programs?.bin ?? '', 'pg_restore'), '--file=-', file], {
      env: programs?.env ?? {},
    }).stdout
    for (const text of [readFileSync(file), restoredText]) {
      expect(text.includes(SECRET)).toBe(false)
      expect(text.includes(key)).toBe(false)
      expect(text.includes(Buffer.from(key, 'base64').toString('hex'))).toBe(false)
    }
    expect(restoredText.includes('7001')).toBe(true)
  })

  describe('restored', () => {
    const sameAs = async (url: string) => {
      const [before, after] = await Promise.all([wholeOf(cluster.url), wholeOf(url)])
      for (const momentary of ['public.sessions', 'public.login_attempts', 'public.provisioning_links']) {
        expect(after.tables[momentary]).toBe('0 rows, ')
        delete before.tables[momentary]
        delete after.tables[momentary]
      }
      const audited = (text?: string) => Number(text?.split(' ')[0])
      expect(audited(after.tables['public.audit'])).toBe(audited(before.tables['public.audit']) + 1)
      delete before.tables['public.audit']
      delete after.tables['public.audit']
      delete before.sequences['public.audit_id_seq']
      delete after.sequences['public.audit_id_seq']
      expect(after).toEqual(before)
      expect(Object.keys(after.tables).length).toBeGreaterThan(20)
      expect(after.rights).toContain('public.audit: ringfence_api SELECT')
    }

    const serves = async (settings: Record<string, string>) => {
      const program = await started(settings)
      const admin = callerOf(program, await program.signIn())
      const revealed = await admin<{ secret: string }>('GET', `/api/extensions/${used.extensionId}/secret`)
      expect(revealed.body.data.secret).toBe(SECRET)
      expect((await callerOf(program, cookie)('GET', '/api/admin/me')).status).toBe(401)
      const bearer = { headers: { authorization: `Bearer ${used.token}` } }
      expect((await callerOf(program)('GET', '/api/extensions?limit=1', bearer)).status).toBe(200)
      const made = await makeExtension(admin, { id: used.tenantId }, { extension_number: '7009' })
      expect(made.id).toBeGreaterThan(used.extensionId)
      await end(program)
    }

    const digestOf = async (url: string) =>
      (await asOwner(url, selectKeys)).find(({ id }) => id === String(used.extensionId))

    test('into an empty cluster of the same version, where no role was, is the same, and served', async () => {
      const other = await madeCluster()
      try {
        const url = await emptyDatabase(other)
        const settings = { ...env, DATABASE_URL: url }
        const { stdout, stderr, status } = await runCommand('restore', [file], settings)
        expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
        expect(stdout).toMatch(/^Restored \d+ tenants, \d+ extensions and 1 admins/)
        expect(stdout).toContain('The keys of SECRETS_KEYS open its secrets.')
        await sameAs(url)
        const restored = await digestOf(url)
        expect(restored).toMatchObject(digestsFor('7001', restored?.domain ?? '', SECRET))
        await serves(settings)
      } finally {
        await other.remove()
      }
    }, 120_000)

    test('into an embedded database, whose PostgreSQL is another version, is the same, and served', async () => {
      const settings: Record<string, string> = { ...(await settingsFor()), SECRETS_KEYS: env.SECRETS_KEYS ?? '' }
      const embedded = await startEmbedded(settings.DATA_DIR ?? '')
      try {
        const { stderr, status } = await runCommand('restore', [file], settings)
        expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
        await sameAs(embedded.url)
        await serves(settings)
      } finally {
        await embedded.stop()
        await removeData(settings)
      }
    }, 120_000)
  })

  describe('is not restored, and nothing is written,', () => {
    const refused = async (settings: Record<string, string>, dump = file): Promise<string> => {
      const { stdout, stderr, status } = await runCommand('restore', [dump], settings)
      expect({ stdout, status }).toEqual({ stdout: '', status: 1 })
      return stderr
    }

    test('with keys that do not open it', async () => {
      const url = await emptyDatabase()
      expect(await refused({ ...env, DATABASE_URL: url, SECRETS_KEYS: generateKeyRing() })).toContain(
        'sealed with other keys than those of SECRETS_KEYS',
      )
      expect(await isEmpty(url)).toBe(true)
    })

    test('over a database that is not empty', async () => {
      const before = await wholeOf(cluster.url)
      expect(await refused(env)).toContain('The database is not empty')
      expect(await wholeOf(cluster.url)).toEqual(before)
    })

    test('from a file that is no dump', async () => {
      const url = await emptyDatabase()
      await writeFile(inDirectory('other'), 'not a dump')
      expect(await refused({ ...env, DATABASE_URL: url }, inDirectory('other'))).toContain(
        "PostgreSQL's pg_restore says: ",
      )
      expect(await refused({ ...env, DATABASE_URL: url }, inDirectory('missing'))).toContain('There is no file')
      expect(await isEmpty(url)).toBe(true)
    })

    test('from a dump of a newer schema, or one that ends in the middle', async () => {
      const [newer, url] = [await emptyDatabase(), await emptyDatabase()]
      await runCommand('restore', [file], { ...env, DATABASE_URL: newer })
      await asOwner(
        newer,
        sql => sql`insert into schema_migrations (version, name, checksum) values (9999, '9999_later', '')`,
      )
      expect((await runCommand('backup', [inDirectory('newer')], { ...env, DATABASE_URL: newer })).status).toBe(0)
      expect(await refused({ ...env, DATABASE_URL: url }, inDirectory('newer'))).toContain('schema version 9999')
      const whole = readFileSync(file)
      await writeFile(inDirectory('half'), whole.subarray(0, whole.length * 0.9))
      await refused({ ...env, DATABASE_URL: url }, inDirectory('half'))
      expect(await isEmpty(url)).toBe(true)
    }, 60_000)
  })

  describe('that fails leaves nothing:', () => {
    test('a file that is there stays as it is', async () => {
      const { stderr, status } = await runCommand('backup', [file], env)
      expect(status).toBe(1)
      expect(stderr).toContain('is there already')
      expect(partial()).toEqual([])
    })

    test('stopped in the middle, after which no list of processes had shown the password', async () => {
      const url = await emptyDatabase()
      await runCommand('restore', [file], { ...env, DATABASE_URL: url })
      const settings = { ...env, DATABASE_URL: url.replace('owner@', `owner:${PASSWORD}@`) }
      await whileHeld(url, async () => {
        const backup = launchCommand('backup', [inDirectory('stopped')], settings)
        await until('pg_dump waits for the table', async () => (await waiting(url)) > 0)
        const shown = readdirSync('/proc')
          .filter(name => /^\d+$/.test(name))
          .map(commandLine)
        expect(shown.some(words => words.includes('pg_dump') && words.includes('stopped'))).toBe(true)
        expect(shown.some(words => words.includes(PASSWORD))).toBe(false)
        backup.process.kill('SIGTERM')
        expect(await backup.ended).toMatchObject({ stdout: '', status: 1 })
      })
      expect(readdirSync(directory).filter(name => name.startsWith('stopped'))).toEqual([])
    }, 60_000)
  })
})

const commandLine = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

const waiting = async (url: string): Promise<number> =>
  (await asOwner(url, sql => sql`select from pg_locks where not granted`)).length

/** While a table is locked so that nobody can read it. */
const whileHeld = async (url: string, work: () => Promise<void>): Promise<void> => {
  const { pool } = openDatabase(url, parseKeyRing(generateKeyRing()), { role: 'owner' })
  try {
    await pool.transaction(
      async sql => {
        await sql`lock table tenants in access exclusive mode`
        await work()
      },
      { deadlineMilliseconds: 30_000 },
    )
  } finally {
    await pool.end()
  }
}
