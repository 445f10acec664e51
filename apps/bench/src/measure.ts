import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cpuOf, cpuOfFamily, residentOf } from '@ringfence/rig/processes'
import type { Call, Prepared } from './calls'
import type { Facts } from './facts'
import { type Load, type Recorded, runPgbench } from './limit'
import { headersFor } from './request'
import type { Application, Rig } from './rig'
import { output } from './run'
import type { Figures } from './statistics'
import { type RequestTemplate, readWrk, wrkScript } from './wrk-script'

export type Effort = { seconds: number; clients: number }

export const measureLimit = (rig: Rig, call: Call, recorded: Recorded, effort: Effort): Promise<Figures> =>
  measured(rig, call, null, effort, prepared => runPgbench(rig, recorded, prepared, effort))

export const measureApplication = (
  rig: Rig,
  facts: Facts,
  call: Call,
  application: Application,
  request: RequestTemplate,
  effort: Effort,
): Promise<Figures> =>
  measured(rig, call, application, effort, prepared =>
    runWrk(rig, facts, { ...call, request }, application, prepared, effort),
  )

/** Runs a load on rows of its own. Throws when requests left fewer traces than they should have. */
const measured = async (
  rig: Rig,
  call: Call,
  application: Application | null,
  { seconds }: Effort,
  run: (prepared: Prepared) => Promise<Load>,
): Promise<Figures> => {
  const prepared = await call.prepare(seconds)
  try {
    const trailBefore = await trailOf(rig)
    const postgresBefore = cpuOfFamily(rig.postmasterPid)
    const applicationBefore = application ? cpuOf(application.pid) : 0
    const load = await run(prepared)
    const applicationAfter = application ? cpuOf(application.pid) : 0
    const postgresAfter = cpuOfFamily(rig.postmasterPid)
    const trails = (await trailOf(rig)) - trailBefore
    if (trails < load.requests * call.trails)
      throw new Error(`${call.name}: ${load.requests} requests left ${trails} rows in the audit trail`)
    return {
      perSecond: load.requests / load.seconds,
      p50: load.p50,
      p99: load.p99,
      applicationCpu: application ? (applicationAfter - applicationBefore) / load.requests : null,
      postgresCpu: (postgresAfter - postgresBefore) / load.requests,
      megabytes: application ? residentOf(application.pid) : null,
    }
  } finally {
    await prepared.cleanUp()
  }
}

const trailOf = async ({ owner }: Rig): Promise<number> => {
  const [row] = await owner<[{ count: string }]>`select count(*) from audit`
  return Number(row.count)
}

/** One thread of wrk: written in C, it takes far less of the processor than what it asks. */
const runWrk = async (
  { directory }: Rig,
  facts: Facts,
  call: Call,
  { url }: Application,
  { variables, count }: Prepared,
  { seconds, clients }: Effort,
): Promise<Load> => {
  const file = join(directory, 'call.lua')
  await writeFile(file, wrkScript(call.request, variables, call.variants, headersFor(facts, call)))
  const printed = await output(
    [
      'wrk',
      '--threads',
      '1',
      '--connections',
      String(clients),
      '--duration',
      `${seconds}s`,
      '--timeout',
      '10s',
      '--script',
      file,
      url,
    ],
    {},
    seconds,
  )
  const load = readWrk(printed)
  if (load.errors > 0 || load.requests === 0 || load.requests > (count ?? Number.POSITIVE_INFINITY))
    throw new Error(`${call.name}: ${load.errors} errors in ${load.requests} requests to ${url}`)
  return load
}
