import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test'
import { generateKeyRing } from '@ringfence/db/secrets'
import { type Cluster, makeCluster } from '@ringfence/db/testing/cluster'
import { asOwner } from '@ringfence/db/testing/database'
import { until } from '@ringfence/db/testing/until'
import { damage } from '@ringfence/rig/damage'
import { whileKnocking } from '@ringfence/rig/knockers'
import { holdTenant, makeTenant, type Tally, waitingWrites, whileWriting } from '@ringfence/rig/writers'
import { environment, launchProgram, type Program, removeData, startProgram } from '../testing/program'

/*
 * The real program with several workers on one port: restarted, drained, and killed one by one, as a whole, or by the head.
 */

type Line = { event: string; worker?: number; pid?: number; status?: number }

let cluster: Cluster
let env: Record<string, string>
let tenantId: number
const running: Program[] = []

beforeAll(async () => {
  cluster = await makeCluster()
  env = { ...(await environment(cluster.url)), WORKERS: '2', POOL_SIZE: '8' }
  await started()
  tenantId = await makeTenant(cluster.url)
}, 90_000)

afterEach(async () => {
  for (const program of running.splice(0)) await gone(program, 'SIGKILL')
}, 30_000)

afterAll(() => cluster.remove())

const started = async (changes: Record<string, string> = {}): Promise<Program> => {
  const program = await startProgram({ ...env, ...changes })
  running.push(program)
  return program
}

/** Every process of the program has ended; the exit status of the first. */
const gone = async (program: Program, signal: NodeJS.Signals): Promise<number> => {
  program.process.kill(signal)
  const status = await program.process.exited
  await allGone(program)
  return status
}

const allGone = (program: Pick<Program, 'printed'>): Promise<void> =>
  until('the workers end', () => [...pids(program).values()].every(pid => !isAlive(pid)), 20)

const lines = ({ printed }: Pick<Program, 'printed'>): Line[] =>
  printed()
    .split('\n')
    .filter(line => line.startsWith('{') && line.endsWith('}'))
    .map(line => JSON.parse(line))

const count = (program: Program, event: string) => lines(program).filter(line => line.event === event).length

/** The process that each worker is now, by the worker's number. */
const pids = (program: Pick<Program, 'printed'>): Map<number, number> =>
  new Map(
    lines(program)
      .filter(line => line.event === 'worker started')
      .map(({ worker = 0, pid = 0 }) => [worker, pid]),
  )

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const answering = (program: Program, from = 0): Set<number | undefined> =>
  new Set(
    lines(program)
      .slice(from)
      .filter(line => line.event === 'request')
      .map(line => line.worker),
  )

const writing = (program: Program, cookie: string, trouble: (tally: Tally) => Promise<void>) =>
  whileWriting(() => ({ url: program.url, cookie }), tenantId, 16, trouble)

test('SIGHUP replaces every worker under load without a failed request, new connections included', async () => {
  const program = await started()
  const cookie = await program.signIn()
  const before = pids(program)
  let knocked: Tally['statuses'] = new Map()
  const tally = await writing(program, cookie, async tally => {
    knocked = await whileKnocking(program.url, async () => {
      await until('writes are acknowledged', () => tally.acknowledged.size > 100)
      program.process.kill('SIGHUP')
      await until('the workers are replaced', () => count(program, 'workers restarted') === 1, 25)
    })
  })
  expect([...tally.statuses.keys()]).toEqual([201])
  expect([...knocked.keys()]).toEqual([200])
  expect(await damage(cluster.url, tally)).toEqual({ lost: [], torn: 0 })
  const after = pids(program)
  expect([...after.keys()].sort()).toEqual([1, 2])
  for (const [number, pid] of before) {
    expect(after.get(number)).not.toBe(pid)
    expect(isAlive(pid)).toBe(false)
  }
}, 90_000)

test('all workers answer, each with its share of the connections to the database', async () => {
  const program = await started()
  await whileKnocking(program.url, () => until('both answer', () => answering(program).size === 2))
  expect([...answering(program)].sort()).toEqual([1, 2])
  const cookie = await program.signIn()
  let most = 0
  await writing(program, cookie, tally =>
    until('much is written', async () => {
      most = Math.max(most, await connections())
      return tally.acknowledged.size > 300
    }),
  )
  expect(most).toBeGreaterThan(2)
  // Two workers with 4 each, and 2 of the supervisor.
  expect(most).toBeLessThanOrEqual(10)
}, 60_000)

const connections = async (): Promise<number> => {
  const [row] = await asOwner(
    cluster.url,
    sql => sql<[{ count: number }]>`
      select count(*)::integer as count from pg_stat_activity where application_name like 'ringfence key %'`,
  )
  return row.count
}

