import { describe, expect, test } from 'bun:test'
import { spawn } from 'node:child_process'
import { chownSync, closeSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { startEmbedded } from '../embedded'
import { binariesFor } from './binaries'
import { openHolders } from './holders'
import { joinRunning } from './join'
import { freePort, launch } from './launch'
import { leave } from './leave'
import { placeIn } from './place'
import { alive, ask, emptyDirectory, ended, logOf, prepare, soon, user } from './rig'

prepare()

const forgetful = { durable: false }
const options = () => ({ durable: false, maxConnections: 10, port: undefined, deadline: performance.now() + 30_000 })

const stopped = async (): Promise<string> => {
  const directory = emptyDirectory()
  await (await startEmbedded(directory, forgetful)).stop()
  return directory
}

describe('a start after trouble', () => {
  test('begins again when the first one was killed in the middle', async () => {
    const directory = emptyDirectory()
    const { process: child } = user(directory)
    const unfinished = () => readdirSync(directory).filter(name => name.startsWith('postgres.init-'))
    await soon('initdb does not begin', () =>
      unfinished().some(name => existsSync(join(directory, name, 'data', 'base'))) ? true : undefined,
    )
    process.kill(-(child.pid ?? Number.NaN), 'SIGKILL')
    await ended(child)
    expect(unfinished()).toHaveLength(1)
    const server = await startEmbedded(directory, forgetful)
    expect([...(await ask(server.url, sql => sql`select 1 as one`))]).toEqual([{ one: 1 }])
    expect(unfinished()).toEqual([])
    await server.stop()
  })

  test('recovers from kill -9 of PostgreSQL', async () => {
    const directory = emptyDirectory()
    const server = await startEmbedded(directory)
    await ask(server.url, sql => sql`create table kept as select 7 as number`)
    process.kill(server.pid, 'SIGKILL')
    await soon('PostgreSQL does not die', () => (alive(server.pid) ? undefined : true))
    const next = await startEmbedded(directory)
    expect(next.reused).toBe(false)
    expect([...(await ask(next.url, sql => sql`select number from kept`))]).toEqual([{ number: 7 }])
    await server.stop()
    expect(alive(next.pid)).toBe(true)
    await next.stop()
  })

  test('need not wait for a server that is stopped while it recovers from a crash of its own', async () => {
    const directory = emptyDirectory()
    const server = await startEmbedded(directory, forgetful)
    const crash = ask(server.url, async sql => {
      const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
      process.kill(row?.pid ?? Number.NaN, 'SIGKILL')
      await sql`select pg_sleep(10)`
    })
    await expect(crash).rejects.toThrow()
    await soon('PostgreSQL does not recover', () => (logOf(directory).includes('reinitializing') ? true : undefined))
    await server.stop()
    expect(alive(server.pid)).toBe(false)
  })

  test('replaces a server whose supervisor was killed', async () => {
    const directory = emptyDirectory()
    const server = await startEmbedded(directory, forgetful)
    const supervisor = Number(Bun.spawnSync(['ps', '-o', 'ppid=', '-p', String(server.pid)]).stdout.toString())
    for (const pid of [...childrenOf(supervisor).filter(pid => pid !== server.pid), supervisor])
      process.kill(pid, 'SIGKILL')
    await soon('the supervisor does not die', () => (alive(supervisor) ? undefined : true))
    expect(alive(server.pid)).toBe(true)
    const next = await startEmbedded(directory, forgetful)
    expect(next.reused).toBe(false)
    expect(alive(server.pid)).toBe(false)
    await next.stop()
  })

  test('is not misled by a program that runs under the number of the last server', async () => {
    const directory = await stopped()
    const { account, data } = placeIn(directory)
    const other = spawn('sleep', ['60'], account ? { uid: account.uid, gid: account.gid } : {})
    pretendRunning(data, other.pid ?? Number.NaN)
    const server = await startEmbedded(directory, forgetful)
    expect(server.reused).toBe(false)
    await server.stop()
    expect(alive(other.pid ?? 0)).toBe(true)
    other.kill()
    await ended(other)
  })

  test('is not misled by a server that is dead but not yet reaped', async () => {
    const directory = await stopped()
    const { account, data } = placeIn(directory)
    const script = 'sleep 0 & echo $!; exec sleep 60'
    const parent = spawn('/bin/sh', ['-c', script], account ? { uid: account.uid, gid: account.gid } : {})
    let output = ''
    parent.stdout.on('data', chunk => {
      output += chunk
    })
    const zombie = await soon('no zombie', () => {
      const state = output && Bun.spawnSync(['ps', '-o', 'stat=', '-p', output.trim()]).stdout.toString()
      return state.startsWith('Z') ? Number(output) : undefined
    })
    pretendRunning(data, zombie)
    const server = await startEmbedded(directory, forgetful)
    expect(server.reused).toBe(false)
    await server.stop()
    parent.kill()
    await ended(parent)
  })

  test('takes another port when a program has taken the one that was free', async () => {
    const place = placeIn(await stopped())
    const squatter = createServer()
    await new Promise<void>(resolve => squatter.listen(0, '127.0.0.1', resolve))
    const address = squatter.address()
    const taken = address && typeof address === 'object' ? address.port : 0
    const picked = [taken, taken, 0]
    const held = await launch(place, binariesFor(place), options(), async () => picked.shift() || freePort())
    expect(picked).toEqual([])
    expect(held.port).not.toBe(taken)
    await leave(place, held)
    squatter.close()
  })

  test('refuses data that a supervisor out of sight uses, as in another container', async () => {
    const directory = await stopped()
    const place = placeIn(directory)
    const { holder, supervised } = openHolders(place.home)
    closeSync(holder)
    await expect(joinRunning(place, performance.now() + 200)).rejects.toThrow('not of this machine or container')
    closeSync(supervised)
    expect(await joinRunning(place, performance.now() + 200)).toBeUndefined()
    expect(logOf(directory)).toContain('database system is shut down')
  })
})

const childrenOf = (parent: number): number[] =>
  Bun.spawnSync(['ps', '-A', '-o', 'ppid=,pid='])
    .stdout.toString()
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
    .filter(([ppid]) => ppid === parent)
    .map(([, pid = 0]) => pid)

/** Leaves a postmaster.pid behind as a server does that had no time to remove it. */
const pretendRunning = (data: string, pid: number): void => {
  const file = join(data, 'postmaster.pid')
  const startedAt = Math.round(Date.now() / 1000)
  writeFileSync(file, [pid, data, startedAt, 5432, '', '127.0.0.1', '', 'ready   ', ''].join('\n'), { mode: 0o600 })
  const owner = statSync(data)
  chownSync(file, owner.uid, owner.gid)
  expect(readFileSync(file, 'utf8')).toStartWith(`${pid}\n`)
}
