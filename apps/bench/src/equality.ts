import { type Call, peersOf } from './calls'
import type { Facts } from './facts'
import { recordsOf } from './postgrest'
import { asked } from './request'
import type { Application, Rig } from './rig'
import { sampleOf } from './template'

type Answer = { status: number; next: string | null; body: unknown; trail: unknown }

/** Throws unless our API and its peers answer a call alike, and leave the same in the audit trail. */
export const compareAnswers = async (rig: Rig, facts: Facts, call: Call): Promise<void> => {
  const answer = await answerOf(rig.ringfence, rig, facts, call)
  for (const [name, request] of peersOf(call)) {
    const peer = await answerOf(rig.peers[name], rig, facts, { ...call, request })
    const [ours, theirs] = name === 'PostgREST' ? [recordsAlone(answer), recordsAlone(peer)] : [answer, peer]
    if (answer.status >= 400 || !Bun.deepEquals(ours, theirs, true))
      throw new Error(`${name} answers ${call.name} differently:\n${printed(ours)}\n${printed(theirs)}`)
  }
}

/** It has no envelope, no cursor and no trail. */
const recordsAlone = (answer: Answer): Answer => ({ ...answer, next: null, body: recordsOf(answer.body) })

const answerOf = async (application: Application, { owner }: Rig, facts: Facts, call: Call): Promise<Answer> => {
  const { variables, cleanUp } = await call.prepare(1)
  try {
    const answer = await asked(application, facts, call, { ...call.variants[0], ...sampleOf(variables) })
    const isWrite = call.trails > 0
    const [trail] = isWrite
      ? await owner`
          select action, target, tenant_id, actor_id, actor, address, request_id is null as unrequested, before, after
          from audit order by id desc limit 1`
      : []
    const next = /cursor=([\w-]+)/.exec(answer.headers.get('link') ?? '')?.[1] ?? null
    return {
      status: answer.status,
      next,
      body: comparable(await answer.json(), isWrite),
      trail: comparable(trail ?? null, isWrite),
    }
  } finally {
    await cleanUp()
  }
}

/** Times to the millisecond, which is all that JavaScript keeps; of rows made for the occasion neither times nor numbers. */
export const comparable = (value: unknown, isMade: boolean): unknown => {
  if (Array.isArray(value)) return value.map(item => comparable(item, isMade))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !isMade || !(name === 'id' || name === 'extension_number' || name.endsWith('_at')))
      .map(([name, item]) => [
        name,
        name.endsWith('_at') && typeof item === 'string' ? Date.parse(item) : comparable(item, isMade),
      ]),
  )
}

const SHOWN = 2000

const printed = (answer: Answer): string => JSON.stringify(answer).slice(0, SHOWN)