test('a worker finds neither the URL of the owner nor the keys in its environment', async () => {
  const program = await started()
  for (const pid of pids(program).values()) {
    const shown = await Bun.file(`/proc/${pid}/environ`).text()
    expect(shown).toContain('PATH=')
    for (const name of ['DATABASE_URL', 'SECRETS_KEYS', 'ADMIN_PASSWORD']) {
      expect(env[name]).toBeString()
      expect(shown).not.toContain(name)
    }
  }
}, 30_000)

test('a worker that is killed is replaced while the others answer', async () => {
  const program = await started()
  const cookie = await program.signIn()
  const victim = pids(program).get(1) ?? 0
  const tally = await writing(program, cookie, async tally => {
    await until('writes are acknowledged', () => tally.acknowledged.size > 50)
    process.kill(victim, 'SIGKILL')
    const before = tally.acknowledged.size
    await until('the others answer', () => tally.acknowledged.size > before + 50)
    await until('it is replaced', () => ![undefined, victim].includes(pids(program).get(1)))
    const from = lines(program).length
    await whileKnocking(program.url, () => until('the new one answers', () => answering(program, from).has(1)))
  })
  expect([...tally.statuses.keys()].filter(status => ![201, 0].includes(status))).toEqual([])
  // At most what the dead one had in hand.
  expect(tally.statuses.get(0) ?? 0).toBeLessThanOrEqual(16)
  expect(await damage(cluster.url, tally)).toEqual({ lost: [], torn: 0 })
  expect(lines(program).filter(line => line.event === 'worker died')).toMatchObject([{ worker: 1, pid: victim }])
  expect(program.process.exitCode).toBeNull()
}, 60_000)

test('SIGTERM lets every worker finish what is in flight, and ends with 0', async () => {
  const program = await started()
  const cookie = await program.signIn()
  const tally = await writing(program, cookie, async tally => {
    await until('writes are acknowledged', () => tally.acknowledged.size > 50)
    expect(await gone(program, 'SIGTERM')).toBe(0)
  })
  expect(await damage(cluster.url, tally)).toEqual({ lost: [], torn: 0 })
  expect([...tally.statuses.keys()].filter(status => ![201, 503, 0].includes(status))).toEqual([])
  expect(count(program, 'worker died')).toBe(0)
}, 60_000)

test('a later SIGTERM ends every process at once', async () => {
  const program = await started()
  const cookie = await program.signIn()
  const release = await holdTenant(cluster.url, tenantId)
  try {
    await writing(program, cookie, async () => {
      await until('writes wait', async () => (await waitingWrites(cluster.url)) > 0)
      program.process.kill('SIGTERM')
      await until('it drains', async () => (await fetch(`${program.url}/readyz`)).status === 503)
      await until('it ends', () => {
        program.process.kill('SIGTERM')
        return program.process.exitCode !== null
      })
      expect(await program.process.exited).toBe(1)
      await allGone(program)
    })
  } finally {
    await release()
  }
}, 60_000)

test('kill -9 of the supervisor: the workers finish what is in flight and end by themselves', async () => {
  const program = await started()
  const cookie = await program.signIn()
  const tally = await writing(program, cookie, async tally => {
    await until('writes are acknowledged', () => tally.acknowledged.size > 50)
    await gone(program, 'SIGKILL')
  })
  expect(await damage(cluster.url, tally)).toEqual({ lost: [], torn: 0 })
  expect([...tally.statuses.keys()].filter(status => ![201, 503, 0].includes(status))).toEqual([])
}, 60_000)

test('an embedded database is shared by the workers, and its password and the keys are printed nowhere', async () => {
  const { DATA_DIR = '', ...own } = await environment()
  const program = await started({ ...own, DATA_DIR, DATABASE_URL: '', SECRETS_KEYS: '' })
  expect(await program.signIn()).toMatch(/^ringfence=/)
  const keys = await Bun.file(`${DATA_DIR}/secrets.keys`).text()
  for (const pid of pids(program).values())
    for (const file of ['cmdline', 'environ']) {
      const shown = await Bun.file(`/proc/${pid}/${file}`).text()
      expect(shown).not.toContain(keys.trim())
      expect(shown).not.toContain('postgres://')
    }
  expect(program.printed()).not.toContain('postgres://')
  expect(await gone(program, 'SIGTERM')).toBe(0)
  await removeData({ DATA_DIR })
}, 60_000)

test('a start that cannot work ends with 1 and a sentence that says the fix, and leaves no worker behind', async () => {
  const refused = async (changes: Record<string, string>) => {
    const { process: child, printed } = launchProgram({ ...env, ...changes })
    expect(await child.exited).toBe(1)
    await allGone({ printed })
    return printed()
  }
  const program = await started()
  expect(await refused({ PORT: new URL(program.url).port })).toContain('set PORT or HOST')
  expect(await refused({ PORT: new URL(program.url).port, WORKERS: '1' })).toContain('set PORT or HOST')
  expect(await refused({ SECRETS_KEYS: generateKeyRing() })).toContain('put that key back into SECRETS_KEYS')
  expect(await refused({ WORKERS: '65' })).toContain('WORKERS must be a whole number from 1 to 64')
}, 60_000)
