import type { createApp } from './app'

const DEADLINE_MILLISECONDS = 10_000
const GLANCE_MILLISECONDS = 10

/** Waits until nothing is in flight, while new work is answered 503, then closes; false when the deadline came first. */
export const drain = async (app: ReturnType<typeof createApp>): Promise<boolean> => {
  const deadline = performance.now() + DEADLINE_MILLISECONDS
  while ((app.server?.pendingRequests ?? 0) > 0 && performance.now() < deadline) await Bun.sleep(GLANCE_MILLISECONDS)
  const drained = (app.server?.pendingRequests ?? 0) === 0
  await app.stop(true)
  return drained
}
