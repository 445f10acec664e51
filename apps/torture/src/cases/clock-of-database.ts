import { asOwner } from '@ringfence/db/testing/database'
import { until } from '@ringfence/db/testing/until'
import { holdTenant, waitingWrites } from '@ringfence/rig/writers'
import type { Api, Case, Tally } from '../case'
import { type Clock, openClock } from '../clock'
import { ADMIN } from '../ground'
import { createCalls } from '../posts'
import { checked, summed } from '../tallied'
import { openTrial, type Trial } from '../trial'
import { moreRefused, moreWritten } from '../waits'

const HOUR = 3600
const DAY = 24 * HOUR
const LONGEST_LOCK_SECONDS = 30 * 60

export const clockOfDatabase: Case = {
  name: 'clock-of-database',
  claim:
    "When PostgreSQL's clock jumps by an hour or a day, sessions end by it, nobody stays throttled, deadlines hold, housekeeping does no harm, and writes go on.",
  short: true,
  seconds: 90,
  async run(ground) {
    const clock = openClock(ground.place)
    const cluster = await ground.cluster({ env: clock.env })
    let program = await ground.api({ DATABASE_URL: cluster.url })
    const trial = await openTrial(ground, program, cluster.url)
    const checks: Tally[] = []
    const calls = createCalls(ground.random)
    const written = await trial.write(async written => {
      await calls.send(trial, written)
      await moreWritten(written)
      checks.push(await sessions(program, trial, clock))
      await moreWritten(written)
      checks.push(await throttle(program, clock))
      await backwardsWhileLocked(trial, cluster.url, clock, () => moreRefused(written, 8))
      for (const seconds of [-DAY, DAY]) {
        clock.jump(seconds)
        // A start keeps house.
        program = await ground.api(program.env)
        await trial.moveTo(program)
        await moreWritten(written)
      }
    })
    const kept = (await asOwner(cluster.url, calls.count)) === calls.rows
    // At the change from one clock to the next, what was signed in by the other may be over.
    const tally = await trial.reckon(written, { statuses: [401] })
    return summed([tally, ...checks, checked({ 'call records were kept': kept })])
  },
}

/** A session outlives an hour and no day, by the database's clock, and whoever signs in then is in. */
const sessions = async (program: Api, trial: Trial, clock: Clock): Promise<Tally> => {
  const { cookie } = trial.target()
  clock.jump(HOUR)
  const afterHour = await statusOf(program, cookie)
  clock.jump(DAY)
  const afterDay = await statusOf(program, cookie)
  await trial.moveTo(program)
  const anew = await statusOf(program, trial.target().cookie)
  clock.jump(0)
  await trial.moveTo(program)
  return checked({
    'a session outlives an hour': afterHour === 200,
    'a session ends within a day': afterDay === 401,
    'who signs in then is in': anew === 200,
    'who signs in afterwards is in': (await statusOf(program, trial.target().cookie)) === 200,
  })
}

/** Locked by wrong passwords, then the clock goes back by a day, and forward again. */
const throttle = async (program: Api, clock: Clock): Promise<Tally> => {
  const wrong = () => signInWith(program, 'not the password')
  for (let attempt = 0; attempt < 6; attempt++) await wrong()
  const locked = await signInWith(program, ADMIN.password)
  clock.jump(-DAY)
  const back = await signInWith(program, ADMIN.password)
  clock.jump(DAY)
  const forward = await signInWith(program, ADMIN.password)
  clock.jump(0)
  return checked({
    'wrong passwords lock the account for this address': locked.status === 429,
    [`a lock lasts ${LONGEST_LOCK_SECONDS} s at most when the clock went back, not ${back.waitSeconds} s`]:
      back.status === 200 || back.waitSeconds <= LONGEST_LOCK_SECONDS,
    'the lock ends with its time': forward.status === 200,
  })
}

/** PostgreSQL times its statements by the time of day, so that here only our own deadline ends them. */
const backwardsWhileLocked = async (trial: Trial, url: string, clock: Clock, refused: () => Promise<void>) => {
  const release = await holdTenant(url, trial.tenantId)
  await until('writes wait', async () => (await waitingWrites(url)) > 0, 20)
  clock.jump(-HOUR)
  await refused()
  await release()
  clock.jump(0)
}

const statusOf = async ({ url }: Api, cookie: string): Promise<number> =>
  (await fetch(`${url}/api/tenants`, { headers: { cookie } })).status

const signInWith = async ({ url }: Api, password: string): Promise<{ status: number; waitSeconds: number }> => {
  const answer = await fetch(`${url}/api/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: ADMIN.email, password }),
  })
  return { status: answer.status, waitSeconds: Number(answer.headers.get('retry-after') ?? 0) }
}
