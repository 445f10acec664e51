import { openPlace, type Place } from '@ringfence/rig/place'
import type { Task } from './arguments'
import { CannotRun, type Case, type Ground, type Tally } from './case'
import { groundOf, openShared } from './ground'
import { randomOf } from './random'
import { isFalse, type Outcome } from './table'
import { NOTHING } from './tallied'

type Say = (line: string) => void

/** Runs the cases one after the other in directories within `place`, and resolves to how each ended. */
export const torture = async (place: Place, cases: Case[], task: Task, say: Say): Promise<Outcome[]> => {
  const shared = openShared(place)
  const outcomes: Outcome[] = []
  for (const [index, each] of cases.entries()) {
    say(`${index + 1}/${cases.length} ${each.name}: ${each.claim}`)
    const began = performance.now()
    const ended = await endOf(place, each, own =>
      groundOf({
        seed: task.seed,
        random: randomOf(task.seed, each.name),
        short: task.short,
        place: own,
        say: line => say(`    ${line}`),
        database: shared.database,
      }),
    )
    outcomes.push({ name: each.name, seconds: (performance.now() - began) / 1000, ...ended })
  }
  return outcomes
}

type End = { tally: Tally } | { notRun: string }

/** Whatever becomes of a case is an end of it: too late, and thrown, too. */
const endOf = async (place: Place, each: Case, groundIn: (own: Place) => Ground): Promise<End> => {
  const own = openPlace('ringfence-torture-')
  place.keep(own.stop)
  try {
    const tally = await Promise.race([each.run(groundIn(own)), tooLate(each.seconds)])
    await own.stop()
    return { tally }
  } catch (error) {
    await own.stop().catch(() => {})
    if (error instanceof CannotRun) return { notRun: error.message }
    return { tally: { ...NOTHING, unexpected: [error instanceof Error ? error.message : String(error)] } }
  }
}

const tooLate = async (seconds: number): Promise<Tally> => {
  await Bun.sleep(seconds * 1000)
  return { ...NOTHING, hung: 1, unexpected: [`It was not over after ${seconds} s.`] }
}

/** What is wrong, each with the command that repeats it; nothing when every claim held. Where `all` must run, not to run is a fault. */
export const complaints = (outcomes: Outcome[], { seed, short }: Task, all: boolean): string[] =>
  outcomes.flatMap(outcome => {
    const repeat = `bun run torture --only ${outcome.name} --seed ${seed}${short ? ' --short' : ''}`
    if ('notRun' in outcome) return all ? [`${outcome.name} did not run. ${outcome.notRun}`] : []
    if (!isFalse(outcome.tally)) return []
    const { lost, torn, hung, unexpected } = outcome.tally
    return [`${outcome.name}: ${lost} lost, ${torn} torn, ${hung} hung. ${sentences(unexpected)} Repeat it: ${repeat}`]
  })

const SHOWN = 5

const sentences = (unexpected: string[]): string => {
  const more = unexpected.length - SHOWN
  return [...unexpected.slice(0, SHOWN), ...(more > 0 ? [`And ${more} more.`] : [])].join(' ')
}
