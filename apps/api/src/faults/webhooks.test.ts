import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test'
import { type Cluster, makeCluster } from '@ringfence/db/testing/cluster'
import { asOwner } from '@ringfence/db/testing/database'
import { until } from '@ringfence/db/testing/until'
import { makeTenant, type Tally, whileWriting } from '@ringfence/rig/writers'
import { environment, type Program, startProgram } from '../testing/program'
import { type Answer, openReceiver, type Receiver } from '../testing/receiver'

/*
 * The real program with webhooks: killed between commit and delivery, asked to end in the middle of one, with several workers, and
 * with a database that goes away.
 */

let cluster: Cluster
let env: Record<string, string>
let tenantId: number
const running: Program[] = []
const receivers: Receiver[] = []

beforeAll(async () => {
  cluster = await makeCluster()
  env = { ...(await environment(cluster.url)), WEBHOOK_PRIVATE_TARGETS: '1' }
  const program = await started()
  tenantId = await makeTenant(cluster.url)
  await end(program)
}, 90_000)

afterEach(async () => {
  await Promise.all(running.splice(0).map(end))
  await Promise.all(receivers.splice(0).map(receiver => receiver.close()))
  await asOwner(cluster.url, sql => sql`delete from webhooks`)
}, 30_000)

afterAll(() => cluster.remove())

const started = async (changes: Record<string, string> = {}): Promise<Program> => {
  const program = await startProgram({ ...env, ...changes })
  running.push(program)
  return program
}

const end = async ({ process: child }: Program) => {
  child.kill('SIGKILL')
  await child.exited
}

/** A receiver that is told of every new extension, by a webhook made over HTTP. */
const told = async ({ url }: Program, cookie: string, answer: Answer = () => 200): Promise<Receiver> => {
  const receiver = openReceiver({ answer })
  receivers.push(receiver)
  const made = await fetch(`${url}/api/webhooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ url: receiver.url, events: ['extension.created'] }),
  })
  expect(made.status).toBe(201)
  return receiver
}

/** As if the leases of those who are gone were over. */
const leasesEnd = () =>
  asOwner(cluster.url, sql => sql`update webhook_deliveries set next_attempt_at = now() where locked_until is not null`)

const statuses = async (): Promise<Record<string, number>> => {
  const rows = await asOwner(
    cluster.url,
    sql => sql<{ status: string; count: number }[]>`
      select status, count(*)::integer as count from webhook_deliveries group by status`,
  )
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}

const allDelivered = () =>
  until('all is delivered', async () => Object.keys(await statuses()).join() === 'delivered', 30)

/** The numbers that were accepted, each with how many events told of it. */
const accepted = ({ heard }: Receiver): Map<string, number> => {
  const events = new Map(
    heard.filter(({ status }) => status === 200).map(({ id, data }) => [id, data.extension_number]),
  )
  const counts = new Map<string, number>()
  for (const number of events.values()) counts.set(String(number), (counts.get(String(number)) ?? 0) + 1)
  return counts
}

const expectToldOnce = (receiver: Receiver, { acknowledged }: Tally) => {
  const counts = accepted(receiver)
  expect([...acknowledged].filter(number => counts.get(number) !== 1)).toEqual([])
  expect([...counts.values()].filter(count => count !== 1)).toEqual([])
}

test('kill -9 between commit and delivery loses nothing: each event arrives, once by id', async () => {
  const killed = Promise.withResolvers<void>()
  let program = await started()
  let cookie = await program.signIn()
  const receiver = await told(program, cookie, async () => {
    await killed.promise
    return 200
  })
  const tally = await whileWriting(
    () => ({ url: program.url, cookie }),
    tenantId,
    8,
    async tally => {
      await until('some wait and some are in flight', () => tally.acknowledged.size > 50 && receiver.open() > 0)
      await end(program)
      killed.resolve()
      expect((await statuses()).delivered).toBeUndefined()
      program = await started()
      cookie = await program.signIn()
    },
  )
  await leasesEnd()
  await allDelivered()
  expectToldOnce(receiver, tally)
}, 90_000)

test('with WEBHOOKS=0 nobody is told anything, and a start without it tells all of it', async () => {
  const quiet = await started({ WEBHOOKS: '0' })
  const cookie = await quiet.signIn()
  const receiver = await told(quiet, cookie)
  const tally = await whileWriting(
    () => ({ url: quiet.url, cookie }),
    tenantId,
    8,
    tally => until('much has happened', () => tally.acknowledged.size > 200),
  )
  await end(quiet)
  // What waits already at its start a program would send at once.
  const again = await started({ WEBHOOKS: '0' })
  for (let signIns = 0; signIns < 5; signIns++) await again.signIn()
  expect(Object.keys(await statuses())).toEqual(['pending'])
  expect(receiver.heard).toEqual([])
  expect(again.printed().includes('webhooks are off')).toBe(true)
  await end(again)
  await started()
  await allDelivered()
  expectToldOnce(receiver, tally)
}, 90_000)

test('asked to end, it lets a delivery in flight finish and notes it, and the next start goes on', async () => {
  const release = Promise.withResolvers<void>()
  const program = await started()
  const cookie = await program.signIn()
  const receiver = await told(program, cookie, async () => {
    await release.promise
    return 200
  })
  const tally = await whileWriting(
    () => ({ url: program.url, cookie }),
    tenantId,
    1,
    tally => until('some wait and some are in flight', () => tally.acknowledged.size > 20 && receiver.open() > 0),
  )
  program.process.kill('SIGTERM')
  await until('it takes no requests', () =>
    fetch(`${program.url}/livez`).then(
      () => false,
      () => true,
    ),
  )
  release.resolve()
  expect(await program.process.exited).toBe(0)
  expect(receiver.heard.length).toBeGreaterThan(0)
  expect((await statuses()).delivered).toBe(receiver.heard.length)
  await started()
  await allDelivered()
  expect(receiver.heard).toHaveLength(tally.acknowledged.size)
  expectToldOnce(receiver, tally)
}, 90_000)

test('a database that crashes and comes back loses nothing', async () => {
  const program = await started()
  const cookie = await program.signIn()
  const receiver = await told(program, cookie)
  const tally = await whileWriting(
    () => ({ url: program.url, cookie }),
    tenantId,
    4,
    async tally => {
      await until('events arrive', () => receiver.heard.length > 20)
      await cluster.stop('SIGQUIT')
      await cluster.start()
      const before = tally.acknowledged.size
      await until('writes are acknowledged again', () => tally.acknowledged.size > before + 20)
    },
  )
  await leasesEnd()
  await allDelivered()
  expectToldOnce(receiver, tally)
}, 90_000)

test('several workers tell each event once, also while they are restarted', async () => {
  const program = await started({ WORKERS: '2', POOL_SIZE: '8' })
  const cookie = await program.signIn()
  const receiver = await told(program, cookie)
  const tally = await whileWriting(
    () => ({ url: program.url, cookie }),
    tenantId,
    2,
    async () => {
      await until('events arrive', () => receiver.heard.length > 20)
      program.process.kill('SIGHUP')
      await until('the workers were restarted', () => program.printed().includes('"workers restarted"'), 30)
    },
  )
  await allDelivered()
  expectToldOnce(receiver, tally)
  expect(receiver.doubled()).toBe(0)
  expect(receiver.heard).toHaveLength(accepted(receiver).size)
}, 90_000)
