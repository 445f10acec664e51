import { describe, expect, setSystemTime, test } from 'bun:test'
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedPostgresError, startEmbedded } from '../embedded'
import { locked } from './lock'
import { ask, emptyDirectory, ended, logOf, prepare, soon, user } from './rig'

prepare()

describe('a start that fails', () => {
  test('says the last lines of PostgreSQL', async () => {
    const directory = emptyDirectory()
    await (await startEmbedded(directory, { durable: false })).stop()
    appendFileSync(join(directory, 'postgres', 'data', 'postgresql.conf'), "shared_preload_libraries = 'missing'\n")
    const failure = startEmbedded(directory)
    await expect(failure).rejects.toBeInstanceOf(EmbeddedPostgresError)
    await expect(failure).rejects.toThrow(/did not start: .*could not access file "missing"/)
  })

  test('refuses the data of another major version', async () => {
    const directory = emptyDirectory()
    await (await startEmbedded(directory, { durable: false })).stop()
    writeFileSync(join(directory, 'postgres', 'data', 'PG_VERSION'), '16\n')
    await expect(startEmbedded(directory)).rejects.toThrow(/was written by PostgreSQL 16, this is PostgreSQL 18/)
  })

  test('for want of room says so, and leaves nothing half made', async () => {
    const directory = emptyDirectory()
    const { process: child, report } = user(directory, { fileLimit: 100 })
    expect((await report()).failure).toMatch(/PostgreSQL cannot create its data: .*could not/)
    expect(await ended(child)).toBe(1)
    expect(readdirSync(directory)).toEqual(['postgres.lock'])
    await (await startEmbedded(directory, { durable: false })).stop()
  })

  test('in a place that is no directory says which', async () => {
    const file = join(emptyDirectory(), 'file')
    writeFileSync(file, '')
    await expect(startEmbedded(file)).rejects.toThrow(`PostgreSQL cannot start in ${file}: `)
  })
})

describe('the lock of a start', () => {
  test('keeps others out until its deadline, and is gone with a killed holder', async () => {
    const file = join(emptyDirectory(), 'lock')
    const program = `import { locked } from '${import.meta.dir}/lock.ts'
      await locked(process.argv.at(-1), performance.now() + 10_000, () => { console.log('mine'); return Bun.sleep(60_000) })`
    const holder = Bun.spawn([process.execPath, '-e', program, file], { stdout: 'pipe' })
    const { value } = await holder.stdout.getReader().read()
    expect(new TextDecoder().decode(value)).toBe('mine\n')
    await expect(locked(file, performance.now() + 100, async () => 'entered')).rejects.toThrow('another start holds')
    holder.kill('SIGKILL')
    await holder.exited
    expect(await locked(file, performance.now() + 100, async () => 'entered')).toBe('entered')
  })

  test('is waited for as long as before when the clock goes back', async () => {
    const file = join(emptyDirectory(), 'lock')
    const release = Promise.withResolvers<void>()
    const held = locked(file, performance.now() + 100, () => release.promise)
    const waiting = locked(file, performance.now() + 100, async () => 'entered').catch(error => error.message)
    setSystemTime(new Date(0))
    try {
      expect(await Promise.race([waiting, Bun.sleep(5000)])).toContain('another start holds')
    } finally {
      setSystemTime()
      release.resolve()
      await held
    }
  })

  test('is released by work that throws', async () => {
    const file = join(emptyDirectory(), 'lock')
    const fault = new Error('fault of the work')
    await expect(locked(file, performance.now() + 100, () => Promise.reject(fault))).rejects.toBe(fault)
    expect(await locked(file, performance.now() + 100, async () => 'entered')).toBe('entered')
  })
})

describe('the log', () => {
  test('tells of a crash but of no statement, parameter or row', async () => {
    const directory = emptyDirectory()
    const server = await startEmbedded(directory, { durable: false })
    const refused = (question: Parameters<typeof ask>[1]) => expect(ask(server.url, question)).rejects.toThrow()
    await ask(server.url, sql => sql`create table phones (secret text unique, port integer)`)
    await ask(server.url, sql => sql`insert into phones values ('hunter2-literal')`)
    await ask(server.url, sql => sql`create role phone password 'hunter2-role'`)
    await refused(sql => sql`insert into phones values ('hunter2-literal')`)
    await refused(sql => sql`select 'hunter2-cast'::integer`)
    await refused(sql => sql`insert into phones (port) values (${'hunter2-parameter'}::text::integer)`)
    const crash = ask(server.url, async sql => {
      const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
      const sleep = sql`select pg_sleep(60), 'hunter2-running'`.execute()
      await soon('the statement does not run', () => running(row?.pid))
      process.kill(row?.pid ?? Number.NaN, 'SIGKILL')
      await sleep
    })
    await expect(crash).rejects.toThrow()
    await soon('the crash is not in the log', () =>
      logOf(directory).includes('was terminated by signal 9') ? true : undefined,
    )
    expect(logOf(directory)).not.toContain('hunter2')
    await server.stop()
  })
})

/** A backend names what it does in its title. */
const running = (pid: number | undefined): true | undefined =>
  Bun.spawnSync(['ps', '-ww', '-o', 'args=', '-p', String(pid)])
    .stdout.toString()
    .includes('SELECT')
    ? true
    : undefined
