import { afterAll, describe, expect, test } from 'bun:test'
import { readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from './embedded'
import { alive, ask, emptyDirectory, ended, logOf, prepare, release, soon, user } from './embedded/rig'

prepare()

const directory = emptyDirectory()
const server = await startEmbedded(directory, { durable: false, maxConnections: 17 })
afterAll(() => server.stop())

describe('the embedded server', () => {
  test('serves the database ringfence to its owner ringfence', async () => {
    const [row] = await ask(server.url, sql => sql`select current_user as owner, current_database() as database`)
    expect(row).toEqual({ owner: 'ringfence', database: 'ringfence' })
  })

  test('takes the options it was started with', async () => {
    const [row] = await ask(
      server.url,
      sql => sql`select current_setting('fsync') as fsync, current_setting('max_connections') as connections`,
    )
    expect(row).toEqual({ fsync: 'off', connections: '17' })
  })

  test('wants the password, which only its owner may read', async () => {
    const stranger = server.url.replace(/:[^:@]+@/, ':guess@')
    await expect(ask(stranger, sql => sql`select 1`)).rejects.toThrow('password authentication failed')
    expect(server.url).toContain(readFileSync(join(directory, 'postgres', 'password'), 'utf8'))
    expect(statSync(join(directory, 'postgres', 'password')).mode & 0o077).toBe(0)
  })

  test('listens on 127.0.0.1 alone and on no unix socket', async () => {
    const [row] = await ask(
      server.url,
      sql =>
        sql`select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets`,
    )
    expect(row).toEqual({ addresses: '127.0.0.1', sockets: '' })
    expect(await reachable('127.0.0.1', server.port)).toBe(true)
    const others = Object.values(networkInterfaces()).flatMap(addresses => addresses ?? [])
    for (const { address } of others.filter(({ address }) => address !== '127.0.0.1'))
      expect(await reachable(address, server.port)).toBe(false)
  })

  test('knows letters beyond ASCII, for search in any language', async () => {
    const [row] = await ask(server.url, async sql => {
      await sql`create extension if not exists pg_trgm`
      return sql`select lower('MÜLLER ЖУК') as lower, cardinality(show_trgm('ЖУК')) as trigrams`
    })
    expect(row).toEqual({ lower: 'müller жук', trigrams: 4 })
  })
})

describe('starting and stopping', () => {
  test('what was acknowledged is there after a stop and after kill -9 of everyone', async () => {
    const place = emptyDirectory()
    const first = await startEmbedded(place)
    await ask(first.url, sql => sql`create table kept as select 1 as number`)
    await Promise.all([first.stop(), first.stop()])
    expect(alive(first.pid)).toBe(false)

    const second = user(place)
    const { url = '', pid = 0 } = await second.report()
    await ask(url, sql => sql`insert into kept values (2)`)
    second.process.kill('SIGKILL')
    const killedAt = Date.now()
    await soon('PostgreSQL outlives its last user', () => (alive(pid) ? undefined : true))
    expect(Date.now() - killedAt).toBeLessThan(2_000)

    const third = await startEmbedded(place)
    expect(third.reused).toBe(false)
    expect([...(await ask(third.url, sql => sql`select number from kept order by number`))]).toEqual([
      { number: 1 },
      { number: 2 },
    ])
    await third.stop()
  })

  test('processes that start first at the same time all use one server', async () => {
    const place = emptyDirectory()
    const users = [1, 2, 3, 4, 5].map(() => user(place))
    const reports = await Promise.all(users.map(({ report }) => report()))
    expect(new Set(reports.map(({ pid }) => pid)).size).toBe(1)
    expect(reports.filter(({ reused }) => reused === false)).toHaveLength(1)
    for (const { url = '' } of reports) expect([...(await ask(url, sql => sql`select 1 as one`))]).toEqual([{ one: 1 }])
    await Promise.all(users.map(({ process }) => release(process)))
    expect(alive(reports[0]?.pid ?? 0)).toBe(false)
  })

  test('a server outlives the process that started it while another uses it', async () => {
    const place = emptyDirectory()
    const starter = user(place)
    const { pid = 0 } = await starter.report()
    const joined = await startEmbedded(place)
    expect(joined).toMatchObject({ pid, reused: true })
    starter.process.kill('SIGKILL')
    await ended(starter.process)
    await ask(joined.url, sql => sql`select pg_sleep(0.3)`)
    const visitor = await startEmbedded(place)
    await visitor.stop()
    expect(alive(pid)).toBe(true)
    await joined.stop()
    expect(alive(pid)).toBe(false)
  })

  test('the Ctrl-C that ends us does not cut our last questions', async () => {
    const { process: child, report, said } = user(emptyDirectory())
    const { pid = 0 } = await report()
    process.kill(-(child.pid ?? Number.NaN), 'SIGINT')
    expect(await said('answered')).toBe(true)
    expect(await ended(child)).toBe(0)
    expect(alive(pid)).toBe(false)
  })

  test('a process that has nothing left to do ends without stopping the server itself', async () => {
    const program = `import { startEmbedded } from '${import.meta.dir}/embedded.ts'
      console.log((await startEmbedded(process.argv.at(-1), { durable: false })).pid)`
    const child = Bun.spawn([process.execPath, '-e', program, emptyDirectory()], { timeout: 30_000 })
    const pid = Number(await child.stdout.text())
    expect(await child.exited).toBe(0)
    await soon('PostgreSQL outlives its last user', () => (alive(pid) ? undefined : true))
  })

  test('the log begins anew at every start', async () => {
    const place = emptyDirectory()
    for (let start = 0; start < 2; start++) await (await startEmbedded(place, { durable: false })).stop()
    expect(logOf(place).split('starting PostgreSQL')).toHaveLength(2)
  })
})

const reachable = (host: string, port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect({ host, port })
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
    socket.setTimeout(2_000, () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
