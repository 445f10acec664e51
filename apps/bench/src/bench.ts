import { arch, cpus, totalmem } from 'node:os'
import { type Task, UsageError } from './arguments'
import { measureBulk } from './bulk'
import { type Call, callsFor, peersOf } from './calls'
import { compareAnswers } from './equality'
import { type Facts, findFacts } from './facts'
import { record } from './limit'
import { type Effort, measureApplication, measureLimit } from './measure'
import { type Application, type Rig, startRig } from './rig'
import { type Figures, medians } from './statistics'
import { LIMIT, OURS, type Result, tableOf } from './table'
import type { RequestTemplate } from './wrk-script'

const WARM_UP_SECONDS = 1
const BULK = 'bulk'

type Say = (text: string) => void

/** The whole run. Resolves to the section of the document: what was measured on, and the table. */
export const bench = async (task: Task, say: Say, stopAt: AbortSignal): Promise<string> => {
  const rig = await startRig(task.amounts, task.data, say)
  try {
    const facts = await findFacts(rig)
    const calls = callsFor(rig, facts, task.amounts).filter(({ name }) => task.only?.includes(name) ?? true)
    const isBulk = task.only?.includes(BULK) ?? true
    if (calls.length === 0 && !isBulk) throw new UsageError('--only names no call: give names as the table has them.')
    for (const call of calls) {
      if (peersOf(call).length === 0) continue
      say(`comparing ${call.name}`)
      await compareAnswers(rig, facts, call)
    }
    // First, as signing in many times ends the session that all of the others use.
    const bulk = isBulk ? [await measureBulk(rig, facts, task, say, stopAt)] : []
    const results: Result[] = []
    for (const call of calls) results.push(await resultOf(rig, facts, call, task, say, stopAt))
    const table = results.length > 0 ? [tableOf(results)] : []
    return [await circumstances(rig, task), ...table, ...bulk].join('\n\n')
  } finally {
    await rig.stop()
  }
}

type Engine = { name: string; measure(effort: Effort): Promise<Figures> }

/** Rounds of limit, our API and its peers in turn, so that what else the machine does meets all of them. */
const resultOf = async (
  rig: Rig,
  facts: Facts,
  call: Call,
  { seconds, rounds, clients }: Task,
  say: Say,
  stopAt: AbortSignal,
): Promise<Result> => {
  const recorded = call.work ? await record(rig, call) : null
  const asking = (application: Application, request: RequestTemplate) => (effort: Effort) =>
    measureApplication(rig, facts, call, application, request, effort)
  const engines: Engine[] = [
    ...(recorded ? [{ name: LIMIT, measure: (effort: Effort) => measureLimit(rig, call, recorded, effort) }] : []),
    { name: OURS, measure: asking(rig.ringfence, call.request) },
    ...peersOf(call).map(([name, request]) => ({ name, measure: asking(rig.peers[name], request) })),
  ]
  const taken = new Map(engines.map(({ name }): [string, Figures[]] => [name, []]))
  const effort = { seconds, clients: call.clients ?? clients }
  for (let round = 0; round <= rounds; round++)
    for (const { name, measure } of engines) {
      stopAt.throwIfAborted()
      say(`${call.name}: ${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}, ${name}`)
      const figures = await measure(round === 0 ? { ...effort, seconds: WARM_UP_SECONDS } : effort)
      if (round > 0) taken.get(name)?.push(figures)
    }
  return { call: call.name, figures: new Map([...taken].map(([name, figures]) => [name, medians(figures)])) }
}

const circumstances = async ({ owner }: Rig, { amounts, seconds, rounds, clients }: Task): Promise<string> => {
  const [{ version }] = await owner<[{ version: string }]>`select current_setting('server_version') as version`
  const { tenants, extensions, devices, cdrs } = amounts
  const number = (value: number) => value.toLocaleString('en')
  return [
    `${number(tenants)} tenants, ${number(extensions)} extensions, ${number(devices)} devices, ${number(cdrs)} call records.`,
    `${clients} requests at once (sign-in: 2), medians of ${rounds} rounds of ${seconds} s.`,
    `${cpus().length} cores (${cpus()[0]?.model.trim()}, ${arch()}), ${Math.round(totalmem() / 2 ** 30)} GB,`,
    `PostgreSQL ${version}, Bun ${Bun.version}, everything on this one machine.`,
  ].join('\n')
}
