import { afterAll, describe, expect, test } from 'bun:test'
import { join } from 'node:path'
import { openPlace } from '@ringfence/rig/place'
import { CannotRun, type Case } from './case'
import { cases } from './cases'
import { NOTHING } from './tallied'
import { complaints, torture } from './torture'

const place = openPlace('ringfence-torture-test-')
afterAll(() => place.stop())

const task = { only: null, seed: 42, short: true, list: false }

const caseThat = (run: Case['run'], seconds = 10): Case => ({
  name: 'made-up',
  claim: 'It is so.',
  short: true,
  seconds,
  run,
})

const outcomesOf = (...made: Case[]) => torture(place, made, task, () => {})

describe('a case', () => {
  test('that is not over in time is hung, and the next one runs', async () => {
    const never = caseThat(() => new Promise(() => {}), 0.05)
    const outcomes = await outcomesOf(
      never,
      caseThat(async () => NOTHING),
    )
    expect(outcomes).toMatchObject([{ tally: { hung: 1 } }, { tally: NOTHING }])
    expect(complaints(outcomes, task, false)).toHaveLength(1)
  })

  test('that throws makes its claim false, and the complaint says how to repeat it', async () => {
    const outcomes = await outcomesOf(caseThat(() => Promise.reject(new Error('It went away.'))))
    expect(complaints(outcomes, task, false)).toEqual([
      'made-up: 0 lost, 0 torn, 0 hung. It went away. Repeat it: bun run torture --only made-up --seed 42 --short',
    ])
  })

  test('that cannot run is a fault only where every case must', async () => {
    const outcomes = await outcomesOf(caseThat(() => Promise.reject(new CannotRun('It needs root.'))))
    expect(complaints(outcomes, task, false)).toEqual([])
    expect(complaints(outcomes, task, true)).toEqual(['made-up did not run. It needs root.'])
  })

  test('has what it started ended, however it ended', async () => {
    let ended = 0
    await outcomesOf(
      caseThat(async ({ place: own }) => {
        own.keep(() => ended++)
        return NOTHING
      }),
      caseThat(async ({ place: own }) => {
        own.keep(() => ended++)
        throw new Error('no')
      }),
    )
    expect(ended).toBe(2)
  })

  test('gets the same chance for the same seed', async () => {
    const seen: number[] = []
    const noting = caseThat(async ({ random }) => {
      seen.push(random())
      return NOTHING
    })
    await outcomesOf(noting, noting)
    expect(seen[0]).toBe(seen[1] ?? Number.NaN)
  })
})

test('each case has a name of its own and one sentence that it claims', () => {
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
  for (const { name, claim } of cases) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(claim).toMatch(/^[A-Z].*\.$/)
  }
})

test.each([[['--only', 'nothing']], [['--seed', 'x']]])('%p ends with 2 and one sentence', async args => {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, 'main.ts'), ...args], { stderr: 'pipe' })
  const said = await child.stderr.text()
  expect(await child.exited).toBe(2)
  expect(said.trim().split('\n')).toHaveLength(1)
})
