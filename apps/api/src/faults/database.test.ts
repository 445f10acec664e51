import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type Cluster, makeCluster } from '@ringfence/db/testing/cluster'
import { embeddedIn } from '@ringfence/db/testing/embedded'
import { until } from '@ringfence/db/testing/until'
import { damage } from '@ringfence/rig/damage'
import { makeTenant, type Tally, whileWriting } from '@ringfence/rig/writers'
import { environment, type Program, removeData, startProgram } from '../testing/program'

/*
 * The real program on a PostgreSQL that is stopped, crashed and frozen under 16 writers.
 */

let cluster: Cluster
let program: Program
let cookie: string
let tenantId: number

beforeAll(async () => {
  cluster = await makeCluster()
  program = await startProgram(await environment(cluster.url))
  cookie = await program.signIn()
  tenantId = await makeTenant(cluster.url)
}, 90_000)

afterAll(async () => {
  program.process.kill('SIGKILL')
  await program.process.exited
  await cluster.remove()
})

const writing = (trouble: (tally: Tally) => Promise<void>) =>
  whileWriting(() => ({ url: program.url, cookie }), tenantId, 16, trouble)

const created = (tally: Tally) => tally.acknowledged.size

const moreCreated = (tally: Tally, seconds = 10) => {
  const before = created(tally)
  return until('writes are acknowledged', () => created(tally) > before + 20, seconds)
}

const expectWhole = async (tally: Tally, slowestMilliseconds: number) => {
  const { statuses, withoutRetryAfter } = tally
  const unexpected = [...statuses].filter(([status]) => status !== 201 && status !== 503)
  const whole = { lost: [], torn: 0, unexpected: [], withoutRetryAfter: 0 }
  expect({ ...(await damage(cluster.url, tally)), unexpected, withoutRetryAfter }).toEqual(whole)
  expect(tally.slowestMilliseconds).toBeLessThan(slowestMilliseconds)
}

describe('writes while PostgreSQL', () => {
  for (const [what, signal] of [
    ['restarts', 'SIGINT'],
    ['crashes', 'SIGQUIT'],
  ] as const)
    test(`${what}: nothing acknowledged is lost, 503 meanwhile, 201 within 2 s of its return`, async () => {
      const tally = await writing(async tally => {
        await moreCreated(tally)
        await cluster.stop(signal)
        const refused = tally.statuses.get(503) ?? 0
        await until('writes are refused', () => (tally.statuses.get(503) ?? 0) > refused + 20)
        await cluster.start()
        await moreCreated(tally, 2)
      })
      // A request that was sent to the database when it went is told so within the lease's deadline.
      await expectWhole(tally, 6000)
    }, 60_000)

  test('freezes: 503 at the deadline, and on again by itself', async () => {
    const tally = await writing(async tally => {
      await moreCreated(tally)
      await cluster.freeze()
      await until('the deadline passes', () => tally.slowestMilliseconds > 4500, 15)
      cluster.thaw()
      await moreCreated(tally)
    })
    await expectWhole(tally, 8000)
  }, 60_000)

  test('is gone: readiness says so within 2 s, liveness does not care', async () => {
    await cluster.stop()
    const began = performance.now()
    const ready = await fetch(`${program.url}/readyz`)
    expect(ready.status).toBe(503)
    expect(ready.headers.get('retry-after')).toBe('1')
    expect(performance.now() - began).toBeLessThan(2000)
    expect((await fetch(`${program.url}/livez`)).status).toBe(200)
    await cluster.start()
    await until('it is ready again', async () => (await fetch(`${program.url}/readyz`)).status === 200, 2)
  }, 30_000)
})

test('the embedded PostgreSQL is started again when it is killed, and nothing acknowledged is lost', async () => {
  const env = await environment()
  const embedded = await startProgram(env)
  try {
    const session = await embedded.signIn()
    const { pid, url: ownerUrl } = embeddedIn(env.DATA_DIR ?? '')
    const tenant = await makeTenant(ownerUrl)
    const tally = await whileWriting(
      () => ({ url: embedded.url, cookie: session }),
      tenant,
      16,
      async tally => {
        await moreCreated(tally)
        process.kill(pid, 'SIGKILL')
        await moreCreated(tally)
      },
    )
    expect(await damage(ownerUrl, tally)).toEqual({ lost: [], torn: 0 })
    expect([...tally.statuses.keys()].filter(status => status !== 201 && status !== 503)).toEqual([])
  } finally {
    embedded.process.kill('SIGTERM')
    await embedded.process.exited
    await removeData(env)
  }
}, 60_000)
