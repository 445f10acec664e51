import { type Fields, type Ids, kindNamed } from '@ringfence/rig/kinds'
import type { Ask, Sent } from './ledger'

/** One thing that somebody does; the numbers choose among what there is. */
export type Step = { what: keyof typeof STEPS; kind: (typeof KINDS)[number]; at: number; how: number }

type Item = { kind: string; id: number; parents: number[] }

/** What a tenant should have, by all that was answered. */
export type Model = {
  tenantId: number
  maxExtensions: number
  live: Item[]
  dead: Item[]
  created: number
  removed: number
}

/** Somebody who may, somebody of another tenant, and who is told what is wrong. */
export type Stage = { ask: Ask; insider: Sent; outsider: Sent; wrong(sentence: string): void }

export const KINDS = ['extension', 'device', 'queue', 'queue agent', 'CDR', 'webhook'] as const

/** Does it, and holds the answer against the model. */
export const take = (stage: Stage, model: Model, step: Step): Promise<void> => STEPS[step.what](stage, model, step)

const MISSING = 999_999_999
const MERGE = { 'content-type': 'application/merge-patch+json' }

type Play = (stage: Stage, model: Model, step: Step) => Promise<void>

const create: Play = async (stage, model, { kind, at }) => {
  const { references, path, body } = kindNamed(kind)
  const ids = idsOf(model, at)
  const named = Object.values(references).filter(name => name !== 'tenant')
  const parents = kind === 'CDR' ? [] : named.map(name => ids[name].id)
  if (parents.includes(0)) return
  const extensions = of(model, 'extension').length
  const isFull = kind === 'extension' && extensions >= model.maxExtensions
  const isTaken = kind === 'queue agent' && of(model, kind).some(item => Bun.deepEquals(item.parents, parents))
  const answer = await stage.ask('POST', path, { ...stage.insider, json: body(ids) })
  const expected = isFull || isTaken ? 422 : 201
  if (answer?.status !== expected) stage.wrong(`Creating a ${kind} is ${answer?.status} instead of ${expected}.`)
  if (answer?.status !== 201) return
  model.created++
  model.live.push({ kind, id: JSON.parse(answer.text).data.id, parents })
}

const createWrongly: Play = async (stage, model, { kind, at, how }) => {
  const { references, path, body } = kindNamed(kind)
  const right = body(idsOf(model, at))
  const [reference = ''] = Object.keys(references)
  const wrong: Fields[] = [
    {},
    { ...right, [reference]: MISSING },
    Object.fromEntries(Object.keys(right).map(name => [name, '\0'])),
  ]
  const answer = await stage.ask('POST', path, { ...stage.insider, json: wrong[how % wrong.length] })
  if (answer?.status !== 422) stage.wrong(`Creating a wrong ${kind} is ${answer?.status}.`)
}

const show: Play = async (stage, model, { kind, at }) => {
  const item = pick(of(model, kind), at)
  if (!item) return
  const answer = await stage.ask('GET', addressOf(item), stage.insider)
  const shown = JSON.parse(answer?.text ?? '{}').data?.id
  if (answer?.status !== 200 || shown !== item.id) stage.wrong(`Showing a ${kind} that is there is ${answer?.status}.`)
}

const change: Play = async (stage, model, { kind, at }) => {
  const item = pick(of(model, kind), at)
  if (!item) return
  const { change: json } = kindNamed(kind)
  const answer = await stage.ask('PATCH', addressOf(item), { ...stage.insider, json, headers: MERGE })
  if (answer?.status !== 200) stage.wrong(`Changing a ${kind} that is there is ${answer?.status}.`)
}

const remove: Play = async (stage, model, { kind, at }) => {
  const item = pick(of(model, kind), at)
  if (!item) return
  const answer = await stage.ask('DELETE', addressOf(item), stage.insider)
  if (answer?.status !== 200) return stage.wrong(`Deleting a ${kind} that is there is ${answer?.status}.`)
  model.removed++
  const isGone = ({ kind, id, parents }: Item) =>
    (kind === item.kind && id === item.id) ||
    (isParent(item) && dependsOn(kind, item.kind) && parents.includes(item.id))
  model.dead.push(...model.live.filter(isGone))
  model.live = model.live.filter(each => !isGone(each))
}

/** What was deleted, and what is another tenant's, is not there, whatever is tried. */
const missing =
  (who: 'insider' | 'outsider', chosen: (model: Model) => Item[]): Play =>
  async (stage, model, { kind, at, how }) => {
    const item = pick(
      chosen(model).filter(each => each.kind === kind),
      at,
    )
    if (!item) return
    const { change: json, body } = kindNamed(kind)
    const attempts: [string, Sent][] = [
      ['GET', {}],
      ['DELETE', {}],
      ['PATCH', { json, headers: MERGE }],
    ]
    // A stranger's own body would name what is not the stranger's, which is refused first.
    if (who === 'insider') attempts.push(['PUT', { json: body(idsOf(model, at)) }])
    const [method, sent] = attempts[how % attempts.length] ?? ['GET', {}]
    const answer = await stage.ask(method, addressOf(item), { ...stage[who], ...sent })
    if (answer?.status !== 404)
      stage.wrong(`${method} of a ${kind} that is ${who === 'insider' ? 'gone' : "another's"} is ${answer?.status}.`)
  }

const STEPS = {
  create,
  createWrongly,
  show,
  change,
  remove,
  useAgain: missing('insider', ({ dead }) => dead),
  useAsStranger: missing('outsider', ({ live }) => live),
}

/** What steps are made of; what is listed more often happens more often. */
export const WHAT = [
  'create',
  'create',
  'create',
  'createWrongly',
  'show',
  'change',
  'remove',
  'useAgain',
  'useAsStranger',
] as const

const isParent = ({ kind }: Item) => kind === 'extension' || kind === 'queue'

const dependsOn = (kind: string, parent: string): boolean =>
  kind !== 'CDR' && Object.values(kindNamed(kind).references).some(name => name === parent)

const of = ({ live }: Model, kind: string): Item[] => live.filter(item => item.kind === kind)

const pick = (items: Item[], at: number): Item | undefined => items[at % items.length]

const addressOf = ({ kind, id }: Item): string => `${kindNamed(kind).path}/${id}`

const idsOf = (model: Model, at: number): Ids => ({
  tenant: { id: model.tenantId },
  extension: { id: pick(of(model, 'extension'), at)?.id ?? 0 },
  queue: { id: pick(of(model, 'queue'), at)?.id ?? 0 },
})
