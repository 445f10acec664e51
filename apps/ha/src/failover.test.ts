import { afterAll, beforeAll, expect, test } from 'bun:test'
import { until } from '@ringfence/db/testing/until'
import { damage } from '@ringfence/rig/damage'
import type { Node } from './node'
import type { Rig } from './rig'
import { describeWithPatroni, startTestRig } from './testing/patroni'
import { type Seen, WRITERS, whileBothWrite } from './writing'

/*
 * Three nodes of PostgreSQL and two instances of the API, under writers at both. Each test leaves the cluster as it found it, with
 * another primary.
 */

let it: Rig

describeWithPatroni('writes go on by themselves, and nothing acknowledged is lost, when the primary', () => {
  beforeAll(async () => {
    it = await startTestRig()
  }, 180_000)
  afterAll(() => it?.stop(), 60_000)

  test('is killed', async () => {
    await failover('kill -9', { inflict: primary => primary.kill() })
  })

  test('freezes, its Patroni with it, and comes to after another took its place', async () => {
    await failover('freeze', { inflict: primary => primary.freeze(), recover: primary => primary.thaw() })
  })

  test('is asked to hand over', async () => {
    await failover('switchover', {
      inflict: async primary => {
        const [standby = ''] = await it.standbys()
        await it.switchOver(primary, standby)
      },
    })
  })

  test('loses its standbys: with one left writes go on, with none no write is acknowledged, and reads go on', async () => {
    const primary = await it.primary()
    const [heir, other] = (await it.standbys()).map(name => it.nodes.find(node => node.name === name))
    const seen = await whileBothWrite(it, async ({ seen, moreAcknowledged }) => {
      await moreAcknowledged()
      heir?.freeze()
      await moreAcknowledged()
      await until('the other standby may take over', async () => (await it.heir()) === other?.name, 60)
      console.log(`freeze of the synchronous standby: ${seen.map(figures).join('; ')}`)
      other?.down()
      await allRefused(seen)
      const before = seen.map(({ tally }) => tally.acknowledged.size)
      for (let round = 0; round < PATIENCE; round++) await allRefused(seen)
      expect(seen.map(({ tally }) => tally.acknowledged.size)).toEqual(before)
      await expectSignedIn()
      for (const node of [heir, other]) node?.thaw()
      await moreAcknowledged()
      await it.whole()
    })
    expect(await it.primary()).toBe(primary)
    await expectHonest(seen)
  })
})

/** Refusals of each writer, two seconds or more apart: longer than Patroni takes to let a primary go on alone where it may. */
const PATIENCE = 3

/** Resolves when all that was under way is answered, and no writer got what he asked for. */
const allRefused = async (seen: Seen[]): Promise<void> => {
  const refused = () => seen.map(({ tally }) => tally.statuses.get(503) ?? 0)
  const before = refused()
  await until(
    'every writer is refused',
    () => refused().every((now, index) => now >= (before[index] ?? 0) + WRITERS),
    30,
  )
}

const failover = async (
  what: string,
  { inflict, recover }: { inflict(primary: Node): void | Promise<void>; recover?(primary: Node): void },
): Promise<void> => {
  const old = await it.primary()
  if (!old) throw new Error('There is no primary.')
  const seen = await whileBothWrite(it, async ({ moreAcknowledged }) => {
    await moreAcknowledged()
    await inflict(old)
    await until('another is primary', async () => ![undefined, old].includes(await it.primary()), 60)
    await moreAcknowledged()
    recover?.(old)
    await until('the old primary is a standby', async () => (await it.standbys()).includes(old.name), 90)
    await it.whole()
    await moreAcknowledged()
  })
  for (const one of seen) console.log(`${what}: ${figures(one)}`)
  await expectHonest(seen)
}

const figures = ({ instance, tally, longestPauseSeconds }: Seen): string => {
  const count = (status: number) => tally.statuses.get(status) ?? 0
  return `${instance.name}: ${longestPauseSeconds.toFixed(1)} s without an acknowledged write, ${count(201)} acknowledged, ${count(503)} answered 503`
}

/** What the deadlines of a request come to, and as much again for a busy machine. */
const HANGING_MILLISECONDS = 20_000

/** Every answer was 201 or 503 and came, what was acknowledged is stored, nothing by halves, and who was signed in still is. */
const expectHonest = async (seen: Seen[]): Promise<void> => {
  for (const { tally } of seen) {
    const { statuses, withoutRetryAfter, slowestMilliseconds } = tally
    expect(slowestMilliseconds).toBeLessThan(HANGING_MILLISECONDS)
    const unexpected = [...statuses].filter(([status]) => status !== 201 && status !== 503)
    const whole = { lost: [], torn: 0, unexpected: [], withoutRetryAfter: 0 }
    expect({ ...(await damage(it.urlAt(), tally)), unexpected, withoutRetryAfter }).toEqual(whole)
  }
  await expectSignedIn()
}

/** The session and the token that were made at one instance hold at both. */
const expectSignedIn = async (): Promise<void> => {
  for (const { url } of it.instances)
    for (const headers of [it.session, it.token])
      expect((await fetch(`${url}/api/extensions?limit=1`, { headers })).status).toBe(200)
}
