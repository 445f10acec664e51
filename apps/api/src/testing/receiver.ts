import { until } from '@ringfence/db/testing/until'
import { Webhook } from 'standardwebhooks'

export type Heard = { id: string; type: string; data: Record<string, unknown>; status: number }

export type Receiver = {
  url: string
  /** Every attempt that arrived, in the order of the answers; with a secret, each was verified by the library of Standard Webhooks. */
  heard: Heard[]
  /** How many attempts are unanswered now. */
  open(): number
  /** How often an event was being told twice at the same time. */
  doubled(): number
  /** Resolves when so many attempts were answered with success. */
  accepted(count: number): Promise<string[]>
  close(): Promise<void>
}

/** The status of an answer, by which attempt of its event it is, from 1. */
export type Answer = (attempt: number) => number | Promise<number>

type Options = { secret?: string; answer?: Answer }

/** Somebody who is told of events, on loopback. */
export const openReceiver = ({ secret, answer = () => 200 }: Options = {}): Receiver => {
  const heard: Heard[] = []
  const attempts = new Map<string, number>()
  const open = new Set<string>()
  let doubled = 0
  let unanswered = 0
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    idleTimeout: 60,
    async fetch(request) {
      const body = await request.text()
      if (secret) new Webhook(secret).verify(body, Object.fromEntries(request.headers))
      const id = request.headers.get('webhook-id') ?? ''
      if (open.has(id)) doubled++
      open.add(id)
      unanswered++
      attempts.set(id, (attempts.get(id) ?? 0) + 1)
      const event = { id, ...JSON.parse(body) }
      const status = await answer(attempts.get(id) ?? 0)
      open.delete(id)
      unanswered--
      heard.push({ ...event, status })
      return new Response(null, { status })
    },
    error: () => new Response(null, { status: 400 }),
  })
  const successes = () => heard.filter(({ status }) => status === 200).map(({ id }) => id)
  return {
    url: `http://127.0.0.1:${server.port}/hook`,
    heard,
    open: () => unanswered,
    doubled: () => doubled,
    async accepted(count) {
      await until(`${count} events are accepted`, () => successes().length >= count, 30)
      return successes()
    },
    close: () => server.stop(true),
  }
}
