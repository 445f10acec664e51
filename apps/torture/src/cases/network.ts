import { type FaultProxy, openFaultProxy } from '@ringfence/db/testing/fault-proxy'
import type { Tally as Written } from '@ringfence/rig/writers'
import type { Case, Ground } from '../case'
import { openTrial } from '../trial'
import { moreRefused, moreWritten } from '../waits'

export const network: Case = {
  name: 'network',
  claim:
    'A network that delays, drops, resets and closes between the API and PostgreSQL costs answers of 503 and time, and nothing acknowledged.',
  short: true,
  seconds: 90,
  async run(ground) {
    const databaseUrl = await ground.database()
    const proxy = await openFaultProxy(databaseUrl)
    ground.place.keep(() => proxy.stop())
    const trial = await openTrial(ground, await ground.api({ DATABASE_URL: proxy.url }), databaseUrl)
    const written = await trial.write(async written => {
      for (const [name, trouble] of troubles(ground)) {
        await moreWritten(written)
        ground.say(name)
        await trouble(proxy, written)
        Object.assign(proxy, { mode: 'pass', delayMilliseconds: 0 })
      }
      await moreWritten(written)
    })
    return trial.reckon(written)
  },
}

type Trouble = (proxy: FaultProxy, written: Written) => Promise<void>

const BURSTS = 10

/** Each once, in an order of chance. */
const troubles = ({ random }: Ground): [string, Trouble][] => {
  const bursts =
    (burst: (proxy: FaultProxy) => void): Trouble =>
    async (proxy, written) => {
      for (let time = 0; time < BURSTS; time++) {
        burst(proxy)
        await moreWritten(written, 1 + Math.floor(random() * 10))
      }
    }
  const all: [string, Trouble][] = [
    [
      'every byte takes a while',
      async (proxy, written) => {
        proxy.delayMilliseconds = 20 + Math.floor(random() * 200)
        await moreWritten(written)
      },
    ],
    [
      'every byte vanishes',
      async (proxy, written) => {
        proxy.mode = 'swallow'
        await moreRefused(written, 8)
      },
    ],
    [
      'new connections are closed',
      async (proxy, written) => {
        proxy.mode = 'close'
        proxy.closeAll()
        await moreRefused(written)
      },
    ],
    ['connections are reset', bursts(proxy => proxy.resetAll())],
    ['connections are closed in good order', bursts(proxy => proxy.closeAll())],
  ]
  return all
    .map(each => ({ each, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ each }) => each)
}
