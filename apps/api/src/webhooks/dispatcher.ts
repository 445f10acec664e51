import type { Claimed, Outbox, Result } from '@ringfence/db/outbox'
import { errorFields, type Log } from '../log'
import { post, type Reach, Unreachable } from './post'
import { SCHEDULE, waitAfter } from './schedule'
import { signed } from './signature'

export type Dispatcher = {
  /** Begins nothing more; resolves when what is in flight has been answered and noted. */
  stop(): Promise<void>
}

type Options = { schedule?: readonly number[]; pollMilliseconds?: number }

/** Waiting costs little, so many may: with less room, receivers that never answer would take it from the others. */
const ROOM = 256
const NOTE_ATTEMPTS = 5
const NOTE_PAUSE_MILLISECONDS = 1000

/** Delivers what is in the outbox, beside every other process that does the same. */
export const openDispatcher = (
  outbox: Outbox,
  reach: Reach,
  log: Log,
  { schedule = SCHEDULE, pollMilliseconds = 1000 }: Options = {},
): Dispatcher => {
  let alarm = Promise.withResolvers<void>()
  let isEnding = false
  let isOut = false
  const deliver = async (claimed: Claimed): Promise<boolean> => {
    const result = await resultOf(outbox, reach, schedule, claimed)
    await noted(outbox, log, claimed, result, () => isEnding)
    return result.kind === 'delivered'
  }
  const lanes = openLanes(outbox, deliver, () => alarm.resolve())

  const run = async (): Promise<void> => {
    while (!isEnding) {
      alarm = Promise.withResolvers()
      try {
        while (await outbox.sweep());
        while (!isEnding && (await lanes.fill()) > 0);
        isOut = false
        await Promise.race([alarm.promise, Bun.sleep(pollMilliseconds)])
      } catch (error) {
        // Once for all the seconds that a database is away.
        if (!isOut) log.warn('outbox', errorFields(error))
        isOut = true
        if (!isEnding) await Bun.sleep(pollMilliseconds)
      }
    }
  }

  const running = run()
  return {
    async stop() {
      isEnding = true
      alarm.resolve()
      await running
      await lanes.emptied()
    },
  }
}

/**
 * A lane for each webhook: it takes a handful at once, and one at a time while it fails, so that a slow or dead receiver holds up
 * nobody else.
 */
const openLanes = (outbox: Outbox, deliver: (claimed: Claimed) => Promise<boolean>, freed: () => void) => {
  const busy = new Map<string, Promise<void>>()
  const failing = new Set<string>()
  let inFlight = 0

  const send = async (webhook: string, deliveries: Claimed[]): Promise<void> => {
    await Promise.all(
      deliveries.map(async claimed => {
        if (await deliver(claimed)) failing.delete(webhook)
        else failing.add(webhook)
        inFlight--
      }),
    )
    busy.delete(webhook)
    freed()
  }

  return {
    /** Claims what there is room for and begins to send it; how much that is. */
    async fill(): Promise<number> {
      if (inFlight >= ROOM) return 0
      const claimed = await outbox.claim({ busy: busy.keys(), failing, room: ROOM - inFlight })
      inFlight += claimed.length
      for (const [webhook, deliveries] of Map.groupBy(claimed, ({ webhook_id }) => webhook_id))
        busy.set(webhook, send(webhook, deliveries))
      return claimed.length
    },
    emptied: () => Promise.all(busy.values()),
  }
}

/** What cannot be noted is delivered again when its lease ends. */
const noted = async (
  outbox: Outbox,
  log: Log,
  claimed: Claimed,
  result: Result,
  isEnding: () => boolean,
): Promise<void> => {
  for (let attempt = 1; attempt <= NOTE_ATTEMPTS; attempt++)
    try {
      return await outbox.settle(claimed, result)
    } catch (error) {
      log.warn('delivery not noted', { delivery: claimed.id, ...errorFields(error) })
      if (isEnding()) return
      await Bun.sleep(NOTE_PAUSE_MILLISECONDS)
    }
}

const resultOf = async (
  outbox: Outbox,
  reach: Reach,
  schedule: readonly number[],
  claimed: Claimed,
): Promise<Result> => {
  const { status, error } = await attempt(outbox, reach, claimed)
  if (status !== null && status >= 200 && status <= 299) return { kind: 'delivered', status }
  const wait = waitAfter(schedule, claimed.attempts)
  if (status === GONE) return { kind: 'gone', status, error }
  if (wait === undefined) return { kind: 'failed', status, error }
  return { kind: 'retry', afterMilliseconds: wait, status, error }
}

const GONE = 410

/** The receiver's status, or null when there was no answer; never throws. */
const attempt = async (
  outbox: Outbox,
  reach: Reach,
  claimed: Claimed,
): Promise<{ status: number | null; error: string }> => {
  try {
    const { event_id, payload, url } = claimed
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Ringfence',
      ...signed(outbox.secretOf(claimed), event_id, Math.floor(Date.now() / 1000), payload),
    }
    const status = await post(url, headers, payload, reach)
    return { status, error: `The receiver answered ${status}.` }
  } catch (error) {
    return { status: null, error: error instanceof Unreachable ? error.message : 'It could not be sent.' }
  }
}
