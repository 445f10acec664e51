import { asOwner } from '@ringfence/db/testing/database'
import { type FaultProxy, openFaultProxy } from '@ringfence/db/testing/fault-proxy'
import { until } from '@ringfence/db/testing/until'
import type { Tally as Written } from '@ringfence/rig/writers'
import type { Case, Ground } from '../case'
import { createCalls, createExtension, importFile, type Post, type Posted } from '../posts'
import { summed } from '../tallied'
import { openTrial, type Trial } from '../trial'
import { moreWritten } from '../waits'

/** The connection is cut once a question is asked, before the server hears of it, or before the answer to it is heard. */
type Cut = 'question' | 'answer'

const CHANCE_OF_A_CUT = 0.02

export const lostAnswers: Case = {
  name: 'lost-answers',
  claim:
    'A write whose outcome is unknown is answered 503, is there wholly or not at all, and done once however often it is repeated with its key.',
  short: true,
  seconds: 90,
  async run(ground) {
    const databaseUrl = await ground.database()
    const proxy = await openFaultProxy(databaseUrl)
    ground.place.keep(() => proxy.stop())
    const trial = await openTrial(ground, await ground.api({ DATABASE_URL: proxy.url }), databaseUrl)
    const sentences: string[] = []
    const sharp = await trial.write(async written => {
      for (const { post, cut } of plan(ground)) {
        const fault = await repeated({ trial, proxy, databaseUrl, written }, post, cut)
        if (fault) sentences.push(`${post.what}, ${cut} lost: ${fault}`)
      }
    }, 0)
    ground.say('by chance, under load')
    const blunt = await trial.write(async written => {
      proxy.isCut = () => ground.random() < CHANCE_OF_A_CUT
      await moreWritten(written, ground.short ? 60 : 300)
      proxy.isCut = () => false
      await moreWritten(written)
    })
    const tally = summed([await trial.reckon(sharp), await trial.reckon(blunt)])
    tally.unexpected.push(...sentences)
    return tally
  },
}

const plan = ({ short, random }: Ground): { post: Post; cut: Cut }[] =>
  Array.from({ length: short ? 24 : 90 }, (_, place) => ({
    post: [createExtension, createCalls, importFile][place % 3]?.(random) ?? createExtension(random),
    cut: random() < 0.5 ? 'question' : 'answer',
  }))

type Rig = { trial: Trial; proxy: FaultProxy; databaseUrl: string; written: Written }

/** Loses one answer or question, and sends the same again; a sentence when that is not as it should be. */
const repeated = async (rig: Rig, post: Post, cut: Cut): Promise<string | null> => {
  const { trial, proxy, databaseUrl, written } = rig
  const count = () => asOwner(databaseUrl, post.count)
  // Statements are sent in full on new connections alone.
  proxy.closeAll()
  await until('the program has noticed', async () => (await fetch(`${trial.target().url}/readyz`)).ok)
  proxy.isCut = (bytes, from) => from === (cut === 'answer' ? 'server' : 'client') && bytes.includes(post.marks[cut])
  const first = await post.send(trial, written)
  proxy.isCut = () => false
  const stored = await count()
  const expected = cut === 'answer' ? post.rows : 0
  if (first.status !== 503) return `it was answered ${first.status}.`
  if (stored !== expected) return `${stored} of ${post.rows} rows were there, not ${expected}.`
  return faultOf(post, cut, await post.send(trial, written), await count())
}

const faultOf = (post: Post, cut: Cut, again: Posted, stored: number): string | null => {
  if (again.status !== post.status) return `when repeated it was answered ${again.status}.`
  if (stored !== post.rows) return `when repeated, ${stored} of ${post.rows} rows were there.`
  return again.isReplayed === (cut === 'answer') ? null : `Idempotency-Replayed was ${again.isReplayed}.`
}
