import { EmbeddedPostgresError } from './error'

const INTERVAL_MS = 5

/** Asks `probe` again and again; throws EmbeddedPostgresError(`sentence`) when it still says undefined once `performance.now()` is at `deadline`. */
export const until = async <Found>(
  deadline: number,
  sentence: string,
  probe: () => Found | undefined,
): Promise<Found> => {
  for (;;) {
    const found = probe()
    if (found !== undefined) return found
    if (performance.now() >= deadline) throw new EmbeddedPostgresError(sentence)
    await Bun.sleep(INTERVAL_MS)
  }
}
