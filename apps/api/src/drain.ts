import type { createApp } from './app'

export const DEADLINE_MILLISECONDS = 10_000
const GLANCE_MILLISECONDS = 10

/** Waits until nothing is in flight, while the phase says what new work is answered, then closes; false when the deadline came first. */
export const drain = async (
  app: ReturnType<typeof createApp>,
  milliseconds: number = DEADLINE_MILLISECONDS,
): Promise<boolean> => {
  const deadline = performance.now() + milliseconds
  while ((app.server?.pendingRequests ?? 0) > 0 && performance.now() < deadline) await Bun.sleep(GLANCE_MILLISECONDS)
  const drained = (app.server?.pendingRequests ?? 0) === 0
  await app.stop(true)
  return drained
}
